"""Delegates and figures out of the house: Excel and text. Each export with names stands in the journal.

What leaves is Vietnamese: offices put it into their own papers.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpResponse
from openpyxl import Workbook

from nhipcau.conferences.models import Conference, Site
from nhipcau.core.access import Actor
from nhipcau.core.languages import in_vietnamese
from nhipcau.journal.exports import do_record_export
from nhipcau.organs.models import Tier
from nhipcau.organs.sheets import safe
from nhipcau.preparation.models import Delegate

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEMPLATE_COLUMNS: Final = ("Họ và tên", "Chức vụ", "Đơn vị", "Điện thoại", "Thành phần")
NAMED_COLUMNS: Final = (
    "TT",
    "Cấp",
    "Thuộc",
    "Điểm cầu",
    "Họ và tên",
    "Chức vụ",
    "Đơn vị",
    "Điện thoại",
    "Thành phần",
    "Ghi chú",
)
_NAMED_WIDTHS: Final = (6, 11, 22, 26, 26, 30, 30, 16, 36, 30)
_FIELDS: Final = (
    "site__tier",
    "site__parent__is_main",
    "site__parent__name",
    "site__name",
    "name",
    "position",
    "office",
    "phone",
    "category__name",
    "chairs",
    "absent",
    "reason",
    "substitute_for__name",
)


def named_rows(sites: "QuerySet[Site]") -> Iterator[list[Any]]:
    """The delegates of those sites, in the order of every list, as rows under `NAMED_COLUMNS`."""
    return rows_of(Delegate.objects.filter(site__in=sites).order_by("site__order", "order"))


def rows_of(found: "QuerySet[Delegate]") -> Iterator[list[Any]]:
    """As `named_rows`, of those delegates."""
    tiers = {str(tier): str(tier.label) for tier in Tier}
    for number, values in enumerate(found.values_list(*_FIELDS).iterator(5000), start=1):
        tier, above_is_main, above, site, *person, category, chairs, absent, reason, instead_of = values
        yield [
            number,
            tiers[tier],
            above if above_is_main is False else "",
            site,
            *person,
            category or "",
            _note(chairs, absent, reason, instead_of),
        ]


def _note(chairs: bool, absent: bool, reason: str, instead_of: str | None) -> str:
    if absent:
        return f"Vắng: {reason}" if reason else "Vắng"
    said = ["Chủ trì tại điểm cầu"] if chairs else []
    if instead_of:
        said.append(f"Đi thay {instead_of}")
    return "; ".join(said)


@in_vietnamese()
def do_export_names(actor: Actor, conference: Conference, rows: Iterable[Sequence[Any]]) -> bytes:
    """The workbook; that these names went out is written down before it leaves."""
    counted = _Counted(rows)
    content = workbook("Đại biểu", NAMED_COLUMNS, _NAMED_WIDTHS, counted)
    record(actor, conference, "delegates", counted.count, "xlsx")
    return content


class _Counted:
    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for row in self._rows:
            self.count += 1
            yield row


def record(actor: Actor, conference: Conference, what: str, rows: int, form: str) -> None:
    """Who took which names out, and how many."""
    do_record_export(actor, what, rows, conference.stream, form=form, unit_path=conference.host.path)


def workbook(title: str, columns: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet, its headings kept in sight; no cell begins a formula."""
    book = Workbook(write_only=True)
    _sheet(book, title, columns, widths, rows)
    return _saved(book)


def _sheet(
    book: Workbook, title: str, columns: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Any]]
) -> None:
    sheet = book.create_sheet(title)
    for place, width in enumerate(widths):
        sheet.column_dimensions["ABCDEFGHIJKLMN"[place]].width = width
    sheet.freeze_panes = "A2"
    sheet.append(list(columns))
    for row in rows:
        sheet.append([safe(value) if value != "" else None for value in row])


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def template(categories: Sequence[str]) -> bytes:
    """An empty sheet to be filled in, and beside it the categories as they are written."""
    book = Workbook(write_only=True)
    _sheet(book, "Danh sách", TEMPLATE_COLUMNS, (28, 30, 30, 18, 40), ())
    if categories:
        _sheet(book, "Thành phần", ["Thành phần được chọn"], (90,), [[name] for name in categories])
    return _saved(book)


def as_file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=_XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
