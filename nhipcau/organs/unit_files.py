"""The dated lists of units that come with the product (`data/`; their sources stand in `data/README.md`)."""

import csv
import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nhipcau.organs.models import Tier

_FOLDER = Path(__file__).parent / "data"
# The tree's levels are told by the length of the code that the General Statistics Office gives a unit.
_TIER_BY_CODE_LENGTH = {2: Tier.PROVINCE, 3: Tier.DISTRICT, 5: Tier.COMMUNE}
NEW_ORDER = date(2025, 7, 1)
"""Luật 72/2025/QH15, Điều 51: from this day on there is no district level; 34 provinces, 3,321 communes."""


@dataclass(frozen=True, slots=True)
class UnitFile:
    """A set of units that held from `valid_from` until the day before `valid_to`.

    key: how the command line names it. successions: file of pairs that says what of the set before became what here.
    """

    name: str
    valid_from: date
    valid_to: date | None
    key: str
    title: str
    successions: str = ""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit as the file lists it; `order` is its place in the file, `province` the code of its province."""

    code: str
    name: str
    short_name: str
    tier: Tier
    parent_code: str
    path: str
    order: int
    province: str
    latitude: float | None = None
    longitude: float | None = None


LANG_SON_2021 = UnitFile("lang_son_2021.csv", date(2020, 1, 1), NEW_ORDER, "lang-son-2021", "Lạng Sơn, năm 2021")
HA_TINH_2021 = UnitFile("ha_tinh_2021.csv", date(2020, 1, 1), NEW_ORDER, "ha-tinh-2021", "Hà Tĩnh, năm 2021")
DIEN_BIEN_2021 = UnitFile("dien_bien_2021.csv", date(2020, 1, 1), NEW_ORDER, "dien-bien-2021", "Điện Biên, năm 2021")
COUNTRY_BEFORE = UnitFile(
    "country_2025_01.csv.gz", date(2025, 1, 1), NEW_ORDER, "country-2025-01", "Cả nước, trước 01/7/2025"
)
COUNTRY_SINCE = UnitFile(
    "country_2025_07.csv.gz",
    NEW_ORDER,
    None,
    "country-2025-07",
    "Cả nước, từ 01/7/2025",
    "country_2025_07_successions.csv.gz",
)
UNIT_FILES: Mapping[str, UnitFile] = {
    file.key: file for file in (LANG_SON_2021, HA_TINH_2021, DIEN_BIEN_2021, COUNTRY_BEFORE, COUNTRY_SINCE)
}

COUNTRY = (COUNTRY_BEFORE.key, COUNTRY_SINCE.key)


def path_step(code: str, valid_from: date) -> str:
    """A unit's own step of its path: its code and when it began, since codes are used again."""
    mark = f"{valid_from.year}" if (valid_from.month, valid_from.day) == (1, 1) else f"{valid_from:%Y%m%d}"
    return f"{code}-{mark}/"


def read_units(file: UnitFile) -> Iterator[UnitRow]:
    """The rows of a file, parents before their children."""
    paths: dict[str, str] = {"": ""}
    province = ""
    for order, row in enumerate(_rows(file.name)):
        code, name, kind = row["code"], row["name"], row["kind"]
        paths[code] = path = paths[row["parent"]] + path_step(code, file.valid_from)
        province = province if row["parent"] else code
        yield UnitRow(
            code=code,
            name=name,
            short_name=name[len(kind) :].strip(),
            tier=_TIER_BY_CODE_LENGTH[len(code)],
            parent_code=row["parent"],
            path=path,
            order=order,
            province=province,
            latitude=_degrees(row["lat"]),
            longitude=_degrees(row["lon"]),
        )


def read_successions(file: UnitFile) -> list[tuple[str, str]]:
    """Pairs (code until the day before the set, code in the set)."""
    return [(row["before"], row["after"]) for row in _rows(file.successions)] if file.successions else []


def _degrees(written: str) -> float | None:
    return float(written) if written else None


def _rows(name: str) -> Iterator[dict[str, str]]:
    content = (_FOLDER / name).read_bytes()
    text = (gzip.decompress(content) if name.endswith(".gz") else content).decode()
    return csv.DictReader(text.splitlines())
