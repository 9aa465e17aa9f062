"""The paper as a tree of numbered blocks.

Where a fact stands decides what it means: a date under "Thời gian" is the sitting, the same date under "Tổ chức thực
hiện" a deadline. Numbering follows NĐ 30/2020, Phụ lục I, mục 5 (phần, mục, khoản "1.", điểm "a)"), and the dashes
and plus signs that offices put below; typists mix these freely, so depth comes from the order in which the marks
appear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from nhipcau.documents.intake.markers import BULLETS, marker_of
from nhipcau.documents.intake.topics import Topic, head_of, topics_of
from nhipcau.documents.intake.words import SITE_WORD

_END: Final = (".", ";", ":", "!", "?", "/.")
_INNER_PART: Final = re.compile(
    r"[.;]\s+(?P<part>(?:(?:Về )?(?:[Tt]hời gian|[Đđ]ịa điểm)|Thành phần|Người (?:tham )?(?:dự|họp)(?= (?:ở|tại) "
    r")|Chủ trì|Hình thức|Nội dung|Tài liệu|Phân công)"
    r"(?:\s[^.:;]{0,40})?:\s)"
)
_INNER_ASK: Final = re.compile(
    r"[.;]\s+(?P<part>(?:Trân trọng )?(?:Đề nghị|Giao|Yêu cầu|Phân công|Mọi|Cần|Liên hệ|Đầu mối|Trân trọng|Kỹ thuật)\s)"
)
_LONGEST_NAME: Final = 80
_LEFT_OPEN: Final = re.compile(
    r"(?:^|\s)(?:ngày|tháng|năm|lúc|hồi|vào|từ|đến|trước|số|và|của|tại|các|cho|với|về|là|ở|do|để|theo|bằng|qua)$"
)
"""A word that something must follow: the line ended because it was full."""
_NARROWEST: Final = 40
_FIRST: Final = re.compile(r"\(?(?:1|a|A|I)\W")
"""The mark of the first point of a list."""
_SLACK: Final = 6
_EVIDENCE: Final = 4
"""Lines that go on in small letters, from which the width of a paper's lines is taken."""
_WIDE_LINE: Final = 56  # a typed line shorter than this ends because its author ended it


@dataclass(eq=False)
class Block:
    """One paragraph, bullet or table row; `text` is text[start:end] with line breaks as spaces, so offsets stay "
    "true."""

    kind: str
    start: int
    end: int
    text: str
    cells: tuple[tuple[int, int], ...] = ()
    parent: Block | None = None
    children: list[Block] = field(default_factory=list["Block"])
    topics: frozenset[Topic] = frozenset()

    @property
    def context(self) -> frozenset[Topic]:
        """Topics of the nearest block, this one or above, that names any."""
        block: Block | None = self
        while block is not None:
            if block.topics:
                return block.topics
            block = block.parent
        return frozenset()

    def ancestors(self) -> Iterator[Block]:
        block = self.parent
        while block is not None:
            yield block
            block = block.parent

    def within(self, topic: Topic) -> bool:
        return topic in self.topics or any(topic in above.topics for above in self.ancestors())

    @property
    def asked(self) -> bool:
        """Whether it stands in a part on what is asked of somebody. A sentence that opens the whole paper ("… đề nghị
        thực hiện một số nội dung sau:") heads its other parts as well and makes none of them a task."""
        parts = {Topic.TIME, Topic.VENUE, Topic.PARTICIPANTS}
        return any(
            Topic.TASKS in block.topics and (block is self or not any(child.topics & parts for child in block.children))
            for block in (self, *self.ancestors())
        )

    def subtree(self) -> Iterator[Block]:
        waiting: list[Block] = [self]
        while waiting:
            block = waiting.pop()
            yield block
            waiting.extend(reversed(block.children))


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    text: str


def _lines(text: str, start: int, end: int) -> Iterator[_Line]:
    at = start
    for raw in text[start:end].split("\n"):
        words = raw.lstrip()  # a correction leaves blanks before what it says
        yield _Line(at + len(raw) - len(words), at + len(raw), words)
        at += len(raw) + 1


def _full_at(text: str, start: int, end: int) -> int:
    """From which length on a line is full: where the paper wraps its lines, no line could have held the first word
    of the next; where it does not wrap them, none is."""
    lines = [line.text for line in _lines(text, start, end)]
    cut_off = [
        above
        for above, below in pairwise(lines)
        if above and below and below[0].islower() and not above.endswith(_END) and marker_of(below)[0] == "plain"
    ]
    if not cut_off:
        return max(map(len, lines), default=0) + 1
    return (
        min(_WIDE_LINE, max(_NARROWEST, max(map(len, cut_off)) - _SLACK)) if len(cut_off) >= _EVIDENCE else _WIDE_LINE
    )


def _continues(previous: _Line, line: _Line, gap: bool, full: int) -> bool:
    """Whether a line only goes on because the page or the column was full."""
    if marker_of(line.text)[0] != "plain" or line.text.startswith("|") or previous.text.startswith("|"):
        return False
    if len(previous.text) >= _WIDE_LINE and (
        (previous.text.endswith((":", ";")) and line.text[0].isdigit())
        or (previous.text.endswith(";") and line.text[0].islower())
    ):
        return not gap  # a telephone number, an hour or a further clause that no longer fitted on the line
    if previous.text.endswith(_END):
        return False
    if not gap and _LEFT_OPEN.search(previous.text):
        return True
    first = line.text[0]
    if first.islower() or previous.text.endswith(","):
        return not gap or len(previous.text) >= 20
    if gap or len(previous.text) + (len(line.text.split()[0]) if full < _WIDE_LINE else 0) < full:
        return False
    heads = head_of(line.text) is not None and not line.text.endswith((".", ";"))  # what ends a sentence heads nothing
    return not (line.text.isupper() and not previous.text.isupper()) and not heads


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of paragraphs: lines put together again where a page or column broke them."""
    full = _full_at(text, start, end)
    opened: _Line | None = None
    last: _Line | None = None
    gap = False
    for line in _lines(text, start, end):
        if not line.text.strip():
            gap = True
            continue
        if opened is None or last is None:
            opened = line
        elif not _continues(last, line, gap, full):
            yield opened.start, last.end
            opened = line
        last, gap = line, False
    if opened is not None and last is not None:
        yield opened.start, last.end


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph that runs on through several parts ("… Thời gian: … Địa điểm: … Đề nghị …"), cut before each."""
    flat = text[start:end].replace("\n", " ")
    labels = [m.start("part") for m in _INNER_PART.finditer(flat)] if not flat.startswith("|") else []
    if len(labels) == 1 and marker_of(flat)[0] != "plain":
        labels = []  # a numbered point with one part more than its own, such as a site and who sits there
    if labels:
        asks = [m.start("part") for m in _INNER_ASK.finditer(flat) if m.start() > labels[0]]
        labels = sorted({*labels, *asks})
    for begin, upto in zip([0, *labels], [*labels, len(flat)], strict=True):
        kept = len(flat[begin:upto].rstrip())
        yield start + begin, start + begin + kept


def _cells(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    cells: list[tuple[int, int]] = []
    at = start + 1
    for piece in text[start + 1 : end].split("|"):
        cells.append((at, at + len(piece)))
        at += len(piece) + 1
    if cells and not text[cells[-1][0] : cells[-1][1]].strip():
        cells.pop()
    return tuple(cells)


def _pop(stack: list[Block], block: Block, first: bool) -> None:
    """Leave on the stack only the blocks that `block` stands under; first: its mark is the first of a list ("1.")."""
    kinds = [above.kind for above in stack]
    if block.kind in kinds:
        del stack[kinds.index(block.kind) :]
    elif block.kind not in BULLETS:
        while stack and stack[-1].kind in BULLETS and not (first and _heads(stack[-1])):
            stack.pop()
    if block.kind in ("roman", "part") and not (stack and _opens_sites(stack[-1], block)):
        stack.clear()


def _opens_sites(above: Block, block: Block) -> bool:
    """ "… kính mời:", then the sites as "I. Tại tỉnh", "II. Tại các xã"."""
    return (
        Topic.PARTICIPANTS in above.topics
        and above.text.rstrip().endswith(":")
        and re.match(rf"(?:Tại|Ở)\s|{SITE_WORD}", block.text, re.IGNORECASE) is not None
    )


def _names_list(flat: str, following: str | None) -> bool:
    """Whether a short line without a mark is the heading of the bullets right below it."""
    return (
        following is not None
        and marker_of(following)[0] in BULLETS
        and len(flat) <= _LONGEST_NAME
        and flat[0].isupper()
        and flat[-1] not in ".;,:!"
    )


def _capital(block: Block) -> bool:
    """Whether a block is a heading in capitals without a mark, beside which the next such heading stands."""
    return block.kind in ("label", "intro") and block.text.isupper()


def _heads(block: Block) -> bool:
    """Whether a bullet is the heading of a part ("* Thành phần:") and not one of its points."""
    return block.kind in BULLETS and bool(block.topics) and block.text.rstrip().endswith((":", "?"))


def outline(text: str, start: int, end: int) -> list[Block]:
    """Every block between two offsets in reading order, each knowing its parent and children."""
    blocks: list[Block] = []
    stack: list[Block] = []
    paragraphs = [part for paragraph in _paragraphs(text, start, end) for part in _parts(text, *paragraph)]
    for index, (first, last) in enumerate(paragraphs):
        flat = text[first:last].replace("\n", " ")
        first_point = False
        if flat.startswith("|"):
            block = Block("row", first, last, flat, _cells(text, first, last))
        else:
            kind, width = marker_of(flat)
            first_point = _FIRST.match(flat[:width]) is not None
            block = Block(kind, first + width, last, flat[width:])
            block.topics = topics_of(block.text) or (topics_of(flat) if kind == "picture" else frozenset())
            if kind == "plain" and block.topics:
                block.kind = "label"
            elif kind == "plain" and (
                flat.endswith(":")
                or _names_list(flat, text[slice(*paragraphs[index + 1])] if index + 1 < len(paragraphs) else None)
            ):
                block.kind = "intro"
        if block.kind in ("plain", "row"):
            while stack and stack[-1].kind in BULLETS and block.kind == "plain" and not _heads(stack[-1]):
                stack.pop()
        elif block.kind in ("label", "intro") and any(above.kind == "picture" for above in stack):
            del stack[
                next(at for at, above in enumerate(stack) if above.kind == "picture") :
            ]  # beside the pictured parts
        elif block.kind == "intro" and flat.isupper() and any(_capital(above) for above in stack):
            del stack[next(at for at, above in enumerate(stack) if _capital(above)) :]
        elif block.kind == "intro":
            while stack and stack[-1].kind in BULLETS | {"intro"} and not _heads(stack[-1]):
                stack.pop()
        elif block.kind == "picture" and block.topics:
            stack.clear()  # a part of its own, whatever sentence opens the message
        else:
            _pop(stack, block, first_point)
        if stack:
            block.parent = stack[-1]
            stack[-1].children.append(block)
        if block.kind not in ("plain", "row"):
            stack.append(block)
        blocks.append(block)
    return blocks
