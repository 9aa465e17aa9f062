"""How offices write counts, moments and deadlines in a sentence. What is printed is Vietnamese in every language."""

import re
from datetime import date, datetime, time
from typing import Final

from nhipcau.core import clock, dates

_KINDS: Final = re.compile(r"(?:Tỉnh|Thành phố|Huyện|Thị xã|Quận|Xã|Phường|Thị trấn|Đặc khu)(?= )")


def number(count: int) -> str:
    """A zero before numbers below ten, as in `01 điểm cầu`."""
    return f"{count:02d}"


def hour(moment: time) -> str:
    return f"{moment:%H} giờ {moment:%M}"


def day(on: date) -> str:
    """Months 1 and 2 and days below ten take a zero (NĐ 30/2020, Phụ lục I, mục II.4)."""
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def start(on: date | None, at: time | None) -> str:
    """`08 giờ 00, ngày 24 tháng 12 năm 2021 (thứ Sáu)`; what is open is left out."""
    if on is None:
        return ""
    said = f"{day(on)} ({dates.weekday(on)})"
    return f"{hour(at)}, {said}" if at else said


def moment(at: datetime) -> str:
    local = clock.local(at)
    return f"{hour(local.time())} ngày {local:%d/%m/%Y}"


def due(on: date | None, at: time | None) -> str:
    """`trước 16 giờ 00 ngày 21/12/2021`; empty where there is none."""
    if on is None:
        return ""
    return f"trước {hour(at)} ngày {on:%d/%m/%Y}" if at else f"trước ngày {on:%d/%m/%Y}"


def says_day(text: str, on: date) -> bool:
    """Whether a sentence names that day already."""
    return any(form in text for form in (f"{on.day}/{on.month}", f"{on:%d/%m}", f"ngày {on.day} tháng {on.month}"))


def sentence(text: str, end: str) -> str:
    """Without the sign at its end, with the one given."""
    return text.strip().rstrip(".;,/ ") + end


def as_list(lines: list[str]) -> tuple[str, ...]:
    """Dashed lines: each ends with a semicolon, the last one with a full stop."""
    return tuple(f"- {sentence(line, '.' if n == len(lines) else ';')}" for n, line in enumerate(lines, 1))


def capital(text: str) -> str:
    """As at the beginning of a sentence, of a cell, of a line with a dash."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def within(name: str) -> str:
    """A territory's name within a sentence: `huyện Bắc Sơn` (NĐ 30/2020, Phụ lục II, mục III)."""
    return _KINDS.sub(lambda found: lowered(found[0]), name, count=1) if _KINDS.match(name) else name
