"""Tables without rules: typed with tabs or bars, or told from the columns in which their words stand.

Rows come out as "| a | b |". Typed rows stand one after the other with the same separator. On a page of a PDF, where no
separators are left, the header row opens a table: three cells or more, the first of them of the kind with which such
tables begin ("TT", "Thời gian", "Đơn vị" …). A line belongs to it as long as its words keep to the columns of the
header.
"""

from __future__ import annotations

import re
from typing import Final

_CELL: Final = re.compile(r"\S+(?: \S+)*")
_OPENS: Final = re.compile(
    r"(?:Phiên|Đợt|Lớp|Buổi|Cụm|Nhóm|"
    r"TT|STT|Stt|Số TT|Thời gian|THỜI GIAN|Giờ|Ngày|Đơn vị|ĐƠN VỊ|Nội dung|NỘI DUNG|Địa phương|Điểm cầu|Tên|Họ)"
    r"(?!\w)(?!\s*:)"
)
_LEAST_CELLS: Final = 3
_SEPARATORS: Final = ("\t", " | ", "|")
SPANNING_DAY: Final = re.compile(
    r"\s*(?:(?:Buổi\s)?(?:Sáng|Chiều|Tối)|Ngày|Thứ)\s[^\n|\t]{0,50}\s*|"
    r"\s*(?:Buổi|Phiên|Đợt)\s(?:thứ\s)?(?:[0-9]{1,2}|nhất|hai|ba|tư)[\s:.]*",
    re.IGNORECASE,
)
"""The day of the rows below it, printed across all columns."""
_LETTERHEAD: Final = re.compile(r"CỘNG H|ĐẢNG CỘNG SẢN|Độc lập|Nơi nhận")
_SLACK: Final = 2


def _cells(line: str) -> list[tuple[int, str]]:
    """Where each run of words begins; two blanks part two runs."""
    return [(m.start(), m[0]) for m in _CELL.finditer(line)]


def _columns_of(line: str, starts: list[int]) -> list[str] | None:
    """The line's words by column, None where a run of words crosses a column's beginning."""
    row = [""] * len(starts)
    for at, words in _cells(line):
        column = max((i for i, start in enumerate(starts) if start <= at + _SLACK), default=None)
        if column is None:
            return None
        if column + 1 < len(starts) and at + len(words) > starts[column + 1] + _SLACK:
            return None
        row[column] = f"{row[column]} {words}".strip()
    return row


def _table(lines: list[str], first: int) -> tuple[list[list[str]], int]:
    """Rows of the table whose header stands at `first`, and the line after it."""
    starts = [at for at, _ in _cells(lines[first])]
    rows: list[list[str]] = []
    at = first
    blank = False
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            blank = True
            at += 1
            continue
        row = _columns_of(line, starts)
        filled = sum(bool(cell) for cell in row) if row else 0
        if row is None or (blank and filled < _LEAST_CELLS - 1):
            break
        opens = not rows or (bool(row[0]) and not row[0][0].islower() and filled > 1)
        if row == rows[0] if rows else False:
            pass  # the header, printed anew on the next page
        elif opens:
            rows.append(row)
        else:
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip(rows[-1], row, strict=True)]
        blank = False
        at += 1
    return rows, at


def _typed(line: str) -> list[str] | None:
    """Cells of a row typed with tabs or bars, None where the line is no such row."""
    if line.lstrip().startswith("|") or _LETTERHEAD.search(line):
        return None
    for separator in _SEPARATORS:
        cells = [cell.strip() for cell in line.rstrip("\r\n").split(separator)]
        if len(cells) >= _LEAST_CELLS:
            return cells
    return None


def barred(lines: list[str]) -> list[str]:
    """The same lines, with typed tables as "| a | b |": a header row and the rows below it that have its cells."""
    out: list[str] = []
    cells = 0
    for at, line in enumerate(lines):
        row = _typed(line)
        if row and not cells:
            further = at + 2 if at + 1 < len(lines) and SPANNING_DAY.fullmatch(lines[at + 1]) else at + 1
            below = _typed(lines[further]) if further < len(lines) else None
            opens = _OPENS.match(row[0]) and below and abs(len(below) - len(row)) <= 1
            cells = len(row) if opens else 0
        elif row is None and line.strip() and not SPANNING_DAY.fullmatch(line):
            cells = 0
        out.append("| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" if row and cells else line)
    return out


def ruled(lines: list[str]) -> list[str]:
    """The same lines, with those of tables as "| a | b |" rows."""
    out: list[str] = []
    at = 0
    while at < len(lines):
        cells = _cells(lines[at])
        if len(cells) >= _LEAST_CELLS and _OPENS.match(cells[0][1]) and all(len(words) <= 60 for _, words in cells):
            rows, end = _table(lines, at)
            if len(rows) > 1:
                out.extend(
                    ["", *("| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows), ""]
                )
                at = end
                continue
        out.append(lines[at])
        at += 1
    return out
