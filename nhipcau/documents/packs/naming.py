"""Which lines of a conference name a site: by its own name, or by that of all its tier ("các huyện, thành phố").

Built once for a conference, so that thousands of sites cost one look each at all the lines together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhipcau.core.text import search_key

_BELOW: Final = re.compile(r"(?<!\w)(?:xa|phuong|thi tran) [^,;()]{2,40}(?:, | \(|,? thuoc )\Z")
"""Before the name of a district: `xã Tân Thành, huyện Bắc Sơn` names the commune, the district only says where."""


@dataclass(frozen=True, slots=True)
class Name:
    """names: of the site and its unit; where: its district. others: districts with a site of the same name."""

    names: tuple[str, ...]
    tier: str
    where: str = ""
    others: tuple[str, ...] = ()


class Lines:
    """of_tier: by tier, what stands for all its sites."""

    def __init__(self, lines: Iterable[str], of_tier: Mapping[str, re.Pattern[str]]) -> None:
        self._keys: Sequence[str] = [search_key(line) for line in lines]
        self._all = "\n".join(self._keys)
        self._tiers = {
            tier: frozenset(place for place, key in enumerate(self._keys) if pattern.search(key))
            for tier, pattern in of_tier.items()
        }

    def naming(self, name: Name, *, tier: bool = True) -> tuple[int, ...]:
        """Places of the lines that name the site; tier: also those that name its whole tier."""
        found = set(self._tiers.get(name.tier, ())) if tier else set[int]()
        for words in {search_key(one) for one in name.names if one}:
            if words not in self._all:
                continue
            whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
            found |= {
                place
                for place, key in enumerate(self._keys)
                if any(not _BELOW.search(key[: one.start()]) for one in whole.finditer(key))
                and not _elsewhere(key, name)
            }
        return tuple(sorted(found))


def _elsewhere(key: str, name: Name) -> bool:
    """Of two communes of one name the line means the one whose district it says."""
    return bool(name.others) and not _says(key, (name.where,)) and _says(key, name.others)


def _says(key: str, districts: Collection[str]) -> bool:
    return any(bool(one) and search_key(one) in key for one in districts)
