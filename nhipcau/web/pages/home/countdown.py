"""How long it is until a meeting, in words. `static/web/home.js` keeps them right while the page stays open."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from nhipcau.core import clock

_LONG_AGO = 99  # days after which nobody counts any more


@dataclass(frozen=True, slots=True)
class Countdown:
    """words: for people; mark: T-13; start: seconds since 1970, whole: only the day is known."""

    words: str
    mark: str
    start: int | None = None
    whole: bool = False


def countdown(day: date | None, hour: time | None, now: datetime) -> Countdown:
    """Until `day` at `hour`, local time; by days, on the last day by hours and minutes."""
    if day is None:
        return Countdown(_("chưa định ngày"), "")
    days = (day - clock.local(now).date()).days
    start = datetime.combine(day, hour or time(), tzinfo=clock.VIETNAM)
    minutes = int((start - now).total_seconds() // 60) if hour is not None else None
    mark = "T" if days == 0 else f"T-{days}" if days > 0 else "" if -days > _LONG_AGO else f"T+{-days}"
    return Countdown(_words(days, minutes), mark, int(start.timestamp()), hour is None)


def _words(days: int, minutes: int | None) -> str:
    """minutes: until the hour, negative after it; None where no hour is set."""
    if days > 1:
        return _("còn %(n)s ngày") % {"n": days}
    if days == 1:
        return _("ngày mai") if minutes is None else _("ngày mai, còn %(n)s giờ") % {"n": max(1, minutes // 60)}
    if days < 0:
        return _("đã qua ngày họp") if -days > _LONG_AGO else _("đã qua %(n)s ngày") % {"n": -days}
    if minutes is None:
        return _("hôm nay")
    if minutes < 0:
        return _("đã quá giờ họp %(span)s") % {"span": span(-minutes)}
    return _("đến giờ họp") if minutes == 0 else _("còn %(span)s") % {"span": span(minutes)}


def span(minutes: int) -> str:
    """`5 giờ 20 phút`."""
    hours, rest = divmod(minutes, 60)
    said = [_("%(n)s giờ") % {"n": hours}] if hours else []
    said += [_("%(n)s phút") % {"n": rest}] if rest or not hours else []
    return " ".join(said)
