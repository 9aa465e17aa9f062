"""What the sender does about those who have not got a paper: send it again, or write down what is known otherwise.

Who sends is the paper's own office, or a recipient that passed it on (`above`): that one follows those below it alone.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_delivery, access_written
from nhipcau.core.config import config
from nhipcau.core.errors import Refusal
from nhipcau.documents.dispatch import mailed
from nhipcau.documents.dispatch.channels import CHANNELS, Parcel, remind
from nhipcau.documents.dispatch.commands import acknowledge, check
from nhipcau.documents.dispatch.standing import HAVE_IT, may_be_reminded
from nhipcau.documents.models import Delivery, Paper
from nhipcau.documents.writing import states
from nhipcau.documents.writing.commands import told
from nhipcau.outbox import steering
from nhipcau.outbox.models import Message

_State = Delivery.State
_NOT_THERE = {_State.QUEUED, _State.FAILED, _State.UNSURE, _State.RETURNED, _State.WITHDRAWN}


def do_note(
    actor: Actor, paper_pk: int | str, delivery_pk: int, state: str, note: str, *, above: int | str | None = None
) -> Delivery:
    """What the sender knows by other means: handed over, told by telephone, come back. The note says how.

    No mailbox is read here: the report of a letter that bounced (RFC 3464) comes to the address that letters are sent
    from, and who reads it there writes it down.
    """
    with transaction.atomic():
        sent = _sent(actor, paper_pk, above)
        paper, row = sent.paper, sent.row(delivery_pk)
        words = " ".join(note.split())[:300]
        if state == _State.ACKNOWLEDGED:
            if not words:
                raise Refusal(
                    "no_note",
                    _("Chưa ghi ai xác nhận nên chưa đổi gì."),
                    _("Ghi ngắn gọn, ví dụ “ông A, trực văn phòng, qua điện thoại”."),
                    status=422,
                )
            mailed.stop([row], "has_it")
            acknowledge(actor, row, words)
        elif state == _State.RETURNED:
            _note_returned(actor, paper, row, words)
        elif state == _State.SENT and row.state in _NOT_THERE:
            mailed.stop([row], "by_hand")
            row.state, row.sent_at, row.failure = _State.SENT, clock.now(), ""
            row.note = words or row.note
            row.save(update_fields=["state", "sent_at", "failure", "note"])
            told(actor, paper, "sent_by_hand", {"delivery": row.pk})
        else:
            raise Refusal("no_state", _("Không ghi được trạng thái này; chưa đổi gì."), _("Tải lại trang."), status=409)
    return row


def _note_returned(actor: Actor, paper: Paper, row: Delivery, words: str) -> None:
    if not words:
        raise Refusal(
            "no_reason",
            _("Chưa ghi thư bị trả lại vì sao nên chưa đổi gì."),
            _("Ghi theo thư báo, ví dụ “địa chỉ không còn dùng” hoặc “hộp thư đầy”."),
            status=422,
        )
    if row.channel != Delivery.Channel.EMAIL or row.state not in {_State.SENT, _State.UNSURE, _State.RETURNED}:
        raise Refusal(
            "not_mailed",
            _("%(name)s không có thư nào đã gửi đi để bị trả lại; chưa đổi gì.") % {"name": row.name},
            _("Tải lại trang để xem trạng thái mới nhất."),
            status=409,
        )
    row.state, row.failure = _State.RETURNED, words
    row.save(update_fields=["state", "failure"])
    told(actor, paper, "returned", {"delivery": row.pk}, why=words)


def do_resend(
    actor: Actor,
    paper_pk: int | str,
    delivery_pk: int,
    channel: str = "",
    email: str = "",
    seen: int | None = None,
    *,
    above: int | str | None = None,
) -> Delivery:
    """Send again, by another way or to another address where one is given.

    A letter that has not left is not doubled: it is tried now. seen: the try that the page showed; where there has been
    another since, somebody has sent it already.
    """
    with transaction.atomic():
        sent = _sent(actor, paper_pk, above)
        states.require(sent.paper, "dispatch")
        paper, row = sent.paper, sent.row(delivery_pk)
        if row.state == _State.ACKNOWLEDGED:
            raise Refusal("has_it", _("%(name)s đã tiếp nhận rồi; không gửi lại.") % {"name": row.name}, "", status=409)
        if seen is None or seen == row.tries:
            _send_again(actor, paper, row, channel or row.channel, email.strip() or row.email)
    return row


def do_resend_failed(actor: Actor, paper_pk: int | str, *, above: int | str | None = None) -> int:
    """Send again to every address whose letter the server refused: after the server was put right; how many."""
    with transaction.atomic():
        sent = _sent(actor, paper_pk, above)
        states.require(sent.paper, "dispatch")
        rows = sent.rows.select_for_update(of=("self",)).filter(state=_State.FAILED, channel=Delivery.Channel.EMAIL)
        count = 0
        for row in rows:
            _send_again(actor, sent.paper, row, row.channel, row.email)
            count += 1
    return count


def _send_again(actor: Actor, paper: Paper, row: Delivery, channel: str, email: str) -> None:
    same = (channel, email) == (row.channel, row.email)
    letter = mailed.letters_of([row]).first()
    if letter is not None and letter.state == Message.State.SENDING:
        raise Refusal(
            "being_sent",
            _("Thư gửi %(name)s đang được trao cho máy chủ thư nên chưa gửi lại.") % {"name": row.name},
            _("Chờ vài phút rồi tải lại trang để xem kết quả."),
            status=409,
        )
    this = mailed.letters_of([row])
    if same and (steering.hurry(this) or steering.send_again(this)):
        row.state = _State.QUEUED
    else:
        mailed.stop([row], "sent_otherwise")
        row.channel, row.email = channel, email
        check(row)
        row.tries += 1
        row.state = CHANNELS[row.channel].send(Parcel.of(paper, config().base_url), [row])
    row.failure, row.queued_at = "", clock.now()
    row.sent_at = clock.now() if row.state != _State.QUEUED else None
    row.save()
    told(actor, paper, "sent_again", {"delivery": row.pk, "channel": row.channel})


def do_remind(actor: Actor, paper_pk: int | str, *, above: int | str | None = None) -> tuple[int, int]:
    """Remind those who have the paper and have not acknowledged it: (how many, how many were reminded too lately).

    Who gets its papers by mail is written to; everybody of a unit sees it in the inbox. Who has not got the paper is
    not reminded of it: it is sent again.
    """
    with transaction.atomic():
        sent = _sent(actor, paper_pk, above)
        paper = sent.paper
        states.require(paper, "dispatch")
        direct = sent.rows.filter(parent=above)  # those below are reminded by whoever passed it on to them
        rows = list(direct.select_for_update(of=("self",)).filter(state__in=HAVE_IT).order_by("pk"))
        due = [one for one in rows if may_be_reminded(one)]
        for one in due:
            one.reminded_at, one.reminders = clock.now(), one.reminders + 1
        Delivery.objects.bulk_update(due, ["reminded_at", "reminders"])
        remind(paper, [one for one in due if one.channel == Delivery.Channel.EMAIL], config().base_url)
        if due:
            data = {"deliveries": [one.pk for one in due], "from": int(above) if above is not None else None}
            told(actor, paper, "reminded", data)
    return len(due), len(rows) - len(due)


@dataclass(frozen=True, slots=True)
class _Sent:
    """What somebody has sent: the paper, and the deliveries that are theirs to follow."""

    paper: Paper
    rows: "QuerySet[Delivery]"

    def row(self, pk: int) -> Delivery:
        found = self.rows.select_for_update(of=("self",)).filter(pk=pk).first()
        if found is None:
            raise Refusal("no_such_delivery", _("Không có nơi nhận này."), _("Tải lại trang."), status=404)
        return found


def _sent(actor: Actor, paper_pk: int | str, above: int | str | None) -> _Sent:
    if above is None:
        paper = access_written(actor, paper_pk, Need.ISSUE)
        return _Sent(paper, paper.deliveries.all())
    parent = access_delivery(actor, above, Need.COMPOSE)
    return _Sent(parent.paper, parent.passed_on.all())
