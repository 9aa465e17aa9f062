"""The marks with which the points of a paper begin: "I.", "1.2.", "a)", "-", "+" and their like.

NĐ 30/2020, Phụ lục I, mục 5 knows phần, chương, mục, điều, khoản "1." and điểm "a)"; offices add dashes, plus signs,
bullets and, in messages, pictures.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from nhipcau.documents.intake.letters import LOWER, UPPER

_MARKERS: Final = (
    (
        "roman",
        re.compile(r"(?:(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+)?[IVX]{1,5}(?:\s?[.):]\s*|\s?[/-]\s+|-)(?=[^\W\d_])"),
    ),
    ("part", re.compile(r"(?:Phần|PHẦN|Chương|CHƯƠNG)\s+(?:thứ\s+\w+|THỨ\s+\w+|[0-9]{1,2})\s?[.:]\s*(?=\S)")),
    ("section", re.compile(r"(?:Mục|MỤC)\s+[0-9]{1,2}\s?[.:]\s*(?=\S)")),
    ("article", re.compile(r"(?:Điều|ĐIỀU)\s+[0-9]{1,2}\s?[.:]\s*")),
    ("decimal3", re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2}\s?[.)-]?\s+(?=[^\W\d_])")),
    ("decimal2", re.compile(r"[A-EĐ]\.[0-9]{1,2}\s?[.)-]?\s+(?=[^\W\d_])")),
    ("decimal2", re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\s?[.)-]?\s+(?=[^\W\d_])")),
    ("closed", re.compile(r"[0-9]{1,2}\s?\)\s*(?=[^\W\d_]|[\"'(])")),
    ("arabic", re.compile(r"[0-9]{1,2}\s?(?:[.)]\s*|[/-]\s+|-(?=" + UPPER + LOWER + r"))(?=[^\W\d_]|[\"'(])")),
    ("paren", re.compile(r"\([0-9]{1,2}\)\s*")),
    ("letter", re.compile(r"[a-zđ](?:[.)]\s*|/\s+|/(?=" + UPPER + r"))(?=\S)")),
    ("upper", re.compile(r"[A-EĐ][.)]\s+(?=\S)")),
    ("dash", re.compile(r"-+\s+(?=\S)|-+(?=[^\W_]|[\"'(])")),
    ("plus", re.compile(r"\+\s*(?=\S)")),
    ("star", re.compile(r"\*+\s*(?=\S)")),
    ("tick", re.compile(r"[✓✔☑□▫◇☐]\s*(?=\S)")),
    ("picture", re.compile(r"[\u231a-\u23ff\u2600-\u2712\u2728-\u27bf\U0001f300-\U0001faff]\ufe0f?\s*(?=\S)")),
    ("dot", re.compile(r"[•●▪◦·➢➤►▶▸‣■◆★☆→⇒♦❖\uf0b7\uf0d8]\s*(?=\S)|o\s+(?=" + UPPER + ")")),
)
_LONGEST_MARK: Final = 60
BULLETS: Final = frozenset({"dash", "plus", "star", "dot", "tick"})


def marker_of(line: str) -> tuple[str, int]:
    """Kind and length of the mark a line begins with; ("plain", 0) where there is none."""
    return _marker_of(line[:_LONGEST_MARK])


@lru_cache(maxsize=8192)
def _marker_of(line: str) -> tuple[str, int]:
    for kind, pattern in _MARKERS:
        found = pattern.match(line)
        if found:
            return kind, found.end()
    return "plain", 0
