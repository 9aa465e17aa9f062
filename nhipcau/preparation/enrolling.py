"""Opt-in conferences: units register to take part, once each, whoever of them is first.

Whether it was in time says the moment at which a registration reached the server, not the one at which its turn came:
who was in time and had to wait behind others is in time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences.commands import do_withdraw_link
from nhipcau.conferences.models import Conference
from nhipcau.conferences.sites.adding import NewSite, do_add_sites
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_conference, may, reachable_unit_paths, system
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.organs import history
from nhipcau.organs.models import Tier, Unit
from nhipcau.organs.queries import units_at
from nhipcau.preparation import changed_units, rounds
from nhipcau.preparation.changed_units import Earlier, said
from nhipcau.preparation.models import Enrolment, Round

_MOST_AT_ONCE = 4000


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What became of one unit. outcome: new, again (by the same hand), others (somebody else was first), waiting,
    before (what it was before has registered; nothing was written). made: its registration, earlier: what there was
    before, one of the two."""

    outcome: str
    made: Enrolment | None = None
    earlier: Earlier | None = None

    @property
    def enrolment(self) -> Enrolment:
        """Its registration, where it has one of its own."""
        if self.made is None:
            raise LookupError(self.outcome)
        return self.made

    @property
    def words(self) -> str:
        """Who registered when, as it is told to whoever comes second."""
        if self.earlier is not None:
            return self.earlier.words
        return f"{self.enrolment.unit.name}: {said(self.enrolment)}"


def units_to_enrol(actor: Actor, conference: Conference) -> list[Unit]:
    """The communes of the conference that `actor` may register, in tree order, each with its district loaded."""
    day = rounds.day_of(conference)
    reach = _reach(actor, conference)
    below = units_at(day).filter(path__startswith=conference.host.path, tier=Tier.COMMUNE).select_related("parent")
    return [one for one in below.order_by("order") if reach is None or one.path.startswith(reach)]


def _reach(actor: Actor, conference: Conference) -> tuple[str, ...] | None:
    """Paths below which `actor` registers units; None: everywhere in the conference."""
    if actor.kind == "system" or may(actor, conference.host.path, Need.PREPARE):
        return None
    if actor.kind == "account":
        return tuple(reachable_unit_paths(actor, Need.REGISTER))
    site = conference.sites.select_related("unit").filter(pk=actor.id).first()
    return (site.unit.path,) if site is not None and site.unit is not None and site.withdrawn_at is None else ()


def access_enrolling(actor: Actor, conference_pk: int | str) -> tuple[Conference, list[Unit]]:
    """The conference and its communes that `actor` may register; Refusal `no_such_conference` where there is none."""
    conference = Conference.objects.select_related("host").filter(pk=conference_pk).first()
    units = [] if conference is None else units_to_enrol(actor, conference)
    if conference is None or not units:
        raise Refusal(
            "no_such_conference",
            _("Không có hội nghị này, hoặc bạn không có đơn vị nào để đăng ký."),
            _("Kiểm tra lại đường liên kết; đề nghị quản trị của đơn vị cấp vai trò “Đầu mối của đơn vị”."),
            status=404,
        )
    return conference, units


def do_enrol(actor: Actor, conference_pk: int | str, unit_pks: Sequence[int]) -> list[Enrolled]:
    """Register units. Those already registered stay as they are and are told of; Refusal where it is too late."""
    received = clock.now()
    if not 0 < len(unit_pks) <= _MOST_AT_ONCE:
        raise Refusal("none_chosen", _("Chưa chọn xã nào."), _("Chọn ít nhất một xã rồi bấm Đăng ký."), status=422)
    with transaction.atomic():
        conference, units = access_enrolling(actor, conference_pk)
        journal.lock(conference.stream)
        conference.refresh_from_db(fields=["state"])
        opened = rounds.round_of(conference)
        _refuse_unless_open(conference, opened)
        wanted = _wanted(conference, units, unit_pks)
        held = {one.unit.pk: one for one in opened.enrolments.filter(unit__in=wanted).select_related("unit", "site")}
        in_time = rounds.dues(opened).sites_open(received)
        fresh = [unit for unit in wanted if unit.pk not in held or held[unit.pk].state == Enrolment.State.WITHDRAWN]
        before = changed_units.by_unit(changed_units.earlier(opened)) if fresh else {}
        known = [Enrolled("before", earlier=before[unit.pk][0]) for unit in fresh if unit.pk in before]
        fresh = [unit for unit in fresh if unit.pk not in before]
        if fresh and not in_time and opened.late == Round.Late.CLOSED:
            raise _too_late(opened)
        state = Enrolment.State.ACCEPTED if in_time else Enrolment.State.WAITING
        made = [_enrol(actor, opened, unit, held.get(unit.pk), state, received) for unit in fresh]
        if made and in_time:
            _give_sites(opened, made)
        if made:
            _tell(actor, opened, made)
    told = [Enrolled("new" if in_time else "waiting", one) for one in made] + known
    mine = actor.reference
    done = {unit.pk for unit in fresh} | set(before)
    others = [one for one in held.values() if one.unit.pk not in done]
    return told + [Enrolled("again" if one.by_reference == mine else "others", one) for one in others]


def _refuse_unless_open(conference: Conference, opened: Round) -> None:
    if opened.mode != Round.Mode.OPT_IN:
        raise Refusal(
            "sites_are_fixed",
            _("Hội nghị này có danh sách điểm cầu cố định nên không nhận đăng ký thêm."),
            _("Gọi đầu mối của hội nghị nếu đơn vị bạn cần tham gia."),
        )
    if conference.state != Conference.State.PREPARING:
        raise Refusal(
            "not_preparing",
            _("Hội nghị không còn ở giai đoạn chuẩn bị nên không nhận đăng ký."),
            _("Gọi đầu mối của hội nghị."),
        )


def _too_late(opened: Round) -> Refusal:
    due = rounds.dues(opened).sites
    at = (
        ""
        if due is None
        else _(" lúc %(hour)s ngày %(day)s")
        % {
            "hour": f"{clock.local(due):%H:%M:%S}",
            "day": f"{clock.local(due):%d/%m/%Y}",
        }
    )
    return Refusal(
        "registration_closed",
        _("Đã hết hạn đăng ký%(at)s (theo giờ máy chủ); chưa ghi nhận đơn vị nào trong lần gửi này.") % {"at": at},
        _("Gọi đầu mối của hội nghị; những đơn vị đã đăng ký trước đó vẫn giữ nguyên."),
    )


def _wanted(conference: Conference, units: Iterable[Unit], pks: Sequence[int]) -> list[Unit]:
    there = {unit.pk: unit for unit in units}
    unknown = [pk for pk in pks if pk not in there]
    if unknown:
        gone = Unit.objects.filter(pk__in=unknown).first()
        became = [] if gone is None else [one.name for one in history.became(gone, rounds.day_of(conference))]
        raise Refusal(
            "not_your_unit",
            _("Có đơn vị không thuộc phạm vi bạn được đăng ký; chưa ghi nhận đơn vị nào."),
            _("%(name)s nay là %(became)s: đăng ký theo tên mới.") % {"name": gone.name, "became": ", ".join(became)}
            if gone is not None and became and gone.name not in became
            else _("Tải lại trang rồi chọn trong danh sách."),
            status=404,
        )
    return [there[pk] for pk in dict.fromkeys(pks)]


def _is_within(actor: Actor, conference: Conference, unit: Unit) -> bool:
    """Whether `actor` registers for the unit, also where it is another one by now."""
    reach = _reach(actor, conference)
    return reach is None or unit.path.startswith(reach)


def _enrol(
    actor: Actor, opened: Round, unit: Unit, before: Enrolment | None, state: str, received: datetime
) -> Enrolment:
    one = before or Enrolment(round=opened, unit=unit)
    one.state, one.at, one.reason = state, received, ""
    one.by, one.by_reference, one.by_tier = actor.name[:200], actor.reference, _tier_of(actor, opened, unit)
    one.copies = opened.recipients
    one.save()
    return one


def _tier_of(actor: Actor, opened: Round, unit: Unit) -> str:
    """The tier of whoever registers: the lowest of its units at or above the registered one."""
    paths = _reach(actor, opened.conference)
    if actor.kind == "account":
        paths = tuple(reachable_unit_paths(actor, Need.REGISTER)) or paths
    above = [path for path in paths or () if unit.path.startswith(path)]
    found = Unit.objects.filter(path=max(above, key=len)).first() if above else None
    return found.tier if found is not None else opened.conference.host.tier


def _give_sites(opened: Round, made: Sequence[Enrolment]) -> None:
    """A unit that has a site already keeps it; one that was withdrawn gets a new link."""
    rows = [NewSite(unit=one.unit.pk) for one in made]
    added = do_add_sites(system("registration"), opened.conference.pk, rows, uuid4().hex)
    for one, pk in zip(made, added.ids, strict=True):
        one.site_id = pk
    Enrolment.objects.bulk_update(made, ["site"])


def _tell(actor: Actor, opened: Round, made: Sequence[Enrolment]) -> None:
    journal.append(
        opened.conference.stream,
        "registration.enrolled",
        {
            "units": [one.unit.pk for one in made],
            "state": str(made[0].state),
            "at": made[0].at.isoformat(),
            "copies_to": opened.recipients,
        },
        actor,
        detail={"by": actor.name},
    )


def do_decide_enrolment(actor: Actor, conference_pk: int | str, pk: int, accept: bool, reason: str = "") -> Enrolment:
    """Let in, or refuse, a unit that registered after the deadline."""
    with transaction.atomic():
        conference = access_conference(actor, conference_pk, Need.PREPARE)
        journal.lock(conference.stream)
        opened = rounds.round_of(conference)
        one = opened.enrolments.select_related("unit", "site").filter(pk=pk).first()
        if one is None:
            raise Refusal("no_such_enrolment", _("Không có đăng ký này."), _("Tải lại trang."), status=404)
        wanted = Enrolment.State.ACCEPTED if accept else Enrolment.State.REFUSED
        if one.state == wanted:
            return one
        if one.state not in {Enrolment.State.WAITING, Enrolment.State.REFUSED}:
            raise Refusal(
                "decided_before",
                _("Đăng ký này đã được xử lý: %(state)s.") % {"state": one.get_state_display()},
                _("Tải lại trang."),
            )
        one.state, one.reason = wanted, reason.strip()[:500]
        one.save(update_fields=["state", "reason"])
        if accept:
            changed_units.follow_if_changed(opened, one)
            _give_sites(opened, [one])
        journal.append(
            conference.stream,
            "registration.decided",
            {"unit": one.unit.pk, "accepted": accept},
            actor,
            detail={"reason": one.reason},
        )
    return one


def do_withdraw_enrolment(actor: Actor, conference_pk: int | str, unit_pk: int) -> Enrolment:
    """Take a registration back: the site's link dies with it, what the site had filled in is kept."""
    received = clock.now()
    with transaction.atomic():
        conference, units = access_enrolling(actor, conference_pk)
        journal.lock(conference.stream)
        opened = rounds.round_of(conference)
        one = opened.enrolments.select_related("unit", "site").filter(unit_id=unit_pk).first()
        if one is None or not _is_within(actor, conference, one.unit):
            _wanted(conference, units, [unit_pk])
        if one is None:
            raise Refusal("not_enrolled", _("Đơn vị này chưa đăng ký."), _("Tải lại trang."), status=404)
        in_time = rounds.dues(opened).sites_open(received)
        if not in_time and not may(actor, conference.host.path, Need.PREPARE):
            raise Refusal(
                "registration_closed",
                _("Đã hết hạn đăng ký nên không tự rút được; đăng ký vẫn giữ nguyên."),
                _("Gọi đầu mối của hội nghị để rút."),
            )
        if one.state != Enrolment.State.WITHDRAWN:
            one.state = Enrolment.State.WITHDRAWN
            one.save(update_fields=["state"])
            if one.site is not None:
                do_withdraw_link(system("registration"), one.site.pk)
            journal.append(conference.stream, "registration.withdrawn", {"unit": one.unit.pk}, actor)
    return one
