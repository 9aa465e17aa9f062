"""Which composer writes which type."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count
from typing import Final

from nhipcau.documents.compose import afterwards, invitation, letter, notice, party_call, plan, reports
from nhipcau.documents.compose.about import Subject
from nhipcau.documents.compose.facts import Fact, facts_of, named
from nhipcau.documents.compose.proposed import Block, Proposed
from nhipcau.documents.models import Paper, PaperBlock
from nhipcau.typeset.numbering import roman

_COMPOSERS: Final[dict[str, Callable[[Subject], Proposed]]] = {
    Paper.Kind.PLAN: plan.propose,
    Paper.Kind.NOTICE: notice.propose,
    Paper.Kind.INVITATION: invitation.propose,
    Paper.Kind.LETTER: letter.propose,
    Paper.Kind.PARTY_CALL: party_call.propose,
    Paper.Kind.HEAD_COUNT: reports.head_count,
    Paper.Kind.NAMED_LIST: reports.named_list,
    Paper.Kind.REGISTRATION: reports.registration,
    Paper.Kind.CONCLUSION: afterwards.conclusion,
    Paper.Kind.MINUTES: afterwards.minutes,
}
_ALWAYS: Final = frozenset({PaperBlock.Kind.ADDRESSEES, PaperBlock.Kind.ABSTRACT, PaperBlock.Kind.RECIPIENTS})
_TITLES: Final = frozenset({PaperBlock.Kind.HEADING, PaperBlock.Kind.ANNEX})
_CONTENT: Final = frozenset({PaperBlock.Kind.TEXT, PaperBlock.Kind.TABLE})
_NUMBERED: Final = re.compile(r"^\d+\.\s", re.MULTILINE)
_OF_HOST: Final = frozenset({Paper.Kind.PLAN, Paper.Kind.CONCLUSION, Paper.Kind.MINUTES})


_STAY: Final = frozenset(
    {
        *(
            "thời gian",
            "ngày họp",
            "cơ quan tổ chức",
            "địa điểm",
            "địa điểm của đơn vị",
            "đầu mối của đơn vị",
            "văn bản",
        ),
        *("bảng số lượng", "bảng đại biểu", "bảng đăng ký", "giờ khai mạc", "giờ bế mạc"),
    }
)
"""Facts whose lines stay although nothing is known yet: the paper needs them, so the place is left open."""


def propose(kind: str, subject: Subject) -> Proposed:
    """The text of a type; what the conference knows nothing of is left out, with its heading."""
    proposed = _COMPOSERS[Paper.Kind(kind)](subject)
    facts = facts_of(subject, {name for one in proposed.blocks for name in named(one.text)})
    kept = [replace(one, text=_known(one.text, facts)) for one in proposed.blocks]
    kept = [one for one in kept if one.text or one.kind in _ALWAYS]
    follow = [*kept[1:], None]
    blocks = [
        one
        for one, after in zip(kept, follow, strict=True)
        if one.kind not in _TITLES or (after is not None and after.kind in _CONTENT and not after.closes)
    ]
    return replace(proposed, blocks=_counted(blocks))


def _known(text: str, facts: Mapping[str, Fact]) -> str:
    """Without lines that name what is not known, and without titles of lists that have nothing left below them."""
    lines = text.split("\n")
    known = [all(name in _STAY or (name in facts and facts[name].known) for name in named(line)) for line in lines]
    kept = []
    for n, line in enumerate(lines):
        title = not named(line) and (line[-1:] == ":" or (re.match(r"\d+\.\s", line) and line[-1] not in ".;"))
        emptied = title and n + 1 < len(lines) and not known[n + 1]
        if known[n] and not emptied:
            kept.append(line)
    return "\n".join(kept)


def _counted(blocks: list[Block]) -> list[Block]:
    """Headings, and the numbered lines below each, numbered anew: some may have been left out."""
    counted, number, line = [], 0, count(1)
    for one in blocks:
        if one.kind in _TITLES:
            line = count(1)
        if one.kind == PaperBlock.Kind.HEADING and one.text.startswith("I. "):
            number += 1
            one = replace(one, text=f"{roman(number)}. {one.text.removeprefix('I. ')}")
        elif one.kind == PaperBlock.Kind.TEXT:
            one = replace(one, text=_NUMBERED.sub(lambda _found, line=line: f"{next(line)}. ", one.text))
        counted.append(one)
    return counted


def kinds_for(*, host: bool, party: bool) -> list[Paper.Kind]:
    """What an office writes for a conference: the host all but a registration; lower units what is theirs."""
    if host:
        left_out = {Paper.Kind.REGISTRATION} if party else {Paper.Kind.REGISTRATION, Paper.Kind.PARTY_CALL}
        return [one for one in Paper.Kind if one not in left_out]
    return [one for one in Paper.Kind if one not in _OF_HOST | {Paper.Kind.PARTY_CALL, Paper.Kind.NOTICE}]
