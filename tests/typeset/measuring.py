"""What stands on a page of a PDF, where, how large, read back with pdfplumber. Lengths in mm, sizes in points."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pdfplumber

MM = 25.4 / 72


@dataclass(frozen=True)
class Row:
    """Words on one base line, of one column: more than a wide gap apart are two rows."""

    words: str
    left: float
    right: float
    base: float
    sizes: frozenset[float]
    fonts: frozenset[str]

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def size(self) -> float:
        assert len(self.sizes) == 1, (self.words, self.sizes)
        return next(iter(self.sizes))

    @property
    def font(self) -> str:
        assert len(self.fonts) == 1, (self.words, self.fonts)
        return next(iter(self.fonts))


@dataclass(frozen=True)
class Stroke:
    """A level line."""

    left: float
    right: float
    height: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Sheet:
    width: float
    height: float
    rows: list[Row]
    strokes: list[Stroke]
    boxes: list[tuple[float, float]]

    def row(self, words: str) -> Row:
        """The one row that begins so."""
        found = [row for row in self.rows if row.words.startswith(words)]
        assert len(found) == 1, (words, [row.words for row in self.rows])
        return found[0]

    def has(self, words: str) -> bool:
        return any(words in row.words for row in self.rows)

    def stroke_below(self, row: Row, within: float = 4.0) -> Stroke:
        found = [one for one in self.strokes if 0 < one.height - row.base < within and abs(one.middle - row.middle) < 5]
        assert len(found) == 1, (row, self.strokes)
        return found[0]


def sheets(pdf: bytes, gap: float = 6.0) -> list[Sheet]:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return [_sheet(page, gap) for page in opened.pages]


def _sheet(page: Any, gap: float) -> Sheet:
    tall = float(page.height)
    chars = sorted(page.chars, key=lambda char: (round(tall - char["matrix"][5], 1), char["x0"]))
    rows: list[Row] = []
    for _, on_line in groupby(chars, key=lambda char: round(tall - char["matrix"][5], 1)):
        part: list[Any] = []
        for char in on_line:
            if part and (char["x0"] - part[-1]["x1"]) * MM > gap:
                rows += _row(part, tall)
                part = []
            part.append(char)
        rows += _row(part, tall)
    level = [one for one in page.lines if abs(one["y0"] - one["y1"]) < 0.5]
    strokes = [Stroke(one["x0"] * MM, one["x1"] * MM, float(one["top"]) * MM) for one in level]
    boxes = [(float(one["width"]) * MM, float(one["height"]) * MM) for one in page.rects]
    return Sheet(float(page.width) * MM, tall * MM, rows, strokes, boxes)


def _row(chars: list[Any], tall: float) -> list[Row]:
    shown = [char for char in chars if char["text"].strip()]
    if not shown:
        return []
    words = "".join(char["text"] for char in chars)
    return [
        Row(
            " ".join(words.split()),
            shown[0]["x0"] * MM,
            shown[-1]["x1"] * MM,
            (tall - shown[0]["matrix"][5]) * MM,
            frozenset(round(char["size"], 1) for char in shown),
            frozenset(char["fontname"].split("+")[-1] for char in shown),
        )
    ]
