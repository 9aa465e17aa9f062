"""How the lists of units here were made from what public packages carry. Not needed to run: the lists are kept.

    python extract.py PACKAGES

PACKAGES is a folder in which the wheels named in README.md are unpacked side by side. Only facts are taken: codes,
names, kinds, what lies in what, where it lies, and what became of what. Standard library only.
"""

import csv
import gzip
import io
import json
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PROVINCES_OF_2021 = {11: "dien_bien_2021.csv", 20: "lang_son_2021.csv", 42: "ha_tinh_2021.csv"}
KINDS = ("thành phố", "thị xã", "thị trấn", "đặc khu", "phường", "huyện", "quận", "tỉnh", "xã")
UNIT_COLUMNS = ("code", "name", "kind", "parent", "lat", "lon")
Row = tuple[str, ...]


def unit(code: str, name: str, parent: str, place: tuple[float | None, float | None]) -> Row:
    kind = next(kind for kind in KINDS if name.lower().startswith(f"{kind} "))
    # Four decimals are ten metres: more is not known of the middle of a commune.
    return code, name, kind, parent, *("" if one is None else f"{one:.4f}" for one in place)


def places(database: Path) -> dict[tuple[str, str], tuple[float, float]]:
    """Where units lay just before 1 July 2025, by code and name: the lists of 2021 have no such column."""
    with sqlite3.connect(database) as source:
        return {
            (code, name): (lat, lon)
            for tier in ("province", "district", "ward")
            for code, name, lat, lon in source.execute(
                f"SELECT DISTINCT {tier}Code, {tier}, {tier}Lat, {tier}Lon FROM admin_units_legacy"  # noqa: S608 - ours
            )
            if code and lat is not None
        }


def provinces_of_2021(nested: Path, database: Path) -> None:
    known = places(database)

    def row(code: str, name: str, parent: str) -> Row:
        return unit(code, name, parent, known.get((code, name), (None, None)))

    for province in json.loads(nested.read_text(encoding="utf-8")):
        file = PROVINCES_OF_2021.get(province["code"])
        if file is None:
            continue
        code = f"{province['code']:02}"
        rows = [row(code, province["name"], "")]
        for district in province["districts"]:
            rows.append(row(f"{district['code']:03}", district["name"], code))
            rows += [row(f"{ward['code']:05}", ward["name"], f"{district['code']:03}") for ward in district["wards"]]
        write(file, UNIT_COLUMNS, rows)


def country(database: Path, converter: Path) -> None:
    with sqlite3.connect(database) as source:
        old = list(
            source.execute(
                "SELECT provinceCode, province, districtCode, district, wardCode, ward,"
                " provinceKey, districtKey, wardKey,"
                " provinceLat, provinceLon, districtLat, districtLon, wardLat, wardLon"
                " FROM admin_units_legacy ORDER BY 1, 3, 5"
            )
        )
        new = list(
            source.execute(
                "SELECT provinceCode, province, wardCode, ward, provinceKey, wardKey,"
                " provinceLat, provinceLon, wardLat, wardLon FROM admin_units ORDER BY 1, 3"
            )
        )
    before: dict[str, Row] = {}
    old_codes: dict[str, str] = {}
    for p_code, p, d_code, d, w_code, w, p_key, d_key, w_key, *place in old:
        before.setdefault(p_code, unit(p_code, p, "", (place[0], place[1])))
        before.setdefault(d_code, unit(d_code, d, p_code, (place[2], place[3])))
        if w_code:
            before[w_code] = unit(w_code, w, d_code, (place[4], place[5]))
        old_codes[p_key] = p_code
        old_codes[f"{p_key}_{d_key}_{w_key or ''}"] = w_code or d_code  # an island district has no communes
    write("country_2025_01.csv.gz", UNIT_COLUMNS, before.values())
    after: dict[str, Row] = {}
    new_codes: dict[str, str] = {}
    for p_code, p, w_code, w, p_key, w_key, *place in new:
        after.setdefault(p_code, unit(p_code, p, "", (place[0], place[1])))
        after[w_code] = unit(w_code, w, p_code, (place[2], place[3]))
        new_codes |= {p_key: p_code, f"{p_key}_{w_key}": w_code}
    write("country_2025_07.csv.gz", UNIT_COLUMNS, after.values())
    pairs = successions(json.loads(converter.read_text(encoding="utf-8")), old_codes, new_codes)
    write("country_2025_07_successions.csv.gz", ("before", "after"), sorted(pairs))


def successions(told: dict[str, Any], old: dict[str, str], new: dict[str, str]) -> set[Row]:
    """Pairs (code until 30 June 2025, code since 1 July 2025)."""
    pairs: set[Row] = set()
    for province, merged in told["DICT_PROVINCE"].items():
        pairs |= {(old[one], new[province]) for one in merged}
    for province, wards in told["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        pairs |= {(old[one], new[f"{province}_{ward}"]) for ward, merged in wards.items() for one in merged}
    for province, divided in told["DICT_PROVINCE_WARD_DIVIDED"].items():
        pairs |= {
            (old[one], new[f"{province}_{part['newWardKey']}"]) for one, parts in divided.items() for part in parts
        }
    return pairs


def write(name: str, columns: Row, rows: Iterable[Row]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([columns, *rows])
    content = text.getvalue().encode()
    # No time and no name inside, so that the same facts give the same bytes.
    (HERE / name).write_bytes(gzip.compress(content, mtime=0) if name.endswith(".gz") else content)


def one(folder: Path, pattern: str) -> Path:
    (found,) = folder.rglob(pattern)
    return found


if __name__ == "__main__":
    packages = Path(sys.argv[1])
    dataset = one(packages, "vietnamadminunits/data/dataset.db")
    provinces_of_2021(one(packages, "*0.5.0/vietnam_provinces/data/nested-divisions.json"), dataset)
    country(dataset, one(packages, "vietnamadminunits/data/converter_2025.json"))
