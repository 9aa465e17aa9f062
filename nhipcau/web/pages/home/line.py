"""The T-minus line of a conference: its deadlines, rehearsals and the meeting itself, as marks from left to right."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.preparation.overview import Overview
from nhipcau.web.pages.home.late import has_gone_by

_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """kind: deadline, rehearsal, meeting; state: past, late (past, with sites missing), next, ahead.

    whole: only the day is known, `at` is its last second.
    """

    at: datetime
    title: str
    kind: str
    state: str
    whole: bool

    @property
    def day(self) -> str:
        return f"{clock.local(self.at):%d/%m}"

    @property
    def when(self) -> str:
        local = clock.local(self.at)
        return f"{local:%d/%m}" if self.whole else f"{local:%H:%M} {local:%d/%m}"

    @property
    def shape(self) -> str:
        if self.state == "late":
            return "bad"
        if self.state == "past":
            return "ok"
        return {"meeting": "day", "rehearsal": "soon"}.get(self.kind, "none")

    @property
    def said(self) -> str:
        """What a screen reader says of it after its time."""
        return {"past": _("đã qua"), "late": _("quá hạn, còn thiếu"), "next": _("kế tiếp")}.get(self.state, "")


def marks(conference: Conference, seen: Overview, now: datetime) -> list[Mark]:
    """In order; where there are many, those past give way first."""
    total = seen.total
    dated: list[tuple[datetime, str, str, bool]] = []
    if seen.by.sites is not None:
        dated.append((seen.by.sites, _("hạn đăng ký điểm cầu"), "deadline", total.confirmed < total.sites))
    if seen.by.delegates is not None:
        dated.append((seen.by.delegates, _("hạn báo đại biểu"), "deadline", total.reported < total.sites))
    dated += [(one.at, _("chạy thử"), "rehearsal", False) for one in conference.planned_rehearsals.all()]
    if conference.start_date is not None:
        hour = conference.start_time or time(23, 59, 59)
        dated.append((datetime.combine(conference.start_date, hour, tzinfo=clock.VIETNAM), _("họp"), "meeting", False))
    still = conference.is_ahead and not has_gone_by(conference, now)
    found: list[Mark] = []
    for at, title, kind, open_ in sorted(_joined(dated)):
        ahead = at >= now
        waiting = ahead and not any(one.state == "next" for one in found)
        state = "next" if waiting else "ahead" if ahead else "late" if open_ and still else "past"
        found.append(Mark(at, title, kind, state, _is_whole(at)))
    past = [one for one in found if one.state == "past"]
    dropped = past[: max(0, len(found) - _SHOWN)]
    kept = [one for one in found if one not in dropped]
    return kept if len(kept) <= _SHOWN else [*kept[: _SHOWN - 1], kept[-1]]


def _joined(dated: list[tuple[datetime, str, str, bool]]) -> list[tuple[datetime, str, str, bool]]:
    """Both deadlines as one mark where they are the same moment."""
    deadlines = [one for one in dated if one[2] == "deadline"]
    if len(deadlines) == 2 and deadlines[0][0] == deadlines[1][0]:
        one = (deadlines[0][0], _("hạn đăng ký, báo đại biểu"), "deadline", deadlines[0][3] or deadlines[1][3])
        return [one, *(other for other in dated if other[2] != "deadline")]
    return dated


def _is_whole(at: datetime) -> bool:
    return clock.local(at).time().replace(microsecond=0) == time(23, 59, 59)
