"""Vietnamese capital and small letters as character classes.

A range such as À-Ỹ will not do: in Unicode's Latin Extended Additional capitals and small letters alternate.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_TONES: Final = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_ACCENTED: Final = "".join(
    letter
    for vowel in "AĂÂEÊIOÔƠUƯY"
    for tone in _TONES
    if not (letter := unicodedata.normalize("NFC", vowel + tone)).isascii()
)
UPPER: Final = f"[A-ZĐ{_ACCENTED}]"
LOWER: Final = f"[a-zđ{_ACCENTED.lower()}]"
LETTER: Final = f"[A-Za-zĐđ{_ACCENTED}{_ACCENTED.lower()}]"
