"""Places in the text found by the row of the sheet that they belong to, also where a person changed a list."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from nhipcau.documents import places, sheet

REMARK = "remark"  # the key of places that a remark is about
_GONE = -1  # the index of an entry that a person removed


class PlacesOfRows:
    """Places found by the row that they belong to: a table of thousands of tasks is not searched for each of them."""

    def __init__(self, located: Sequence[places.Place]) -> None:
        self._of: defaultdict[tuple[str, int | str | None], list[places.Place]] = defaultdict(list)
        for place in located:
            self._of[place.key, None].append(place)
            if place.index is not None:
                self._of[place.key, place.index].append(place)
            if place.key in {"site_counts", "tiers"}:
                self._of["", place.value].append(place)

    def of(self, row: sheet.Row) -> list[places.Place]:
        return self._of["", row.value] if row.value is not None else self._of[row.key, row.index]


def as_shown(located: Sequence[places.Place], read: Mapping[str, Any], shown: Mapping[str, Any]) -> list[places.Place]:
    """Places as read, turned to the entries as shown: tiers by name, and lists that lost an entry by what is left."""
    turned: list[places.Place] = []
    for place in located:
        if place.key == "tiers" and place.index is not None:
            turned.append(replace(place, value=read["tiers"][place.index]))
        elif place.key != REMARK and place.index is not None and len(shown[place.key]) != len(read[place.key]):
            entry = read[place.key][place.index]
            turned.append(replace(place, index=shown[place.key].index(entry) if entry in shown[place.key] else _GONE))
        else:
            turned.append(place)
    return turned
