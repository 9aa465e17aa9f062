"""In which order conferences are shown: who is late first, then by the next day on which something is due.

That order depends on today, so no index holds it. The page needs its first few alone: it compares those that may stand
there (the nearest meetings, and whatever has a deadline or a rehearsal about now), however many others there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from nhipcau.conferences.models import Conference, PlannedRehearsal, RegistrationDeadline, Site
from nhipcau.core import clock
from nhipcau.preparation.models import Round

WEEK: Final = timedelta(days=7)
NEAREST: Final = 60
"""The nearest meetings that are compared; as many again of those without a day ahead."""
_SOON: Final = timedelta(days=14)
_PAST_DUE: Final = timedelta(days=60)
"""How far ahead, and how long ago, a deadline must lie to bring a meeting forward that is further off."""
_MOST: Final = 200
_FAR: Final = date.max
_COLUMNS: Final = (
    "pk",
    "state",
    "start_date",
    "start_time",
    "registration_round__sites_due",
    "registration_round__delegates_due",
)


@dataclass(slots=True)
class _Open:
    """What decides where a conference stands that is still to come. days: when something is due, from today on."""

    pk: int
    state: str
    day: date | None
    hour: time | None
    sites_due: datetime | None
    delegates_due: datetime | None
    days: list[date] = field(default_factory=list)
    over: bool = False
    late: bool = False


def condition(key: str, today: date) -> Q:
    """Those of a section of the page, or of a state."""
    week = Q(state=Conference.State.PREPARING, start_date__gte=today, start_date__lte=today + WEEK)
    if key == "week":
        return week
    if key == "preparing":
        return Q(state=Conference.State.POSTPONED) | Q(state=Conference.State.PREPARING) & (
            Q(start_date__isnull=True) | Q(start_date__lt=today) | Q(start_date__gt=today + WEEK)
        )
    return Q(state=key)


def latest(conferences: "QuerySet[Conference]", state: str, most: int) -> list[int]:
    """Of a state that is not ahead, those with the latest days, then those without a day. Two queries."""
    rows = conferences.filter(state=state)
    dated = list(
        rows.filter(start_date__isnull=False).order_by("-start_date", "-pk").values_list("pk", flat=True)[:most]
    )
    return dated + list(rows.filter(start_date=None).order_by("-pk").values_list("pk", flat=True)[: most - len(dated)])


def latest_first(conferences: "QuerySet[Conference]") -> "QuerySet[Conference]":
    return conferences.order_by(F("start_date").desc(nulls_last=True), "-pk")


def first_ahead(conferences: "QuerySet[Conference]", now: datetime) -> tuple[list[int], list[int]]:
    """The first of this week, and the first of the others that are still to come; further down than some dozen of each
    only the meetings' own days decide. Eight queries."""
    today = clock.local(now).date()
    rows = {one.pk: one for some in _candidates(conferences, now) for one in _facts(some)}
    ordered = _ordered(list(rows.values()), now)
    of_week = [one.pk for one in ordered if _is_of_week(one, today)]
    return of_week, [one.pk for one in ordered if not _is_of_week(one, today)]


def all_ahead(conferences: "QuerySet[Conference]", now: datetime) -> list[int]:
    """All of these, in order: for the list that somebody turns the pages of. Four queries."""
    return [one.pk for one in _ordered(_facts(conferences.order_by()), now)]


def _is_of_week(one: _Open, today: date) -> bool:
    return one.state == Conference.State.PREPARING and one.day is not None and today <= one.day <= today + WEEK


def _candidates(conferences: "QuerySet[Conference]", now: datetime) -> "Iterable[QuerySet[Conference]]":
    """Each of these is read along an index, and no further than it says."""
    today = clock.local(now).date()
    preparing = conferences.filter(state=Conference.State.PREPARING)
    yield preparing.filter(start_date__gte=today).order_by("start_date", "pk")[:NEAREST]
    yield preparing.filter(start_date__lt=today).order_by("-start_date", "-pk")[:NEAREST]
    yield preparing.filter(start_date=None).order_by("-pk")[:NEAREST]
    yield conferences.filter(state=Conference.State.POSTPONED).order_by("-start_date", "-pk")[:NEAREST]
    about = (now - _PAST_DUE, now + _SOON)
    days = (today - _PAST_DUE, today + _SOON)
    due = (
        Round.objects.filter(sites_due__range=about)
        .values("pk")
        .union(
            Round.objects.filter(delegates_due__range=about).values("pk"),
            RegistrationDeadline.objects.filter(due_date__range=days).order_by().values("conference"),
            PlannedRehearsal.objects.filter(at__range=(now, now + _SOON)).order_by().values("conference"),
        )
    )
    yield conferences.filter(state__in=[Conference.State.PREPARING, Conference.State.POSTPONED], pk__in=due).order_by()[
        :_MOST
    ]


def _facts(conferences: "QuerySet[Conference]") -> list[_Open]:
    return [_Open(*row) for row in conferences.values_list(*_COLUMNS)]


def _ordered(rows: list[_Open], now: datetime) -> list[_Open]:
    """Three queries: their printed deadlines, their rehearsals, and who of those past a deadline still waits."""
    today = clock.local(now).date()
    by_pk = {one.pk: one for one in rows}
    passed = set[int]()
    for pk, day in (
        RegistrationDeadline.objects.filter(conference__in=by_pk).order_by().values_list("conference_id", "due_date")
    ):
        if day is not None and day < today:
            passed.add(pk)
        elif day is not None:
            by_pk[pk].days.append(day)
    for pk, at in (
        PlannedRehearsal.objects.filter(conference__in=by_pk, at__gte=now).order_by().values_list("conference_id", "at")
    ):
        by_pk[pk].days.append(clock.local(at).date())
    for one in rows:
        dues = [due for due in (one.sites_due, one.delegates_due) if due is not None]
        one.days += [clock.local(due).date() for due in dues if due >= now]
        ahead = one.day is None or one.day >= today
        if one.day is not None and ahead:
            one.days.append(one.day)
        one.over = ahead and (any(due < now for due in dues) or (one.sites_due is None and one.pk in passed))
    for pk in _waiting(one.pk for one in rows if one.over):
        by_pk[pk].late = True
    return sorted(rows, key=lambda one: _place(one, today))


def _waiting(conferences: Iterable[int]) -> list[int]:
    """Those of which a site has not answered."""
    unanswered = Site.objects.filter(conference=OuterRef("pk"), withdrawn_at=None).filter(
        Q(answer__confirmed_at__isnull=True) | Q(answer__delegates_at__isnull=True)
    )
    rows = Conference.objects.filter(Exists(unanswered), pk__in=list(conferences))
    return list(rows.order_by().values_list("pk", flat=True))


def _place(one: _Open, today: date) -> tuple[bool, date, date, int, time, int]:
    """Where two have something due on the same day the nearer meeting comes first; those whose day is over follow, the
    latest before the others."""
    day = one.day
    ahead = day if day is not None and day >= today else _FAR
    gone = -day.toordinal() if day is not None else 0
    return (not one.late, min(one.days, default=_FAR), ahead, gone, one.hour or time.min, -one.pk)


def found_by_words(conferences: "QuerySet[Conference]") -> "QuerySet[Conference]":
    """What a search found, whatever its state: what has no day yet, then the latest days."""
    return conferences.order_by(F("start_date").desc(nulls_first=True), "-pk")
