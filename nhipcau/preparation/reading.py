"""People from what offices paste or send as a file: lines with dashes, cells from Excel, sheets and CSV.

Pure reading; nothing is refused for one bad line, it is shown with what is wrong. Rows are plain JSON:
{"line", "name", "position", "office", "phone", "category", "problem"}, texts composed (NFC), phones in groups.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

from django.utils.translation import gettext as _

from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc, search_key
from nhipcau.organs.sheets import FORMULA, read_cells
from nhipcau.preparation import phones

MOST_ROWS: Final = 2000
_LAST_LINE: Final = 60_000
"""Files may claim any number of empty lines; more than that is a mistake."""
_HEADING_WITHIN: Final = 20
_LONGEST_NAME: Final = 100
Row = dict[str, Any]

COLUMNS: Final = {
    "name": "Họ và tên",
    "position": "Chức vụ",
    "office": "Đơn vị",
    "phone": "Điện thoại",
    "category": "Thành phần",
}
_NAMES: Final = {
    "ho va ten": "name",
    "ho ten": "name",
    "ten": "name",
    "ho va ten dai bieu": "name",
    "dai bieu": "name",
    "chuc vu": "position",
    "chuc danh": "position",
    "chuc vu, don vi": "position",
    "chuc vu, don vi cong tac": "position",
    "don vi": "office",
    "don vi cong tac": "office",
    "co quan": "office",
    "co quan, don vi": "office",
    "dien thoai": "phone",
    "so dien thoai": "phone",
    "sdt": "phone",
    "so dt": "phone",
    "di dong": "phone",
    "thanh phan": "category",
}
_NUMBERED: Final = re.compile(r"\A\s*(?:\d{1,4}\s*[.)/:]\s*|[-–•*+]\s+|\d{1,4}\s+(?=\D))")
_PHONE: Final = re.compile(r"\+?\d[\d .…x]*(?:[;/,]\s*\d[\d .]*)*\Z", re.IGNORECASE)
"""Also half of one: it is shown as wrong rather than taken for an office."""
_TITLES: Final = re.compile(r"\A(?:đồng chí|đ/c|ông|bà)\s*:?\s+", re.IGNORECASE)


def from_text(text: str) -> list[Row]:
    """One person a line: `1. Nguyễn Văn A - Chủ tịch UBND xã - 0912 345 678`, or cells that Excel parted by tabs.

    A heading line is passed over and, where it names columns, followed.
    """
    columns: dict[int, str] | None = None
    rows: list[Row] = []
    for number, line in enumerate(nfc(text).splitlines(), start=1):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")] if "\t" in line else _parted(line)
        named = _headings(cells)
        if named:
            columns = named
            continue
        _refuse_many(rows)
        if columns is not None and "\t" in line:
            rows.append(_row(number, {key: cells[at] for at, key in columns.items() if at < len(cells)}))
        else:
            rows.append(_row(number, _by_look(cells)))
    return rows


def from_file(content: bytes) -> list[Row]:
    """The people of a sheet that has a column “Họ và tên”. Refusal where it is no such list."""
    columns: dict[int, str] = {}
    rows: list[Row] = []
    for number, cells in read_cells(content):
        if number > _LAST_LINE:
            raise _too_many()
        if not columns:
            columns = _headings(["" if cell is FORMULA else str(cell or "") for cell in cells])
            if not columns and number >= _HEADING_WITHIN:
                break
            continue
        taken = {key: cells[at] for at, key in columns.items() if at < len(cells)}
        if all(value is None or (isinstance(value, str) and not value.strip()) for value in taken.values()):
            continue
        _refuse_many(rows)
        rows.append(_row(number, taken))
    if not columns:
        raise Refusal(
            "no_headings",
            _("Không thấy dòng tiêu đề có cột “Họ và tên” trong trang đầu tiên đang hiện; chưa thêm ai."),
            _("Tải tệp mẫu, chép danh sách vào đó rồi đưa lên lại."),
            status=422,
        )
    return rows


def _refuse_many(rows: list[Row]) -> None:
    if len(rows) >= MOST_ROWS:
        raise _too_many()


def _too_many() -> Refusal:
    return Refusal(
        "too_many_rows",
        _("Danh sách có hơn %(most)s dòng nên không đọc; chưa thêm ai.") % {"most": MOST_ROWS},
        _("Xóa các dòng trống ở cuối, hoặc đưa danh sách của từng điểm cầu."),
        status=422,
    )


def _headings(cells: Iterable[str]) -> dict[int, str]:
    """By place: the column that a heading names; empty where the line is no heading."""
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        key = _NAMES.get(search_key(cell))
        if key is not None and key not in found.values():
            found[at] = key
    return found if "name" in found.values() else {}


def _parted(line: str) -> list[str]:
    """At dashes that stand between spaces, semicolons and bars; at commas where there is nothing of these."""
    line = _NUMBERED.sub("", line, count=1)
    cells = re.split(r"\s+[-–—]\s+|\s*[;|]\s*", line)
    if len(cells) == 1:
        cells = line.split(",", maxsplit=1)
    return [cell.strip(" .,;") for cell in cells if cell.strip(" .,;")]


def _by_look(cells: list[str]) -> dict[str, str]:
    """A number of order first is passed over, what looks like a telephone number is one, the rest is name, position,
    office in that order."""
    if cells and re.fullmatch(r"\d{1,4}\.?", cells[0]):
        cells = cells[1:]
    words = [cell for cell in cells if cell]
    phone = next((cell for cell in reversed(words) if _PHONE.match(_number_in(cell))), "")
    if phone:
        words = [cell for cell in words if cell is not phone]
    taken: dict[str, str] = dict(zip(("name", "position"), words, strict=False))
    if len(words) > 2:
        taken["office"] = ", ".join(words[2:])
    return taken | ({"phone": _number_in(phone)} if phone else {})


def _number_in(cell: str) -> str:
    return re.sub(r"\A(?:điện thoại|đt|sđt|đtdđ|dđ)\s*[:.]?\s*", "", cell, flags=re.IGNORECASE).strip()


def _row(number: int, taken: dict[str, Any]) -> Row:
    row: Row = {"line": number, "problem": ""}
    for key, words in COLUMNS.items():
        value = taken.get(key)
        if value is FORMULA:
            value, row["problem"] = "", _("Ô “%(words)s” là công thức; dán lại thành giá trị.") % {"words": words}
        row[key] = _text(value)
    row["name"] = _TITLES.sub("", row["name"])
    try:
        row["phone"] = phones.read(row["phone"])
    except Refusal:
        row["problem"] = row["problem"] or _("“%(phone)s” không phải là số điện thoại.") % {"phone": row["phone"][:40]}
    if len(row["name"]) > _LONGEST_NAME:
        row["problem"] = row["problem"] or _("Họ tên dài hơn %(most)s ký tự: có lẽ cả dòng bị chép vào một ô.") % {
            "most": _LONGEST_NAME
        }
    if not any(letter.isalpha() for letter in row["name"]):
        row["problem"] = row["problem"] or _("Không có họ tên.")
    return row


def _text(value: Any) -> str:
    """A telephone number that Excel made a float of loses its `.0`; what it lost in front `phones` gives back."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return nfc(" ".join(str(value).split()))[:300]
