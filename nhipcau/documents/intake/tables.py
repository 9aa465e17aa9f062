"""Tables whose header row says what their columns hold (of tasks, of speeches); rows are printed as "| a | b |"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from nhipcau.documents.intake.cutting import squeeze
from nhipcau.documents.intake.grids import SPANNING_DAY
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper

_CAPTION: Final = 260
_DITTO: Final = re.compile(r"\W*(?:nt|như trên)\W*|\s*[\"']{1,2}\s*", re.IGNORECASE)
"""A cell that says that it repeats the one above."""


_ENTRY: Final = re.compile(r"[0-9]")
"""A row that begins with its number or its hour is an entry, whatever its other cells say."""


@dataclass(frozen=True)
class Row:
    """Offsets of the cells of one row by the name of their column."""

    cells: Mapping[str, tuple[int, int]]
    block: Block
    caption: str = ""
    """The last words printed above the table."""
    titles: Mapping[str, str] = field(default_factory=dict[str, str])
    """What the header prints above these columns, in small letters."""


def rows_with(
    paper: Paper, columns: Mapping[str, re.Pattern[str]], needed: frozenset[str], hinge: str = ""
) -> Iterator[Row]:
    """Rows of every table whose header names all `needed` columns. A cell left empty repeats the one above it, as
    merged cells do in print; not so in rows that fill the column `hinge`."""
    header: dict[str, int] = {}
    titles: dict[str, str] = {}
    above: dict[str, tuple[int, int]] = {}
    last: Block | None = None
    caption = ""
    for block in paper.everywhere:
        if block.kind != "row":
            continue
        if last is None or _interrupted(paper.text[last.end : block.start]):
            header, above = {}, {}
            caption = _caption(paper.text[max(0, block.start - _CAPTION) : block.start])
        last = block
        cells = [squeeze(paper.text[s:e]).lower() for s, e in block.cells]
        named = _header(cells, columns)
        if needed <= named.keys() and not _ENTRY.match(cells[0]):
            header, above = named, {}
            titles = {name: cells[index] for name, index in named.items()}
            continue
        if not header:
            continue
        row: dict[str, tuple[int, int]] = {}
        for name, index in header.items():
            if index < len(block.cells):
                start, end = block.cells[index]
                ditto = name in above and _DITTO.fullmatch(paper.text, start, end)
                row[name] = above[name] if ditto else (start, end)
        # A cell left empty goes on from the row above, as merged cells do; unless what it hangs on has changed.
        filled = {name: span for name, span in row.items() if paper.text[slice(*span)].strip()}
        if not hinge or hinge not in filled:
            row = {**row, **{name: above[name] for name in row if name not in filled and name in above}}
        above = row
        yield Row(row, block, caption, titles)


def _interrupted(between: str) -> bool:
    """Whether the words between two rows end a table; the day of the rows below does not."""
    return bool(between.strip()) and not SPANNING_DAY.fullmatch(between)


def _caption(above: str) -> str:
    """The last paragraph above a table; a note in brackets ("(Kèm theo …)") stands below its title."""
    paragraphs = [words for words in above.strip().split("\n\n") if words.strip()]
    while len(paragraphs) > 1 and paragraphs[-1].lstrip().startswith("("):
        paragraphs.pop()
    return paragraphs[-1] if paragraphs else ""


def _header(cells: list[str], columns: Mapping[str, re.Pattern[str]]) -> dict[str, int]:
    named: dict[str, int] = {}
    for name, pattern in columns.items():
        for index, cell in enumerate(cells):
            if index not in named.values() and len(cell) <= 60 and pattern.search(cell):
                named[name] = index
                break
    return named
