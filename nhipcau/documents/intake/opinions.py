"""Two rules, two readings: the fact is kept and marked uncertain, so that a person looks at it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final, TypeVar

from nhipcau.documents.intake.reading import Found

T = TypeVar("T")

DOUBTED: Final = 0.45
"""Below what the page calls certain, and below what it calls worth a look."""
_MOSTLY: Final = 0.6


def doubt(found: Found[T], other: Found[Any]) -> Found[T]:
    """The fact as it was read, uncertain, with the place of the words that say otherwise."""
    return replace(found, confidence=min(found.confidence, DOUBTED), other=(other.start, other.end))


def weighed(found: Found[T] | None, *others: Found[T] | None) -> Found[T] | None:
    """`found`, doubted where another rule found something that does not say the same."""
    if found is None:
        return None
    differing = next((one for one in others if one is not None and not agree(found.value, one.value)), None)
    return found if differing is None else doubt(found, differing)


def agree(a: object, b: object) -> bool:
    """The same value; for words: one holds most words of the other."""
    if not isinstance(a, str) or not isinstance(b, str) or re.match(r"[0-9]{4}-", a):
        return a == b
    x, y = set(re.findall(r"\w+", a.lower())), set(re.findall(r"\w+", b.lower()))
    return not x or not y or len(x & y) >= _MOSTLY * min(len(x), len(y))
