"""Papers of a meeting that a paper names outside the making of them, or in full outside the task."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nhipcau.documents.intake.cutting import clauses, cut
from nhipcau.documents.intake.duties import Task
from nhipcau.documents.intake.material_words import (
    BANNER,
    BARE,
    HANDED_IN,
    IN_BRACKETS,
    LONGEST,
    ONE_AFTER_ANOTHER,
    PAPER,
    PRESENTED_BY,
    REMARK,
    REPORT,
    SEVERAL_OF,
    SPEECHES,
    WANTED,
)
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.topics import Topic

_KIND_AND_SUBJECT: Final = 4


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
        if block.within(Topic.CONTENT) and block.kind != "row" and REPORT.match(block.text)
        if (item := _presented(paper.text, block)) and len(item.value) <= LONGEST
        if all(ONE_AFTER_ANOTHER.match(item.value, m.start()) for m in re.finditer(";", item.value))
    ]
    if all(BANNER.match(known.value) for known in found):
        return [*items, *found]
    full: list[Found[str]] = []
    for known in found:
        kind = known.value.lower()
        several = SEVERAL_OF.match(kind)
        each = [i for i in items if several and i.value.lower().startswith(f"{several['kind']} ")]
        longer = [i for i in items if i.value.lower().startswith(f"{kind} ") or _names_all(i.value.lower(), kind)]
        full.extend(each if len(each) > 1 else longer[:1] or [known])
    return full


def _names_all(full: str, short: str) -> bool:
    """Whether the full name of a paper of the same kind holds every word of a short one, that is no mere kind."""
    words = short.split()
    return len(words) > _KIND_AND_SUBJECT and full.split()[:2] == words[:2] and set(words) <= set(full.split())


def _presented(text: str, block: Block) -> Found[str] | None:
    """A paper of the contents without who presents it."""
    item = item_of(text, block.start, block.end)
    by = PRESENTED_BY.search(text[item.start : item.end].replace("\n", " ")) if item else None
    return cut(text, item.start, item.start + by.start()) if item and by else item


def speeches_wanted(paper: Paper) -> Found[str] | None:
    """The speeches themselves, where the paper gives some out or asks for them, as it mostly calls them."""
    said = [
        (block, m)
        for block in paper.blocks
        if block.kind != "row" and not block.within(Topic.PURPOSE)
        for m in SPEECHES.finditer(block.text)
    ]
    wanted = any(WANTED.search(block.text) or block.children for block, _ in said)
    plain = next(((b, m) for b, m in said if not m["kind"]), said[0] if said else None)
    if not wanted or plain is None:
        return None
    block, m = plain
    return cut(paper.text, block.start + m.start(), block.start + m.end(), 0.6)
