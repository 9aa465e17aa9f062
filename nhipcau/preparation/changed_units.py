"""Units that registered and are another one on the day of the conference: merged, split, renamed, ended.

The same office is not entered twice: who comes under its new name is told what was registered under the old one, and
the host decides whether that goes on as the new unit's or is taken back.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.sites.handing_over import do_hand_over_site
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_conference, system
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.organs import history
from nhipcau.organs.models import Tier, Unit
from nhipcau.organs.queries import units_at
from nhipcau.preparation import rounds
from nhipcau.preparation.models import Enrolment, Round

_STANDING = (Enrolment.State.ACCEPTED, Enrolment.State.WAITING)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What stands under a unit that is another one on the day of the conference: its registration, its site, or both.

    now: what it is then; none where it ended for good. taken: those of `now` that have a site or a registration of
    their own.
    """

    conference: Conference
    unit: Unit
    now: tuple[Unit, ...]
    enrolment: Enrolment | None
    site: Site | None
    taken: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """ "Xã Tân Lập (nay là Xã Hợp Nhất)"."""
        if not self.now:
            return self.unit.name
        named = ", ".join(one.name for one in self.now)
        return _("%(then)s (nay là %(now)s)") % {"then": self.unit.name, "now": named}

    @property
    def words(self) -> str:
        """Who it is and who registered it when, as it is told to whoever comes under the new name."""
        return f"{self.name}: {said(self.enrolment) if self.enrolment is not None else _('đã có điểm cầu')}"

    @property
    def free(self) -> list[Unit]:
        """Those that it may go on as."""
        return [one for one in self.now if one.pk not in self.taken]

    @property
    def twice(self) -> list[Unit]:
        """Those that are entered a second time beside it."""
        return [one for one in self.now if one.pk in self.taken]


def said(one: Enrolment) -> str:
    """ "cấp huyện (Nông Văn Thử) đã đăng ký lúc 15:59 ngày 28/09/2021"."""
    at = clock.local(one.at)
    tier = str(Tier(one.by_tier).label).lower()
    return _("%(tier)s (%(by)s) đã đăng ký lúc %(hour)s ngày %(day)s") % {
        "tier": tier,
        "by": one.by,
        "hour": f"{at:%H:%M:%S}",
        "day": f"{at:%d/%m/%Y}",
    }


def earlier(opened: Round) -> list[Earlier]:
    """All of a round, in tree order. Two queries where nothing changed, whatever the size."""
    conference = opened.conference
    there = units_at(rounds.day_of(conference)).values("pk")
    enrolments = opened.enrolments.filter(state__in=_STANDING).exclude(unit__in=there).select_related("unit", "site")
    sites = conference.sites.filter(withdrawn_at=None, tier=Tier.COMMUNE, unit__isnull=False).exclude(unit__in=there)
    by_unit: dict[int, tuple[Unit, Enrolment | None, Site | None]] = {}
    for site in sites.select_related("unit"):
        if site.unit is not None:
            by_unit[site.unit.pk] = (site.unit, None, site)
    for one in enrolments:
        site = by_unit[one.unit.pk][2] if one.unit.pk in by_unit else None
        by_unit[one.unit.pk] = (one.unit, one, site)
    if not by_unit:
        return []
    now = history.became_each((unit for unit, _one, _site in by_unit.values()), rounds.day_of(conference))
    taken = _taken(opened, {one.pk for units in now.values() for one in units})
    found = [
        Earlier(conference, unit, tuple(now[unit.pk]), one, site, frozenset(taken & {each.pk for each in now[unit.pk]}))
        for unit, one, site in by_unit.values()
    ]
    return sorted(found, key=lambda one: (one.unit.order, one.unit.pk))


def _taken(opened: Round, pks: Iterable[int]) -> set[int]:
    wanted = list(pks)
    sites = opened.conference.sites.filter(unit__in=wanted, withdrawn_at=None)
    held = opened.enrolments.filter(unit__in=wanted, state__in=_STANDING)
    return {pk for pk in (*sites.values_list("unit", flat=True), *held.values_list("unit", flat=True)) if pk}


def by_unit(found: Iterable[Earlier]) -> dict[int, list[Earlier]]:
    """By pk of the unit of that day."""
    of: dict[int, list[Earlier]] = {}
    for one in found:
        for unit in one.now:
            of.setdefault(unit.pk, []).append(one)
    return of


def do_follow_unit(actor: Actor, conference_pk: int | str, unit_pk: int, into_pk: int) -> Earlier:
    """What was registered under the old unit goes on as that of the new one: same link, PIN and list.

    Refusal `not_what_became` where the one did not become the other, `has_site` where the new one has its own.
    """
    with transaction.atomic():
        conference = access_conference(actor, conference_pk, Need.PREPARE)
        journal.lock(conference.stream)
        opened = rounds.round_of(conference)
        one = next((each for each in earlier(opened) if each.unit.pk == unit_pk), None)
        unit = next((each for each in one.now if each.pk == into_pk), None) if one is not None else None
        if one is None or unit is None:
            raise Refusal(
                "not_what_became",
                _("Đơn vị này không còn đăng ký dưới tên cũ, hoặc không phải là đơn vị kế tiếp; chưa có gì thay đổi."),
                _("Tải lại trang để xem danh sách mới nhất."),
                status=404,
            )
        if unit.pk in one.taken:
            raise _has_its_own(unit)
        _follow(actor, conference, one, unit)
    return one


def follow_if_changed(opened: Round, one: Enrolment) -> None:
    """Before a site is made for a late registration: for what its unit is on the day, where it is another by then."""
    found = next((each for each in earlier(opened) if each.enrolment == one), None)
    if found is None:
        return
    if len(found.now) != 1:
        raise Refusal(
            "unit_changed",
            _("%(name)s không còn là một đơn vị vào ngày họp; chưa nhận đăng ký này.") % {"name": found.unit.name},
            _("Chọn đơn vị kế tiếp ở mục “Đơn vị đã thay đổi sau khi đăng ký”, rồi đồng ý."),
        )
    if found.taken:
        raise _has_its_own(found.now[0])
    _follow(system("registration"), opened.conference, found, found.now[0])
    one.refresh_from_db()


def _follow(actor: Actor, conference: Conference, one: Earlier, unit: Unit) -> None:
    if one.enrolment is not None:
        # A registration of the new unit's own that was taken back gives way: a unit has one in a round.
        Enrolment.objects.filter(round=conference.pk, unit=unit).exclude(state__in=_STANDING).delete()
        Enrolment.objects.filter(pk=one.enrolment.pk).update(unit=unit)
    if one.site is not None:
        do_hand_over_site(actor, conference.pk, one.site.pk, unit)
    data = {"unit": unit.pk, "before": one.unit.pk, "site": one.site.pk if one.site is not None else None}
    journal.append(conference.stream, "registration.followed", data, actor)


def _has_its_own(unit: Unit) -> Refusal:
    return Refusal(
        "has_site",
        _("%(name)s đã có đăng ký hoặc điểm cầu của mình; chưa có gì thay đổi.") % {"name": unit.name},
        _("Rút đăng ký dưới tên cũ; điểm cầu của đơn vị mới giữ nguyên."),
    )
