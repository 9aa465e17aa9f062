"""A paper as PDF, by Typst.

Words reach Typst as JSON and are set as text, so no sign in a name can be read as markup. The compiler is kept warm:
the first paper of a process takes longer by the reading of the type. Date and identifiers follow from the content
alone, so the same paper with the same profile gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

import typst
from pydantic import TypeAdapter

from nhipcau.typeset.fonts import font_folder
from nhipcau.typeset.model import Paper, Run, Runs
from nhipcau.typeset.printed import Printed, printed
from nhipcau.typeset.profiles import Profile

_TEMPLATE: Final = Path(__file__).parent / "data" / "paper.typ"
_EPOCH: Final = 0


@dataclass(frozen=True, slots=True)
class _Place:
    id: str
    page: int


_PLACES = TypeAdapter(list[_Place])
_PRINTED = TypeAdapter(Printed)
_TURN = Lock()


def render_pdf(paper: Paper, profile: Profile) -> bytes:
    """A tagged PDF with text that can be selected and the paper's title in its metadata."""
    with _TURN:
        return _compiled(paper, profile)


def pages_of(paper: Paper, profile: Profile) -> dict[str, int]:
    """On which sheet each block begins, counted from 1 through the annexes: by block id, "table/row", "/end"."""
    with _TURN:
        _compiled(paper, profile, places=True)
        found = _PLACES.validate_json(_compiler().query("<place>", field="value"))
    pages: dict[str, int] = {}
    for place in found:
        pages.setdefault(place.id, place.page)
    return pages


@cache
def _measures(profile: Profile) -> str:
    return TypeAdapter(Profile).dump_json(profile).decode()


def _compiled(paper: Paper, profile: Profile, *, places: bool = False) -> bytes:
    given = {"paper": _PRINTED.dump_json(_of_one_look(printed(paper, profile))).decode(), "profile": _measures(profile)}
    if places:
        given["places"] = "asked for"
    made = _compiler().compile(format="pdf", sys_inputs=given, timestamp=_EPOCH)
    if not isinstance(made, bytes):
        raise TypeError(f"Typst gave {type(made).__name__} instead of one file")
    return made


def _of_one_look(shown: Printed) -> Printed:
    """Words that look alike as one run, whatever facts they say: parted runs stand apart in a justified line for those
    who take the text out again."""
    return replace(
        shown,
        abstract=_merged(shown.abstract),
        lines=tuple(replace(line, runs=_merged(line.runs)) for line in shown.lines),
        annexes=tuple(
            replace(one, lines=tuple(replace(line, runs=_merged(line.runs)) for line in one.lines))
            for one in shown.annexes
        ),
    )


def _merged(runs: Runs) -> Runs:
    merged: list[Run] = []
    for run in runs:
        plain = replace(run, fact="") if run.fact else run
        if merged and replace(merged[-1], text="") == replace(plain, text=""):
            merged[-1] = replace(plain, text=merged[-1].text + plain.text)
        else:
            merged.append(plain)
    return tuple(merged)


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())])
    return typst.Compiler(_TEMPLATE, root=_TEMPLATE.parent, font_paths=fonts)
