"""The units that a printed body means, among those that are held: "UBND TP Lam Thành", "HĐND các huyện, thành phố".

The units are handed in by whoever holds them. A unit is named by its kind and its name ("xã Tân Rào"), a whole tier by
the kinds of its units ("các xã, phường"). A body that names no unit (a department, an office) is looked for among the
organs held, and nothing is said of it where it is not there: no list of organs is ever whole.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from nhipcau.core.text import search_key
from nhipcau.documents.intake.abbreviations import expanded, name_key
from nhipcau.documents.intake.letters import LETTER, UPPER
from nhipcau.documents.intake.tier_words import tiers_in

_KIND: Final = r"(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)"
_COMMITTEES: Final = {"tỉnh ủy": "tỉnh", "thành ủy": "thành phố", "huyện ủy": "huyện", "thị ủy": "thị xã"}
"""A Party committee bears the name of its unit ("Huyện ủy Tam Khê")."""
_PROPER: Final = rf"(?:{UPPER}{LETTER}*(?:[ -]{UPPER}{LETTER}*){{0,4}}|[0-9]{{1,2}}(?![0-9/.]))"
_NAMED: Final = re.compile(
    rf"(?<!\w)(?P<kind>(?i:{_KIND}|{'|'.join(_COMMITTEES)}))\s+(?P<name>{_PROPER})"
    rf"(?P<more>(?:(?:,|\svà)\s{_PROPER}(?=,|;|\svà\s|$))*)(?!\w)"
)
_MORE: Final = re.compile(r",\s|\svà\s")
_NO_PLACE: Final = frozenset({"Đoàn", "Ủy", "Đội", "Hội"})
""" "Tỉnh Đoàn", "Huyện Đội" are bodies of a unit, not units."""
_ALL: Final = re.compile(
    rf"(?<![\w-])(?:các|từng|mỗi|toàn bộ|tất cả|[0-9]{{1,4}})\s(?:các\s|đơn vị\s|địa phương\s)*(?:cấp\s)?"
    rf"(?P<kinds>{_KIND}(?:(?:,|\svà|\s?/|\s-)\s?{_KIND})*)(?!\w)(?!\s(?-i:{UPPER}))"
    r"|(?<!\w)cấp\s(?P<tier>huyện|xã)(?!\w)",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(rf"^{_KIND}\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Body:
    """What is known of a printed body. written: with its short forms written out, where it has any; held: units and
    organs by the names under which they are held; tiers: the printed words for a whole tier with the number of its
    units; unknown: units that it names and that are not held."""

    printed: str
    written: str = ""
    held: tuple[str, ...] = ()
    tiers: tuple[tuple[str, int], ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        return bool(self.written or self.held or self.tiers or self.unknown)


class UnitNames:
    """The names of the units of one day. units: (full name with its kind, tier); organs: names and short names."""

    def __init__(self, units: Iterable[tuple[str, str]], organs: Iterable[str] = ()) -> None:
        held = list(units)
        self._count = Counter(tier for _, tier in held)
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)
        for name, _ in held:
            whole = name_key(name)
            bare = _PLACE.sub("", whole)
            for key in {whole, bare, search_key(whole), search_key(bare)}:
                self._by_key[key].add(name)
        self._organs = {name_key(name): name for name in organs if name}

    def unit_of(self, name: str) -> str | None:
        """The unit that a name means; None where none or more than one fits.

        Short forms, capitals and punctuation do not count; nor, where nothing else fits, the kind of place and the
        marks over the letters ("xã Tân Rào", "Tân Rào"; "Hoà Bình", "Hòa Bình").
        """
        whole = name_key(name)
        bare = _PLACE.sub("", whole)
        for key in (whole, search_key(whole), bare, search_key(bare)):
            fits = self._by_key.get(key) if key else None
            if fits:
                return next(iter(fits)) if len(fits) == 1 else None
        return None

    def ambiguous(self, name: str) -> bool:
        """Whether several units bear the name, so that nothing can be said against it."""
        return self.unit_of(name) is None and bool(self._by_key.get(search_key(_PLACE.sub("", name_key(name)))))

    def _is_listed(self, tiers: Iterable[str]) -> bool:
        """Whether the list goes down to these tiers: of communes that nobody has entered nothing is known. Districts
        that are not there are none where communes are."""
        return all(self._count[tier] or (tier == "huyen" and self._count["xa"]) for tier in tiers)

    def body(self, printed: str) -> Body:
        """What is known of a body as it is printed in a paper."""
        written = expanded(printed)
        held: list[str] = []
        unknown: list[str] = []
        for kind, name, sure in _named(written):
            unit = self.unit_of(f"{kind} {name}")
            if unit:
                held.append(unit)
            elif sure and self._is_listed(tiers_in(kind)) and not self.ambiguous(f"{kind} {name}"):
                unknown.append(f"{kind} {name}")
        organ = self._organs.get(name_key(printed))
        tiers: list[tuple[str, int]] = []
        for m in _ALL.finditer(written):
            meant = tiers_in(m["kinds"] or m["tier"])
            number = sum(self._count[tier] for tier in meant)
            if number:
                tiers.append((m[0], number))
            elif self._is_listed(meant):
                unknown.append(m[0])
        return Body(
            printed,
            written if written != " ".join(printed.split()) else "",
            tuple(dict.fromkeys([organ, *held] if organ else held)),
            tuple(tiers),
            tuple(unknown),
        )


def _named(written: str) -> Iterator[tuple[str, str, bool]]:
    """Units named one by one: kind, name, and whether the words can mean nothing else.

    In "huyện Bắc Sơn, Bình Gia" the kind goes on to the second name, but what follows a comma may be another body.
    """
    for m in _NAMED.finditer(written):
        if m["name"].split()[0] in _NO_PLACE:
            continue
        kind = _COMMITTEES.get(m["kind"].lower(), m["kind"].lower())
        yield kind, m["name"], True
        for name in filter(None, _MORE.split(m["more"])):
            yield kind, name, False
