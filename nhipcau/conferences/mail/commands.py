"""Sending letters again and taking them back."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nhipcau.conferences.lifecycle.letters import KIND as CHANGE_NOTICE
from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_conference, access_message
from nhipcau.core.config import config
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.outbox import steering
from nhipcau.outbox.models import Message


def do_send_again(actor: Actor, pk: int | str) -> Message:
    """Queue a letter again that failed, is held, or was cancelled."""
    with transaction.atomic():
        message = access_message(actor, pk, lock=True)
        _refuse_without_server()
        _refuse_cancelled(message)
        if message.is_useless(clock.now()):
            until = clock.local(message.useless_after or clock.now())
            raise Refusal(
                "useless",
                _("Thư này chỉ có ích đến %(until)s nên không gửi lại.") % {"until": f"{until:%H:%M %d/%m/%Y}"},
                _("Lập thư mới từ trang của hội nghị."),
                status=409,
            )
        if not steering.send_again(Message.objects.filter(pk=message.pk)):
            raise Refusal(
                "not_to_be_sent_again",
                _("Thư đang ở trạng thái “%(state)s” nên không gửi lại được.") % {"state": message.get_state_display()},
                _("Tải lại trang để xem trạng thái mới nhất."),
                status=409,
            )
        journal.append(message.stream, "letter.sent_again", {"letter": message.pk, "about": message.about}, actor)
    message.refresh_from_db()
    return message


def do_cancel_letter(actor: Actor, pk: int | str) -> Message:
    """Take a letter out of the queue. Refusal `too_late` (409) where it has left or is leaving."""
    with transaction.atomic():
        message = access_message(actor, pk, lock=True)
        if not steering.cancel(Message.objects.filter(pk=message.pk)):
            raise Refusal(
                "too_late",
                _("Thư đang ở trạng thái “%(state)s” nên không hủy được nữa.") % {"state": message.get_state_display()},
                _("Tải lại trang để xem trạng thái mới nhất."),
                status=409,
            )
        journal.append(message.stream, "letter.cancelled", {"letter": message.pk, "about": message.about}, actor)
    message.refresh_from_db()
    return message


def do_send_waiting(actor: Actor, conference_pk: int | str, state: str) -> int:
    """Queue all letters of a conference that are held, or that failed, and are of use still; how many."""
    if state not in {Message.State.HELD, Message.State.FAILED}:
        raise Refusal("no_such_state", _("Chưa chọn loại thư cần gửi."), _("Tải lại trang rồi thử lại."), status=422)
    with transaction.atomic():
        conference = access_conference(actor, conference_pk, Need.PREPARE)
        _refuse_without_server()
        useful = Q(useless_after__isnull=True) | Q(useless_after__gte=clock.now())
        count = steering.send_again(Message.objects.filter(useful, stream=conference.stream, state=state))
        if count:
            journal.append(conference.stream, "letters.sent_again", {"letters": count, "were": state}, actor)
    return count


def _refuse_cancelled(message: Message) -> None:
    """What is called off is told of by its notice alone."""
    kind, _colon, pk = message.stream.partition(":")
    if kind != "conference" or message.kind == CHANGE_NOTICE:
        return
    if Conference.objects.filter(pk=pk, state=Conference.State.CANCELLED).exists():
        raise Refusal(
            "conference_cancelled",
            _("Hội nghị đã hủy nên thư này không gửi nữa; thư vẫn được giữ."),
            _("Cần báo hủy thì dùng thư báo hủy, hoặc mở lại hội nghị."),
            status=409,
        )


def _refuse_without_server() -> None:
    if not config().sends_mail:
        raise Refusal(
            "no_mail_server",
            _("Máy chủ này chưa đặt máy chủ thư nên chưa gửi được; thư vẫn được giữ."),
            _("Đề nghị quản trị hệ thống đặt máy chủ thư, hoặc chép nội dung để gửi Zalo."),
            status=409,
        )
