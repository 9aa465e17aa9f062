"""The attendance sheet as a table for Excel.

UTF-8 with a byte order mark, without which Excel shows Vietnamese as garbage; no `sep=` line, which would make it
overlook the mark. Semicolons part the cells, as Excel set to Vietnamese does: the comma is its decimal sign. Times as
`2021-12-24 08:00`, which no locale reads the wrong way round. What would begin a formula gets an apostrophe, since
names come from people; also after a comma within a cell, where an Excel with other settings would part it.
"""

import csv
import io
import re
from datetime import datetime
from typing import Final

from nhipcau.core import clock
from nhipcau.records.queries import Line, Sheet

HEADINGS = (
    "TT",
    "Điểm cầu",
    "Thuộc",
    "Cấp",
    "Có mặt",
    "Vào lúc",
    "Ra lúc",
    "Số lần mất kết nối",
    "Phút lên hình",
    "Phút phát biểu",
)
_SEPARATOR: Final = ";"
_BEGINS_FORMULA: Final = re.compile(r"(^|[;,\t\r\n])(\s*[=+\-@＝＋－＠]|^[\t\r\n])")


def attendance_csv(sheet: Sheet) -> bytes:
    """One line of headings, one line per site."""
    out = io.StringIO()
    write = csv.writer(out, delimiter=_SEPARATOR, lineterminator="\r\n").writerow
    write(HEADINGS)
    for line in sheet.lines:
        write([_cell(value) for value in _values(line)])
    return out.getvalue().encode("utf-8-sig")


def _values(line: Line) -> list[str | int]:
    presence = line.presence
    return [
        line.number,
        line.name,
        line.where,
        line.tier,
        "có" if presence.was_here else "vắng",
        _time(presence.came),
        _time(presence.left),
        presence.breaks,
        line.on_air,
        line.speaking,
    ]


def _time(at: datetime | None) -> str:
    return "" if at is None else clock.local(at).strftime("%Y-%m-%d %H:%M")


def _cell(value: str | int) -> str | int:
    return _BEGINS_FORMULA.sub(r"\1'\2", value) if isinstance(value, str) else value
