"""A table as it is typed in a draft: one line a row, cells parted by `|`, the first such line the head.

A line without bars is the table's name where it stands above the head, and goes over all columns (a day, a tier) below
it. A line whose first cell is empty and whose second says `Cộng` is the sum, in bold.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from nhipcau.typeset import model as t

_NUMBERS: Final = frozenset({"TT", "STT"})
_SUMS: Final = frozenset({"cộng", "tổng cộng", "tổng số", "tổng"})
_LEAST, _MOST = 8, 44
"""Of a column, in letters: what is longer wraps."""
_NARROW: Final = 0.075
"""Of the numbers, in parts of the other columns: a head and three or four figures, however few columns there are."""


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
    found = [_column(title, [t.plain(row.cells[n]) for row in rows]) for n, title in enumerate(titles)]
    others = sum(one.share for one in found if one.title not in _NUMBERS)
    numbers = t.Column("", max(round(others * _NARROW), 1), t.Align.CENTER)
    return tuple(replace(numbers, title=one.title) if one.title in _NUMBERS else one for one in found)


def _column(title: str, cells: list[str]) -> t.Column:
    """As wide as its words ask for, figures in the middle."""
    longest_word = max((len(word) for one in (title, *cells) for word in one.split()), default=0)
    wanted = max(longest_word + 2, len(title) // 2 + 2, *(min(len(one), _MOST) for one in cells), _LEAST)
    figures = any(cells) and all(one.isdigit() for one in cells if one)
    return t.Column(title, wanted, t.Align.CENTER if figures else t.Align.LEFT)
