"""A list of units against the tree: what each row would do, said before it is done. Writes nothing."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from nhipcau.core.access import Actor, Need, reachable_unit_paths
from nhipcau.core.errors import Refusal
from nhipcau.core.text import search_key
from nhipcau.organs.models import Tier, Unit
from nhipcau.organs.sheets import Row
from nhipcau.organs.tree import NewUnit, clean_name, degrees, problem_with

NEW, CHANGED, UNCHANGED, ERROR = "new", "changed", "unchanged", "error"
_WIDTHS = {Tier.PROVINCE: 2, Tier.DISTRICT: 3, Tier.COMMUNE: 5}
_TIER_OF_WIDTH = {width: tier for tier, width in _WIDTHS.items()}
_TIER_WORDS = (("trung uong", Tier.CENTRE), ("tinh", Tier.PROVINCE), ("huyen", Tier.DISTRICT), ("xa", Tier.COMMUNE))
_TIER_OF_KIND = (
    *((kind, Tier.COMMUNE) for kind in ("xa ", "phuong ", "thi tran ", "dac khu ")),
    *((kind, Tier.DISTRICT) for kind in ("huyen ", "quan ", "thi xa ")),
    ("tinh ", Tier.PROVINCE),
)


@dataclass(frozen=True, slots=True)
class Line:
    """What would become of one row. existing: pk of the unit it speaks of; doing: renamed, moved, closed, located.

    position: (latitude, longitude) where the row says where the unit lies.
    """

    line: int
    state: str
    message: str
    code: str
    name: str
    tier: str = ""
    parent: str = ""
    on: str = ""
    ends: str = ""
    existing: int | None = None
    doing: tuple[str, ...] = ()
    position: tuple[float, float] | None = None


def compare(actor: Actor, rows: Sequence[Row], applies_on: date) -> list[Line]:
    """One line per row, in the order of the file."""
    return _Comparison(actor, rows, applies_on).lines()


def digest(lines: Iterable[Line]) -> str:
    """Changes when anything that would be done changes, whether the file or the tree did."""
    told = json.dumps([asdict(line) for line in lines], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


class _Comparison:
    def __init__(self, actor: Actor, rows: Sequence[Row], applies_on: date) -> None:
        self._paths = reachable_unit_paths(actor, Need.ADMINISTER)
        self._applies_on = applies_on
        self._rows = rows
        self._held: dict[str, list[Unit]] = {}
        days = [date.fromisoformat(row["valid_from"]) for row in rows if row["valid_from"]] + [applies_on]
        for unit in Unit.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=min(days))):
            self._held.setdefault(unit.code, []).append(unit)
        self._by_pk = {unit.pk: unit for units in self._held.values() for unit in units}
        self._seen: dict[tuple[str, str, date], int] = {}
        self._coming: dict[str, Line] = {}

    def lines(self) -> list[Line]:
        """New units may stand below others of the same file, in any order; what hangs on an error is one as well."""
        made: dict[int, Line] = {}
        waiting = list(self._rows)
        while waiting:
            later: list[Row] = []
            for row in waiting:
                line = self._line(row)
                if line is None:
                    later.append(row)
                else:
                    made[row["line"]] = line
                    if line.state == NEW:
                        self._coming[line.code] = line
            if len(later) == len(waiting):
                made |= {row["line"]: self._lost(row) for row in later}
                break
            waiting = later
        return [made[row["line"]] for row in self._rows]

    def _line(self, row: Row) -> Line | None:
        """None while the row's parent is neither in the tree nor yet among the new ones."""
        if row.get("problem"):
            return self._error(row, row["problem"])
        missing = [words for key, words in (("code", _("mã")), ("name", _("tên"))) if not row[key]]
        if missing:
            return self._error(
                row,
                _("Thiếu %(missing)s. Ô gộp chỉ có giá trị ở ô đầu: bỏ gộp ô rồi ghi đủ.")
                % {"missing": ", ".join(missing)},
            )
        tier = _tier(row)
        if tier is None:
            return self._error(row, _("Chưa rõ cấp của đơn vị; ghi cột “Cấp”."))
        code = row["code"].zfill(_WIDTHS.get(tier, 0)) if row["code"].isdecimal() else row["code"]
        on = date.fromisoformat(row["valid_from"]) if row["valid_from"] else self._applies_on
        known = self._seen.setdefault((code, tier, on), row["line"])
        if known != row["line"]:
            return self._error(row, _("Trùng mã và ngày với dòng %(known)s.") % {"known": known})
        try:
            degrees(*_typed_position(row))
        except Refusal as refusal:
            return self._error(row, refusal.message)
        existing = [unit for unit in self._held.get(code, []) if unit.tier == tier and _holds(unit, on)]
        if existing:
            return self._known(row, existing[0], on)
        return self._new(row, code, tier, on)

    def _new(self, row: Row, code: str, tier: Tier, on: date) -> Line | None:
        ends = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
        if not row["parent"]:
            return self._error(row, _("Đơn vị mới phải ghi mã đơn vị cấp trên."))
        overlapping = [
            unit
            for unit in self._held.get(code, [])
            if unit.tier == tier and unit.valid_from > on and (ends is None or unit.valid_from < ends)
        ]
        if overlapping:
            return self._error(
                row,
                _("Mã %(code)s đã là của %(name)s từ %(valid_from)s.")
                % {"code": code, "name": overlapping[0].name, "valid_from": f"{overlapping[0].valid_from:%d/%m/%Y}"},
            )
        parents = self._parents(row["parent"], on, tier)
        if len(parents) > 1:
            return self._error(
                row, _("Mã cấp trên %(parent)s có ở nhiều cấp; ghi đủ số 0 ở đầu mã.") % {"parent": row["parent"]}
            )
        if parents:
            parent = parents[0]
            if not self._reached(parent):
                return self._error(row, _("%(name)s nằm ngoài phạm vi quản trị của bạn.") % {"name": parent.name})
        else:
            coming = next((self._coming[c] for c in _codes(row["parent"]) if c in self._coming), None)
            if coming is None:
                return None
            parent = Unit(
                name=coming.name,
                tier=coming.tier,
                valid_from=date.fromisoformat(coming.on),
                valid_to=date.fromisoformat(coming.ends) if coming.ends else None,
            )
        problem = problem_with(NewUnit(code, row["name"], tier, on, ends), parent)
        if problem is not None:
            return self._error(row, problem.message)
        above = parent.code or next(c for c in _codes(row["parent"]) if c in self._coming)
        with_parent = ends is None and parent.valid_to is not None
        ends = ends or parent.valid_to
        return Line(
            row["line"],
            NEW,
            _("Không còn từ %(ends)s, cùng %(name)s.") % {"ends": f"{ends:%d/%m/%Y}", "name": parent.name}
            if with_parent
            else "",
            code,
            clean_name(row["name"]),
            tier,
            above,
            on.isoformat(),
            ends.isoformat() if ends else "",
            position=degrees(*_typed_position(row)),
        )

    def _known(self, row: Row, unit: Unit, on: date) -> Line:
        try:
            name = clean_name(row["name"])
        except Refusal as refusal:
            return self._error(row, refusal.message)
        above = self._by_pk.get(unit.parent_id or 0)
        doing: list[str] = []
        told: list[str] = []
        if name != unit.name:
            doing.append("renamed")
            told.append(_("tên đang là “%(name)s”") % {"name": unit.name})
        parent = ""
        if row["parent"] and (above is None or above.code not in _codes(row["parent"])):
            parents = self._parents(row["parent"], on, Tier(unit.tier))
            if len(parents) != 1:
                return self._error(
                    row,
                    _("Không có đúng một đơn vị mang mã cấp trên %(parent)s vào ngày đó.") % {"parent": row["parent"]},
                )
            if not self._reached(parents[0]):
                return self._error(row, _("%(name)s nằm ngoài phạm vi quản trị của bạn.") % {"name": parents[0].name})
            parent = parents[0].code
            doing.append("moved")
            told.append(_("đang thuộc %(name)s") % {"name": above.name if above else "–"})
        if row["valid_to"] and row["valid_to"] != (unit.valid_to.isoformat() if unit.valid_to else ""):
            ends = date.fromisoformat(row["valid_to"])
            if ends <= max(unit.valid_from, on) or (unit.valid_to is not None and ends > unit.valid_to):
                return self._error(row, _("Ngày kết thúc không khớp danh mục; sửa trên trang của đơn vị."))
            doing.append("closed")
            told.append(_("đang còn hiệu lực"))
        position = degrees(*_typed_position(row))
        if position is not None and position != unit.position:
            doing.append("located")
            told.append(_("tọa độ khác") if unit.position else _("chưa có tọa độ"))
        if doing and not self._reached(unit if {"renamed", "located"}.issuperset(doing) else above):
            return self._error(row, _("%(name)s nằm ngoài phạm vi quản trị của bạn.") % {"name": unit.name})
        return Line(
            row["line"],
            CHANGED if doing else UNCHANGED,
            _sentence("; ".join(told)),
            unit.code,
            name,
            unit.tier,
            parent,
            on.isoformat(),
            row["valid_to"],
            unit.pk,
            tuple(doing),
            position,
        )

    def _parents(self, written: str, on: date, tier: Tier) -> list[Unit]:
        """Those the code can mean: as it is written, else with zeros put back."""
        order = list(Tier)
        for code in _codes(written):
            found = [
                unit
                for unit in self._held.get(code, [])
                if _holds(unit, on) and order.index(Tier(unit.tier)) <= order.index(tier)
            ]
            if found:
                return found
        return []

    def _reached(self, unit: Unit | None) -> bool:
        return unit is not None and any(unit.path.startswith(path) for path in self._paths)

    @cached_property
    def _ended(self) -> dict[str, Unit]:
        """The last that bore each code, of those that are no more."""
        return {unit.code: unit for unit in Unit.objects.filter(valid_to__isnull=False).order_by("valid_to")}

    def _lost(self, row: Row) -> Line:
        on = date.fromisoformat(row["valid_from"]) if row["valid_from"] else self._applies_on
        last = next((self._ended[code] for code in _codes(row["parent"]) if code in self._ended), None)
        if last is not None and last.valid_to is not None and last.valid_to <= on:
            return self._error(
                row,
                _("%(name)s (mã %(parent)s) không còn từ %(ends)s; dòng này có hiệu lực từ %(on)s. Ghi cột “Từ ngày”.")
                % {"name": last.name, "parent": last.code, "ends": f"{last.valid_to:%d/%m/%Y}", "on": f"{on:%d/%m/%Y}"},
            )
        return self._error(
            row,
            _("Không có đơn vị cấp trên mang mã %(parent)s vào ngày %(on)s, cả trong tệp này.")
            % {"parent": row["parent"], "on": f"{on:%d/%m/%Y}"},
        )

    @staticmethod
    def _error(row: Row, message: str) -> Line:
        """As it was typed, so that the row is found again in the file."""
        return Line(
            row["line"], ERROR, message, row["code"], row["name"], parent=row["parent"], on=row["valid_from"] or ""
        )


def _typed_position(row: Row) -> tuple[str, str]:
    """Empty where the file has no such columns: then nothing is said of where the unit lies."""
    return row.get("latitude", ""), row.get("longitude", "")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _tier(row: Row) -> Tier | None:
    words, name = search_key(row["tier"]), f"{search_key(row['name'])} "
    for key, tier in _TIER_WORDS:
        if words and (words == tier or key in words):
            return tier
    for kind, tier in _TIER_OF_KIND:
        if name.startswith(kind):
            return tier
    return _TIER_OF_WIDTH.get(len(row["code"]))


def _codes(written: str) -> list[str]:
    """The code as written, and with the zeros in front that Excel takes away."""
    padded = [written.zfill(width) for width in _WIDTHS.values()] if written.isdecimal() else []
    return list(dict.fromkeys([written, *padded]))


def _holds(unit: Unit, day: date) -> bool:
    return unit.valid_from <= day and (unit.valid_to is None or unit.valid_to > day)
