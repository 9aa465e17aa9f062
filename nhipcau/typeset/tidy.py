"""Words as people paste them, made fit for print: composed letters, no signs that only programs see."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from nhipcau.typeset.model import Runs

_INVISIBLE = frozenset({"Cf", "Cs"})
"""Zero-width signs, soft hyphens, marks of direction, halves of signs."""


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


def tidy_runs(runs: Runs) -> Runs:
    if all(run.text.isprintable() and unicodedata.is_normalized("NFC", run.text) for run in runs):
        return runs
    return tuple(replace(run, text=tidy(run.text)) for run in runs)
