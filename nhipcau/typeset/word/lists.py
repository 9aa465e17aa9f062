"""Numbering that Word counts by itself: I., 1., 1.1., a) in one list of ranks, dashes and pluses in lists of their own.

Word has no count by the Vietnamese alphabet: from the fifth point on (đ, e, g …) the letter is written out as the
label of a list of one.
"""

from __future__ import annotations

from typing import Final

from docx.document import Document
from docx.oxml.ns import qn

from nhipcau.typeset.model import Level
from nhipcau.typeset.profiles import Profile
from nhipcau.typeset.word.xml import element, twips

_RANKS: Final = (Level.PART, Level.ROMAN, Level.ARABIC, Level.SECOND, Level.LETTER)
_FORMATS: Final = {
    Level.PART: ("upperRoman", "Phần %1"),
    Level.ROMAN: ("upperRoman", "%2."),
    Level.ARABIC: ("decimal", "%3."),
    Level.SECOND: ("decimal", "%3.%4."),
    Level.LETTER: ("lowerLetter", "%5)"),
}
_LETTERS_IN_COMMON: Final = 4
"""a, b, c, d: as far as Word's letters and the Vietnamese alphabet agree."""


class Lists:
    """Makes the lists of one document. `new_body` begins the count anew (the paper, then each annex)."""

    def __init__(self, document: Document, profile: Profile) -> None:
        self._root = document.part.numbering_part.element
        for old in list(self._root):
            self._root.remove(old)
        self._profile = profile
        self._made: dict[tuple[str, float, float], int] = {}
        self._abstract = 0
        self._numbers = 0
        self._ranks = self._add_abstract([self._rank(level) for level in _RANKS], "multilevel")
        self._body = 0
        self._highest = len(_RANKS)

    def new_body(self) -> None:
        self._body = self._add_number(self._ranks, restart=len(_RANKS))
        self._highest = len(_RANKS)

    def of_item(self, level: Level, label: str) -> tuple[int, int]:
        """Which list and which of its ranks an item belongs to."""
        if level in (Level.DASH, Level.PLUS):
            return self.of_label(label, 0.0, self._profile.body.indent), 0
        if level is Level.LETTER and label[0] not in "abcd"[:_LETTERS_IN_COMMON]:
            return self.of_label(label, 0.0, self._profile.body.indent), 0
        rank = _RANKS.index(level)
        if rank < self._highest < len(_RANKS):
            # A rank below came first and has counted this one as begun: it would begin at II.
            self.new_body()
        self._highest = min(self._highest, rank)
        return self._body, rank

    def of_label(self, label: str, left: float, first: float) -> int:
        """A list whose every item has this label; left edge and shift of the first line in millimetres."""
        key = (label, left, first)
        if key not in self._made:
            # A bullet is one sign: of "đ)" some programs would print the letter alone.
            rank = self._level(0, "bullet" if len(label) == 1 else "none", label, left, first)
            self._made[key] = self._add_number(self._add_abstract([rank], "singleLevel"))
        return self._made[key]

    def _rank(self, level: Level) -> object:
        kind, label = _FORMATS[level]
        place = _RANKS.index(level)
        return self._level(place, kind, label, 0.0, 0.0 if level is Level.PART else self._profile.body.indent)

    def _level(self, place: int, kind: str, label: str, left: float, first: float) -> object:
        rank = element("w:lvl", ilvl=str(place))
        rank.append(element("w:start", val="1"))
        rank.append(element("w:numFmt", val=kind))
        hanging = first < 0
        rank.append(element("w:suff", val="tab" if hanging else "nothing" if label.startswith("Phần") else "space"))
        rank.append(element("w:lvlText", val=label))
        rank.append(element("w:lvlJc", val="left"))
        shape = element("w:pPr")
        if hanging:
            tabs = element("w:tabs")
            tabs.append(element("w:tab", val="num", pos=twips(left)))
            shape.append(tabs)
            shape.append(element("w:ind", left=twips(left), hanging=twips(-first)))
        else:
            shape.append(element("w:ind", left=twips(left), firstLine=twips(first)))
        rank.append(shape)
        if label.startswith("Phần"):
            look = element("w:rPr")
            look.append(element("w:caps", val="0"))
            rank.append(look)
        return rank

    def _add_abstract(self, ranks: list[object], kind: str) -> int:
        abstract = element("w:abstractNum", abstractNumId=str(self._abstract))
        abstract.append(element("w:multiLevelType", val=kind))
        for rank in ranks:
            abstract.append(rank)
        first_number = self._root.find(qn("w:num"))
        if first_number is None:
            self._root.append(abstract)
        else:
            first_number.addprevious(abstract)
        self._abstract += 1
        return self._abstract - 1

    def _add_number(self, abstract: int, restart: int = 0) -> int:
        self._numbers += 1
        made = element("w:num", numId=str(self._numbers))
        made.append(element("w:abstractNumId", val=str(abstract)))
        for place in range(restart):
            override = element("w:lvlOverride", ilvl=str(place))
            override.append(element("w:startOverride", val="1"))
            made.append(override)
        self._root.append(made)
        return self._numbers
