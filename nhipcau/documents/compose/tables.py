"""Facts that fill a table: one line a row, its cells parted by `|`, the first line its head."""

from collections.abc import Callable, Collection
from typing import Final

from django.db.models import QuerySet

from nhipcau.conferences.models import Site
from nhipcau.documents.compose import words
from nhipcau.documents.compose.about import Subject
from nhipcau.preparation.models import Delegate
from nhipcau.preparation.reports import report


def tables(subject: Subject, wanted: Collection[str]) -> dict[str, tuple[str, ...]]:
    """By name of the fact, those that are wanted: a list of thousands of names is read for the paper that prints it.
    An empty one has no rows."""
    return {name: _TABLES[name](subject) for name in _TABLES if name in wanted}


def _rows(head: str, rows: list[list[str]]) -> tuple[str, ...]:
    cells = [
        " | ".join([str(n), *(cell.replace("|", "/").replace("\n", " ") for cell in row)])
        for n, row in enumerate(rows, 1)
    ]
    return (head, *cells) if cells else ()


def _tasks(subject: Subject) -> tuple[str, ...]:
    rows = [
        [one.action, one.assignee, one.cooperating, words.due(one.due_date, one.due_time)]
        for one in subject.conference.tasks.order_by("order")
    ]
    return _rows("TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành", rows)


def _sites(subject: Subject) -> tuple[str, ...]:
    sites = subject.conference.sites.filter(withdrawn_at=None)
    if not subject.is_host:
        sites = sites.filter(unit__path__startswith=subject.unit.path)
    rows = [[one.name, one.where, one.venue] for one in sites.select_related("parent").order_by("order")]
    return _rows("TT | Điểm cầu | Thuộc | Địa điểm", rows)


def _speeches(subject: Subject) -> tuple[str, ...]:
    rows = [
        [
            one.assignee,
            one.topic,
            f"{words.number(one.pages)} trang" if one.pages else "",
            f"{words.number(one.minutes)} phút" if one.minutes else "",
        ]
        for one in subject.conference.speeches.order_by("order")
    ]
    return _rows("TT | Đơn vị | Nội dung tham luận | Số trang tối đa | Thời gian tối đa", rows)


def _programme(subject: Subject) -> tuple[str, ...]:
    rows = [
        [f"{one.time:%H:%M}" if one.time else "", one.content, one.who]
        for one in subject.conference.programme.order_by("order")
    ]
    return _rows("TT | Thời gian | Nội dung | Người thực hiện", rows)


def _own_sites(subject: Subject) -> "QuerySet[Site]":
    sites = subject.conference.sites.filter(withdrawn_at=None)
    return sites if subject.is_host else sites.filter(unit__path__startswith=subject.unit.path)


def _figures(subject: Subject) -> tuple[str, ...]:
    found = report(subject.conference, _own_sites(subject))
    parts = found.districts if len(found.districts) > 1 else found.tiers
    rows = [
        [part.name, str(part.figures.sites), str(part.figures.head_count), str(part.figures.absent)] for part in parts
    ]
    if rows:
        total = found.total
        rows.append(["Cộng", str(total.sites), str(total.head_count), str(total.absent)])
    return _rows("TT | Cấp, địa bàn | Số điểm cầu | Số đại biểu dự | Số đại biểu vắng", rows)


def _delegates(subject: Subject) -> tuple[str, ...]:
    found = Delegate.objects.filter(site__in=_own_sites(subject), absent=False)
    rows = [
        [one.name, one.position, one.office or one.site.name]
        for one in found.select_related("site").order_by("site__order", "order")
    ]
    return _rows("TT | Họ và tên | Chức vụ | Đơn vị, điểm cầu", rows)


_TABLES: Final[dict[str, Callable[[Subject], tuple[str, ...]]]] = {
    "bảng nhiệm vụ": _tasks,
    "bảng điểm cầu": _sites,
    "bảng tham luận": _speeches,
    "bảng chương trình": _programme,
    "bảng số lượng": _figures,
    "bảng đại biểu": _delegates,
}
