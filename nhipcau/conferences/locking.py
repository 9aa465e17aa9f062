"""A conference, and the order in which its writers come."""

from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference
from nhipcau.core.access import Actor, Need, access_conference
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal


def locked(actor: Actor, pk: int | str, need: Need) -> Conference:
    """The conference as it is once no other command can change it: the hall opens it, and changes its sites' PINs."""
    conference = access_conference(actor, pk, need)
    journal.lock(conference.stream)
    conference.refresh_from_db()
    return conference


def refuse_over(conference: Conference) -> None:
    """Refusal `conference_over` (409) where it was closed or called off: nothing of it is prepared any more."""
    if conference.is_over:
        raise Refusal(
            "conference_over",
            _("Hội nghị đã bế mạc hoặc đã hủy nên không sửa được nữa; chưa có gì thay đổi."),
            _("Lập hội nghị mới từ hội nghị này, trên trang của hội nghị."),
        )
