"""Personal data goes on the day that the round names: names, positions, offices, telephones; the numbers stay.

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 lets offices keep such data only as long as they need it. The journal's chain
stays whole: what is removed there are the details that stand apart from the entries.

The host's contacts go with the others, also those that a paper names: the paper itself is an archival record
(Luật Lưu trữ 33/2024/QH15) and stays as it was issued, the rows that were read from it are working data. What a contact
was called for stays; a row that says nothing else goes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference, Contact
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_conference, system
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.journal.models import JournalDetail
from nhipcau.outbox import steering
from nhipcau.outbox.models import Message
from nhipcau.preparation import copying, reminders
from nhipcau.preparation.models import (
    PREVIEWS_KEPT,
    CopyBody,
    Delegate,
    DelegatePreview,
    Enrolment,
    Round,
    SiteAnswer,
    TaskDone,
)

# Ours: the law names no number of days, and a meeting put off for longer is convened anew.
KEPT_WITHOUT_A_DAY: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Purged:
    """What went: people on lists, and details of journal entries."""

    delegates: int
    details: int


def do_purge_due(actor: Actor) -> dict[int, Purged]:
    """Purge every round whose day has come, and old previews; by conference, what went. Only for the system itself.

    A conference whose own day is still ahead keeps its people, whatever day was written before it was put off. So does
    one that has no day yet, or was put off without one: but not for ever, `KEPT_WITHOUT_A_DAY` after the day written.
    """
    if actor.kind != "system":
        raise Refusal("not_allowed", _("Việc này do máy chủ tự làm theo ngày đã định."), status=403)
    now = clock.now()
    forget_previews(now)
    today = clock.local(now).date()
    waiting = Q(conference__start_date=None, purge_on__gt=today - KEPT_WITHOUT_A_DAY)
    ahead = (waiting | Q(conference__start_date__gte=today)) & ~Q(
        conference__state__in=(Conference.State.CLOSED, Conference.State.CANCELLED)
    )
    due = Round.objects.filter(purged_at=None, purge_on__lte=today).exclude(ahead).values_list("pk", flat=True)
    return {pk: _purge(actor, pk) for pk in list(due)}


def forget_previews(now: datetime) -> None:
    """Those older than a day; and those from further ahead than a day, made while the server's clock was ahead."""
    old = Q(made_at__lt=now - PREVIEWS_KEPT) | Q(made_at__gt=now + PREVIEWS_KEPT)
    DelegatePreview.objects.filter(old).delete()


def purge_by_the_clock() -> None:
    """For the sending process, about once a minute: a server that is never restarted forgets on the day as well."""
    do_purge_due(system("purge"))


def do_purge(actor: Actor, conference_pk: int | str) -> Purged:
    """Purge one conference before its day. Refusal `not_over` while it still needs its people."""
    conference = access_conference(actor, conference_pk, Need.ADMINISTER)
    if not conference.is_over:
        raise Refusal(
            "not_over",
            _("Hội nghị chưa bế mạc nên dữ liệu đại biểu còn cần dùng; chưa xóa gì."),
            _("Bế mạc hoặc hủy hội nghị trước, hoặc đặt ngày xóa."),
            status=422,
        )
    return _purge(actor, conference.pk)


def _purge(actor: Actor, pk: int) -> Purged:
    with transaction.atomic():
        found = Round.objects.select_related("conference").get(pk=pk)
        stream = found.conference.stream
        journal.lock(stream)
        people = Delegate.objects.filter(site__conference=pk)
        # The key tells two of a site apart; nothing is left of whom it meant.
        blank = Concat(Value("#"), Cast(F("pk"), CharField()), output_field=CharField())
        count = people.update(name="", position="", office="", phone="", reason="", member=None, key=blank)
        SiteAnswer.objects.filter(site__conference=pk).update(
            contact_name="", contact_phone="", confirmed_by="", delegates_by=""
        )
        Contact.objects.filter(conference=pk, role="").delete()
        Contact.objects.filter(conference=pk).update(name="", phone="", email="")
        TaskDone.objects.filter(site__conference=pk).update(by="")
        Enrolment.objects.filter(round=pk).update(by="", reason="")
        DelegatePreview.objects.filter(site__conference=pk).delete()
        letters = steering.forget(Message.objects.filter(stream=stream, kind__in=[reminders.KIND, copying.KIND]))
        CopyBody.objects.filter(round=pk).update(email="")
        details = JournalDetail.objects.filter(entry__stream=stream, data__isnull=False).update(data=None)
        found.purged_at = clock.now()
        found.save(update_fields=["purged_at"])
        journal.append(
            stream, "registration.purged", {"delegates": count, "details": details, "letters": letters}, actor
        )
    return Purged(count, details)
