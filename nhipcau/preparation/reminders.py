"""Reminding those who have not answered: by hand, and by themselves some days before each deadline.

One letter a site, to the address that is known for it. For the same deadline nobody is reminded twice within a day,
unless that is asked for.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nhipcau.conferences.lifecycle import outdated
from nhipcau.conferences.models import Conference, Site
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_conference, system
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc
from nhipcau.journal import record as journal
from nhipcau.outbox import letters
from nhipcau.outbox.letters import Letter
from nhipcau.outbox.models import Message
from nhipcau.preparation import reminder_texts as texts
from nhipcau.preparation.addresses import Address, addresses_of
from nhipcau.preparation.models import ReminderPlan, Round
from nhipcau.preparation.reports import GROUP
from nhipcau.preparation.rounds import dues, round_of

KIND: Final = "reminder"
_AUTO: Final = "auto"
"""Key of letters that leave by themselves, with the number of changes of the conference until then."""
MOST_DAYS: Final = 30
_APART: Final = timedelta(days=1)
_MORNING: Final = time(8, 0)
_NOTE: Final = 2000
_UNANSWERED: Final = {"site": "answer__confirmed_at__isnull", "delegates": "answer__delegates_at__isnull"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to remind, and of what: site or delegates. sites, groups (of the list of the missing): who was chosen; both
    None: all that have not answered. again: also who was reminded within the last day."""

    what: str
    sites: tuple[int, ...] | None = None
    groups: tuple[int, ...] | None = None
    note: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many letters were queued, how many sites have no address, how many were reminded within the last day."""

    letters: int
    without: int
    lately: int


def unanswered(conference: Conference, what: str) -> "QuerySet[Site]":
    """The sites that take part and have not answered."""
    return conference.sites.filter(withdrawn_at=None, **{_UNANSWERED[what]: True}).order_by("order")


def due_of(opened: Round, what: str) -> datetime | None:
    found = dues(opened)
    return found.delegates if what == "delegates" else found.sites


def reminded_lately(conference: Conference, what: str, due: datetime | None) -> dict[int, datetime]:
    """Sites that a reminder of this deadline went to within the last day, and when."""
    now = clock.now()  # what was made later than now was made while the server's clock was ahead
    found = _reminders(conference, what, due).filter(made_at__gt=now - _APART, made_at__lte=now)
    found = found.exclude(state__in=[Message.State.CANCELLED, Message.State.FAILED, Message.State.WITHDRAWN])
    return {int(about.partition(":")[2]): at for about, at in found.order_by("made_at").values_list("about", "made_at")}


def failed(conference: Conference, what: str, due: datetime | None) -> dict[int, Message]:
    """The last reminder of this deadline to each site where it could not be sent."""
    last: dict[int, Message] = {}
    for one in _reminders(conference, what, due).only("about", "state", "to").order_by("made_at"):
        last[int(one.about.partition(":")[2])] = one
    return {pk: one for pk, one in last.items() if one.state == Message.State.FAILED}


def _reminders(conference: Conference, what: str, due: datetime | None) -> "QuerySet[Message]":
    return Message.objects.filter(kind=KIND, stream=conference.stream, key__startswith=_prefix(conference, what, due))


def _prefix(conference: Conference, what: str, due: datetime | None) -> str:
    return f"{KIND}:{conference.pk}:{what}:{f'{due:%Y%m%dT%H%M%z}' if due else 'open'}:"


def do_remind(actor: Actor, conference_pk: int | str, wanted: Wanted, key: str) -> Reminded:
    """Queue a letter to each chosen site that has not answered and has an address. The same key queues it once."""
    if wanted.what not in _UNANSWERED:
        raise Refusal("no_such_answer", _("Chưa chọn việc cần nhắc."), _("Chọn lại rồi gửi."), status=422)
    if len(wanted.note) > _NOTE:
        raise Refusal(
            "long_note",
            _("Lời nhắn dài quá %(most)s ký tự; chưa gửi gì.") % {"most": _NOTE},
            _("Rút gọn rồi gửi."),
            status=422,
        )
    with transaction.atomic():
        conference = access_conference(actor, conference_pk, Need.PREPARE)
        journal.lock(conference.stream)
        if not conference.is_ahead:
            raise Refusal(
                "not_ahead",
                _("Hội nghị đã diễn ra hoặc đã hủy nên không nhắc nữa; chưa gửi gì."),
                _("Cần báo cho các điểm cầu thì gọi điện hoặc chép danh sách."),
                status=409,
            )
        sites = unanswered(conference, wanted.what)
        if wanted.sites is not None or wanted.groups is not None:
            chosen = Q(pk__in=wanted.sites or ()) | Q(group__in=wanted.groups or ())
            sites = sites.annotate(group=GROUP).filter(chosen)
        return _remind(actor, round_of(conference), sites, wanted, key[:64])


def _remind(actor: Actor, opened: Round, sites: "QuerySet[Site]", wanted: Wanted, key: str) -> Reminded:
    conference, what = opened.conference, wanted.what
    due, now = due_of(opened, what), clock.now()
    rows = list(sites.select_related("unit", "organ", "parent"))
    found = addresses_of(rows)
    lately = {} if wanted.again else reminded_lately(conference, what, due)
    contacts = list(conference.contacts.order_by("order"))
    reply_to = next((one.email for one in contacts if letters.is_address(one.email)), "")
    prefix, subject = _prefix(conference, what, due), texts.subject(conference, what, due, now)

    def letter(site: Site, address: Address) -> Letter:
        return Letter(
            kind=KIND,
            key=f"{prefix}{key}:{site.pk}",
            stream=conference.stream,
            about=f"site:{site.pk}",
            to=address.email,
            to_name=site.name,
            reply_to=reply_to,
            subject=subject,
            body=texts.body(conference, site, what, due, nfc(wanted.note), contacts),
            useless_after=due if due is not None and now <= due else None,
        )

    reminded = [site for site in rows if site.pk in found and site.pk not in lately]
    made = letters.queue(letter(site, found[site.pk]) for site in reminded)
    without = [site.pk for site in rows if site.pk not in found]
    if made:
        journal.append(
            conference.stream,
            "registration.reminded",
            {
                "what": what,
                "due": None if due is None else due.isoformat(),
                "sites": [int(one.about.partition(":")[2]) for one in made],
                "without_address": without,
            },
            actor,
            detail={"note": wanted.note} if wanted.note else None,
        )
    return Reminded(len(made), len(without), sum(site.pk in lately for site in rows))


def do_plan_reminders(actor: Actor, conference_pk: int | str, days: int | None) -> ReminderPlan:
    """Let letters leave by themselves so many days before each deadline; None: no longer."""
    if days is not None and not 0 < days <= MOST_DAYS:
        raise Refusal(
            "bad_days",
            _("Số ngày nhắc trước phải từ 1 đến %(most)s; chưa ghi gì.") % {"most": MOST_DAYS},
            _("Để trống nếu không muốn nhắc tự động."),
            status=422,
        )
    with transaction.atomic():
        conference = access_conference(actor, conference_pk, Need.PREPARE)
        journal.lock(conference.stream)
        plan, _new = ReminderPlan.objects.update_or_create(round=round_of(conference), defaults={"days": days})
        journal.append(conference.stream, "registration.reminders_planned", {"days": days}, actor)
    return plan


def begins(due: datetime, days: int) -> datetime:
    """When automatic letters leave: at 08:00 of the local day so many days before the deadline."""
    return datetime.combine(clock.local(due).date() - timedelta(days=days), _MORNING, tzinfo=clock.VIETNAM)


def do_remind_due(actor: Actor) -> int:
    """Queue the automatic letters that are due; how many. Once for each deadline. Only for the system itself."""
    if actor.kind != "system":
        raise Refusal("not_allowed", _("Việc này do máy chủ tự làm theo giờ đã định."), status=403)
    ahead = [Conference.State.PREPARING, Conference.State.POSTPONED]
    plans = ReminderPlan.objects.filter(days__isnull=False, round__conference__state__in=ahead)
    return sum(_remind_by_plan(actor, pk) for pk in list(plans.values_list("pk", flat=True)))


def _remind_by_plan(actor: Actor, pk: int) -> int:
    plan = ReminderPlan.objects.select_related("round__conference__host").get(pk=pk)
    if not _open(plan):
        return 0
    with transaction.atomic():
        journal.lock(plan.round.conference.stream)
        plan = ReminderPlan.objects.select_related("round__conference__host").get(pk=pk)
        queued = 0
        for what, due in _open(plan):
            wanted = Wanted(what)
            key = f"{_AUTO}{plan.round.conference.amendments.count() or ''}"
            queued += _remind(actor, plan.round, unanswered(plan.round.conference, what), wanted, key).letters
            setattr(plan, _DONE[what], due)
        plan.save()
    return queued


def _make_anew(message: Message) -> None:
    _kind, conference, what, _due, key = message.key.split(":", 4)
    if key.startswith(_AUTO):
        ReminderPlan.objects.filter(pk=conference).update(**{_DONE[what]: None})


_DONE: Final = {"site": "sites_done", "delegates": "delegates_done"}


def _open(plan: ReminderPlan) -> list[tuple[str, datetime]]:
    """What of the plan is due now and has not been done for that deadline."""
    now, found = clock.now(), []
    for what, done in _DONE.items():
        due = due_of(plan.round, what)
        if plan.days is None or due is None or due == getattr(plan, done):
            continue
        if begins(due, plan.days) <= now <= due:
            found.append((what, due))
    return found


def remind_by_the_clock() -> None:
    """For the sending process, about once a minute."""
    do_remind_due(system("reminders"))


def note_result(message: Message) -> None:
    """How a reminder ended, into the journal of its conference; the server's words may hold an address.

    One that was to leave by itself and stayed back, since it stated what is so no more, is made anew.
    """
    if message.state == Message.State.WITHDRAWN:  # the entry of what withdrew it tells that
        if message.kind == KIND and message.withdrawn_for == outdated.WHY:
            _make_anew(message)
        return
    kind = f"letter.{message.state}"
    detail = {"why": message.last_error} if message.last_error else None
    data = {"letter": message.pk, "about": message.about, "kind": message.kind}
    journal.append(message.stream, kind, data, system("outbox"), detail=detail)
