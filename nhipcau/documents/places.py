"""The paper's text with its facts lit in place: lines made of pieces, and the numbers that join text and sheet.

A fact's number is its rank in the text. Places may lie in one another or overlap (a deadline is a task as well), so the
text is cut wherever one begins or ends; a piece carries all numbers it belongs to and the weakest of their certainties.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_HEAD_LINES = 14
_LINES_PER_PAGE = 42  # of 14 pt within the margins of NĐ 30/2020, Phụ lục I
_LETTERS_PER_LINE = 84
_NATIONAL_TITLE = "CỘNG HÒA XÃ HỘI"
_PLACE_DATE = re.compile(r",\s*ngày\b", re.IGNORECASE)
SURE, CHECK, DOUBT = "sure", "check", "doubt"
HERE = "here"
_WEAKEST_FIRST = (HERE, DOUBT, CHECK, SURE)


def certainty(confidence: float) -> str:
    """solid, dashed or double underline."""
    if confidence >= 0.75:
        return SURE
    return CHECK if confidence >= 0.5 else DOUBT


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact, or one entry of it, stands. other: the words that say otherwise, where there are any."""

    number: int
    key: str
    start: int
    end: int
    certainty: str
    index: int | None = None
    value: str | None = None
    other: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line. numbers: facts it belongs to; first: those that begin here; last: those that end here."""

    text: str
    numbers: tuple[int, ...] = ()
    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. form: how it is set: title, motto, item, table, blank or text."""

    form: str
    pieces: tuple[Piece, ...]


def number_places(spans: Sequence[Mapping[str, Any]], length: int) -> list[Place]:
    """Places in the order of the text; the same words read for several facts share a number."""
    valid = [span for span in spans if 0 <= span["start"] < span["end"] <= length]
    ranges = sorted({(span["start"], span["end"]) for span in valid})
    numbers = {place: number for number, place in enumerate(ranges, start=1)}
    return [
        Place(
            numbers[span["start"], span["end"]],
            span["key"],
            span["start"],
            span["end"],
            certainty(span["confidence"]),
            span.get("index"),
            span.get("value"),
            (span["other_start"], span["other_end"]) if span.get("other_start") is not None else None,
        )
        for span in sorted(valid, key=lambda span: (span["start"], span["end"]))
    ]


def lit(text: str, places: Sequence[Place]) -> list[Line]:
    """The text as lines of pieces."""
    lines: list[Line] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        inside = [place for place in places if place.start < end and place.end > start]
        lines.append(Line(_form(line), tuple(_pieces(text, start, end, inside))))
        start = end + 1
    return lines


def letterhead(lines: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """The issuer's lines, the national title with what stands under it, and the rest of the paper.

    Papers set the first two side by side (NĐ 30/2020, Phụ lục I, mục 2); as plain text they follow each other. Empty
    columns where no national title stands near the top after the issuer's lines.
    """
    words = ["".join(piece.text for piece in line.pieces).strip() for line in lines[:_HEAD_LINES]]
    title = next((n for n, one in enumerate(words) if one.upper().startswith(_NATIONAL_TITLE)), 0)
    end = next((n for n, one in enumerate(words) if n > title and _PLACE_DATE.search(one)), 0)
    if not 0 < title < end <= title + 4:
        return [], [], list(lines)
    return list(lines[:title]), list(lines[title : end + 1]), list(lines[end + 1 :])


def pages(lines: Sequence[Line], above: int = 0) -> list[list[Line]]:
    """The lines as pages of about the length of a printed one. above: lines of the letterhead on the first page."""
    laid: list[list[Line]] = [[]]
    room = _LINES_PER_PAGE - above
    for line in lines:
        length = sum(len(piece.text) for piece in line.pieces)
        cost = 0.5 if line.form == "blank" else max(1, -(-length // _LETTERS_PER_LINE))
        if cost > room and laid[-1]:
            laid.append([])
            room = _LINES_PER_PAGE
        laid[-1].append(line)
        room -= cost
    return laid


def _pieces(text: str, start: int, end: int, places: Sequence[Place]) -> list[Piece]:
    cuts = sorted({start, end, *(p.start for p in places if p.start > start), *(p.end for p in places if p.end < end)})
    pieces: list[Piece] = []
    for left, right in pairwise(cuts):
        here = [place for place in places if place.start <= left and place.end >= right]
        weakest = next((one for one in _WEAKEST_FIRST if any(p.certainty == one for p in here)), "")
        pieces.append(
            Piece(
                text[left:right],
                tuple(sorted({p.number for p in here})),
                tuple(sorted({p.number for p in here if p.start == left})),
                tuple(sorted({p.number for p in here if p.end == right})),
                weakest,
            )
        )
    return pieces


def _form(line: str) -> str:
    words = line.strip()
    if not words:
        return "blank"
    if words.lower().startswith("độc lập"):
        return "motto"
    if words.startswith("|"):
        return "table"
    if words == words.upper() and any(c.isalpha() for c in words) and len(words) < 120:
        return "title"
    return "item" if words[0] in "-+*•" else "text"
