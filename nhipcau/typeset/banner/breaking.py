"""Where a title is broken into lines: lines of like length that end where a reader would draw breath.

`NĂM | 2025`, `CỦA | TỈNH ỦY` and `LẠNG | SƠN` read badly from the back of a hall; after a comma, or before a word that
joins, is where lines of a banner end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nhipcau.typeset.profiles import Style
from nhipcau.typeset.tidy import PAIRS
from nhipcau.typeset.widths import styled_width

_JOINING: Final = re.compile(
    r"và|hoặc|của|về|với|cho|trong|do|tại|theo|để|từ|đến|nhằm|giữa|trên|dưới|ở|gắn|bằng", re.IGNORECASE
)
"""A line may well begin with them, never end."""
_LEADING: Final = re.compile(
    r"năm|tháng|quý|ngày|số|khóa|kỳ|lần|thứ|cấp|tỉnh|huyện|quận|xã|phường|thị|thành|trấn|phố|khu|các|những",
    re.IGNORECASE,
)
"""They belong to the word that follows."""
_TIERS: Final = re.compile(r"tỉnh|huyện|xã|phường|cấp", re.IGNORECASE)
"""They belong to the organ before them: `HĐND tỉnh`."""
_BREATH: Final = re.compile(r".*[,;:.!?–)]\Z")
_NEUTRAL, _BAD = 0.02, 0.12
"""Cost of ending a line there, beside the squares of what lines are longer or shorter than the mean, in parts of the
room."""


def parted(words: Sequence[str], style: Style, room: float, lines: int) -> list[str]:
    """The words in exactly so many lines, each at most `room` millimetres; empty where they do not go in."""
    space = styled_width("x x", style) - 2 * styled_width("x", style)
    at = [0.0]
    for word in words:
        at.append(at[-1] + styled_width(word, style) + space)
    mean = at[-1] / lines
    count = len(words)
    # best[n]: (cost, ends of the lines) of the first n words in the lines laid so far
    best: list[tuple[float, tuple[int, ...]] | None] = [(0.0, ()), *[None] * count]
    for line in range(lines):
        longer: list[tuple[float, tuple[int, ...]] | None] = [None] * (count + 1)
        for begin, known in enumerate(best):
            if known is None:
                continue
            for end in range(begin + 1, count - (lines - line - 1) + 1):
                wide = at[end] - at[begin] - space
                if wide > room:
                    break
                cost = known[0] + ((wide - mean) / room) ** 2 + (_cost(words, end) if end < count else 0.0)
                there = longer[end]
                if there is None or cost < there[0]:
                    longer[end] = (cost, (*known[1], end))
        best = longer
    found = best[count]
    if found is None:
        return []
    return [" ".join(words[begin:end]) for begin, end in zip((0, *found[1]), found[1], strict=False)]


def _cost(words: Sequence[str], end: int) -> float:
    """Of a line that ends before word `end`."""
    last, following = words[end - 1], words[end]
    if _BREATH.match(last):
        return 0.0
    if _JOINING.fullmatch(last) or _LEADING.fullmatch(last) or PAIRS.match(f"{last} {following}"):
        return _BAD
    if following[:1].isdigit() or following in {"-", "–", "&"} or (last.isupper() and _TIERS.fullmatch(following)):
        return _BAD
    if _JOINING.fullmatch(following) or last in {"-", "–"}:
        return 0.0
    return _BAD if last[:1].isupper() and following[:1].isupper() else _NEUTRAL
