"""Where the words of a banner stand: as large as the cloth allows, broken into lines of like length, in the middle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nhipcau.typeset.banner.breaking import parted
from nhipcau.typeset.banner.model import Banner, BannerBlock, Role, words_of
from nhipcau.typeset.profiles import Style
from nhipcau.typeset.widths import MM_PER_POINT, balanced, styled_width, wrapped

_SIZES: Final = {Role.EMBLEM: 1.5, Role.ORGAN: 0.55, Role.TITLE: 1.0, Role.QUALIFIER: 0.7, Role.PLACE_DATE: 0.45}
"""In parts of the title's size."""
_LINE: Final = 1.22
"""Height of a line in parts of its size: marks above Vietnamese capitals need the room."""
_GAP: Final = 0.4
"""Between blocks, in parts of the following block's size; lines of one kind belong together."""
_LARGEST: Final = 0.2
"""A title of few words does not grow beyond this part of the cloth's height."""
_SIDE, _EDGE = 0.04, 0.07
"""Free at the sides, above and below, in parts of the width and of the height."""
_STEPS: Final = 18


@dataclass(frozen=True, slots=True)
class LaidLine:
    """One line: size in points, base line in millimetres from the top. An emblem has no words; size is its height."""

    role: Role
    words: str
    size: float
    base: float
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Layout:
    width: float
    height: float
    ground: str
    ink: str
    lines: tuple[LaidLine, ...]


def lay_out(banner: Banner) -> Layout:
    """The largest setting that fits; the same banner always gives the same one."""
    blocks = [block for block in banner.blocks if block.role is Role.EMBLEM or words_of(block)]
    room, tall = banner.width * (1 - 2 * _SIDE), banner.height * (1 - 2 * _EDGE)
    low, high = 0.0, banner.height * _LARGEST / MM_PER_POINT
    if not _fits(blocks, high, room, tall):
        for _ in range(_STEPS):
            middle = (low + high) / 2
            low, high = (middle, high) if _fits(blocks, middle, room, tall) else (low, middle)
    else:
        low = high
    lines = [(block, style, _read(block, style, broken, room)) for block, style, broken in _lines(blocks, low, room)]
    top = (banner.height - _height(blocks, low, room)) / 2
    return Layout(banner.width, banner.height, banner.ground, banner.ink, _placed(lines, top))


def _style(block: BannerBlock, title: float) -> Style:
    upright = block.role is not Role.PLACE_DATE
    return Style(title * _SIZES[block.role], bold=True, italic=not upright, caps=upright)


def _broken(block: BannerBlock, style: Style, room: float) -> list[str]:
    words = words_of(block)
    lines = wrapped(words, style, balanced(words, style, room) + 0.01)
    return [line.upper() for line in lines] if style.caps else lines


def _read(block: BannerBlock, style: Style, broken: list[str], room: float) -> list[str]:
    """The same number of lines, which fit as well, broken where a reader would."""
    if len(broken) < 2:
        return broken
    lines = parted(words_of(block).split(), style, room, len(broken))
    lines = [line.upper() for line in lines] if style.caps else lines
    return lines if lines and all(styled_width(line, style) <= room for line in lines) else broken


def _lines(blocks: list[BannerBlock], title: float, room: float) -> list[tuple[BannerBlock, Style, list[str]]]:
    return [
        (block, style, [] if block.role is Role.EMBLEM else _broken(block, style, room))
        for block in blocks
        for style in [_style(block, title)]
    ]


def _height(blocks: list[BannerBlock], title: float, room: float) -> float:
    points = 0.0
    above: Role | None = None
    for block, style, lines in _lines(blocks, title, room):
        points += style.size * (_LINE * max(len(lines), 1) + _gap(above, block.role))
        above = block.role
    return points * MM_PER_POINT


def _gap(above: Role | None, role: Role) -> float:
    return 0.0 if above in (None, role) else _GAP


def _fits(blocks: list[BannerBlock], title: float, room: float, tall: float) -> bool:
    if _height(blocks, title, room) > tall:
        return False
    return all(styled_width(line, style) <= room for _, style, lines in _lines(blocks, title, room) for line in lines)


def _placed(lines: list[tuple[BannerBlock, Style, list[str]]], top: float) -> tuple[LaidLine, ...]:
    made: list[LaidLine] = []
    at = top
    above: Role | None = None
    for block, style, words in lines:
        size = style.size * MM_PER_POINT
        at += size * _gap(above, block.role)
        above = block.role
        for line in words or [""]:
            base = at + size * (_LINE - 0.24)
            made.append(LaidLine(block.role, line, style.size, base, style.bold, style.italic))
            at += size * _LINE
    return tuple(made)
