"""Words of a paper that say a fact of the conference: found, renewed while it is a draft, frozen at issue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from nhipcau.typeset.model import Annex, Block, Paper, Row, Run, Runs, Table


def runs_of(paper: Paper) -> Iterator[Run]:
    """Every run of a paper that can hold a fact: abstract, body, annexes."""
    yield from paper.abstract
    for block in paper.blocks:
        yield from _runs_of_block(block)
    for annex in paper.annexes:
        yield from annex.title
        for block in annex.blocks:
            yield from _runs_of_block(block)


def fact_keys(paper: Paper) -> frozenset[str]:
    return frozenset(run.fact for run in runs_of(paper) if run.fact)


def with_facts(paper: Paper, values: Mapping[str, str]) -> Paper:
    """The paper saying what the facts say now. A fact that is not given keeps the words it had."""
    return _changed(paper, lambda run: replace(run, text=values[run.fact]) if run.fact in values else run)


def frozen(paper: Paper) -> Paper:
    """The paper with its words as they stand, tied to nothing."""
    return _changed(paper, lambda run: replace(run, fact="") if run.fact else run)


def _runs_of_block(block: Block) -> Iterator[Run]:
    if isinstance(block, Table):
        yield from block.caption
        for row in block.rows:
            for cell in row.cells:
                yield from cell
    else:
        yield from block.runs


def _changed(paper: Paper, change: Callable[[Run], Run]) -> Paper:
    def in_runs(runs: Runs) -> Runs:
        return tuple(change(run) for run in runs)

    def in_block(block: Block) -> Block:
        if isinstance(block, Table):
            rows = tuple(Row(tuple(in_runs(cell) for cell in row.cells), row.group) for row in block.rows)
            return replace(block, caption=in_runs(block.caption), rows=rows)
        return replace(block, runs=in_runs(block.runs))

    def in_annex(annex: Annex) -> Annex:
        return replace(annex, title=in_runs(annex.title), blocks=tuple(in_block(block) for block in annex.blocks))

    return replace(
        paper,
        abstract=in_runs(paper.abstract),
        blocks=tuple(in_block(block) for block in paper.blocks),
        annexes=tuple(in_annex(annex) for annex in paper.annexes),
    )
