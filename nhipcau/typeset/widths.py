"""How wide words are in the papers' type: for lines that must be as long as a text, or a part of it."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from PIL import ImageFont

from nhipcau.typeset.fonts import font_folder
from nhipcau.typeset.profiles import Style

MM_PER_POINT: Final = 25.4 / 72
_PRECISION: Final = 1000
"""Type is measured at this size in pixels and scaled: widths come in whole pixels otherwise."""


def width(words: str, size: float, bold: bool = False, italic: bool = False) -> float:
    """Millimetres of one line."""
    return _length(words, bold, italic) * size * MM_PER_POINT


def styled_width(words: str, style: Style) -> float:
    return width(words.upper() if style.caps else words, style.size, style.bold, style.italic)


def wrapped(words: str, style: Style, room: float) -> list[str]:
    """Lines of at most `room` millimetres, broken at spaces that do not tie; one word too long for it stands alone."""
    lines: list[str] = []
    for word in filter(None, words.split(" ")):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and styled_width(longer, style) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def balanced(words: str, style: Style, room: float) -> float:
    """The least width in millimetres, at most `room`, in which the words need no more lines than in `room`."""
    lines = len(wrapped(words, style, room))
    if lines < 2:
        return min(styled_width(words, style), room)
    low, high = room / 2, room
    while high - low > 0.5:
        middle = (low + high) / 2
        if len(wrapped(words, style, middle)) > lines:
            low = middle
        else:
            high = middle
    return high


@lru_cache(maxsize=8192)
def _length(words: str, bold: bool, italic: bool) -> float:
    """In parts of the size."""
    return _font(bold, italic).getlength(words) / _PRECISION


@cache
def _font(bold: bool, italic: bool) -> ImageFont.FreeTypeFont:
    wanted = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
    name = wanted[bold, italic]
    for file in sorted(font_folder().rglob("Tinos*.ttf")):
        cut = file.stem.removeprefix("Tinos").lstrip("-_0123456789").replace("_", "")
        if (cut.replace("Regular", "") or "Regular") == name:
            return ImageFont.truetype(str(file), _PRECISION, layout_engine=ImageFont.Layout.BASIC)
    raise FileNotFoundError(f"{name} in {font_folder()}")
