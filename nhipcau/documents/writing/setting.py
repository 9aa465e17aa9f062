"""A draft's blocks set as one typed paper: what the preview shows, what is issued and kept."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from nhipcau.core import clock
from nhipcau.documents.compose.about import Subject, subject_of
from nhipcau.documents.compose.facts import TOKEN, Fact, facts_of, named
from nhipcau.documents.compose.proposed import OPEN
from nhipcau.documents.models import Paper, PaperBlock
from nhipcau.documents.register import notation
from nhipcau.documents.writing import letterheads, signing
from nhipcau.documents.writing.setting_tables import table_of
from nhipcau.typeset import model as t
from nhipcau.typeset.profiles import Profile, profile_by_id, profile_for

_KINDS: Final = {
    "plan": t.Kind.PLAN,
    "notice": t.Kind.NOTICE,
    "invitation": t.Kind.INVITATION,
    "letter": t.Kind.LETTER,
    "party_call": t.Kind.PARTY_CALL,
    "head_count": t.Kind.REPORT,
    "named_list": t.Kind.REPORT,
    "registration": t.Kind.LETTER,
    "conclusion": t.Kind.CONCLUSION,
    "minutes": t.Kind.MINUTES,
}
_URGENCIES: Final = {
    "": t.Urgency.NORMAL,
    "khan": t.Urgency.URGENT,
    "thuong_khan": t.Urgency.VERY_URGENT,
    "hoa_toc": t.Urgency.IMMEDIATE,
}
_PREFIXES: Final = (
    (t.Level.SECOND, re.compile(r"\d+\.\d+\.?\s+")),
    (t.Level.ARABIC, re.compile(r"\d+\.\s+")),
    (t.Level.ROMAN, re.compile(r"[IVXLC]+\.\s+")),
    (t.Level.LETTER, re.compile(r"[a-zđ]\)\s+")),
    (t.Level.DASH, re.compile(r"[-–]\s+")),
    (t.Level.PLUS, re.compile(r"\+\s+")),
)
_ROLE: Final = re.compile(r"\s*\(([^()]{1,30})\)$")
_ARCHIVE: Final = re.compile(r"Lưu:?\s*")


@dataclass(frozen=True, slots=True)
class Set:
    """A paper set in its profile, with the facts that it named."""

    paper: t.Paper
    profile: Profile
    facts: Mapping[str, Fact]


def set_paper(paper: Paper, blocks: Sequence[PaperBlock] | None = None) -> Set:
    """The draft as it stands. blocks: in their order, where they are at hand."""
    subject = subject_of(paper)
    rows = list(paper.blocks.all()) if blocks is None else list(blocks)
    facts = facts_of(subject, {name for one in rows for name in named(one.text)})
    profile = profile_of(paper)
    return Set(_paper(paper, subject, rows, facts, profile), profile, facts)


def profile_of(paper: Paper) -> Profile:
    """The one it was issued with; of a draft the one in force on the day of issue, or today."""
    if paper.profile:
        return profile_by_id(paper.profile)
    party = paper.issuer is not None and notation.is_party(paper.issuer.kind, paper.issuer.name)
    return profile_for("dang" if party else "ubnd", paper.issue_date or clock.local(clock.now()).date())


def _paper(
    paper: Paper, subject: Subject, blocks: list[PaperBlock], facts: Mapping[str, Fact], profile: Profile
) -> t.Paper:
    of_kind: dict[str, list[PaperBlock]] = {}
    body: list[PaperBlock] = []
    annexes: list[tuple[PaperBlock, list[PaperBlock]]] = []
    for one in blocks:
        if one.kind in {"abstract", "addressees", "recipients"}:
            of_kind.setdefault(one.kind, []).append(one)
        elif one.kind == "annex":
            annexes.append((one, []))
        elif annexes:
            annexes[-1][1].append(one)
        else:
            body.append(one)
    organ = subject.organ
    letterhead = letterheads.letterhead(organ, party=subject.party)
    return t.Paper(
        kind=_KINDS[paper.kind],
        letterhead=letterhead,
        notation=t.Notation(
            notation.symbol(paper.kind, organ.abbreviation or "…", paper.drafting_unit, party=subject.party),
            str(paper.number) if paper.number else "",
        ),
        place_date=None if paper.kind == "minutes" else _place_date(paper),
        abstract=_first_line(of_kind.get("abstract", []), facts),
        blocks=tuple(_blocks(body, facts)),
        signers=_signers(paper, subject),
        distribution=_distribution(of_kind.get("recipients", []), facts),
        addressees=tuple(_addressees(of_kind.get("addressees", []), facts)),
        urgency=_URGENCIES[paper.urgency],
        annexes=tuple(
            t.Annex(f"a{head.pk}", _runs(head.text.split("\n")[0], facts), tuple(_blocks(parts, facts)))
            for head, parts in annexes
        ),
        profile=profile.id,
    )


def _place_date(paper: Paper) -> t.PlaceDate:
    day: date | None = paper.issue_date
    if day is not None:
        return t.PlaceDate.on(paper.place, day)
    today = clock.local(clock.now()).date()
    return t.PlaceDate(paper.place, None, today.month, today.year)


def _blocks(rows: Iterable[PaperBlock], facts: Mapping[str, Fact]) -> Iterator[t.Block]:
    for row in rows:
        if row.kind == "table":
            table = table_of(row.pk, expanded(row.text, facts), lambda line: _runs(line, facts))
            if table is not None:
                yield table
            continue
        for n, (line, fact) in enumerate(expanded(row.text, facts)):
            yield _line(f"b{row.pk}-{n}", row.kind, line, fact, facts)


def expanded(text: str, facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    """(line, name of the fact that says all of it, or ""). A list of a fact after a numbered line stands one rank
    below it."""
    below = False
    for raw in text.split("\n"):
        line = raw.strip()
        whole = TOKEN.fullmatch(line)
        fact = facts.get(whole[1]) if whole else None
        if fact is not None and len(fact.lines) != 1:
            for one in fact.lines:
                # The letter is counted anew when it is set: any says that the line stands one rank below.
                yield re.sub(r"^\d+\.\s", "a) ", one) if below else one, fact.name
            continue
        if line:
            below = bool(re.match(r"\d+\.\s", line))
            yield line, ""


def _line(id_: str, kind: str, line: str, fact: str, facts: Mapping[str, Fact]) -> t.Block:
    if kind == "bases":
        return t.Basis(id_, _runs(line, facts))
    for level, prefix in _PREFIXES:
        if found := prefix.match(line):
            words = line[found.end() :]
            runs = (t.Run(words, fact=fact),) if fact else _runs(words, facts)
            title = kind == "heading" or (level is t.Level.ARABIC and words[-1:] not in {".", ";", ":", OPEN, ""})
            return t.Item(id_, level, runs, heading=title)
    runs = (t.Run(line, fact=fact),) if fact else _runs(line, facts)
    if kind == "heading":
        return t.Item(id_, t.Level.ROMAN, runs, heading=True)
    return t.Paragraph(id_, runs)


def line_runs(line: str, fact: str, facts: Mapping[str, Fact]) -> t.Runs:
    """A line of a block as runs, with the sign that ranks it. fact: the one that says all of it, or ""."""
    return (t.Run(line, fact=fact),) if fact else _runs(line, facts)


def _runs(line: str, facts: Mapping[str, Fact]) -> t.Runs:
    runs: list[t.Run] = []
    at = 0
    for found in TOKEN.finditer(line):
        if found.start() > at:
            runs.append(t.Run(line[at : found.start()]))
        fact = facts.get(found[1])
        runs.append(t.Run((fact.inline if fact else "") or OPEN, fact=found[1]))
        at = found.end()
    if at < len(line):
        runs.append(t.Run(line[at:]))
    return tuple(runs)


def _first_line(rows: list[PaperBlock], facts: Mapping[str, Fact]) -> t.Runs:
    return _runs(" ".join(rows[0].text.split()), facts) if rows else ()


def _addressees(rows: list[PaperBlock], facts: Mapping[str, Fact]) -> Iterator[t.Addressee]:
    for row in rows:
        for n, (line, _fact) in enumerate(expanded(row.text, facts)):
            name = "".join(run.text for run in _runs(line, facts)).lstrip("-– ").rstrip(";. ")
            if name:
                yield t.Addressee(f"k{row.pk}-{n}", name)


def _distribution(rows: list[PaperBlock], facts: Mapping[str, Fact]) -> t.Distribution:
    recipients: list[t.Recipient] = []
    archive = ""
    for row in rows:
        for n, (line, _fact) in enumerate(expanded(row.text, facts)):
            name = "".join(run.text for run in _runs(line, facts)).lstrip("-– ").rstrip(";. ")
            if _ARCHIVE.match(name):
                archive = _ARCHIVE.sub("", name, count=1)
            elif name:
                role = _ROLE.search(name)
                recipients.append(
                    t.Recipient(f"n{row.pk}-{n}", _ROLE.sub("", name) if role else name, role[1] if role else "")
                )
    return t.Distribution(tuple(recipients), archive)


def _signers(paper: Paper, subject: Subject) -> tuple[t.Signer, ...]:
    party = subject.party
    if paper.kind == "minutes":
        secretary, chair = ("NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ") if party else ("THƯ KÝ", "CHỦ TỌA")
        return (t.Signer("s1", secretary, paper.signer_position), t.Signer("s2", chair, paper.signer_name))
    ways = signing.capacities(subject.organ.kind, paper.kind, party=party)
    key = paper.capacity or ways[0].key
    position = paper.signer_position or signing.usual_position(subject.organ.kind, ways[0].who)
    stack = signing.stack(subject.organ.kind, paper.kind, key, position, party=party)
    return (t.Signer("s1", position, paper.signer_name, stack),)
