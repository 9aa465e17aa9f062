"""The number Word shows before a list paragraph; kept nowhere in the paragraph itself.

A paragraph names a list (numId) and a depth, itself or through its style. Lists made from one definition count on
together unless one of them restarts a depth (startOverride); a shallower number restarts all deeper ones.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final, cast

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LONGEST_STYLE_CHAIN: Final = 8
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_ROMAN: Final = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_DEEPEST: Final = 9


@dataclass(frozen=True)
class _Level:
    form: str
    text: str
    start: int
    legal: bool
    """All numbers of this level as 1, 2, 3, whatever their own form (isLgl)."""


def value_of(element: Any, path: str) -> str | None:
    found = element.find(path) if element is not None else None
    return None if found is None else found.get(W + "val")


def _number(printed: str | None, otherwise: int) -> int:
    return int(printed) if printed is not None and printed.isdecimal() else otherwise


class Numbering:
    def __init__(self, document: Any) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._of_list: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()
        self._styles: dict[str, Any] = {s.get(W + "styleId"): s for s in document.styles.element.findall(W + "style")}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        for abstract in root.findall(W + "abstractNum"):
            self._define(abstract.get(W + "abstractNumId") or "", abstract)
        for listed in root.findall(W + "num"):
            self._list(listed)

    def _define(self, key: str, holder: Any) -> None:
        for level in cast("list[Any]", holder.findall(W + "lvl")):
            depth = _number(level.get(W + "ilvl"), 0)
            self._levels[key, depth] = _Level(
                value_of(level, W + "numFmt") or "",
                value_of(level, W + "lvlText") or "",
                _number(value_of(level, W + "start"), 1),
                level.find(W + "isLgl") is not None,
            )
            style = value_of(level, W + "pStyle")
            if style:
                self._by_style.setdefault(style, (key, depth))

    def _list(self, listed: Any) -> None:
        number = listed.get(W + "numId") or ""
        self._of_list[number] = value_of(listed, W + "abstractNumId") or ""
        for override in listed.findall(W + "lvlOverride"):
            depth = _number(override.get(W + "ilvl"), 0)
            restart = value_of(override, W + "startOverride")
            if restart is not None:
                self._restarts[number, depth] = _number(restart, 1)
            if override.find(W + "lvl") is not None:
                # A list with a level of its own is a definition of its own.
                own = f"num {number}"
                for at in range(_DEEPEST):
                    if (self._of_list[number], at) in self._levels:
                        self._levels.setdefault((own, at), self._levels[self._of_list[number], at])
                self._define(own, override)
                self._of_list[number] = own

    def _own(self, paragraph: Any) -> tuple[str, str, int] | None:
        """List, its definition and depth, set on the paragraph or by its style."""
        holder = paragraph
        depth: str | None = None
        for _ in range(_LONGEST_STYLE_CHAIN):
            depth = depth or value_of(holder, f"{W}pPr/{W}numPr/{W}ilvl")
            number = value_of(holder, f"{W}pPr/{W}numPr/{W}numId")
            if number is not None:
                linked = self._by_style.get(holder.get(W + "styleId") or "")
                key = self._of_list.get(number, "")
                at = linked[1] if depth is None and linked and linked[0] == key else _number(depth, 0)
                return number, key, at
            above = value_of(holder, f"{W}pPr/{W}pStyle" if holder is paragraph else W + "basedOn")
            holder = self._styles.get(above or "")
            if holder is None:
                return None
        return None

    def label(self, paragraph: Any) -> str:
        """ "1. ", "a) ", "- " … or "" for a paragraph of no list."""
        own = self._own(paragraph)
        if own is None:
            return ""
        number, key, depth = own
        level = self._levels.get((key, depth))
        if level is None or number == "0":
            return ""
        if level.form == "bullet":
            return "+ " if level.text.strip() == "+" else "- "
        if level.form == "none":
            return f"{fixed} " if (fixed := re.sub(r"%\d", "", level.text).strip()) else ""
        self._step(number, key, depth, level.start)
        text = level.text
        counts = self._counts[key]
        for d in range(depth + 1):
            shown = self._levels.get((key, d), level)
            form = "decimal" if level.legal else shown.form
            text = text.replace(f"%{d + 1}", _shown(counts.get(d, shown.start), form))
        return f"{text.strip()} "

    def _step(self, number: str, key: str, depth: int, start: int) -> None:
        counts = self._counts[key]
        if number not in self._begun:
            self._begun.add(number)
            for (listed, at), first in self._restarts.items():
                if listed == number:
                    counts[at] = first - 1
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]


def _shown(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = _LETTERS[(count - 1) % len(_LETTERS)] * ((count - 1) // len(_LETTERS) + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("upperRoman", "lowerRoman"):
        roman = ""
        for value, sign in _ROMAN:
            while count >= value:
                roman += sign
                count -= value
        return roman if form == "upperRoman" else roman.lower()
    return f"{count:02}" if form == "decimalZero" else str(count)
