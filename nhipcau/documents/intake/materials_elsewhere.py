"""Papers of a meeting that a paper names outside the making of them, or in full outside the task."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nhipcau.documents.intake.cutting import clauses, cut
from nhipcau.documents.intake.duties import Task
from nhipcau.documents.intake.material_words import (
    ALREADY,
    BANNER,
    BARE,
    CONSIDERS,
    ENDS,
    GENERAL,
    HANDED_IN,
    IN_BRACKETS,
    LONGEST,
    ONE_AFTER_ANOTHER,
    PAPER,
    PRESENTED_BY,
    PUT_BEFORE,
    REMARK,
    REPORT,
    REPORTED,
    SEVERAL_OF,
    SLOT,
    SPEECHES,
    WANTED,
)
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.topics import Topic

_KIND_AND_SUBJECT: Final = 4
_LEAST_WORDS: Final = 3
_REPORTS: Final = re.compile(r"(?<=\s)báo cáo(?=\s)")
_AWAY: Final = re.compile(r"\s?,?\s?(?:về|với|cho|lên)\s")
"""To whom a report goes, which is no paper of the meeting."""


def item_of(text: str, start: int, end: int) -> Found[str] | None:
    """A printed item without a closing remark such as "(tải tại cổng thông tin)"."""
    remark = REMARK.search(text[start:end])
    return cut(text, start, start + remark.start() if remark else end)


def bare(paper: Paper, tasks: Sequence[Task]) -> Iterator[Found[str]]:
    """Papers of which nothing but the kind is said, where they are made."""
    for task in tasks:
        flat = paper.text[task.action.start : task.end].replace("\n", " ")
        for m in BARE.finditer(flat):
            found = cut(paper.text, task.action.start + m.start("what"), task.action.start + m.end("what"), 0.6)
            if found:
                yield found


def in_brackets(paper: Paper) -> Iterator[Found[str]]:
    for block in paper.blocks:
        for m in IN_BRACKETS.finditer(block.text):
            spans = list(clauses(m["items"], block.start + m.start("items")))
            if all(PAPER.match(paper.text[s:e].lstrip()) for s, e in spans):
                yield from (found for s, e in spans if (found := cut(paper.text, s, e, 0.7)))


def sent(paper: Paper) -> Iterator[Found[str]]:
    """Papers that a paper only says are sent."""
    for block in paper.blocks:
        if block.kind == "row" or block.context & {Topic.PURPOSE, Topic.CONTACTS}:
            continue
        for m in HANDED_IN.finditer(block.text):
            found = cut(paper.text, block.start + m.start("what"), block.start + m.end("what"), 0.6)
            if found:
                yield found


def in_full(paper: Paper, found: list[Found[str]]) -> list[Found[str]]:
    """A report that a task names in short ("Báo cáo sơ kết") as the part on the contents names it in full; "các tờ
    trình" as each of those that it names."""
    items = [
        item
        for block in paper.blocks
        if block.within(Topic.CONTENT) and block.kind != "row" and REPORT.match(block.text, _hour(block.text))
        if (item := _presented(paper.text, block)) and len(item.value) <= LONGEST
        if all(ONE_AFTER_ANOTHER.match(item.value, m.start()) for m in re.finditer(";", item.value))
    ]
    if all(BANNER.match(known.value) or "tham luận" in known.value.lower() for known in found):
        return [*items, *found]
    full: list[Found[str]] = []
    for known in found:
        kind = known.value.lower()
        several = SEVERAL_OF.match(kind)
        each = [i for i in items if several and i.value.lower().startswith(f"{several['kind']} ")]
        if kind in GENERAL:
            each = [i for i in items if i.value.lower().startswith(f"{kind} ")]
            if any(f" {kind} " in i.value.lower() for i in items):
                full.extend(i for i in each if i not in full)
                continue
        longer = [i for i in items if i.value.lower().startswith(f"{kind} ") or _names_all(i.value.lower(), kind)]
        full.extend(each if len(each) > 1 else longer[:1] or [known])
    return full


def _names_all(full: str, short: str) -> bool:
    """Whether the full name of a paper of the same kind holds every word of a short one, that is no mere kind."""
    words = short.split()
    return len(words) > _KIND_AND_SUBJECT and full.split()[:2] == words[:2] and set(words) <= set(full.split())


def _hour(words: str) -> int:
    """The width of the hour that a line of the programme begins with."""
    m = SLOT.match(words)
    return m.end() if m else 0


def _presented(text: str, block: Block) -> Found[str] | None:
    """A paper of the contents without who presents it."""
    item = item_of(text, block.start + _hour(block.text), block.end)
    by = PRESENTED_BY.search(text[item.start : item.end].replace("\n", " ")) if item else None
    return cut(text, item.start, item.start + by.start()) if item and by else item


def speeches_wanted(paper: Paper) -> Found[str] | None:
    """The speeches themselves, where the paper gives some out or asks for them, as it mostly calls them."""
    said = [
        (block, m)
        for block in paper.blocks
        if block.kind != "row" and not block.within(Topic.PURPOSE)
        for m in SPEECHES.finditer(block.text)
        if not ALREADY.search(block.text)
    ]
    wanted = any(WANTED.search(block.text) or block.children for block, _ in said)
    plain = next(((b, m) for b, m in said if not m["kind"]), said[0] if said else None)
    if not wanted or plain is None:
        return None
    block, m = plain
    return cut(paper.text, block.start + m.start(), block.start + m.end(), 0.6)


def put_before(paper: Paper) -> Iterator[Found[str]]:
    """Papers put before a session, as the part on the contents names them in one sentence: "xem xét các báo cáo … và
    14 dự thảo nghị quyết"."""
    for block in paper.blocks:
        if block.kind == "row" or not block.within(Topic.CONTENT):
            continue
        for m in CONSIDERS.finditer(block.text):
            ends = re.compile(r"[.;(]").search(block.text, m.end())
            last = ends.start() if ends else len(block.text)
            at = m.end()
            for gap in [*re.finditer(r",\s|\svà\s", block.text[m.end() : last]), None]:
                upto = m.end() + gap.start() if gap else last
                behind = m.end() + gap.end() if gap else last
                if gap and not PUT_BEFORE.match(block.text, behind):
                    continue
                found = cut(paper.text, block.start + at, block.start + upto, 0.65)
                if found and len(found.value.split()) > 1:
                    yield found
                at = behind


def reported(paper: Paper, tasks: Sequence[Task]) -> Iterator[Found[str]]:
    """What bodies are to report on at the meeting, each as the paper that it will be."""
    told = [
        (block.start, block.text)
        for block in paper.blocks
        if block.kind != "row" and block.within(Topic.CONTENT) and not block.within(Topic.PURPOSE)
    ]
    told = [(start + m.start(), text[m.start() :]) for start, text in told for m in _REPORTS.finditer(text)]
    asked = [(task.action.start, paper.text[task.action.start : task.end].replace("\n", " ")) for task in tasks]
    for start, text in (*told, *asked):
        m = REPORTED.match(text)
        if m is None:
            continue
        ends = ENDS.search(text, m.end())
        stop = ends.start() if ends else len(text)
        found = cut(paper.text, start, start + stop, 0.55)
        if found and len(found.value.split()) > _LEAST_WORDS and not _AWAY.match(text, stop):
            yield found
