"""Numbers in front of items: I., 1., 1.1., a), -, + (NĐ 30/2020, Phụ lục I, mục II.6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nhipcau.typeset.model import Block, Item, Level

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Points follow the Vietnamese alphabet, which has đ and lacks f, j, w, z; ă, â, ê, ô, ơ, ư are not used for points."""

_ORDER = list(Level)
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text


def letter(number: int) -> str:
    """1 is a, 23 is y, 24 is aa."""
    times, place = divmod(number - 1, len(LETTERS))
    return LETTERS[place] * (times + 1)


def labelled(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Each block with the label printed before it, "" for blocks without one.

    An item of one rank begins the ranks below anew; paragraphs and tables between items change nothing.
    """
    counts = dict.fromkeys(Level, 0)
    for block in blocks:
        if not isinstance(block, Item):
            yield block, ""
            continue
        counts[block.level] += 1
        for below in _ORDER[_ORDER.index(block.level) + 1 :]:
            counts[below] = 0
        yield block, _label(block.level, counts)


def _label(level: Level, counts: dict[Level, int]) -> str:
    number = counts[level]
    match level:
        case Level.PART:
            return f"Phần {roman(number)}"
        case Level.ROMAN:
            return f"{roman(number)}."
        case Level.ARABIC:
            return f"{number}."
        case Level.SECOND:
            return f"{counts[Level.ARABIC]}.{number}."
        case Level.LETTER:
            return f"{letter(number)})"
        case Level.DASH:
            return "-"
        case Level.PLUS:
            return "+"
