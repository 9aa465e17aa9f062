"""What a copy of a registration says. Letters between offices are Vietnamese, in whatever language the pages are shown.

No names and no telephone numbers stand in it: a letter that has left cannot be purged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nhipcau.conferences.models import Conference
from nhipcau.core import clock, dates
from nhipcau.preparation.reminder_texts import moment_words

_MOST_LINES: Final = 400
COLUMNS: Final = ("TT", "Cấp", "Thuộc", "Điểm cầu", "Đăng ký", "Địa điểm", "Phòng", "Số người")
_WIDTHS: Final = (6, 11, 24, 30, 26, 44, 26, 10)


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A site, or a unit that has none yet, as it stands now. seq: of the last journal entry that touched it; people:
    None where no list has been reported."""

    seq: int
    tier: str
    above: str
    name: str
    state: str
    venue: str = ""
    room: str = ""
    people: int | None = None
    counts: bool = True

    @property
    def line(self) -> str:
        where = ", ".join(filter(None, (self.room, self.venue)))
        said = [self.state, where, "" if self.people is None else f"{self.people} người dự"]
        return f"- {self.name}: {'; '.join(filter(None, said))}"


def subject(conference: Conference, now: datetime) -> str:
    title = conference.title if len(conference.title) <= 160 else f"{conference.title[:159]}…"
    return f"Bản đăng ký đến {clock.local(now):%H:%M %d/%m/%Y}: {title}"


def body(
    conference: Conference, to: str, rows: Sequence[CopyRow], changed: Sequence[CopyRow], since: datetime | None
) -> str:
    """rows: all that is registered; changed: those of them that the recipient has not been told of; since: when it was
    told last, None where this is its first copy."""
    now = clock.now()
    host = conference.issuing_body or conference.host.name
    parts = [
        f"Kính gửi: {to}" if to else "",
        f"{host} gửi bản đăng ký của:",
        f"{conference.title}\nThời gian: {_start(conference)}",
        _totals(rows, now),
        _changes(changed, since),
        host,
    ]
    return "\n\n".join(part for part in parts if part)


def _start(conference: Conference) -> str:
    if conference.start_date is None:
        return "chưa ấn định"
    day = f"{dates.weekday(conference.start_date)}, {conference.start_date:%d/%m/%Y}"
    return f"{conference.start_time:%H:%M}, {day}" if conference.start_time else day


def _totals(rows: Sequence[CopyRow], now: datetime) -> str:
    registered = [row for row in rows if row.counts]
    told = [row.people for row in registered if row.people is not None]
    return (
        f"Đến {moment_words(now)}: {len(registered)} điểm cầu đã đăng ký, {len(told)} điểm cầu đã báo đại biểu, "
        f"{sum(told)} người dự."
    )


def _changes(changed: Sequence[CopyRow], since: datetime | None) -> str:
    first = f"Mới hoặc thay đổi từ {moment_words(since)}" if since else "Danh sách"
    lines, above = [f"{first} ({len(changed)} điểm cầu):"], None
    for row in changed[:_MOST_LINES]:
        if row.above != above and row.above:
            lines.append(f"\n{row.above}")
        above = row.above
        lines.append(row.line)
    if len(changed) > _MOST_LINES:
        lines.append(f"… và {len(changed) - _MOST_LINES} điểm cầu nữa, trong bảng Excel gửi kèm.")
    return "\n".join(lines)


def table(rows: Iterable[CopyRow]) -> bytes:
    """All that is registered, as a sheet."""
    from nhipcau.preparation import exporting  # only here: whoever starts would load the library for Excel with it

    cells = (
        (n, row.tier, row.above, row.name, row.state, row.venue, row.room, "" if row.people is None else row.people)
        for n, row in enumerate(rows, start=1)
    )
    return exporting.workbook("Đăng ký", COLUMNS, _WIDTHS, cells)
