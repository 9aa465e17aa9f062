"""The attendance sheet as a table for Excel.

UTF-8 with a byte order mark, without which Excel shows Vietnamese as garbage; times as `2021-12-24 08:00`, which no
locale reads the wrong way round. A cell that would begin a formula gets an apostrophe: names come from people.
"""

import csv
import io
from datetime import datetime

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
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def attendance_csv(sheet: Sheet) -> bytes:
    """One line of headings, one line per site."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
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
    return f"'{value}" if isinstance(value, str) and value.startswith(_BEGINS_FORMULA) else value
