"""Papers, reports and banners named for the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nhipcau.documents.intake.addressees import address
from nhipcau.documents.intake.banners import banners, hung_elsewhere
from nhipcau.documents.intake.cutting import clauses, cut, outside_brackets, sentences
from nhipcau.documents.intake.duties import Task
from nhipcau.documents.intake.material_words import (
    ALL_SPEECHES,
    BANNER,
    CLAUSE_END,
    ENDS,
    ENUMERATED,
    GIVEN,
    ITSELF,
    KIND,
    LINK,
    MADE,
    NEXT,
    NO_NAME,
    NOT_ITEM,
    ONE_BY_ONE,
    OTHER_THING,
    PAPER,
    PLACED,
    PRESENTS,
    SEVERAL,
    SITUATION,
    TITLE,
    TITLED,
    TOO_BARE,
)
from nhipcau.documents.intake.materials_elsewhere import (
    bare,
    in_brackets,
    in_full,
    item_of,
    put_before,
    reported,
    sent,
    speeches_wanted,
)
from nhipcau.documents.intake.names import begins_with_verb
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.words import VERB

_NAME_INSIDE: Final = re.compile(r'"[^"]{2,40}"(?=\s(?:năm|của|tại|trong|ở|tỉnh|huyện|xã|giai đoạn|quý|tháng|[0-9]))')
"""A name in quotation marks amid that of a paper: "báo cáo kết quả phong trào "A" năm 2024"."""
_MOST: Final = 200
"""No paper names more; a table of thousands of rows would be compared with itself without end."""


def _section(paper: Paper, block: Block) -> list[Found[str]]:
    colon = block.text.find(":")
    if BANNER.match(block.text):
        end = colon if colon >= 0 else len(block.text)
        found = cut(paper.text, block.start, block.start + min(end, 60), 0.85)
        return [found] if found else []
    if colon >= 0 and block.text[colon + 1 :].strip() and not NOT_ITEM.match(block.text[colon + 1 :].strip()):
        parts = [item_of(paper.text, s, e) for s, e in clauses(block.text[colon + 1 :], block.start + colon + 1)]
        kept = [part for part in parts if part and not _is_task(part.value) and not NO_NAME.search(part.value)]
        return [item for part in kept for item in _each(paper.text, part)]
    return [
        found
        for child in block.children
        if not child.topics - {Topic.MATERIALS, Topic.SPEECHES, Topic.CONTENT}
        and not NOT_ITEM.match(child.text)
        and not child.text.startswith("(")
        and (found := item_of(paper.text, child.start, child.end))
        and not NO_NAME.search(found.value)
    ]


def _each(text: str, item: Found[str]) -> list[Found[str]]:
    """Papers parted by commas, where each of them is named by its kind."""
    spans = [(s + item.start, e + item.start) for s, e in outside_brackets(text[item.start : item.end], ",")]
    if len(spans) < SEVERAL or not all(PAPER.match(text[s:e].lstrip()) for s, e in spans):
        return [item]
    return [found for s, e in spans if (found := item_of(text, s, e))]


def _is_task(words: str) -> bool:
    """Whether words name a body and what it makes, which is read with the tasks."""
    addressed = address(words)
    return addressed is not None and addressed.action is not None and VERB.match(words, addressed.action) is not None


def _named(paper: Paper, start: int, text: str, listed: bool, colon: bool) -> Iterator[Found[str]]:
    """Things that a task makes or hands in, each with its own words; `listed`: the task is a row of a table, where the
    thing stands for its making; `colon`: the task stands behind its body and a colon, as the thing wanted may too."""
    marks: list[tuple[int, int]] = []
    whole: set[int] = set()
    itself = ITSELF.match(text)
    if itself:
        marks.append((0, len(itself[0].rstrip(" :"))))
    noun = GIVEN.match(text) if colon else None
    if noun and not itself:
        marks.append(noun.span())
    if colon or itself:
        whole.add(0)  # the clause is the thing, with all that is enumerated in it
    named = ONE_BY_ONE.search(text)
    if named:
        yield from _one_by_one(paper, start, text, named.end())
    marks.extend(m.span("what") for m in MADE.finditer(text) if m.start("what") > 0 or listed)
    marks.extend(m.span("what") for m in ENUMERATED.finditer(text))
    for begin, after in marks:
        at, upto = begin, after
        while True:
            ends = _end_of(text, upto, begin in whole, SITUATION.match(text, begin) is not None)
            following = NEXT.search(text, upto, ends.start() + 40 if ends else len(text))
            if following and following.start() <= (ends.start() if ends else len(text)):
                found = cut(paper.text, start + at, start + following.start(), 0.65)
                if found:
                    yield found
                at, upto = following.span("what")
                continue
            stop = ends.start() if ends else len(text)
            titled = TITLE.match(text, stop) if TITLED.match(text, at) else None
            found = cut(paper.text, start + at, start + (titled.end() if titled else stop), 0.65)
            if found:
                yield found
            semicolon = CLAUSE_END.match(text, ends.start()) if ends and begin in whole else None
            beside = GIVEN.match(text, semicolon.end()) if semicolon else None
            if beside is None:
                break
            at, upto = beside.span()


def _one_by_one(paper: Paper, start: int, text: str, at: int) -> Iterator[Found[str]]:
    """Papers listed behind "tài liệu:", up to the end of the sentence."""
    stop = next(sentences(text[at:]), (0, len(text) - at))[1] + at
    for begin, end in clauses(text[at:stop], at):
        words = text[begin:end].lstrip()
        if not re.match(KIND, words, re.IGNORECASE):
            return
        found = cut(paper.text, start + end - len(words), start + end, 0.7)
        if found:
            yield found


def _end_of(text: str, at: int, whole: bool, several: bool = False) -> re.Match[str] | None:
    """Where a thing's name ends; `whole`: not at a comma before what is no verb; `several`: nor at one before a further
    part of what a report is on, as long as it is no other thing got ready."""
    ends = ENDS.search(text, at)
    if (
        ends
        and ends[0] == '"'
        and (inside := _NAME_INSIDE.match(text, ends.start()))
        and text[at : ends.start()].strip()
    ):
        return _end_of(text, inside.end(), whole, several)
    while ends and ends[0] == "," and not begins_with_verb(text[ends.end() :]):
        further = several and not OTHER_THING.match(text, ends.end()) and not PAPER.match(text[ends.end() :].lstrip())
        if not (whole or further):
            break
        ends = ENDS.search(text, ends.end())
    return ends


def _same(a: str, b: str) -> bool:
    x, y = set(re.findall(r"\w+", a.lower())), set(re.findall(r"\w+", b.lower()))
    return len(x & y) > 0.8 * min(len(x), len(y))


def _in_table(task: Task) -> bool:
    return task.block is not None and task.block.kind == "row"


def _behind_colon(paper: Paper, task: Task) -> bool:
    return paper.text[: task.action.start].rstrip().endswith(":")


def read_materials(paper: Paper, tasks: Sequence[Task]) -> list[Found[str]]:
    """Those listed under their own heading; else those that the tasks make or hand in; and banners wherever asked."""
    found: list[Found[str]] = []

    def add(item: Found[str] | None, bare: bool = False) -> None:
        item = _without_link(paper.text, item) if item else None
        if (
            item
            and len(found) < _MOST
            and (bare or item.value.lower() not in TOO_BARE)
            and not PLACED.match(item.value)
            and not any(_same(item.value, known.value) for known in found)
        ):
            found.append(item)

    sections = [b for b in paper.blocks if Topic.MATERIALS in b.topics and not b.within(Topic.SPEECHES)]
    listed = False
    for block in sections:
        items = _section(paper, block)
        listed = listed or (bool(items) and not BANNER.match(block.text))
        for item in items:
            add(item)
    for task in tasks:
        text = paper.text[task.action.start : task.end].replace("\n", " ")
        for item in (
            () if listed else _named(paper, task.action.start, text, _in_table(task), _behind_colon(paper, task))
        ):
            add(_as_kind(paper.text, item))
        for item in banners(paper, task.action.start, text):
            add(item)
    for item in hung_elsewhere(paper):
        add(item)
    found = in_full(paper, found)
    for item in put_before(paper):
        add(item)
    if not listed:
        for item in reported(paper, tasks):
            add(_as_kind(paper.text, item))
    for item in bare(paper, tasks):
        if _unnamed_so_far(item.value.lower(), found):
            add(item, bare=True)
    if not any("tham luận" in item.value.lower() for item in found):
        add(speeches_wanted(paper))
    if all(BANNER.match(known.value) for known in found):
        for item in (*in_brackets(paper), *_presented_there(paper)):
            add(item)
    if all(BANNER.match(known.value) for known in found):
        for item in sent(paper):
            add(item, bare=True)
    return found


def _as_kind(text: str, item: Found[str]) -> Found[str]:
    """ "Các tham luận về A" as the speeches that they are; what each is on is read with the speeches."""
    m = ALL_SPEECHES.match(text, item.start, item.end)
    if m is None or TITLE.match(text, m.end()):
        return item
    return cut(text, m.start("kind"), m.end("kind"), item.confidence) or item


def _unnamed_so_far(kind: str, found: Sequence[Found[str]]) -> bool:
    """Whether no paper of this kind is named yet; of "tài liệu", whether none of any kind is."""
    papers = [known.value.lower() for known in found if not BANNER.match(known.value)]
    return not papers if kind == "tài liệu" else not any(kind in one and "tham luận" not in one for one in papers)


def _presented_there(paper: Paper) -> Iterator[Found[str]]:
    """What the rows of a programme present, where the paper names no other paper."""
    for block in paper.everywhere:
        if block.kind == "row":
            for s, e in block.cells:
                if PRESENTS.match(paper.text, s, e):
                    yield from _named(paper, s, paper.text[s:e].replace("\n", " "), False, False)


def _without_link(text: str, item: Found[str]) -> Found[str] | None:
    """A thing without the word that would link it to what stands in quotation marks behind it."""
    link = LINK.search(text[item.start : item.end])
    return cut(text, item.start, item.start + link.start(), item.confidence) if link else item
