"""Facts that fill a table: one line a row, its cells parted by `|`, the first line its head."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Final

from django.db.models import Count, QuerySet

from nhipcau.conferences.models import Site, Task
from nhipcau.core import clock
from nhipcau.documents.compose import words
from nhipcau.documents.compose.about import Subject
from nhipcau.documents.compose.held import held
from nhipcau.preparation.models import Delegate
from nhipcau.preparation.reports import OF_NO_HEAD, OTHERS, Figures, report


def tables(subject: Subject, wanted: Collection[str]) -> dict[str, tuple[str, ...]]:
    """By name of the fact, those that are wanted: a list of thousands of names is read for the paper that prints it.
    An empty one has no rows."""
    return {name: _TABLES[name](subject) for name in _TABLES if name in wanted}


def _rows(head: str, rows: list[list[str]], total: list[str] | None = None) -> tuple[str, ...]:
    """Numbered; a column in which nothing stands is left out. total: the last line, without a number."""
    titles = head.split(" | ")
    used = [n for n in range(len(titles) - 1) if any(row[n] for row in rows)]
    cells = [" | ".join([str(n), *(_cell(row[place]) for place in used)]) for n, row in enumerate(rows, 1)]
    if not cells:
        return ()
    last = ["| | " + " | ".join(total[place] for place in used) + " |"] if total else []
    return (" | ".join([titles[0], *(titles[n + 1] for n in used)]), *cells, *last)


def _cell(words_: str) -> str:
    return " ".join(words_.replace("|", "/").split())


def _tasks(subject: Subject) -> tuple[str, ...]:
    return _of_tasks(subject.rows.tasks)


def _tasks_to_come(subject: Subject) -> tuple[str, ...]:
    """What is to be done on the day of the conference or after it."""
    begins = subject.conference.start_date
    return _of_tasks(one for one in subject.rows.tasks if begins and one.due_date and one.due_date >= begins)


def _of_tasks(tasks: Iterable[Task]) -> tuple[str, ...]:
    rows = [
        [
            words.capital(words.sentence(one.action, "")),
            one.assignee,
            one.cooperating,
            words.capital(words.due(one.due_date, one.due_time)),
        ]
        for one in tasks
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
        for one in subject.rows.speeches
    ]
    return _rows("TT | Đơn vị | Nội dung tham luận | Số trang tối đa | Thời gian tối đa", rows)


def _programme(subject: Subject) -> tuple[str, ...]:
    """Each sitting under a line of its own where there are several; what belongs to none comes before them."""
    items = sorted(subject.rows.programme, key=lambda one: one.sitting.order if one.sitting else -1)
    shown = [[words.hour(one.time) if one.time else "", one.content, one.who] for one in items]
    head, *rows = _rows("TT | Thời gian | Nội dung | Người thực hiện", shown) or ("",)
    if len(subject.rows.sittings) < 2:
        return (head, *rows) if rows else ()
    lines: list[str] = []
    above = None
    for item, row in zip(items, rows, strict=True):
        if item.sitting is not None and item.sitting != above:
            day = f"{item.sitting.date:%d/%m/%Y}"
            lines.append(f"Ngày {day}: {item.sitting.name}" if item.sitting.name else f"Ngày {day}")
        above = item.sitting
        lines.append(row)
    return (head, *lines) if lines else ()


def _own_sites(subject: Subject) -> "QuerySet[Site]":
    sites = subject.conference.sites.filter(withdrawn_at=None)
    return sites if subject.is_host else sites.filter(unit__path__startswith=subject.unit.path)


def _figures(subject: Subject) -> tuple[str, ...]:
    found = report(subject.conference, _own_sites(subject))
    parts = found.districts if len(found.districts) > 1 else found.tiers
    main = subject.conference.sites.filter(is_main=True).first()
    of_none = f"Điểm cầu chính ({main.name})" if main else str(OTHERS)
    rows = [
        [of_none if part.key == str(OF_NO_HEAD) else str(part.name), *_counted(part.figures)]
        for part in parts
        if part.figures.sites
    ]
    return _rows(
        "TT | Cấp, địa bàn | Số điểm cầu | Số đại biểu dự | Số đại biểu vắng", rows, ["Cộng", *_counted(found.total)]
    )


def _counted(figures: Figures) -> list[str]:
    return [str(figures.sites), str(figures.head_count), str(figures.absent)]


def _registered(subject: Subject) -> tuple[str, ...]:
    """A unit's sites as it registers them: from where, whom to call, how many come."""
    sites = _own_sites(subject).select_related("answer", "parent").order_by("order")
    coming = dict(
        Delegate.objects.filter(site__in=sites, absent=False)
        .order_by()
        .values_list("site")
        .annotate(count=Count("pk"))
        .values_list("site", "count")
    )
    rows = []
    for one in sites:
        answer = getattr(one, "answer", None)
        where = ", ".join(filter(None, (getattr(answer, "room", ""), one.venue)))
        contact = ", ".join(filter(None, (getattr(answer, "contact_name", ""), getattr(answer, "contact_phone", ""))))
        told = getattr(answer, "head_count", None)
        rows.append([one.name, where, contact, str(coming.get(one.pk, 0) if told is None else told)])
    return _rows("TT | Điểm cầu | Địa điểm | Đầu mối, điện thoại | Số đại biểu", rows)


def _attendance(subject: Subject) -> tuple[str, ...]:
    """Site by site, once the call was held."""
    found = held(subject.conference)
    rows = [
        [
            one.name,
            one.where,
            "Có mặt" if one.came else "Vắng",
            _clock(one.came),
            _clock(one.left),
            f"{words.number(one.minutes)} phút" if one.minutes else "",
        ]
        for one in (found.sites if found else ())
    ]
    return _rows("TT | Điểm cầu | Thuộc | Tham dự | Vào lúc | Ra lúc | Thời gian phát biểu", rows)


def _clock(at: datetime | None) -> str:
    return words.hour(clock.local(at).time()) if at else ""


def _delegates(subject: Subject) -> tuple[str, ...]:
    found = Delegate.objects.filter(site__in=_own_sites(subject), absent=False)
    rows = [
        [one.name, one.position, one.office or one.site.name]
        for one in found.select_related("site").order_by("site__order", "order")
    ]
    return _rows("TT | Họ và tên | Chức vụ | Đơn vị, điểm cầu", rows)


_TABLES: Final[dict[str, Callable[[Subject], tuple[str, ...]]]] = {
    "bảng nhiệm vụ": _tasks,
    "bảng nhiệm vụ sau hội nghị": _tasks_to_come,
    "bảng đăng ký": _registered,
    "bảng điểm danh": _attendance,
    "bảng điểm cầu": _sites,
    "bảng tham luận": _speeches,
    "bảng chương trình": _programme,
    "bảng số lượng": _figures,
    "bảng đại biểu": _delegates,
}
