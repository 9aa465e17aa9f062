"""Bringing in a dated set of units: its rows, the end of the set it takes over from, and what became of what.

A set comes whole or not at all, and a second time changes nothing. Sets may come in any order.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Min, Q
from django.utils.translation import gettext as _

from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.core.text import search_key
from nhipcau.journal import record as journal
from nhipcau.organs.models import GOES_ON, Grant, Succession, Tier, Unit
from nhipcau.organs.unit_files import COUNTRY, UNIT_FILES, UnitFile, UnitRow, read_successions, read_units

STREAM = "administration"
_BATCH = 2000


def do_import_units(actor: Actor, file: UnitFile) -> int:
    """Bring in the units of a file; those already there are left alone. The number of units added."""
    if actor.kind != "system":
        raise Refusal(
            "not_allowed",
            _("Danh mục đơn vị chỉ được nạp từ dòng lệnh của máy chủ."),
            _("Đề nghị quản trị máy chủ thực hiện."),
            status=403,
        )
    with transaction.atomic():
        journal.lock(STREAM)
        units = {unit.code: unit for unit in Unit.objects.filter(valid_from=file.valid_from)}
        listed = list(read_units(file))
        _locate(actor, file, listed, units)
        rows = [row for row in listed if row.code not in units]
        if not rows:
            return 0
        provinces = {row.province for row in rows}
        _end_older(file, provinces)
        ends = _ends(file, provinces)
        for tier in Tier:  # from the top down: children name their parents
            level = [_unit(row, file, ends[row.province], units) for row in rows if row.tier == tier]
            units |= {unit.code: unit for unit in Unit.objects.bulk_create(level, batch_size=_BATCH)}
        days = {file.valid_from, *ends.values()}
        ties = sum(_tie(later) for later in UNIT_FILES.values() if later.valid_from in days)
        journal.append(
            STREAM, "units.imported", {"file": file.name, "added": len(rows), "successions": ties}, actor, version=2
        )
    return len(rows)


def named_sets(names: Sequence[str]) -> list[UnitFile]:
    """The sets that the command line names; `country` is the whole country before and since 1 July 2025."""
    wanted = [key for name in names for key in (COUNTRY if name == "country" else (name,))]
    unknown = [key for key in wanted if key not in UNIT_FILES]
    if unknown:
        raise Refusal(
            "no_such_list",
            _("Không có danh mục “%(unknown)s”; chưa nạp gì.") % {"unknown": unknown[0]},
            _("Các danh mục có sẵn: country, %(unit_files)s.") % {"unit_files": ", ".join(UNIT_FILES)},
            status=404,
        )
    return [UNIT_FILES[key] for key in wanted]


def _unit(row: UnitRow, file: UnitFile, end: date | None, units: Mapping[str, Unit]) -> Unit:
    return Unit(
        code=row.code,
        name=row.name,
        short_name=row.short_name,
        tier=row.tier,
        parent=units[row.parent_code] if row.parent_code else None,
        path=row.path,
        order=row.order,
        valid_from=file.valid_from,
        valid_to=end,
        search=search_key(row.name),
        latitude=row.latitude,
        longitude=row.longitude,
    )


def _locate(actor: Actor, file: UnitFile, listed: Iterable[UnitRow], units: Mapping[str, Unit]) -> None:
    """Units that came in before the file said where they lie learn it now; what somebody has entered stays."""
    found = []
    for row in listed:
        unit = units.get(row.code)
        if unit is not None and unit.position is None and row.latitude is not None:
            unit.latitude, unit.longitude = row.latitude, row.longitude
            found.append(unit)
    if found:
        Unit.objects.bulk_update(found, ["latitude", "longitude"], batch_size=500)
        journal.append(STREAM, "units.located", {"file": file.name, "located": len(found)}, actor)


def _end_older(file: UnitFile, provinces: Iterable[str]) -> None:
    """What an earlier set says of these provinces holds only until this one begins."""
    roots = Unit.objects.filter(tier=Tier.PROVINCE, code__in=provinces, valid_from__lt=file.valid_from)
    holding = Q(valid_to__isnull=True) | Q(valid_to__gt=file.valid_from)
    below = Q(pk__in=[])
    for path in roots.filter(holding).values_list("path", flat=True):
        below |= Q(path__startswith=path)
    older = Unit.objects.filter(below)
    if older.filter(valid_from__gte=file.valid_from).exists():
        raise Refusal(
            "later_units",
            _(
                "Trong danh mục đã có thay đổi nhập tay từ sau %(valid_from)s nên chưa nạp “%(title)s”; chưa "
                "có gì thay đổi."
            )
            % {"valid_from": f"{file.valid_from:%d/%m/%Y}", "title": file.title},
            _("Đưa các thay đổi đó vào bằng tệp Excel sau khi nạp danh mục."),
        )
    older.filter(holding).update(valid_to=file.valid_from)


def _ends(file: UnitFile, provinces: Iterable[str]) -> dict[str, date | None]:
    """For each province the day on which a later set that is already here takes over, or the set's own end."""
    later = Unit.objects.filter(tier=Tier.PROVINCE, code__in=provinces, valid_from__gt=file.valid_from)
    taken_over = dict(later.order_by().values_list("code").annotate(Min("valid_from")))
    return {
        code: min((day for day in (file.valid_to, taken_over.get(code)) if day is not None), default=None)
        for code in provinces
    }


def _tie(file: UnitFile) -> int:
    """Say what became of the units that ended when this set began. The number of pairs written."""
    begun = {unit.code: unit for unit in Unit.objects.filter(valid_from=file.valid_from)}
    if not begun:
        return 0
    ended = {unit.code: unit for unit in Unit.objects.filter(valid_to=file.valid_from)}
    pairs = read_successions(file) or [(code, code) for code in ended if code in begun]
    held = [(before, after) for before, after in pairs if before in ended and after in begun]
    known = set(Succession.objects.filter(on=file.valid_from).values_list("before_id", "after_id"))
    parts, wholes = Counter(before for before, _ in pairs), Counter(after for _, after in pairs)
    made = [
        Succession(before=ended[before], after=begun[after], on=file.valid_from, kind=kind)
        for before, after in held
        if (ended[before].pk, begun[after].pk) not in known
        for kind in [_kind(ended[before], begun[after], parts[before], wholes[after])]
    ]
    if file.successions:
        made += [
            Succession(before=unit, on=file.valid_from, kind=Succession.Kind.ABOLISHED)
            for code, unit in ended.items()
            if unit.tier == Tier.DISTRICT and code not in parts and (unit.pk, None) not in known
        ]
    Succession.objects.bulk_create(made, batch_size=_BATCH)
    follow_with_grants(made)
    return len(made)


def _kind(before: Unit, after: Unit, parts: int, wholes: int) -> Succession.Kind:
    if parts > 1:
        return Succession.Kind.SPLIT
    if wholes > 1:
        return Succession.Kind.MERGED
    return Succession.Kind.CONTINUED if before.name == after.name else Succession.Kind.RENAMED


def follow_with_grants(successions: Sequence[Succession]) -> None:
    """Who has a role at a unit that goes on has it there from then on; a merged unit's staff is appointed anew."""
    goes_on = {one.before_id: one.after for one in successions if one.kind in GOES_ON}
    Grant.objects.bulk_create(
        [
            Grant(account_id=grant.account_id, unit=after, role=grant.role)
            for grant in Grant.objects.all()
            if (after := goes_on.get(grant.unit_id)) is not None
        ],
        ignore_conflicts=True,
    )
