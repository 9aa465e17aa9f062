"""A conference that was closed too early goes on.

Who may run it may take it up again, with a reason, for a day after it was closed: by then it is the same sitting by
nobody's account. The record stays one: both ends and the beginning anew stand in the journal, the attendance sheet
counts from the first opening to the last closing, who left in between has left, and the pause is nobody's time on the
air. Links and PINs live by the state and work again.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences.lifecycle.commands import MOST_OF_A_REASON
from nhipcau.conferences.locking import locked
from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc
from nhipcau.journal import record as journal
from nhipcau.journal.models import JournalEntry

WITHIN: Final = timedelta(hours=24)


def closed_at(conference: Conference) -> datetime | None:
    """When it was closed last, by its journal."""
    closings = JournalEntry.objects.filter(stream=conference.stream, kind="hall.closed").order_by("-seq")
    return closings.values_list("at", flat=True).first()


def may_go_on(conference: Conference, now: datetime) -> bool:
    """Whether it was closed, and not too long ago."""
    if conference.state != Conference.State.CLOSED:
        return False
    at = closed_at(conference)
    return at is not None and now - at <= WITHIN


def do_resume(actor: Actor, conference_pk: int | str, reason: str) -> Conference:
    """The closed conference goes on. One that is running already is left as it is."""
    with transaction.atomic():
        conference = locked(actor, conference_pk, Need.OPERATE)
        if conference.state == Conference.State.RUNNING:
            return conference
        reason = nfc(" ".join(reason.split()))[:MOST_OF_A_REASON]
        if not reason:
            raise Refusal(
                "no_reason", _("Chưa ghi lý do; chưa có gì thay đổi."), _("Ghi lý do để các nơi biết."), status=422
            )
        if conference.state != Conference.State.CLOSED:
            raise Refusal(
                "not_closed",
                _("Hội nghị chưa bế mạc nên không có gì để họp tiếp."),
                _("Mở phòng họp từ phòng điều hành."),
            )
        if not may_go_on(conference, clock.now()):
            raise Refusal(
                "closed_long_ago",
                _("Hội nghị đã bế mạc quá %(hours)s giờ nên không họp tiếp được; nhật ký đã khép lại.")
                % {"hours": int(WITHIN / timedelta(hours=1))},
                _("Lập hội nghị mới từ hội nghị này: chọn những gì cần chép sang."),
            )
        closed = closed_at(conference)
        conference.state, conference.state_reason = Conference.State.RUNNING, reason
        conference.save(update_fields=["state", "state_reason"])
        data = {"closed": closed.isoformat() if closed else None}
        journal.append(conference.stream, "conference.resumed", data, actor, detail={"reason": reason})
    return conference
