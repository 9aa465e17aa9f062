"""A conference made from an earlier one: parts are chosen, dates keep their distance, links and PINs are new."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.commands import do_create_conference
from nhipcau.conferences.lifecycle import copies
from nhipcau.conferences.locking import locked
from nhipcau.conferences.models import (
    Conference,
    ConferenceTier,
    Contact,
    Contingency,
    Particular,
    ProgrammeItem,
    RegistrationDeadline,
    Site,
    Sitting,
    Speech,
    Task,
)
from nhipcau.conferences.plan import ConferencePlan, PlannedTier
from nhipcau.conferences.sites.adding import NewSite, add_sites
from nhipcau.conferences.sites.choosing import day_of_units
from nhipcau.core.access import Actor, Need, access_conference
from nhipcau.journal import record as journal
from nhipcau.organs import history
from nhipcau.organs.models import Tier, Unit

PARTS: Final[dict[str, str | Promise]] = {
    "sites": _("Điểm cầu, tên và địa điểm"),
    "programme": _("Các buổi và chương trình"),
    "contacts": _("Đầu mối"),
    "tasks": _("Nhiệm vụ"),
    "speeches": _("Tham luận"),
    "deadlines": _("Chạy thử và hạn đăng ký"),
    "participants": _("Thành phần, tài liệu, nơi nhận"),
    "contingency": _("Phương án dự phòng"),
    "external": _("Phần mềm họp khác"),
}
"""Parts of the conference itself; those of other packages are registered at `copies`."""
_ROWS: Final[dict[str, tuple[type[Model], tuple[str, ...]]]] = {
    "contacts": (Contact, ("name", "role", "phone", "email")),
    "tasks": (Task, ("assignee", "cooperating", "action", "due_date", "due_time")),
    "speeches": (Speech, ("assignee", "topic", "pages", "minutes")),
    "deadlines": (RegistrationDeadline, ("what", "due_date", "due_time")),
    "participants": (Particular, ("kind", "tier", "text")),
    "contingency": (Contingency, ("case", "change", "decides", "told")),
}
_COLUMNS: Final = ("external_name", "external_url", "external_note")


@dataclass(frozen=True, slots=True)
class Copy:
    """What the new conference is called and when it is; parts: of `PARTS`."""

    title: str
    parts: frozenset[str]
    start_date: date | None = None
    start_time: time | None = None


@dataclass(frozen=True, slots=True)
class Copied:
    """gone: names of sites whose unit no longer exists on the new day and has no successor; followed: how many units
    were replaced by what became of them."""

    conference: Conference
    sites: int = 0
    followed: int = 0
    gone: tuple[str, ...] = ()


def do_copy_conference(actor: Actor, source_pk: int | str, copy: Copy, key: str) -> Copied:
    """Make a conference from an earlier one of the same host. The same key makes it once."""
    with transaction.atomic():
        source = access_conference(actor, source_pk, Need.PREPARE)
        known = Conference.objects.filter(creation_key=key).exists()
        made = do_create_conference(actor, _plan(source, copy), key)
        if known:
            return Copied(made, made.sites.count())
        made = locked(actor, made.pk, Need.PREPARE)
        made.copied_from = source
        made.lobby = source.lobby
        if "external" in copy.parts:
            for name in _COLUMNS:
                setattr(made, name, getattr(source, name))
        made.save()
        _copy_tiers(source, made)
        days = _days_between(source, made)
        for part, (model, columns) in _ROWS.items():
            if part in copy.parts:
                _copy_rows(model, columns, source, made, days)
        if "deadlines" in copy.parts and days is not None:
            made.planned_rehearsals.bulk_create(
                made.planned_rehearsals.model(conference=made, at=one.at + timedelta(days=days))
                for one in source.planned_rehearsals.all()
            )
        if "programme" in copy.parts:
            _copy_programme(source, made, days)
        copied, placed = _copy_sites(actor, source, made) if "sites" in copy.parts else (Copied(made, 1), {})
        for part in copies.others():
            if part.key in copy.parts:
                part.copy(actor, source, made, placed)
        journal.append(made.stream, "conference.copied", {"from": source.pk, "parts": sorted(copy.parts)}, actor)
    return copied


def _plan(source: Conference, copy: Copy) -> ConferencePlan:
    return ConferencePlan(
        title=copy.title,
        tiers=(PlannedTier(Tier(source.host.tier)),),
        units_on=day_of_units(source),
        issuing_body=source.issuing_body,
        kind=source.kind,
        form=source.form,
        start_date=copy.start_date,
        start_time=copy.start_time,
        duration=source.duration,
        venue=source.venue,
        host=source.host.pk,
        fill=False,
    )


def _copy_tiers(source: Conference, made: Conference) -> None:
    made.tiers.all().delete()
    ConferenceTier.objects.bulk_create(
        ConferenceTier(conference=made, tier=tier, order=order)
        for tier, order in source.tiers.order_by("order").values_list("tier", "order")
    )


def _days_between(source: Conference, made: Conference) -> int | None:
    if source.start_date is None or made.start_date is None:
        return None
    return (made.start_date - source.start_date).days


def _shifted(day: date | None, days: int | None) -> date | None:
    return None if day is None or days is None else day + timedelta(days=days)


def _copy_rows(
    model: type[Model], columns: Sequence[str], source: Conference, made: Conference, days: int | None
) -> None:
    rows = []
    for old in model._default_manager.filter(conference=source).order_by("order"):
        values = {name: getattr(old, name) for name in columns}
        if "due_date" in values:
            values["due_date"] = _shifted(values["due_date"], days)
            values["due_time"] = values["due_time"] if values["due_date"] else None
        rows.append(model(conference=made, order=getattr(old, "order"), **values))  # noqa: B009 - every one has it
    model._default_manager.bulk_create(rows)


def _copy_programme(source: Conference, made: Conference, days: int | None) -> None:
    """Sittings need a day: while the new one is open their items come without them."""
    sittings: dict[int, Sitting] = {}
    if days is not None:
        for old in source.sittings.order_by("order"):
            sittings[old.pk] = Sitting.objects.create(
                conference=made,
                order=old.order,
                name=old.name,
                date=old.date + timedelta(days=days),
                start=old.start,
                end=old.end,
                venue=old.venue,
            )
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(
            conference=made,
            sitting=sittings.get(old.sitting_id or 0),
            order=old.order,
            time=old.time,
            content=old.content,
            who=old.who,
            minutes=old.minutes,
        )
        for old in source.programme.order_by("order")
    )


def _copy_sites(actor: Actor, source: Conference, made: Conference) -> tuple[Copied, dict[int, int]]:
    """What came of it, and the new site by the old one.

    Units as they are on the new day; then, from the top down, what stands under them without being a unit.
    """
    day = day_of_units(made)
    old = list(source.sites.filter(withdrawn_at=None, is_placeholder=False).select_related("unit").order_by("order"))
    new_main = made.sites.get(is_main=True)
    placed: dict[int, int] = {}
    gone: list[str] = []
    rows: list[tuple[Site, NewSite]] = []
    followed = 0
    for site in old:
        if site.unit is None:
            continue
        units = _units_on(site.unit, day)
        followed += bool(units) and units != [site.unit]
        if not units:
            gone.append(site.name)
        for unit in units:
            name = site.name if unit == site.unit else ""
            rows.append((site, NewSite(unit=unit.pk, name=name, venue=site.venue)))
    _place(actor, made, rows, placed)
    main = next((site for site in old if site.is_main), None)
    if main is not None and main.unit is None:
        Site.objects.filter(pk=new_main.pk).update(name=main.name, short_name=main.short_name)
    if main is not None:
        placed.setdefault(main.pk, new_main.pk)
    waiting = [site for site in old if site.unit is None and not site.is_main]
    while waiting:
        ready = [site for site in waiting if site.parent_id is None or site.parent_id in placed] or waiting
        named = [
            (
                site,
                NewSite(
                    organ=site.organ_id,
                    name=site.name,
                    tier=site.tier,
                    under=placed.get(site.parent_id or 0, new_main.pk),
                    venue=site.venue,
                ),
            )
            for site in ready
        ]
        _place(actor, made, named, placed)
        waiting = [site for site in waiting if site.pk not in placed]
    _copy_rooms(old, placed)
    return Copied(made, made.sites.count(), followed, tuple(gone)), placed


def _units_on(unit: Unit, day: date) -> list[Unit]:
    if unit.valid_from <= day and (unit.valid_to is None or day < unit.valid_to):
        return [unit]
    return history.became(unit, day)


def _place(actor: Actor, made: Conference, rows: Sequence[tuple[Site, NewSite]], placed: dict[int, int]) -> None:
    if rows:
        added = add_sites(actor, made, [row for _site, row in rows])
        for (site, _row), pk in zip(rows, added.ids, strict=True):
            placed.setdefault(site.pk, pk)


def _copy_rooms(old: Collection[Site], placed: dict[int, int]) -> None:
    for site in old:
        if site.room_id is not None and site.pk in placed:
            Site.objects.filter(pk=placed[site.pk], room=None).update(room=site.room_id)
