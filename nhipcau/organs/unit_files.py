"""The dated lists of units that come with the product (`data/*.csv`; their sources stand in `data/README.md`)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nhipcau.organs.models import Tier

_FOLDER = Path(__file__).parent / "data"
# The tree's levels are told by the length of the code that the General Statistics Office gives a unit.
_TIER_BY_CODE_LENGTH = {2: Tier.PROVINCE, 3: Tier.DISTRICT, 5: Tier.COMMUNE}


@dataclass(frozen=True, slots=True)
class UnitFile:
    """A set of units that held from `valid_from` until the day before `valid_to`."""

    name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit as the file lists it; `order` is its place in the file."""

    code: str
    name: str
    short_name: str
    tier: Tier
    parent_code: str
    path: str
    order: int


LANG_SON_2021 = UnitFile("lang_son_2021.csv", date(2020, 1, 1), date(2025, 7, 1))
UNIT_FILES = (LANG_SON_2021,)


def read_units(file: UnitFile) -> Iterator[UnitRow]:
    """The rows of a file, parents before their children."""
    paths: dict[str, str] = {"": ""}
    with (_FOLDER / file.name).open(encoding="utf-8", newline="") as lines:
        for order, row in enumerate(csv.DictReader(lines)):
            code, name, kind = row["code"], row["name"], row["kind"]
            path = f"{paths[row['parent']]}{code}-{file.valid_from.year}/"
            paths[code] = path
            yield UnitRow(
                code=code,
                name=name,
                short_name=name[len(kind) :].strip(),
                tier=_TIER_BY_CODE_LENGTH[len(code)],
                parent_code=row["parent"],
                path=path,
                order=order,
            )
