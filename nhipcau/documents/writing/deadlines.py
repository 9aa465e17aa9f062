"""By when a paper is to leave, in working days: QĐ 45/2018/QĐ-TTg, Điều 7 (invitations reach those invited at least
three working days before, save in urgent cases) and Điều 12 (conclusions within five working days)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.documents.intake.working_days import working_days_after, working_days_before
from nhipcau.documents.models import Paper

BEFORE: Final = 3
AFTER: Final = 5
_INVITES: Final = frozenset({"notice", "invitation", "party_call"})


@dataclass(frozen=True, slots=True)
class Deadline:
    """on: the last day; late: today lies after it. why: the rule in words."""

    on: date
    late: bool
    why: str


def deadline(kind: str, conference: Conference, urgency: str = "") -> Deadline | None:
    """None where no rule holds, or the conference has no day yet. An urgent paper is never late."""
    day = conference.start_date
    if day is None:
        return None
    today = clock.local(clock.now()).date()
    if kind in _INVITES:
        last = working_days_before(day, BEFORE)
        why = _("để tới nơi trước hội nghị ít nhất 3 ngày làm việc (Quyết định 45/2018/QĐ-TTg)")
        return Deadline(last, today > last and not urgency, why)
    if kind == "conclusion":
        last = working_days_after(day, AFTER)
        return Deadline(last, today > last, _("trong 5 ngày làm việc sau hội nghị (Quyết định 45/2018/QĐ-TTg)"))
    return None


def of(paper: Paper) -> Deadline | None:
    """Of a paper that is written; a notice that recalls another goes out at once and invites nobody."""
    if paper.conference is None or paper.follows_how == Paper.Follows.RECALLS:
        return None
    return deadline(paper.kind, paper.conference, paper.urgency)
