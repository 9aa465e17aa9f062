"""Numbers written in words ("mười một điểm cầu", "hai mươi ba xã") read as those in digits.

A number of sites is one or two hundred at most, so ones, tens and hundreds are known. Digits take the place of the
words and blanks fill up what is left, so that every offset stays true.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_ONES: Final = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip
_ONE: Final = "|".join(_ONES)
_NUMBER: Final = re.compile(
    rf"(?<!\w)(?:(?P<hundreds>{_ONE})\s+trăm(?:\s+(?:linh|lẻ))?(?:\s+)?)?"
    rf"(?:(?:(?P<tens>{_ONE})\s+)?(?P<ten>mươi|mười)(?:\s+)?)?(?P<ones>{_ONE})?(?=\s+"
    r"(?:\((?:[0-9]+)\)\s+)?(?:điểm|đầu cầu|xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|đơn vị|"
    r"trạm)(?!\w))",
    re.IGNORECASE,
)
_LEAST: Final = 2
""" "một" is an article as often as a number."""


def _value(m: re.Match[str]) -> int:
    hundreds, tens, ten, ones = (m[name] and m[name].lower() for name in ("hundreds", "tens", "ten", "ones"))
    value = 100 * _ONES[hundreds] if hundreds else 0
    if ten:
        value += 10 * (_ONES[tens] if tens else 1)
    return value + (_ONES[ones] if ones else 0)


def _digits(m: re.Match[str]) -> str:
    value = _value(m)
    width = len(m[0])
    return str(value).rjust(width) if value >= _LEAST and len(str(value)) <= width else m[0]


@lru_cache(maxsize=4096)
def in_digits(text: str) -> str:
    """The text with numbers of sites and units in digits, right before their nouns; as long as before."""
    return _NUMBER.sub(_digits, text)
