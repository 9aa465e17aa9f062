"""Names of bodies as offices shorten them, written out, and looked up among the units that are held.

"TT HĐND các huyện" and "Thường trực Hội đồng nhân dân các huyện" are one body. The short forms are data
(data/abbreviations.json): a new one is a line there. The units are handed in by whoever holds them.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).parent / "data" / "abbreviations.json"
_PLACE: Final = re.compile(r"(?<!\w)(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)\s+")


@lru_cache(maxsize=1)
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    known: dict[str, str] = json.loads(_FILE.read_text(encoding="utf-8"))
    longest_first = sorted(known, key=len, reverse=True)
    return re.compile(rf"(?<![\w&-])(?:{'|'.join(map(re.escape, longest_first))})(?:(?<=\.)|(?![\w&]))"), known


def expanded(name: str) -> str:
    """The name with every short form written out; what is not known stays as printed."""
    pattern, known = _table()
    return " ".join(pattern.sub(lambda m: known[m[0]] + (" " if m[0].endswith(".") else ""), name).split())


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFC", expanded(name)).casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", folded).split())


def unit_of(name: str, units: Iterable[str]) -> str | None:
    """The unit a printed name means, of those handed in; None where none or more than one fits.

    Short forms, capitals and punctuation do not count, nor does the kind of place ("xã Tân Rào", "Tân Rào").
    """
    wanted = _plain(name)
    held = [(unit, _plain(unit)) for unit in units]
    fits = {unit for unit, plain in held if plain == wanted}
    if not fits:
        bare = _PLACE.sub("", wanted)
        fits = {unit for unit, plain in held if bare and _PLACE.sub("", plain) == bare}
    return fits.pop() if len(fits) == 1 else None
