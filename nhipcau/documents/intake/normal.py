"""One printed form for text that arrives in many.

Word, PDF converters, Markdown exports and typists write the same dash, quotation mark, space and letter in different
ways. All rules match against the form made here, and all spans are offsets into it, so that a fact does not depend on
the typist.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from nhipcau.documents.intake.columns import part_columns
from nhipcau.documents.intake.grids import barred

_CHARACTERS: Final = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\u02bc\uff07", "'"),
        **dict.fromkeys(
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
        ),
        **dict.fromkeys(
            "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad",
            None,
        ),
        "\u2026": "...",
        "\u2022": "•",
        "\u25cf": "•",
        "\u25aa": "•",
        "\u25e6": "•",
        "\uf0b7": "•",
        "\uf02d": "-",
    }
)
_LINE_ENDS: Final = str.maketrans(dict.fromkeys("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n"))
_CONTROL: Final = re.compile(r"[\x00-\x09\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff]")
# "Uỷ ban" and "Ủy ban" are two spellings of one word. Names of persons (Hoà, Thuý) are left as their owners write them.
_COMMITTEE: Final = re.compile(r"\b([Uu])([Ỷỷ])(?![\w])")
_LINE_BREAK_TAG: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LETTERHEAD_ROW: Final = re.compile(
    r"^[ \t]*\|(?=[^\n]*<br)(?=[^\n]*(?:CỘNG HÒA|CỘNG HOÀ|ĐẢNG CỘNG SẢN|Nơi nhận))[^\n]*$", re.IGNORECASE | re.MULTILINE
)
"""The head or the tail of a paper as one row of a table, its lines parted by tags."""
_STYLE_TAG: Final = re.compile(
    r"</?(?:u|b|i|em|strong|sup|sub|s|del|ins|mark|center|font|span|div|"
    r"p)(?:\s[^<>]{0,200})?>",
    re.IGNORECASE,
)
"""Marks of style that exports leave round words: "<u>Nơi nhận</u>"."""
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_HEADING_MARK: Final = re.compile(r"^#{1,6}\s+")
_STARRED: Final = re.compile(r"\*{1,3} ")
_POINT: Final = re.compile(r"^[>.] (?=\S)")
"""An indented ">" or "." set before a point of a list."""
_QUOTE_MARK: Final = re.compile(r"^(?:>\s+)+")
_RULE: Final = re.compile(r"^(?:[-_=*~.+]\s?){3,}$|^\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*$")
_PAGE_NUMBER: Final = re.compile(r"^(?:-\s*)?[0-9]{1,3}(?:\s*-)?$|^(?:Trang|Page)\s+[0-9]{1,3}(?:\s*/\s*[0-9]{1,3})?$")
_SPACES: Final = re.compile(r" {2,}")
_KEPT_STAR: Final = "\ue000"


def _line(raw: str) -> str:
    line = raw.strip()
    if line != raw.rstrip():
        line = _POINT.sub("- ", line)
    line = _HEADING_MARK.sub("", _QUOTE_MARK.sub("", line))
    line = _ESCAPE.sub(lambda m: _KEPT_STAR if m[1] == "*" else m[1], line)
    if starred := _STARRED.match(line):
        line = _KEPT_STAR + line[starred.end() - 1 :]
    line = line.replace("*", "").replace(_KEPT_STAR, "*")
    line = _SPACES.sub(" ", line).strip()
    if _RULE.match(line) or _PAGE_NUMBER.match(line):
        return ""
    return line


def _cell_by_cell(row: re.Match[str]) -> str:
    """The lines of each cell, one cell after the other, as the columns are read."""
    cells = row[0].strip().strip("|").split("|")
    return "\n\n".join(_LINE_BREAK_TAG.sub("\n", cell) for cell in cells)


def normalise(text: str) -> str:
    """NFC, LF, '-' for every dash, straight quotes, single spaces, at most one blank line; without Markdown marks,
    rulers and page numbers, which are no part of what the paper says."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_LINE_ENDS)
    text = _LETTERHEAD_ROW.sub(_cell_by_cell, text)
    text = "\n".join(part_columns(barred(text.split("\n")))).translate(_CHARACTERS)
    text = _CONTROL.sub(" ", text.replace(_KEPT_STAR, " "))
    text = _COMMITTEE.sub(lambda m: ("Ủ" if m[1] == "U" else "ủ") + ("Y" if m[2] == "Ỷ" else "y"), text)
    if "<" in text:
        text = _STYLE_TAG.sub("", _LINE_BREAK_TAG.sub(" ", text))
    lines: list[str] = []
    for raw in text.split("\n"):
        line = _line(raw)
        if line or (lines and lines[-1]):
            lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)
