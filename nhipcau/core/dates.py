"""Dates and times as offices write them, from and to the ISO forms in which they are kept.

Kept: `2021-12-24` or `2021-12-24T08:00`, local time. Written: `24/12/2021` or `08:00 24/12/2021`.
"""

import re
from datetime import UTC, date, datetime, time

from nhipcau.core.clock import VIETNAM
from nhipcau.core.words import gettext, gettext_noop

WEEKDAYS = (
    gettext_noop("thứ Hai"),
    gettext_noop("thứ Ba"),
    gettext_noop("thứ Tư"),
    gettext_noop("thứ Năm"),
    gettext_noop("thứ Sáu"),
    gettext_noop("thứ Bảy"),
    gettext_noop("Chủ nhật"),
)
_DATE = re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})")
_TIME = re.compile(r"(?<!\d)(?P<h>\d{1,2})\s*(?::|giờ|h|g)\s*(?P<min>\d{2})?", re.IGNORECASE)


def written(kept: str | None) -> str:
    """`2021-12-24T08:00` → `08:00 24/12/2021`; an empty string for None, and the text itself where it is no date."""
    if not kept:
        return ""
    try:
        moment = datetime.fromisoformat(kept)
    except ValueError:
        return kept
    return moment.strftime("%H:%M %d/%m/%Y") if "T" in kept else moment.strftime("%d/%m/%Y")


def kept(text: str) -> str | None:
    """What somebody typed, in the kept form; None for nothing. ValueError where it is no date."""
    text = text.strip()
    if not text:
        return None
    day = _DATE.search(text)
    if day is None:
        moment = datetime.fromisoformat(text)
        return moment.strftime("%Y-%m-%dT%H:%M") if "T" in text or " " in text else moment.date().isoformat()
    on = date(int(day["y"]), int(day["m"]), int(day["d"])).isoformat()
    rest = text[: day.start()] + " " + text[day.end() :]
    clock = _TIME.search(rest)
    if clock is None:
        if rest.strip(" ,"):
            raise ValueError(text)
        return on
    return datetime.combine(date.fromisoformat(on), _time(clock)).strftime("%Y-%m-%dT%H:%M")


def hour(text: str) -> time:
    """A time of day that somebody typed: `08:00`, `8h30`, `14 giờ`. ValueError where it is none."""
    found = _TIME.search(text)
    if found is None or text[: found.start()].strip() or text[found.end() :].strip(" ."):
        raise ValueError(text)
    return _time(found)


def _time(found: re.Match[str]) -> time:
    return time(int(found["h"]), int(found["min"] or 0))


def kept_moment(at: datetime) -> str:
    """A moment in the kept form, to the minute: `aware` turned round."""
    return at.astimezone(VIETNAM).strftime("%Y-%m-%dT%H:%M")


def aware(kept_moment: str) -> datetime:
    """The moment meant by a kept local time; midnight where only the day is known."""
    return datetime.fromisoformat(kept_moment).replace(tzinfo=VIETNAM).astimezone(UTC)


def weekday(day: date) -> str:
    """For letters, which are Vietnamese in whatever language the pages are shown."""
    return WEEKDAYS[day.weekday()]


def weekday_said(day: date) -> str:
    """For pages."""
    return gettext(WEEKDAYS[day.weekday()])
