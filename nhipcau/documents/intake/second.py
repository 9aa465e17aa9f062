"""A second paper in the same file: a second letterhead with its own number, behind the first paper's end.

Offices scan or export several papers into one file. One conference comes of one paper, so the first is read and the
clerk is told where the next begins. An annex may repeat the letterhead; it has no number of its own.
"""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.letters import UPPER

_NATIONAL_TITLE: Final = re.compile(
    r"^[^\n]{0,80}?(?:CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM)[^\n]*$", re.MULTILINE
)
_NUMBER: Final = re.compile(rf"^\W*Số\s*:?\s*[0-9._ ]*\s?[/-]\s?{UPPER}", re.MULTILINE)
_LINES_OF_A_LETTERHEAD: Final = 400


def second_paper(text: str, first_body: int) -> int | None:
    """Offset at which a second paper's letterhead begins, or None."""
    first = _NATIONAL_TITLE.search(text, 0, first_body)
    for title in _NATIONAL_TITLE.finditer(text, max(first_body, first.end() if first else 0)):
        begin = _letterhead_start(text, title.start())
        number = _NUMBER.search(text, begin, title.end() + _LINES_OF_A_LETTERHEAD)
        if number:
            return begin
    return None


def _letterhead_start(text: str, title: int) -> int:
    """The left column is read before the right one: lines in capitals and the number above the national title."""
    begin = title
    for line in reversed(text[max(0, title - _LINES_OF_A_LETTERHEAD) : title].split("\n")[:-1]):
        if line.strip() and not (_NUMBER.match(line) or line.isupper() or line.startswith("V/v")):
            break
        begin -= len(line) + 1
    while begin < title and text[begin] == "\n":
        begin += 1
    return begin
