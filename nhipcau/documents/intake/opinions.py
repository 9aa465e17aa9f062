"""Two rules, two readings: the fact is kept and marked uncertain, so that a person looks at it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, TypeVar

from nhipcau.documents.intake.reading import Found

T = TypeVar("T")

DOUBTED: Final = 0.45
"""Below what the page calls certain, and below what it calls worth a look."""
_MOSTLY: Final = 0.6


def doubt(found: Found[T]) -> Found[T]:
    return replace(found, confidence=min(found.confidence, DOUBTED))


def weighed(found: Found[T] | None, *others: Found[T] | None) -> Found[T] | None:
    """`found`, doubted where another rule found something that does not say the same."""
    if found is None:
        return None
    differs = any(other is not None and not _agree(found.value, other.value) for other in others)
    return doubt(found) if differs else found


def _agree(a: object, b: object) -> bool:
    """The same value; for words: one holds most words of the other."""
    if not isinstance(a, str) or not isinstance(b, str) or re.match(r"[0-9]{4}-", a):
        return a == b
    x, y = set(re.findall(r"\w+", a.lower())), set(re.findall(r"\w+", b.lower()))
    return not x or not y or len(x & y) >= _MOSTLY * min(len(x), len(y))
