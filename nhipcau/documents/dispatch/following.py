"""What the sender does about those who have not got a paper: send it again, or write down what is known otherwise."""

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_written
from nhipcau.core.config import config
from nhipcau.core.errors import Refusal
from nhipcau.documents.dispatch import mailed
from nhipcau.documents.dispatch.channels import CHANNELS, Parcel
from nhipcau.documents.dispatch.commands import acknowledge, check
from nhipcau.documents.models import Delivery, Paper
from nhipcau.documents.writing import states
from nhipcau.documents.writing.commands import told
from nhipcau.outbox import steering
from nhipcau.outbox.models import Message

_State = Delivery.State
_NOT_THERE = {_State.QUEUED, _State.FAILED, _State.UNSURE, _State.RETURNED, _State.WITHDRAWN}


def do_note(actor: Actor, paper_pk: int | str, delivery_pk: int, state: str, note: str) -> Delivery:
    """What the sender knows by other means: handed over, told by telephone, come back. The note says how.

    No mailbox is read here: the report of a letter that bounced (RFC 3464) comes to the address that letters are sent
    from, and who reads it there writes it down.
    """
    with transaction.atomic():
        paper = access_written(actor, paper_pk, Need.ISSUE)
        row = _of(paper, delivery_pk)
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
    actor: Actor, paper_pk: int | str, delivery_pk: int, channel: str = "", email: str = "", seen: int | None = None
) -> Delivery:
    """Send again, by another way or to another address where one is given.

    A letter that has not left is not doubled: it is tried now. seen: the try that the page showed; where there has been
    another since, somebody has sent it already.
    """
    with transaction.atomic():
        paper = access_written(actor, paper_pk, Need.ISSUE)
        states.require(paper, "dispatch")
        row = _of(paper, delivery_pk)
        if row.state == _State.ACKNOWLEDGED:
            raise Refusal("has_it", _("%(name)s đã tiếp nhận rồi; không gửi lại.") % {"name": row.name}, "", status=409)
        if seen is None or seen == row.tries:
            _send_again(actor, paper, row, channel or row.channel, email.strip() or row.email)
    return row


def do_resend_failed(actor: Actor, paper_pk: int | str) -> int:
    """Send again to every address whose letter the server refused: after the server was put right; how many."""
    with transaction.atomic():
        paper = access_written(actor, paper_pk, Need.ISSUE)
        states.require(paper, "dispatch")
        rows = paper.deliveries.select_for_update(of=("self",)).filter(
            state=_State.FAILED, channel=Delivery.Channel.EMAIL
        )
        count = 0
        for row in rows:
            _send_again(actor, paper, row, row.channel, row.email)
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


def _of(paper: Paper, pk: int) -> Delivery:
    found = paper.deliveries.select_for_update().filter(pk=pk).first()
    if found is None:
        raise Refusal("no_such_delivery", _("Không có nơi nhận này."), _("Tải lại trang."), status=404)
    return found
