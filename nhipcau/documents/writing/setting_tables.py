"""A table as it is typed in a draft: one line a row, cells parted by `|`, the first such line the head.

A line without bars is the table's name where it stands above the head, and goes over all columns (a day, a tier) below
it. A line whose first cell is empty and whose second says `Cộng` is the sum, in bold.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from nhipcau.typeset import model as t
from nhipcau.typeset.tidy import tied

_NUMBERS: Final = frozenset({"TT", "STT"})
_WHOLE: Final = frozenset({"Họ và tên"})
_NAME: Final = 24
"""Letters of a name that stays on one line."""
_SUMS: Final = frozenset({"cộng", "tổng cộng", "tổng số", "tổng"})
_LEAST, _MOST = 8, 44
"""Of a column, in letters: what is longer wraps."""
_NARROW: Final = 0.07
"""Of the numbers, in parts of the page: a head and three or four figures, however few columns there are."""
_LETTER, _SIDES, _ROOM = 2.15, 3.5, 160.0
"""A letter of a table, what stands free at the sides of a cell, the text of the narrowest page, in millimetres."""


def table_of(pk: int, lines: Iterable[tuple[str, str]], runs_of: Callable[[str], t.Runs]) -> t.Table | None:
    """lines: each with the fact that says all of it, or "". None where nothing of a table stands there."""
    typed = list(lines)
    first = next((n for n, (line, _fact) in enumerate(typed) if "|" in line), None)
    if first is None:
        return None
    titles = _cells(typed[first][0])
    rows: list[t.Row] = []
    for line, fact in typed[first + 1 :]:
        if "|" not in line:
            rows.append(t.Row((_said(line, fact, runs_of),), group=True))
            continue
        cells = (_cells(line) + [""] * len(titles))[: len(titles)]
        bold = _is_sum(cells)
        rows.append(t.Row(tuple(_bold(_said(one, fact, runs_of), bold=bold) for one in cells)))
    shown = [row for row in rows if not row.group]
    columns = _columns(titles, shown)
    caption = [run for line, _fact in typed[:first] for run in runs_of(line)]
    return t.Table(f"b{pk}", columns, tuple(rows), tuple(caption))


def _cells(line: str) -> list[str]:
    return [one.strip() for one in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _said(words: str, fact: str, runs_of: Callable[[str], t.Runs]) -> t.Runs:
    return (t.Run(words, fact=fact),) if fact else runs_of(words)


def _is_sum(cells: list[str]) -> bool:
    return len(cells) > 1 and not cells[0] and cells[1].casefold() in _SUMS


def _bold(runs: t.Runs, *, bold: bool) -> t.Runs:
    return tuple(t.Run(one.text, bold=True, fact=one.fact) for one in runs) if bold else runs


def _columns(titles: list[str], rows: list[t.Row]) -> tuple[t.Column, ...]:
    """As wide as their words ask for, none narrower than what is not broken: a long word, a day, a time."""
    cells = [[t.plain(row.cells[n]) for row in rows] for n in range(len(titles))]
    found = [_column(title, own) for title, own in zip(titles, cells, strict=True)]
    least = [_NARROW if title in _NUMBERS else _unbroken(title, own) for title, own in zip(titles, cells, strict=True)]
    wide = _shared([0.0 if one.title in _NUMBERS else float(one.share) for one in found], least)
    return tuple(replace(one, share=max(round(part * 1000), 1)) for one, part in zip(found, wide, strict=True))


def _unbroken(title: str, cells: list[str]) -> float:
    """The longest piece that stays on one line, in parts of the narrowest page."""
    pieces = [piece for one in (title, *cells) for piece in tied(one).split(" ")]
    if title in _WHOLE:
        pieces += (one for one in cells if len(one) <= _NAME)
    return (max(map(len, pieces), default=0) * _LETTER + _SIDES) / _ROOM


def _shared(wanted: list[float], least: list[float]) -> list[float]:
    """Parts of 1 in proportion to what is wanted, each at least what it needs where there is room for all."""
    if sum(least) >= 1:
        return [one / sum(least) for one in least]
    fixed: dict[int, float] = {}
    while True:
        free = sum(one for n, one in enumerate(wanted) if n not in fixed) or 1.0
        rest = 1 - sum(fixed.values())
        parts = [fixed[n] if n in fixed else rest * one / free for n, one in enumerate(wanted)]
        short = [n for n, part in enumerate(parts) if part < least[n]]
        if not short or len(fixed) + len(short) == len(wanted):
            return parts
        fixed.update({n: least[n] for n in short})


def _column(title: str, cells: list[str]) -> t.Column:
    """As wide as its words ask for, figures in the middle."""
    wanted = max(len(title) // 2 + 2, *(min(len(one), _MOST) for one in cells), _LEAST)
    figures = title in _NUMBERS or (any(cells) and all(one.isdigit() for one in cells if one))
    return t.Column(title, wanted, t.Align.CENTER if figures else t.Align.LEFT)
