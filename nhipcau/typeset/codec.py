"""A paper to JSON and back, for the database and for other programs.

Strict: what is not known is refused with its place, so that nothing of a paper is lost silently. The version stands
outside; a later one is refused rather than guessed at.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from nhipcau.typeset.model import Block, Node, Paper

VERSION = 1


@dataclass(frozen=True, slots=True)
class _Envelope(Node):
    version: int
    paper: dict[str, Any]


_ENVELOPE = TypeAdapter(_Envelope)
_PAPER = TypeAdapter(Paper)
_BLOCK: TypeAdapter[Block] = TypeAdapter(Block)
_MOST_FAULTS = 5


@dataclass(eq=False)
class BadPaper(Exception):
    """What was given is no paper. places: where and why, e.g. ("blocks.3.level", "Input should be …")."""

    places: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return "; ".join(f"{where}: {why}" for where, why in self.places)


def to_data(paper: Paper) -> dict[str, Any]:
    """Plain values for a JSON column."""
    return {"version": VERSION, "paper": _PAPER.dump_python(paper, mode="json")}


def to_json(paper: Paper) -> str:
    return json.dumps(to_data(paper), ensure_ascii=False, separators=(",", ":"))


def from_data(data: object) -> Paper:
    """Raises BadPaper."""
    return from_json(json.dumps(data))


def from_json(words: str) -> Paper:
    """Raises BadPaper."""
    try:
        data = json.loads(words)
    except ValueError as wrong:
        raise BadPaper((("", f"not JSON: {wrong}"),)) from wrong
    try:
        envelope = _ENVELOPE.validate_python(data, strict=False)
        if envelope.version != VERSION:
            raise BadPaper((("version", f"{envelope.version} is not {VERSION}"),))
        paper = _PAPER.validate_json(json.dumps(envelope.paper))
    except ValidationError as wrong:
        raise BadPaper(_places(wrong)) from wrong
    twice = sorted(_ids_twice(paper))
    if twice:
        raise BadPaper(tuple((f"id {one}", "stands twice in the paper") for one in twice))
    return paper


def block_to_data(block: Block) -> dict[str, Any]:
    """One block, for the editor."""
    return _BLOCK.dump_python(block, mode="json")


def block_from_data(data: object) -> Block:
    """Raises BadPaper."""
    try:
        return _BLOCK.validate_json(json.dumps(data))
    except ValidationError as wrong:
        raise BadPaper(_places(wrong)) from wrong


def ids(paper: Paper) -> Iterator[str]:
    for part in (paper.blocks, paper.addressees, paper.signers, paper.distribution.recipients, paper.annexes):
        yield from (one.id for one in part)
    for annex in paper.annexes:
        yield from (block.id for block in annex.blocks)


def _ids_twice(paper: Paper) -> set[str]:
    seen: set[str] = set()
    return {one for one in ids(paper) if one in seen or seen.add(one)}


def _places(wrong: ValidationError) -> tuple[tuple[str, str], ...]:
    return tuple(
        (".".join(map(str, error["loc"])), error["msg"])
        for error in wrong.errors(include_url=False, include_input=False)[:_MOST_FAULTS]
    )
