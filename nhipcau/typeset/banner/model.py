"""What stands on a banner, in order. A run that names a fact is a blank: each site fills it with words of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from nhipcau.typeset.model import Node, Run, Runs
from nhipcau.typeset.tidy import tidy

UNFILLED: Final = "………"
"""Shown where a site has not said its words yet."""
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}\Z")


class Role(StrEnum):
    """What a block is; it decides size and look. EMBLEM stands for the uploaded picture and has no words."""

    EMBLEM = "emblem"
    ORGAN = "organ"
    TITLE = "title"
    QUALIFIER = "qualifier"
    PLACE_DATE = "place_date"


@dataclass(frozen=True, slots=True)
class BannerBlock(Node):
    id: str
    role: Role
    runs: Runs = ()


@dataclass(frozen=True, slots=True)
class Banner(Node):
    """Width and height of the finished cloth in millimetres; colours as #rrggbb. Raises ValueError for others."""

    blocks: tuple[BannerBlock, ...]
    width: float = 6000.0
    height: float = 1200.0
    ground: str = "#c8102e"
    ink: str = "#ffe100"

    def __post_init__(self) -> None:
        if not (100 <= self.width <= 30_000 and 100 <= self.height <= 10_000):
            raise ValueError(f"{self.width} x {self.height} mm is no size for a banner")
        for colour in (self.ground, self.ink):
            if not _COLOUR.match(colour):
                raise ValueError(f"{colour!r} is no colour")


def blanks(banner: Banner) -> tuple[str, ...]:
    """Keys that a site has to fill, in the order in which they stand."""
    return tuple(dict.fromkeys(run.fact for block in banner.blocks for run in block.runs if run.fact))


def filled(banner: Banner, values: Mapping[str, str]) -> Banner:
    """The banner of one site; a blank that is not given, or empty, stays a blank."""

    def fill(run: Run) -> Run:
        words = values.get(run.fact, "") if run.fact else ""
        return replace(run, text=words, fact="") if words else run

    return replace(banner, blocks=tuple(replace(block, runs=tuple(map(fill, block.runs))) for block in banner.blocks))


def words_of(block: BannerBlock) -> str:
    """One line of words, blanks shown as such."""
    return " ".join(tidy("".join(UNFILLED if run.fact else run.text for run in block.runs)).split())
