"""Conferences that a unit may register for: those where communes take part by registration, above it in the tree."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.organs.models import Tier, Unit
from nhipcau.preparation.models import Enrolment, Round
from nhipcau.preparation.overview import dues_at_hand, read_dates
from nhipcau.preparation.rounds import day_of
from nhipcau.web.pages.home.late import when_due
from nhipcau.web.pages.home.parts import Reach, below

_SHOWN: Final = 20
_SOON: Final = timedelta(days=2)
_AFTER: Final = {"late": 1, "done": 2}


@dataclass(frozen=True, slots=True)
class Joining:
    """registered: communes of one's own that have; for_communes: registers for those below, not for itself.

    state: done, late, soon, open, as those of duties are.
    """

    conference: Conference
    due: datetime | None
    registered: int
    for_communes: bool
    state: str

    @property
    def shape(self) -> str:
        return {"done": "ok", "late": "bad", "soon": "soon"}.get(self.state, "none")

    @property
    def when(self) -> str:
        return "" if self.due is None else when_due(self.due)

    @property
    def button(self) -> str | Promise:
        if self.for_communes:
            return _("Đăng ký cho các xã")
        return _("Xem đăng ký") if self.state == "done" else _("Đăng ký tham gia")


def joinings(reach: Reach, now: datetime) -> list[Joining]:
    """The nearest deadline first, then what can only be registered late, then what is done; without those that are
    closed and those that one hosts. Six queries."""
    above = {path[: n + 1] for path in reach.registers for n, sign in enumerate(path) if sign == "/"}
    rounds = (
        Round.objects.filter(mode=Round.Mode.OPT_IN, conference__state=Conference.State.PREPARING)
        .filter(Q(conference__start_date=None) | Q(conference__start_date__gte=clock.local(now).date()))
        .filter(conference__host__path__in=above)
        .exclude(below("conference__host__path", reach.prepares))
        .select_related("conference__host", "conference__registration_round")
        .order_by(F("conference__start_date").asc(nulls_last=True), "pk")
    )
    conferences = [one.conference for one in rounds[:_SHOWN]]
    if not conferences:
        return []
    read_dates(conferences)
    held = Enrolment.objects.filter(
        below("unit__path", reach.registers),
        round__in=[one.pk for one in conferences],
        state__in=[Enrolment.State.ACCEPTED, Enrolment.State.WAITING],
    )
    counts = dict(held.order_by().values_list("round").annotate(n=Count("pk")))
    units = list(Unit.objects.filter(path__in=reach.registers, tier__in=[Tier.DISTRICT, Tier.COMMUNE]))
    found = [_joining(one, units, counts.get(one.pk, 0), now) for one in conferences]
    far = now + timedelta(days=10_000)
    return sorted((one for one in found if one is not None), key=lambda one: (_AFTER.get(one.state, 0), one.due or far))


def _joining(conference: Conference, units: list[Unit], registered: int, now: datetime) -> Joining | None:
    day = day_of(conference)
    tiers = {unit.tier for unit in units if _stands(unit, day) and unit.path.startswith(conference.host.path)}
    due = dues_at_hand(conference).sites
    over = due is not None and due < now
    opened: Round = getattr(conference, "registration_round")  # noqa: B009 - the other way of a one-to-one
    for_communes = Tier.DISTRICT in tiers
    if not tiers or (over and opened.late == Round.Late.CLOSED and not registered):
        return None
    if registered and (over or not for_communes):
        state = "done"
    else:
        state = "late" if over else "soon" if due is not None and due - now < _SOON else "open"
    return Joining(conference, due, registered, for_communes, state)


def _stands(unit: Unit, day: date) -> bool:
    return unit.valid_from <= day and (unit.valid_to is None or day < unit.valid_to)
