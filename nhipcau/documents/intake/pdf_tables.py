"""Tables drawn with rules on a page of a PDF: their cells are told from the lines between them.

Rows come out as "| a | b |", a cell over all columns as "| a |". The rules say where cells begin and end even where
words wrap within a cell, where the words of one column reach up to the next, and where the head stands in the middle of
its row; columns told from blanks (`grids`) know none of that. Lengths in points, upwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pypdf import PageObject

_NEAR: Final = 2.5
"""Rules this close to each other are one, or meet."""
_SHORTEST: Final = 5.0
_LEAST_RULES: Final = 6
_LEAST_COLUMNS: Final = 2
_LEAST_ROWS: Final = 2
_CURVED: Final = frozenset({b"c", b"v", b"y"})
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Rule:
    """level: it runs from left to right at height `at`; else upwards at the distance `at` from the left."""

    level: bool
    at: float
    start: float
    end: float

    def meets(self, other: _Rule) -> bool:
        if self.level == other.level:
            return abs(self.at - other.at) < _NEAR and self.start < other.end + _NEAR and other.start < self.end + _NEAR
        return self.start - _NEAR < other.at < self.end + _NEAR and other.start - _NEAR < self.at < other.end + _NEAR


@dataclass(frozen=True, slots=True)
class _Words:
    x: float
    y: float
    text: str


@dataclass(slots=True)
class _Page:
    """What is drawn on a page, as it comes."""

    rules: list[_Rule] = field(default_factory=list[_Rule])
    words: list[_Words] = field(default_factory=list[_Words])
    _from: tuple[float, float] | None = None

    def draw(self, operator: bytes, operands: list[Any], cm: list[float], _tm: list[float]) -> None:
        if operator == b"m":
            self._from = _at(cm, operands)
        elif operator == b"l" and self._from is not None:
            to = _at(cm, operands)
            self._add(self._from, to)
            self._from = to
        elif operator == b"re":
            x, y, wide, tall = (float(one) for one in operands)
            (x0, y0), (x1, y1) = _at(cm, [x, y]), _at(cm, [x + wide, y + tall])
            if min(abs(x1 - x0), abs(y1 - y0)) < _NEAR:
                self._add((x0, y0), (x1, y1))
            else:
                corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
                for start, end in pairwise(corners):
                    self._add(start, end)
        elif operator in _CURVED:
            self._from = None

    def say(self, text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if text.strip("\n"):
            x, y = _at(cm, [tm[4], tm[5]])
            self.words.append(_Words(x, y, text.replace("\n", " ")))

    def _add(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        (x0, y0), (x1, y1) = start, end
        if abs(y1 - y0) < _NEAR and abs(x1 - x0) > _SHORTEST:
            self.rules.append(_Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) < _NEAR and abs(y1 - y0) > _SHORTEST:
            self.rules.append(_Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _at(cm: list[float], point: list[Any]) -> tuple[float, float]:
    x, y = float(point[0]), float(point[1])
    return cm[0] * x + cm[2] * y + cm[4], cm[1] * x + cm[3] * y + cm[5]


@dataclass(frozen=True, slots=True)
class _Grid:
    """columns: where they begin and end, from the left; rows likewise, from the top."""

    columns: list[float]
    rows: list[float]
    rules: list[_Rule]

    @property
    def top(self) -> float:
        return self.rows[0]

    @property
    def bottom(self) -> float:
        return self.rows[-1]

    def holds(self, words: _Words) -> bool:
        return self.bottom < words.y < self.top and self.columns[0] - _NEAR < words.x < self.columns[-1]

    def cell(self, words: _Words) -> tuple[int, int]:
        """Row and column; of a cell over several rows the first."""
        row = max(place for place, at in enumerate(self.rows[:-1]) if words.y < at)
        column = max((place for place, at in enumerate(self.columns[:-1]) if at - _NEAR <= words.x), default=0)
        middle = (self.columns[column] + self.columns[column + 1]) / 2
        while row > 0 and not self._ruled(self.rows[row], middle):
            row -= 1
        return row, column

    def spans(self, row: int) -> bool:
        """Whether nothing parts its columns."""
        middle = (self.rows[row] + self.rows[row + 1]) / 2
        inner = [one for one in self.rules if not one.level and one.start < middle < one.end]
        return not any(self.columns[0] + _NEAR < one.at < self.columns[-1] - _NEAR for one in inner)

    def _ruled(self, at: float, x: float) -> bool:
        return any(one.level and abs(one.at - at) < _NEAR and one.start < x < one.end for one in self.rules)


def with_tables(page: PageObject, layout: str) -> str:
    """The lines of a page as `layout` has them, those of ruled tables replaced by their rows. Where the two readings of
    the page do not agree on its letters, the layout stays as it is."""
    contents = page.get_contents()
    drawn = contents.get_data() if contents is not None else b""
    if drawn.count(b" l") + drawn.count(b" re") < _LEAST_RULES:
        return layout
    found = _Page()
    page.extract_text(visitor_operand_before=found.draw, visitor_text=found.say)
    lines = layout.split("\n")
    for grid in _grids(found.rules):
        inside = [one for one in found.words if grid.holds(one)]
        above = sum(_letters(one.text) for one in found.words if one.y >= grid.top)
        span = _span(lines, above, sum(_letters(one.text) for one in inside))
        if inside and span:
            lines[slice(*span)] = ["", *_rows(grid, inside), ""]
    return "\n".join(lines)


def _grids(rules: list[_Rule]) -> list[_Grid]:
    """From the foot of the page upwards, so that what is put into the lines moves none above it."""
    grids: list[_Grid] = []
    for group in _groups(rules):
        columns = _distinct(one.at for one in group if not one.level)
        rows = _distinct(one.at for one in group if one.level)[::-1]
        if len(columns) > _LEAST_COLUMNS and len(rows) > _LEAST_ROWS:
            grids.append(_Grid(columns, rows, group))
    return sorted(grids, key=lambda grid: grid.bottom)


def _groups(rules: list[_Rule]) -> list[list[_Rule]]:
    """Rules that meet, directly or by others."""
    groups: list[list[_Rule]] = []
    for rule in rules:
        met = [group for group in groups if any(rule.meets(one) for one in group)]
        groups = [group for group in groups if group not in met]
        groups.append([rule, *(one for group in met for one in group)])
    return groups


def _distinct(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _span(lines: list[str], above: int, inside: int) -> tuple[int, int] | None:
    """Which lines hold the letters after the first `above`; None where they do not fill whole lines. The rows of a
    table further down, already put in, come after them."""
    seen, start = 0, 0
    while start < len(lines) and seen < above:
        seen += _letters(lines[start])
        start += 1
    if seen != above:
        return None
    end = start
    while end < len(lines) and seen < above + inside:
        seen += _letters(lines[end])
        end += 1
    return (start, end) if seen == above + inside else None


def _letters(text: str) -> int:
    return sum(not sign.isspace() for sign in text)


def _rows(grid: _Grid, inside: list[_Words]) -> list[str]:
    cells: dict[tuple[int, int], list[_Words]] = {}
    for one in inside:
        cells.setdefault(grid.cell(one), []).append(one)
    lines: list[str] = []
    for row in range(len(grid.rows) - 1):
        said = [_said(cells.get((row, column), [])) for column in range(len(grid.columns) - 1)]
        if not any(said):
            continue
        lines.append("| " + (" ".join(filter(None, said)) if grid.spans(row) else " | ".join(said)) + " |")
    return lines


def _said(words: list[_Words]) -> str:
    """The words of a cell, line by line."""
    by_line: list[list[_Words]] = []
    for one in sorted(words, key=lambda one: -one.y):
        if by_line and abs(by_line[-1][0].y - one.y) < _NEAR:
            by_line[-1].append(one)
        else:
            by_line.append([one])
    said = ["".join(one.text for one in sorted(line, key=lambda one: one.x)) for line in by_line]
    return " ".join(" ".join(said).replace("|", "/").split())
