"""The ways a paper takes to its recipient, one interface for all; a link to eOffice is one more of them.

What they say to offices is Vietnamese, whatever language the sender reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from nhipcau.core import clock
from nhipcau.core.dates import weekday
from nhipcau.core.languages import in_vietnamese
from nhipcau.documents.dispatch.calendar import CALLS, invitation
from nhipcau.documents.dispatch.mailed import KIND, key_of
from nhipcau.documents.models import Delivery, Paper, PaperFile
from nhipcau.outbox import letters
from nhipcau.outbox.letters import File, Letter


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes out: the paper with its PDF and, where it invites, a calendar entry."""

    paper: Paper
    pdf: bytes
    calendar: str
    link: str

    @classmethod
    def of(cls, paper: Paper, link: str) -> "Parcel":
        kept = PaperFile.objects.get(paper=paper, form=PaperFile.Form.PDF.value)
        return cls(paper, bytes(kept.data), invitation(paper), link)


class Channel(Protocol):
    """send: inside the transaction of the command; returns the state that the deliveries are in then."""

    def send(self, parcel: Parcel, deliveries: Sequence[Delivery]) -> str: ...


class Inbox:
    """The unit has it on its own page as soon as the transaction ends."""

    def send(self, parcel: Parcel, deliveries: Sequence[Delivery]) -> str:
        return Delivery.State.DELIVERED.value


class ByHand:
    """Printed, or copied into a chat: a person says when it is done."""

    def send(self, parcel: Parcel, deliveries: Sequence[Delivery]) -> str:
        return Delivery.State.QUEUED.value


class Mail:
    """A letter with the PDF; the outbox says later how it ended."""

    def send(self, parcel: Parcel, deliveries: Sequence[Delivery]) -> str:
        paper = parcel.paper
        name = paper.notation.replace("/", "-") or "van-ban"
        letters.queue(
            Letter(
                kind=KIND,
                key=key_of(one),
                stream=paper.conference.stream if paper.conference else "",
                about=f"delivery:{one.pk}",
                to=one.email,
                to_name=one.name,
                subject=_subject(paper),
                body=_body(paper, one, parcel.link),
                calendar=parcel.calendar,
                files=(File(f"{name}.pdf", "application/pdf", parcel.pdf),),
            )
            for one in deliveries
        )
        return Delivery.State.QUEUED.value


REMINDER: Final = "paper.reminder"
CHANNELS: Final[dict[str, Channel]] = {
    Delivery.Channel.INBOX.value: Inbox(),
    Delivery.Channel.EMAIL.value: Mail(),
    Delivery.Channel.PRINTED.value: ByHand(),
    Delivery.Channel.ZALO.value: ByHand(),
}


def remind(paper: Paper, deliveries: Sequence[Delivery], link: str) -> None:
    """A letter to each, without the paper, which they have: who sent it waits for their word."""
    issuer = paper.issuer.name if paper.issuer else ""
    letters.queue(
        Letter(
            kind=REMINDER,
            key=f"{REMINDER}:{one.pk}:{one.reminders}",
            stream=paper.conference.stream if paper.conference else "",
            about=f"delivery:{one.pk}",
            to=one.email,
            to_name=one.name,
            subject=f"Nhắc tiếp nhận {_subject(paper)}",
            body="\n\n".join(
                [
                    f"Kính gửi: {one.name}.",
                    f"Văn bản số {paper.notation} của {issuer} đã gửi tới nhưng chưa được tiếp nhận: {paper.title}.",
                    f"Đề nghị tiếp nhận tại: {link}/received/{one.pk}"
                    if one.unit is not None
                    else "Đề nghị báo lại nơi gửi là đã nhận được văn bản.",
                ]
            ),
        )
        for one in deliveries
    )


@in_vietnamese()
def _kind(paper: Paper) -> str:
    """`Giấy mời`; of a Party call what stands before the bracket."""
    return str(paper.get_kind_display()).partition(" (")[0]


def _subject(paper: Paper) -> str:
    return f"{_kind(paper)} {paper.notation}: {paper.title}"


def _when_and_where(paper: Paper) -> list[str]:
    """Of the conference as it is now; two lines at most."""
    conference, lines = paper.conference, list[str]()
    if conference is not None and conference.start_date is not None:
        at = f"{conference.start_time:%H:%M}, " if conference.start_time else ""
        lines.append(f"Thời gian: {at}{weekday(conference.start_date)}, {conference.start_date:%d/%m/%Y}")
    if conference is not None and conference.venue:
        lines.append(f"Địa điểm: {conference.venue}")
    return lines


def _body(paper: Paper, one: Delivery, link: str) -> str:
    issuer = paper.issuer.name if paper.issuer else ""
    on = f"{paper.issue_date:%d/%m/%Y}" if paper.issue_date else ""
    lines = [
        f"Kính gửi: {one.name}.",
        f"{issuer} gửi {_kind(paper)} số {paper.notation} ngày {on}: {paper.title}.",
    ]
    if paper.kind in CALLS and paper.conference is not None and paper.conference.is_ahead:
        lines.append("\n".join(_when_and_where(paper)))
    if one.unit is not None:
        lines.append(f"Tiếp nhận và chuyển tiếp cho cấp dưới tại: {link}/received/{one.pk}")
    return "\n\n".join(lines)


@in_vietnamese()
def zalo_text(paper: Paper) -> str:
    """A paper in a few lines, to be copied into a chat. Never a PIN, never a join link."""
    lines = [
        f"{paper.get_kind_display()} {paper.notation}".strip(),
        paper.title,
        f"Cơ quan ban hành: {paper.issuer.name if paper.issuer else ''}",
    ]
    lines += _when_and_where(paper)
    lines.append("Đề nghị đơn vị mở hộp văn bản đến trên hệ thống để tiếp nhận.")
    return "\n".join(line for line in lines if line)


def stamped(state: str) -> dict[str, object]:
    """The columns that say when a delivery came to a state."""
    now = clock.now()
    return {"sent_at": now} if state != Delivery.State.QUEUED else {}
