"""Lists of units as files: Excel and CSV, in and out.

What comes in is anybody's: sizes are looked at before anything is unpacked, formulas are refused and never evaluated,
hidden sheets are left out. What goes out never begins a formula.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import from_excel

from nhipcau.core import dates
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc, search_key

MOST_ROWS: Final = 20_000
"""More than the whole country has units; more than that is a mistake."""
_LAST_LINE: Final = 3 * MOST_ROWS
"""Empty lines are passed over, but a file may claim any number of them."""
_MOST_UNPACKED: Final = 80 * 1024 * 1024
_MOST_PARTS: Final = 2000
_HEADING_WITHIN: Final = 20
_MOST_COLUMNS: Final = 60
_SERIALS: Final = range(10_000, 80_000)  # Excel's day numbers from 1927 to 2119
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
FORMULA: Final = object()
"""Stands for a cell that holds a formula."""
_BEGINS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")

COLUMNS: Final = {
    "code": "Mã",
    "name": "Tên đơn vị",
    "tier": "Cấp",
    "parent": "Mã đơn vị cấp trên",
    "valid_from": "Từ ngày",
    "valid_to": "Không còn từ ngày",
    "latitude": "Vĩ độ",
    "longitude": "Kinh độ",
}
_NAMES: Final = {
    "ma": "code",
    "ma don vi": "code",
    "ten": "name",
    "ten don vi": "name",
    "cap": "tier",
    "ma don vi cap tren": "parent",
    "ma cap tren": "parent",
    "tu ngay": "valid_from",
    "hieu luc tu": "valid_from",
    "khong con tu ngay": "valid_to",
    "het hieu luc tu": "valid_to",
    "vi do": "latitude",
    "kinh do": "longitude",
}
Row = dict[str, Any]


def read_rows(content: bytes) -> list[Row]:
    """The rows of a list: {"line", then columns by their keys as text, "problem" where a cell cannot be read}.

    Refusal where it is no list at all.
    """
    return list(_under_headings(read_cells(content)))


def read_cells(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    """(line, cells) of the first visible sheet of an Excel file, or of a CSV; a formula is `FORMULA`, never its value.

    Refusal where it is neither; it may come only once the lines are gone through.
    """
    if content.startswith(_OLD_EXCEL):
        raise Refusal(
            "old_excel",
            _("Đây là tệp Excel kiểu cũ (.xls) hoặc có mật khẩu nên chưa đọc được."),
            _("Mở bằng Excel, chọn Lưu thành .xlsx không có mật khẩu, rồi đưa lên lại."),
            status=422,
        )
    return _excel(content) if content.startswith(b"PK") else _csv(content)


def _excel(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    try:
        _look_at_size(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        for number, cells in enumerate(_first_visible(book).iter_rows(max_col=_MOST_COLUMNS), start=1):
            yield number, [FORMULA if cell.data_type == "f" else cell.value for cell in cells]
        book.close()
    except Refusal:
        raise
    except Exception as error:
        # Zip, zlib, the XML parsers and openpyxl each raise their own on a part that is cut, odd or hostile: it is
        # somebody else's file, and none of it is a reason for more than this answer.
        raise _unreadable() from error


def _first_visible(book: Workbook) -> Any:
    sheet = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
    if sheet is None:
        raise Refusal("only_hidden", _("Tệp chỉ có trang ẩn nên không đọc."), _("Hiện trang có danh sách."), status=422)
    return sheet


def _look_at_size(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        listed = parts.infolist()
        if len(listed) > _MOST_PARTS or sum(part.file_size for part in listed) > _MOST_UNPACKED:
            raise Refusal(
                "too_large_inside",
                _("Tệp bung ra quá lớn nên không đọc; chưa có gì thay đổi."),
                _("Chỉ giữ trang có danh sách, bỏ ảnh và định dạng thừa, rồi đưa lên lại."),
                status=422,
            )
        if not any(part.filename == "xl/workbook.xml" for part in listed):
            raise _unreadable()


def _unreadable() -> Refusal:
    return Refusal(
        "not_a_list",
        _("Không đọc được tệp này: không phải Excel (.xlsx) hay CSV, hoặc tải lên dở dang. Chưa có gì thay đổi."),
        _("Mở tệp bằng Excel để kiểm tra, lưu lại thành .xlsx rồi đưa lên."),
        status=422,
    )


def _csv(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unreadable() from error
    if not text.strip() or "\0" in text:
        raise _unreadable()
    head = text.lstrip().partition("\n")[0]
    separator = max(";\t,", key=head.count)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
            yield number, [FORMULA if cell.lstrip().startswith("=") else cell for cell in cells[:_MOST_COLUMNS]]
    except csv.Error as error:
        raise _unreadable() from error


def _under_headings(rows: Iterable[tuple[int, list[Any]]]) -> Iterator[Row]:
    columns: dict[int, str] = {}
    count = 0
    for number, cells in rows:
        if number > _LAST_LINE:
            raise _too_many()
        if not columns:
            named = {place: _NAMES.get(search_key(str(cell or ""))) for place, cell in enumerate(cells)}
            found = {place: key for place, key in named.items() if key is not None}
            if {"code", "name"} <= set(found.values()):
                columns = found
            elif number >= _HEADING_WITHIN:
                break
            continue
        taken = {key: cells[place] for place, key in columns.items() if place < len(cells)}
        if all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in taken.values()):
            continue
        count += 1
        if count > MOST_ROWS:
            raise _too_many()
        yield _row(number, taken)
    if not columns:
        raise Refusal(
            "no_headings",
            _("Không thấy dòng tiêu đề có cột “Mã” và “Tên đơn vị” trong trang đầu tiên đang hiện."),
            _("Tải danh mục ra Excel từ trang đơn vị để lấy mẫu."),
            status=422,
        )


def _too_many() -> Refusal:
    return Refusal(
        "too_many_rows",
        _("Tệp có hơn %(most)s dòng nên không đọc; chưa có gì thay đổi.")
        % {"most": f"{MOST_ROWS:,}".replace(",", ".")},
        _("Cả nước có khoảng 11.000 đơn vị. Xóa các dòng trống ở cuối, hoặc chia tệp theo tỉnh."),
        status=422,
    )


def _row(number: int, taken: dict[str, Any]) -> Row:
    row: Row = {"line": number}
    for key in COLUMNS:
        value = taken.get(key)
        if value is FORMULA:
            row[key] = ""
            row["problem"] = _("Ô “%(column)s” là công thức; dán lại thành giá trị.") % {"column": COLUMNS[key]}
        elif key in {"valid_from", "valid_to"}:
            try:
                row[key] = _day(value)
            except (ValueError, OverflowError):
                row[key] = ""
                row["problem"] = _("“%(value)s” ở cột “%(column)s” không phải là ngày.") % {
                    "value": str(value)[:30],
                    "column": COLUMNS[key],
                }
        else:
            row[key] = _text(value)
    return row


def _text(value: Any) -> str:
    """A number that Excel made of a code loses its `.0`; zeros lost in front are given back when compared."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return nfc(" ".join(str(value).split()))[:400]


def _day(value: Any) -> str:
    """ISO; an empty string for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        if int(value) not in _SERIALS:
            raise ValueError(value)
        moment = from_excel(value)
        return moment.date().isoformat() if isinstance(moment, datetime) else str(moment)
    kept = dates.kept(str(value))
    return "" if kept is None else kept[:10]


def excel(rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook with one sheet: headings, then the rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Đơn vị")
    for letter, width in zip("ABCDEFGH", (10, 40, 14, 20, 14, 20, 12, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.append(list(COLUMNS.values()))
    for row in rows:
        sheet.append([safe(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def comma_separated(rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a byte order mark and semicolons: what a Vietnamese Excel opens as a table by itself."""
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n").writerow
    write(list(COLUMNS.values()))
    for row in rows:
        write([_written(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _written(value: Any) -> Any:
    """Days and fractions as such an Excel takes them for what they are."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return f"{value}".replace(".", ",") if isinstance(value, float) else safe(value)


def safe(value: Any) -> Any:
    """The value for a cell, so that no program that opens the file takes a text for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_BEGINS_FORMULA) else value
