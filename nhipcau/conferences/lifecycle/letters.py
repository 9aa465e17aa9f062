"""What becomes of a conference's letters when it is put off, called off or taken up again.

Letters that have not left are withdrawn where they would tell what is so no more; whoever got one before may be told.
Letters between offices are Vietnamese, in whatever language the pages are shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from hashlib import sha256
from typing import Final, Literal

from django.db.models import Q, QuerySet

from nhipcau.conferences.models import Conference
from nhipcau.core import dates
from nhipcau.core.access import system
from nhipcau.journal import record as journal
from nhipcau.outbox import letters, steering
from nhipcau.outbox.letters import Letter
from nhipcau.outbox.models import Message

KIND: Final = "change_notice"
Change = Literal["cancelled", "postponed", "reopened", "amended"]
_HEAD: Final = {"cancelled": "Hủy họp", "postponed": "Hoãn họp", "reopened": "Vẫn họp", "amended": "Thay đổi"}
_SAID: Final = {
    "cancelled": "thông báo hủy cuộc họp sau:",
    "postponed": "thông báo hoãn cuộc họp sau:",
    "reopened": "thông báo cuộc họp sau vẫn được tổ chức, thay cho thông báo hủy hoặc hoãn trước đây:",
    "amended": "thông báo thay đổi về cuộc họp sau:",
}
_LINKS: Final = {
    "cancelled": "Đường liên kết và mã PIN đã gửi không còn dùng được.",
    "postponed": "Đường liên kết và mã PIN đã gửi vẫn giữ nguyên.",
    "reopened": "Đường liên kết và mã PIN đã gửi dùng lại được.",
    "amended": "Nội dung không nêu ở trên giữ nguyên; đường liên kết và mã PIN đã gửi vẫn giữ nguyên.",
}
_MOST_CONTACTS: Final = 3


def waiting(conference: Conference) -> int:
    """How many letters have not left."""
    unsent = [Message.State.QUEUED, Message.State.HELD, Message.State.FAILED]
    return Message.objects.filter(stream=conference.stream, state__in=unsent).count()


def addressees(conference: Conference) -> dict[str, str]:
    """Address → name of everybody whom a letter about the conference reached, or may have reached."""
    left = Q(state__in=[Message.State.SENT, Message.State.SENDING, Message.State.UNSURE])
    found = Message.objects.filter(left, stream=conference.stream).exclude(to="").order_by("pk")
    return dict(found.values_list("to", "to_name"))


def withdraw_all(conference: Conference, reason: str) -> int:
    """Nothing of a conference that is called off leaves any more; how many letters stay back."""
    return steering.withdraw(_of(conference), "cancelled", _words("hội nghị đã hủy", reason))


def withdraw_stating(conference: Conference, day: date | None, hour: time | None, reason: str) -> int:
    """Letters that name that day, or the hour where only it changed, and invitations into calendars."""
    if day is None:
        return 0
    written = f"{day:%d/%m/%Y}"
    states = Q(body__contains=written) | Q(subject__contains=written) | ~Q(calendar="")
    if conference.start_date == day and hour is not None:
        states = (Q(body__contains=written) & Q(body__contains=f"{hour:%H:%M}")) | ~Q(calendar="")
    return steering.withdraw(_of(conference).filter(states), "postponed", _words("hội nghị đã hoãn", reason))


def take_up_again(conference: Conference) -> int:
    """What the calling off held back leaves after all, and its own notice does not; how many letters."""
    steering.withdraw(_of(conference).filter(kind=KIND), "reopened", "Đã thu hồi vì hội nghị được mở lại.")
    return steering.restore(_of(conference).exclude(kind=KIND), "cancelled")


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told. before: when the meeting was to be, in words; reason: why, or the paper that changed it; changes:
    lines of what changed, where that is more than the time."""

    change: Change
    before: str
    reason: str
    changes: tuple[str, ...] = ()


def change_lines(told: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Changes of an amendment in lines: label, before, after."""
    return tuple(
        f"- {one['label']}: {one['before']} → {one['after'] or 'bỏ'}"
        if one["before"]
        else f"- {one['label']}: {one['after']}"
        for one in told
    )


def notice_text(conference: Conference, notice: Notice, to: str = "") -> str:
    """The notice as everybody gets it; to: whom, in words."""
    contacts = list(conference.contacts.order_by("order"))
    lines = [f"- {one.name or one.role}: {one.phone or one.email}" for one in contacts if one.phone or one.email]
    host = conference.issuing_body or conference.host.name
    now = start_words(conference.start_date, conference.start_time)
    before, reason = notice.before, notice.reason
    times = [f"Thời gian: {now}"] if now == before else [f"Thời gian đã báo: {before}", f"Thời gian mới: {now}"]
    if notice.change == "cancelled":
        times = [f"Thời gian đã báo: {before}"]
    if notice.change == "amended":
        times = [*notice.changes]
    why = "Căn cứ" if notice.change == "amended" else "Lý do"
    parts = [
        f"Kính gửi: {to}" if to else "",
        f"{host} {_SAID[notice.change]}",
        "\n".join([conference.title, *times]),
        f"{why}: {reason}" if reason else "",
        _LINKS[notice.change],
        "\n".join(["Liên hệ:", *lines[:_MOST_CONTACTS]]) if lines else "",
        host,
    ]
    return "\n\n".join(part for part in parts if part)


def tell(conference: Conference, notice: Notice, number: int) -> int:
    """Queue a notice of the change to everybody who got a letter before; how many.

    number: of the journal's entry of the change, so that it is told once.
    """
    contacts = conference.contacts.order_by("order")
    reply_to = next((one.email for one in contacts if letters.is_address(one.email)), "")
    title = conference.title if len(conference.title) <= 160 else f"{conference.title[:159]}…"

    def letter(address: str, name: str) -> Letter:
        return Letter(
            kind=KIND,
            key=f"{KIND}:{conference.pk}:{number}:{sha256(address.encode()).hexdigest()[:24]}",
            stream=conference.stream,
            to=address,
            to_name=name,
            reply_to=reply_to,
            subject=f"{_HEAD[notice.change]}: {title}",
            body=notice_text(conference, notice, name or address),
        )

    return len(letters.queue(letter(address, name) for address, name in addressees(conference).items()))


def start_words(day: date | None, hour: time | None) -> str:
    """`08:00, thứ Sáu, 24/12/2021`."""
    if day is None:
        return "chưa ấn định"
    words = f"{dates.weekday(day)}, {day:%d/%m/%Y}"
    return f"{hour:%H:%M}, {words}" if hour else words


def note_result(message: Message) -> None:
    """How a notice ended, into the journal of its conference; the server's words may hold an address."""
    if message.state == Message.State.WITHDRAWN:
        return
    kind = f"letter.{message.state}"
    detail = {"why": message.last_error} if message.last_error else None
    data = {"letter": message.pk, "about": message.about, "kind": message.kind}
    journal.append(message.stream, kind, data, system("outbox"), detail=detail)


def _of(conference: Conference) -> "QuerySet[Message]":
    return Message.objects.filter(stream=conference.stream)


def _words(why: str, reason: str) -> str:
    return f"Đã thu hồi vì {why}: {reason}" if reason else f"Đã thu hồi vì {why}."
