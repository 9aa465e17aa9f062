"""Which of the conferences held a paper speaks of: by what it cites, its title, and the time that it repeats.

Pure. A number alone does not name a paper: numbers begin anew each year, so a cited date must agree with the paper's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from nhipcau.core import dates
from nhipcau.core.text import search_key
from nhipcau.documents import identity
from nhipcau.documents.intake.citations import Citation, citations, doings
from nhipcau.documents.intake.moments import Calendar, commonest_year, moments_in

_CITED, _TITLE, _MOMENT, _DAY = 3, 2, 2, 1
_ENOUGH: Final = 3
_ALIKE: Final = 0.7
# Words that titles of calls share.
_COMMON_WORDS: Final = (
    "hoi nghi truc tuyen ve viec to chuc cuoc hop phien cap tinh huyen xa nam cong tac cua va trien khai thoi gian "
    "thay doi hinh thuc du"
)
_COMMON: Final = frozenset(re.findall(r"\w+", _COMMON_WORDS))
_OTHER_YEAR: Final = 300  # days after which the same number is of another year


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper of a conference held. facts: as confirmed."""

    pk: int
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """A conference held. start: in the kept form, None while it is open."""

    pk: int
    title: str
    start: str | None
    papers: Sequence[HeldPaper]


@dataclass(frozen=True, slots=True)
class Match:
    """reasons: in the user's words; cited: the paper of the conference that is cited; amends: it changes the call."""

    held: Held
    score: int
    reasons: tuple[str, ...]
    amends: bool
    cited: HeldPaper | None = None


def matches(text: str, facts: Mapping[str, Any], held: Sequence[Held]) -> list[Match]:
    """The conferences that the paper speaks of, the surest first."""
    cited = citations(text)
    done = doings(text)
    issued = facts["issue_date"]
    calendar = Calendar(date.fromisoformat(issued) if issued else None, commonest_year(text))
    printed = {moment.iso for moment in moments_in(text, calendar)}
    found = [_match(one, facts, cited, printed, bool(done)) for one in held]
    found = [one for one in found if one.score >= _ENOUGH]
    if any(one.cited is not None for one in found):  # a citation names the one; others only share words with it
        found = [one for one in found if one.cited is not None]
    return sorted(found, key=lambda one: (-one.score, -one.held.pk))


def _match(held: Held, facts: Mapping[str, Any], cited: Sequence[Citation], printed: set[str], changes: bool) -> Match:
    score, reasons = 0, []
    paper = next((one for one in held.papers if any(is_cited(each, one.facts, facts) for each in cited)), None)
    if paper is not None:
        score += _CITED
        reasons.append(_("viện dẫn %(paper)s") % {"paper": identity.words(paper.facts)})
    alike = likeness(held.title, facts["meeting_title"] or facts["subject"] or "")
    if alike >= _ALIKE:
        score += _TITLE
        reasons.append(_("cùng tên hội nghị"))
    if held.start and held.start in printed and (changes or facts["start"] != held.start):
        score += _MOMENT
        reasons.append(_("nhắc lại giờ cũ %(moment)s") % {"moment": dates.written(held.start)})
    elif held.start and any(moment[:10] == held.start[:10] for moment in printed):
        score += _DAY
        reasons.append(_("cùng ngày %(day)s") % {"day": dates.written(held.start[:10])})
    fixes = paper is not None and held.start is None and bool(facts["start"])
    if fixes:
        reasons.append(_("ấn định ngày còn để ngỏ"))
    amends = changes or fixes or (paper is not None and alike >= _ALIKE)
    return Match(held, score if amends or paper is not None else 0, tuple(reasons), amends, paper)


def is_cited(citation: Citation, paper: Mapping[str, Any], citing: Mapping[str, Any]) -> bool:
    """Whether the citation means that paper: number, and date where both have one; else no later than a year after."""
    number, issued = paper["number"], paper["issue_date"]
    if not number or identity.number_key(number) != identity.number_key(citation.number):
        return False
    if citation.day is not None and issued:
        return citation.day.isoformat() == issued
    if not issued or not citing["issue_date"]:
        return True
    return 0 <= (date.fromisoformat(citing["issue_date"]) - date.fromisoformat(issued)).days <= _OTHER_YEAR


def likeness(one: str, other: str) -> float:
    """How much of the rarer words of the shorter title stands in the longer one, 0 to 1."""
    first, second = (
        {word for word in re.findall(r"\w+", search_key(title)) if word not in _COMMON} for title in (one, other)
    )
    if min(len(first), len(second)) < 2:
        return 0.0
    return len(first & second) / min(len(first), len(second))
