"""Cutting a fact out of the text without losing its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nhipcau.documents.intake.letters import UPPER
from nhipcau.documents.intake.reading import Found

_EDGE: Final = " \n.;,:*_|-/\t"
_SENTENCE_END: Final = re.compile(rf"(?<=[.!?])\s+(?={UPPER}|[\"(])")
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:TP|Tp|TX|TT|TS|ThS|PGS|GS|BS|BSCK[I12]{1,2}|CK[I12]{1,2}|DS|KS|LS|Q|P|TM|KT|TL|TUQ|ĐT|Số|số|Đ/c)|^[IVX]+|^[0-9]+)\.$"
)


def squeeze(text: str) -> str:
    return " ".join(text.split())


def trimmed(text: str, start: int, end: int, edge: str = _EDGE) -> tuple[int, int]:
    """Offsets moved inward over blanks and punctuation; a bracket or quotation mark left without its partner goes "
    "too."""
    while True:
        before = (start, end)
        while start < end and text[start] in edge:
            start += 1
        while end > start and text[end - 1] in edge:
            end -= 1
        piece = text[start:end]
        if piece.startswith("(") and piece.count("(") > piece.count(")"):
            start += 1
        elif piece.endswith(")") and piece.count(")") > piece.count("("):
            end -= 1
        elif piece.startswith('"') and piece.count('"') % 2 == 1:
            start += 1
        elif piece.endswith('"') and piece.count('"') % 2 == 1:
            end -= 1
        if (start, end) == before:
            return start, end


def cut(text: str, start: int, end: int, confidence: float = 0.9) -> Found[str] | None:
    """The words at text[start:end] without the punctuation round them, or None where nothing is left."""
    start, end = trimmed(text, start, end)
    value = squeeze(text[start:end])
    return Found(value, start, end, confidence) if value else None


def sentences(text: str, offset: int = 0) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of one block."""
    begin = 0
    for gap in _SENTENCE_END.finditer(text):
        if _ABBREVIATED.search(text[max(begin, gap.start() - 8) : gap.start()]):
            continue
        yield begin + offset, gap.start() + offset
        begin = gap.end()
    if text[begin:].strip():
        yield begin + offset, len(text) + offset


def outside_brackets(text: str, marks: str) -> list[tuple[int, int]]:
    """Offsets of the parts of a text between any of `marks`, those in brackets or quotation marks not counted."""
    parts: list[tuple[int, int]] = []
    depth, begin, quoted = 0, 0, False
    for at, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth = max(0, depth - 1)
        elif letter in marks and depth == 0 and not quoted:
            parts.append((begin, at))
            begin = at + 1
    parts.append((begin, len(text)))
    return parts


def clauses(text: str, offset: int = 0) -> Iterator[tuple[int, int]]:
    """Offsets of the ";" parts of a text, brackets kept whole."""
    for start, end in outside_brackets(text, ";"):
        if text[start:end].strip(" ."):
            yield start + offset, end + offset
