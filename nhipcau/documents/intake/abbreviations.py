"""Names of bodies as offices shorten them, written out.

"TT HĐND các huyện" and "Thường trực Hội đồng nhân dân các huyện" are one body. The short forms are data
(data/abbreviations.json): a new one is a line there.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).parent / "data" / "abbreviations.json"


@lru_cache(maxsize=1)
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    known: dict[str, str] = json.loads(_FILE.read_text(encoding="utf-8"))
    longest_first = sorted(known, key=len, reverse=True)
    return re.compile(rf"(?<![\w&-])(?:{'|'.join(map(re.escape, longest_first))})(?:(?<=\.)|(?![\w&]))"), known


def expanded(name: str) -> str:
    """The name with every short form written out; what is not known stays as printed."""
    pattern, known = _table()
    return " ".join(pattern.sub(lambda m: known[m[0]] + (" " if m[0].endswith(".") else ""), name).split())


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """What two printed forms of one name share: short forms written out, no capitals, no punctuation."""
    folded = unicodedata.normalize("NFC", expanded(name)).casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", folded).split())
