"""Words as people paste them, made fit for print: composed letters, no signs that only programs see."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Final

from nhipcau.typeset.model import Run, Runs

_INVISIBLE = frozenset({"Cf", "Cs"})
"""Zero-width signs, soft hyphens, marks of direction, halves of signs."""
TIED: Final = "\u00a0"
"""A space at which no line ends."""
_TELEPHONE: Final = re.compile(r"(?<![0-9])0[0-9]{2,4}(?: [0-9]{2,4}){1,3}(?![0-9])")
_HYPHEN: Final = re.compile(r"(?<=\w) - (?=\w)")
_WITH_NEXT: Final = re.compile(r"(?<!\w)(ngày (?=[0-9])|thứ (?=Hai|Ba|Tư|Năm|Sáu|Bảy))")


def tidy(words: str) -> str:
    """Vietnamese letters in one sign each (NFC), control signs as spaces, invisible ones gone; line breaks stay."""
    if words.isprintable() and unicodedata.is_normalized("NFC", words):
        return words
    kept: list[str] = []
    for sign in unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n")):
        category = unicodedata.category(sign)
        if category == "Cc" and sign != "\n":
            kept.append(" ")
        elif category not in _INVISIBLE:
            kept.append(sign)
    return "".join(kept)


def tidy_line(words: str) -> str:
    """The same without line breaks."""
    return tidy(words).replace("\n", " ")


def tied(words: str) -> str:
    """Where a line must not end: within a telephone number, between "ngày" or "thứ" and what it counts, and before a
    hyphen ("kinh tế - xã hội"), which would begin the next line as if it were the dash of an item."""
    for wanted in (_TELEPHONE, _WITH_NEXT):
        words = wanted.sub(lambda found: found[0].replace(" ", TIED), words)
    return _HYPHEN.sub(f"{TIED}- ", words)


def tidy_runs(runs: Runs) -> Runs:
    return tuple(_changed(run, tied(tidy(run.text))) for run in runs)


def _changed(run: Run, words: str) -> Run:
    return run if words == run.text else replace(run, text=words)
