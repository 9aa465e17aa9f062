"""Where an issued paper says otherwise than its conference does now: a change that nobody has been told on paper.

What an office has said of a fact is what its latest issued paper said of it. A paper is never changed silently: where
the conference has moved on, a notice says so (NĐ 30/2020, Điều 18), and what that notice says counts from then on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from django.db.models import Q

from nhipcau.conferences.models import Conference
from nhipcau.documents.compose import words
from nhipcau.documents.compose.about import Subject
from nhipcau.documents.compose.facts import Fact, facts_of, facts_of_its_row
from nhipcau.documents.models import Paper
from nhipcau.organs.models import Unit

MOST_LINES: Final = 40
"""A fact of more lines is a table, of sites or of names: what is kept of an issued paper leaves it out."""
STANDING: Final = "tình trạng"
_ANNOUNCE: Final = frozenset({"plan", "notice", "invitation", "letter", "party_call"})
_ACT: Final = frozenset({Paper.Follows.AMENDS, Paper.Follows.RECALLS})
_NOT_CONTENT: Final = frozenset({"nơi nhận", "kính gửi"})
_KNOWN_OF_RECEIVED: Final = ("thời gian", "địa điểm")


@dataclass(frozen=True, slots=True)
class Change:
    """One fact: what was said on paper, what holds now; "" where nothing was, or is, said."""

    name: str
    said: str
    now: str


@dataclass(frozen=True, slots=True)
class Overtaken:
    """paper: the one to be amended, written here or received; draft: a notice about it that is being written."""

    paper: Paper
    changes: tuple[Change, ...]
    draft: Paper | None


def stated(facts: Mapping[str, Fact], used: Iterable[str]) -> dict[str, list[str]]:
    """What a paper says of each fact that it names, to be kept with it when it is issued."""
    return {
        name: list(facts[name].lines)
        for name in dict.fromkeys(used)
        if name in facts and facts[name].source and len(facts[name].lines) <= MOST_LINES
    }


def overtaken(conference: Conference, unit: Unit, *, briefly: bool = False) -> list[Overtaken]:
    """Of the papers of one office about one conference, the earliest first; none once the conference has been held.

    briefly: only what the conference's own row says is compared (time, place, title, form, standing), in two queries;
    lists of contacts, tasks and the like take some ten.
    """
    if conference.state in {Conference.State.RUNNING, Conference.State.CLOSED}:
        return []
    papers = _said_by(conference, unit)
    if not papers:
        return []
    changes = _changes(conference, unit, papers, briefly=briefly)
    if not changes:
        return []
    drafts = _drafts(papers)
    found = []
    for paper in papers:
        if paper.follows_how in _ACT or _was_replaced(paper):
            continue
        own = tuple(_of(paper, papers, changes))
        if own:
            found.append(Overtaken(paper, own, drafts.get(paper.pk)))
    return found


def _of(paper: Paper, papers: Sequence[Paper], changes: Sequence[Change]) -> Iterator[Change]:
    """The changes of one paper, each with its own words, or those of a notice that has amended a paper since: a paper
    must not be said to hold what another, later one says."""
    for one in changes:
        if one.name == STANDING:
            yield one
        elif one.name in (own := says(paper)):
            later = papers[papers.index(paper) + 1 :]
            told = [says(each) for each in later if each.follows_how in _ACT or each.role == Paper.Role.AMENDS]
            lines = next((each[one.name] for each in reversed(told) if one.name in each), own[one.name])
            said = Fact(one.name, _lines(lines)).inline
            if said != one.now:
                yield Change(one.name, said, one.now)


def says(paper: Paper) -> dict[str, list[str]]:
    """What an issued or received paper said of the conference, by the names of the facts."""
    if paper.direction == Paper.Direction.WRITTEN:
        return {name: lines for name, lines in paper.issued_facts.items() if name not in _NOT_CONTENT}
    facts = paper.confirmed or paper.facts
    day, hour = _moment(facts.get("start"))
    lines = (words.start(day, hour), facts.get("venue_main") or "")
    return {name: [line] for name, line in zip(_KNOWN_OF_RECEIVED, lines, strict=True) if line}


def _moment(start: Any) -> tuple[date | None, time | None]:
    text = str(start or "")
    if len(text) < len("2026-12-17"):
        return None, None
    return date.fromisoformat(text[:10]), time.fromisoformat(text[11:16]) if len(text) > len("2026-12-17") else None


def _said_by(conference: Conference, unit: Unit) -> list[Paper]:
    """In the order in which the offices heard of them."""
    wanted = Q(
        direction=Paper.Direction.WRITTEN,
        unit=unit,
        issued_at__isnull=False,
        kind__in=_ANNOUNCE,
        state__in=[Paper.State.ISSUED, Paper.State.REPLACED],
    )
    if unit.pk == conference.host.pk:
        wanted |= Q(direction=Paper.Direction.RECEIVED, role__in=[Paper.Role.CONVENES, Paper.Role.AMENDS])
    papers = conference.papers.filter(wanted).select_related("issuer").defer("text", "spans")
    return sorted(papers, key=lambda one: (one.issued_at or one.uploaded_at, one.pk))


def _changes(conference: Conference, unit: Unit, papers: Sequence[Paper], *, briefly: bool) -> list[Change]:
    said: dict[str, list[str]] = {STANDING: []}
    for paper in papers:
        said.update(says(paper))
    if briefly:
        facts = facts_of_its_row(conference)
        said = {name: lines for name, lines in said.items() if name in facts}
    else:
        issuer = next((one.issuer for one in papers if one.issuer is not None), None) or unit.organs.first()
        if issuer is None:
            return []
        facts = facts_of(Subject(conference, unit, issuer), said)
    names = [STANDING] if conference.state != Conference.State.PREPARING else list(said)
    found = []
    for name in names:
        before, now = _lines(said[name]), _lines(facts[name].lines if name in facts else ())
        if before != now:
            found.append(Change(name, Fact(name, before).inline, Fact(name, now).inline))
    return found


def _lines(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


def _was_replaced(paper: Paper) -> bool:
    return paper.state == Paper.State.REPLACED or paper.role == Paper.Role.AMENDS


def _drafts(papers: Sequence[Paper]) -> dict[int, Paper]:
    """By the paper on which it acts: the notice that is being written."""
    on_its_way = [Paper.State.DRAFT, Paper.State.INITIALLED, Paper.State.SIGNED, Paper.State.NUMBERED]
    hows = [Paper.Follows.AMENDS, Paper.Follows.REPLACES]
    rows = Paper.objects.filter(follows__in=papers, follows_how__in=hows, state__in=on_its_way).order_by("pk")
    return {row.follows_id: row for row in rows}  # pyright: ignore[reportAttributeAccessIssue] - Django's own column
