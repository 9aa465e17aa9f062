"""What each row of a spreadsheet would do to the sites of a conference: nothing is done here."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.sites.choosing import day_of_units
from nhipcau.conferences.sites.placing import COLUMNS, nodes_of, problems
from nhipcau.core.text import search_key
from nhipcau.organs.models import Tier, Unit
from nhipcau.organs.queries import units_at

NEW, CHANGED, UNCHANGED, ERROR = "new", "changed", "same", "error"
_TIERS: Final = {search_key(str(tier.label)): str(tier) for tier in Tier} | {str(tier): str(tier) for tier in Tier}
_TIERS_SHORT: Final = {"tinh": "tinh", "huyen": "huyen", "xa": "xa", "trung uong": "trung_uong"}


@dataclass(frozen=True, slots=True)
class Line:
    """site: the one that is changed; unit, tier, under: of the one that is made. change: {column: [before, after]}."""

    line: int
    state: str
    name: str
    venue: str
    message: str = ""
    site: int | None = None
    unit: int | None = None
    tier: str = ""
    under: int | None = None
    change: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    @property
    def moves(self) -> bool:
        return self.state == CHANGED and any(column in self.change for column in COLUMNS)


def compare(conference: Conference, rows: Sequence[Mapping[str, Any]]) -> list[Line]:
    """A line for each row, in their order."""
    return _Comparing(conference, rows).lines()


def digest(lines: Sequence[Line]) -> str:
    """A word for all that the lines would do."""
    return hashlib.sha256(json.dumps([asdict(one) for one in lines], sort_keys=True).encode()).hexdigest()


class _Comparing:
    def __init__(self, conference: Conference, rows: Sequence[Mapping[str, Any]]) -> None:
        self.rows = rows
        sites = list(conference.sites.select_related("parent").order_by("order"))
        self.by_id = {str(site.pk): site for site in sites}
        self.by_unit = {site.unit_id: site for site in sites if site.unit_id is not None}
        self.by_name: dict[str, list[Site]] = defaultdict(list)
        for site in sites:
            self.by_name[search_key(site.name)].append(site)
        self.main = next((site for site in sites if site.is_main), None)
        self.renamed: dict[str, Site] = {}
        for row in rows:
            site = self.by_id.get(str(row["id"]))
            if site is not None and row["name"]:
                self.renamed.setdefault(search_key(str(row["name"])), site)
        codes = {str(row["unit"]) for row in rows if row["unit"] and not row["id"]}
        self.units = self._units(conference, codes)
        self.taken: dict[object, int] = {}
        self.last_under = ""

    def _units(self, conference: Conference, codes: set[str]) -> dict[str, list[Unit]]:
        """By code as printed, and without the zeros in front that Excel drops."""
        found: dict[str, list[Unit]] = defaultdict(list)
        if codes:
            padded = codes | {code.zfill(width) for code in codes for width in (2, 3, 5) if len(code) < width}
            parts = sorted(padded)
            for first in range(0, len(parts), 500):
                for unit in units_at(day_of_units(conference)).filter(code__in=parts[first : first + 500]):
                    for code in {unit.code, unit.code.lstrip("0")}:
                        found[code].append(unit)
        return found

    def lines(self) -> list[Line]:
        return self._placed([self._line(row) for row in self.rows])

    def _placed(self, lines: list[Line]) -> list[Line]:
        """Rows that would put a site where it may not stand are errors; the others are looked at again without them."""
        while any(line.moves for line in lines):
            nodes = nodes_of(self.by_id.values())
            for line in lines:
                if line.moves and line.site is not None:
                    change = line.change
                    nodes[line.site] = replace(
                        nodes[line.site],
                        tier=change.get("tier", [nodes[line.site].tier] * 2)[1],
                        up=change.get("parent_id", [nodes[line.site].up] * 2)[1],
                    )
            found = problems(nodes, {line.site for line in lines if line.moves and line.site is not None})
            if not found:
                break
            lines = [
                Line(line.line, ERROR, line.name, line.venue, found[line.site])
                if line.moves and line.site in found
                else line
                for line in lines
            ]
        return lines

    def _line(self, row: Mapping[str, Any]) -> Line:
        number, name, venue = int(row["line"]), str(row["name"]), str(row["venue"])

        def error(message: str) -> Line:
            return Line(number, ERROR, name, venue, message)

        if row.get("problem"):
            return error(str(row["problem"]))
        if row["id"]:
            site = self.by_id.get(str(row["id"]))
            if site is None:
                return error(_("Hội nghị không có điểm cầu mang mã %(id)s; bỏ mã để thêm mới.") % {"id": row["id"]})
            return self._known(row, site, name, venue, error)
        if row["unit"]:
            units = self.units.get(str(row["unit"]).lstrip("0"), []) or self.units.get(str(row["unit"]), [])
            if len(units) != 1:
                problem = (
                    _("Có nhiều đơn vị mang mã %(code)s vào ngày họp.")
                    if units
                    else _("Không có đơn vị mang mã %(code)s vào ngày họp.")
                )
                return error(problem % {"code": row["unit"]})
            known = self.by_unit.get(units[0].pk)
            if known is not None:
                return self._known(row, known, name or known.name, venue, error)
            if (earlier := self._again(("unit", units[0].pk), number)) is not None:
                return error(_("Đơn vị này đã có ở dòng %(line)s.") % {"line": earlier})
            return Line(number, NEW, name or units[0].name, venue, unit=units[0].pk, tier=units[0].tier)
        return self._by_name(number, row, name, venue, error)

    def _by_name(self, number: int, row: Mapping[str, Any], name: str, venue: str, error: Any) -> Line:
        if not name:
            return error(_("Chưa có tên điểm cầu."))
        tier = _tier_of(str(row["tier"]))
        if not tier:
            return error(_no_tier(row["tier"]))
        # A district's cell that spans its communes is merged: only the first of them has it.
        under_words = str(row["under"]) or (self.last_under if tier == Tier.COMMUNE else "")
        self.last_under = under_words
        above = [site for site in self.by_name.get(search_key(under_words), []) if site.withdrawn_at is None]
        if under_words and len(above) != 1:
            problem = (
                _("Điểm cầu cấp trên “%(name)s” có nhiều nơi cùng tên.")
                if above
                else _("Điểm cầu cấp trên “%(name)s” không có trong hội nghị.")
            )
            return error(problem % {"name": under_words})
        under = above[0] if above else self.main
        same = [
            site
            for site in self.by_name.get(search_key(name), [])
            if site.tier == tier and (site.parent == under or not under_words)
        ]
        if len(same) == 1:
            return self._known(row, same[0], name, venue, error)
        if len(same) > 1:
            return error(_("Có nhiều điểm cầu cùng tên; ghi cột “Thuộc” hoặc “Mã điểm cầu”."))
        under_pk = None if under is None else under.pk
        if (earlier := self._again((tier, search_key(name), under_pk), number)) is not None:
            return error(_("Điểm cầu này đã có ở dòng %(line)s.") % {"line": earlier})
        return Line(number, NEW, name, venue, tier=tier, under=under_pk)

    def _known(self, row: Mapping[str, Any], site: Site, name: str, venue: str, error: Any) -> Line:
        number = int(row["line"])
        if (earlier := self._again(site.pk, number)) is not None:
            return error(_("Điểm cầu này đã có ở dòng %(line)s.") % {"line": earlier})
        if not name:
            return error(_("Chưa có tên điểm cầu."))
        change: dict[str, Sequence[Any]] = {
            column: [before, after]
            for column, before, after in (("name", site.name, name), ("venue", site.venue, venue))
            if before != after
        }
        words = [f"{before or '–'} → {after or '–'}" for before, after in change.values()]
        tier = _tier_of(str(row["tier"])) if row["tier"] else site.tier
        if not tier:
            return error(_no_tier(row["tier"]))
        if tier != site.tier:
            change["tier"] = [site.tier, tier]
            words.append(f"{Tier(site.tier).label} → {Tier(tier).label}")
        above = self._above(site, str(row["under"]))
        if isinstance(above, str):
            return error(above)
        if above is not None and above.pk != site.parent_id:
            change["parent_id"] = [site.parent_id, above.pk]
            words.append(
                _("thuộc %(before)s → %(after)s")
                % {"before": site.parent.name if site.parent else "–", "after": above.name}
            )
        state = CHANGED if change else UNCHANGED
        return Line(number, state, name, venue, "; ".join(words), site=site.pk, tier=site.tier, change=change)

    def _above(self, site: Site, words: str) -> Site | str | None:
        """The site that the column "Thuộc" names; None where that is the one it stands below already, or where nothing
        is written: of merged cells only the first has the words. What is wrong with it, as text."""
        key = search_key(words)
        if not key or (site.parent is not None and search_key(site.parent.name) == key):
            return None
        renamed = self.renamed.get(key)
        if renamed is not None and renamed.pk == site.parent_id:
            return None
        found = [one for one in self.by_name.get(key, []) if one.withdrawn_at is None]
        higher = [one for one in found if one.tier != Tier.COMMUNE] or found or ([renamed] if renamed else [])
        if len(higher) == 1:
            return higher[0]
        problem = _("có nhiều nơi cùng tên") if higher else _("không có trong hội nghị")
        return _("Điểm cầu cấp trên “%(name)s” %(problem)s.") % {"name": words, "problem": problem}

    def _again(self, key: object, number: int) -> int | None:
        """The line that spoke of the same before."""
        earlier = self.taken.setdefault(key, number)
        return None if earlier == number else earlier


def _tier_of(words: str) -> str:
    key = search_key(words)
    return _TIERS.get(key) or _TIERS_SHORT.get(key, "")


def _no_tier(words: object) -> str:
    return _("Cột “Cấp” ghi “%(tier)s”; ghi Cấp tỉnh, Cấp huyện hoặc Cấp xã.") % {"tier": words}
