"""A conference's sites as Excel, in and out. Reading files is `organs.sheets`: sizes, hidden sheets, formulas."""

import io
from collections.abc import Iterable
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook

from nhipcau.conferences.models import Conference, Site
from nhipcau.core.errors import Refusal
from nhipcau.core.languages import in_vietnamese
from nhipcau.core.text import nfc, search_key
from nhipcau.organs.models import Tier
from nhipcau.organs.sheets import FORMULA, read_cells, safe

MOST_ROWS: Final = 10_000
_LAST_LINE: Final = 3 * MOST_ROWS
_HEADING_WITHIN: Final = 20
_WIDTHS: Final = (14, 42, 14, 34, 12, 50, 30, 16)
COLUMNS: Final = {
    "id": "Mã điểm cầu",
    "name": "Tên điểm cầu",
    "tier": "Cấp",
    "under": "Thuộc",
    "unit": "Mã đơn vị",
    "venue": "Địa điểm",
}
_ONLY_OUT: Final = ("Phòng họp", "Tình trạng")
_NAMES: Final = {
    "ma diem cau": "id",
    "ten diem cau": "name",
    "diem cau": "name",
    "ten": "name",
    "ten don vi": "name",
    "cap": "tier",
    "thuoc": "under",
    "huyen": "under",
    "thuoc diem cau": "under",
    "ma don vi": "unit",
    "dia diem": "venue",
    "noi dat diem cau": "venue",
}
_MOST: Final = {"name": 200, "venue": 500, "under": 200}
Row = dict[str, Any]


def read_rows(content: bytes) -> list[Row]:
    """{"line", columns by key as text, "problem" where a cell cannot be taken}. Refusal where it is no list at all."""
    columns: dict[int, str] = {}
    rows: list[Row] = []
    for number, cells in read_cells(content):
        if number > _LAST_LINE or len(rows) > MOST_ROWS:
            raise Refusal(
                "too_many_rows",
                _("Tệp có hơn %(most)s dòng nên không đọc; chưa có gì thay đổi.")
                % {"most": f"{MOST_ROWS:,}".replace(",", ".")},
                _("Xóa các dòng trống ở cuối, hoặc chia tệp theo huyện."),
                status=422,
            )
        if not columns:
            columns = _headings(cells)
            if not columns and number >= _HEADING_WITHIN:
                break
            continue
        taken = {key: cells[at] for at, key in columns.items() if at < len(cells)}
        if any(value is FORMULA or str(value or "").strip() for value in taken.values()):
            rows.append(_row(number, taken))
    if not columns:
        raise Refusal(
            "no_headings",
            _("Không thấy dòng tiêu đề có cột “Tên điểm cầu” trong trang đầu tiên đang hiện; chưa có gì thay đổi."),
            _("Tải danh sách điểm cầu ra Excel để lấy mẫu."),
            status=422,
        )
    return rows


def _headings(cells: Iterable[Any]) -> dict[int, str]:
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        key = None if cell is FORMULA else _NAMES.get(search_key(str(cell or "")))
        if key is not None and key not in found.values():
            found[at] = key
    return found if "name" in found.values() else {}


def _row(number: int, taken: dict[str, Any]) -> Row:
    row: Row = {"line": number}
    for key, title in COLUMNS.items():
        value = taken.get(key)
        if value is FORMULA:
            row[key], row["problem"] = "", _("Ô “%(column)s” là công thức; dán lại thành giá trị.") % {"column": title}
            continue
        row[key] = _text(value)
        if len(row[key]) > _MOST.get(key, 40):
            row["problem"] = _("Ô “%(column)s” dài quá %(most)s ký tự.") % {
                "column": title,
                "most": _MOST.get(key, 40),
            }
            row[key] = row[key][: _MOST.get(key, 40)]
    return row


def _text(value: Any) -> str:
    """What our own file wrote so that it begins no formula is read as it was."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = nfc(" ".join(str(value).split()))
    return text[1:] if text.startswith("'") and safe(text[1:]) == text else text


@in_vietnamese()
def excel(conference: Conference) -> bytes:
    """All sites that take part: given back unchanged, the file changes nothing."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Điểm cầu")
    for letter, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "C2"
    sheet.append([*COLUMNS.values(), *_ONLY_OUT])
    sites = conference.sites.select_related("parent", "unit", "room").order_by("order")
    for site in sites.iterator(2000):
        sheet.append([safe(value) for value in _cells(site)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(site: Site) -> tuple[Any, ...]:
    state = "đã thu hồi" if site.withdrawn_at else "chưa đặt tên" if site.is_placeholder else "đang dùng"
    return (
        site.pk,
        site.name,
        str(Tier(site.tier).label),
        site.parent.name if site.parent else "",
        site.unit.code if site.unit else "",
        site.venue,
        site.room.name if site.room else "",
        state,
    )
