"""Telephone numbers as papers print them."""

from __future__ import annotations

import re
from typing import Final

_PHONE: Final = re.compile(
    r"(?<![\w.-])(?:\((?:\+84|0)[0-9]{1,4}\)|(?:\+84|0)[0-9]{1,4})(?:[ .-]{0,2}[0-9]{1,4}){2,5}(?![0-9])"
)
_LEAST_DIGITS: Final = 9
_INTERNAL: Final = re.compile(
    r"(?:(?<=[Đđ]iện thoại )|(?<=[Đđ]iện thoại: )|(?<=ĐT )|(?<=ĐT: )|(?<=quân sự )|(?<=quân sự: )|(?<=nội bộ: )|"
    r"(?<=nội bộ ))"
    r"(?:080[. ]?[0-9]{2}[. ]?[0-9]{3}|[1-9][0-9]{2}[. ]?[0-9]{3})(?![0-9]|[. /-][0-9]{3})|"
    r"(?<![\w)] )máy lẻ:? [0-9]{2,4}(?=\s?[;,/-]\s?(?:DĐ|di động|ĐT|[0-9]))"
)
"""Numbers of the networks of the army and of offices, and of an extension, printed behind their label."""


_LABELS: Final = ("iện thoại", "ĐT", "quân sự", "nội bộ", "máy lẻ")
"""One of these stands before each such number."""


def public_numbers(text: str) -> list[re.Match[str]]:
    return [m for m in _PHONE.finditer(text) if sum(map(str.isdigit, m[0])) >= _LEAST_DIGITS]


def phones_in(text: str) -> list[re.Match[str]]:
    """Telephone numbers in the order printed."""
    public = public_numbers(text)
    if not any(label in text for label in _LABELS):
        return public
    inner = [
        m for m in _INTERNAL.finditer(text) if not any(m.start() < p.end() and p.start() < m.end() for p in public)
    ]
    return sorted((*public, *inner), key=lambda number: number.start())
