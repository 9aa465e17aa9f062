"""The opening in a programme: lines or rows of hours below a line, a caption or a cell with the date."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.cutting import squeeze
from nhipcau.documents.intake.moment_roles import cited
from nhipcau.documents.intake.moments import Moment, days_in, hours_in, moments_in
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.time_regions import Region
from nhipcau.documents.intake.trials import REHEARSAL

_LONGEST_DAY_LINE: Final = 60
_LISTED_HOUR: Final = re.compile(r"^(?:từ |lúc )?[0-9]{1,2}\s?(?:giờ|[hHgG:])")
_OPENING: Final = re.compile(r"khai mạc|tuyên bố lý do", re.IGNORECASE)
_RECEIVES: Final = re.compile(r"\|\s*(?:đón|đăng ký|ổn định)[^|]*(?:đại biểu|tổ chức|khách)", re.IGNORECASE)
_NO_SITTING: Final = re.compile(r"kết nối|đón|đăng ký|ổn định|văn nghệ|giải lao|ăn |di chuyển", re.IGNORECASE)


def from_lines(paper: Paper) -> Moment | None:
    """A programme typed as lines: a line with the date, below it "08h00 - 08h15: Khai mạc"; first the opening."""
    first: Moment | None = None
    day: Moment | None = None
    for block in paper.everywhere:
        listed = _LISTED_HOUR.match(block.text) and not block.asked
        if not listed:
            days = days_in(block.text, paper.calendar, block.start) if len(block.text) <= _LONGEST_DAY_LINE else []
            day = (
                Moment(days[0], None) if len(days) == 1 and not cited(block.text, days[0].start - block.start) else None
            )
        elif day is not None and block.kind != "row" and not REHEARSAL.search(block.text):
            moment = Moment(day.day, next(iter(hours_in(block.text, block.start)), None))
            if _OPENING.search(block.text):
                return moment
            first = first or (None if _NO_SITTING.search(block.text) else moment)
    return first


def from_annex(paper: Paper, day: Moment) -> Moment | None:
    """A programme of hours in the annex, for a day that the paper names without an hour: its opening."""
    lines = [
        block
        for block in paper.annex
        if block.kind != "row" and _LISTED_HOUR.match(block.text) and not REHEARSAL.search(block.text)
    ]
    opening = next((block for block in lines if _OPENING.search(block.text)), None)
    first = next((block for block in lines if not _NO_SITTING.search(block.text)), None)
    block = opening or first
    hour = next(iter(hours_in(block.text, block.start)), None) if block and len(lines) > 1 else None
    return Moment(day.day, hour) if hour else None


def lists_programme(paper: Paper, region: Region) -> bool:
    """Whether the part on the time goes on with the lines of a programme."""
    end = region.start + len(region.text)
    hours = [
        b for b in paper.blocks if region.start < b.start < end and b.kind == "plain" and _LISTED_HOUR.match(b.text)
    ]
    return len(hours) > 1


def from_programme(paper: Paper, day: Moment | None) -> Moment | None:
    """A programme table: the date in its caption or rows, the hour in its first timed row."""
    rows = [b for b in paper.everywhere if b.kind == "row" and b.cells]
    for index, row in enumerate(rows):
        head = [squeeze(paper.text[s:e]).lower() for s, e in row.cells]
        column = next((i for i, cell in enumerate(head) if cell.startswith(("thời gian", "giờ", "ngày"))), None)
        if column is None or not any(cell.startswith(("nội dung", "chương trình", "công việc")) for cell in head):
            continue
        if any(
            word in cell for cell in head for word in ("hoàn thành", "thực hiện", "thời hạn", "chủ trì")
        ) and "hoàn thành" in " ".join(head):
            continue
        found = day
        for at, entry in enumerate(rows[index + 1 :]):
            if row.parent is not entry.parent:
                break
            between = paper.text[rows[index + at].end : entry.start]
            spanning = days_in(between, paper.calendar, rows[index + at].end) if found is None else []
            found = Moment(spanning[0], None) if spanning else found
            own = moments_in(entry.text.replace("|", ";"), paper.calendar, entry.start)
            timed = next((m for m in own if m.hour), None)
            if timed:
                return timed
            found = own[0] if own and (found is None or found.hour is None) else found
            if len(entry.cells) > column:
                start, end = entry.cells[column]
                hours = hours_in(paper.text[start:end], start)
                if hours and found is not None and found.hour is None and not _RECEIVES.search(entry.text):
                    return Moment(found.day, hours[0])
    return None
