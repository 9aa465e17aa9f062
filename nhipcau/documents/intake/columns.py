"""Two columns typed with blanks or tabs, told apart before blanks are squeezed.

Letterhead and signature stand side by side (NĐ 30/2020, Phụ lục I, mục 2). Text taken from a PDF or typed with tabs
prints both columns on one line; the left column is read whole, then the right one.
"""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.words import CONVENES_NOTHING, DOC_TYPES

_GAP: Final = re.compile(r"(?<=\S)(?:\s{3,}|\t+)(?=\S)")
_HEAD_RIGHT: Final = re.compile(r"(?:CỘNG HO[ÀA]|CỘNG HÒA|ĐẢNG CỘNG SẢN|Độc lập)")
_TAIL_LEFT: Final = re.compile(r"[\W_]*(?:(?:Nơi\s+nhận|NƠI\s+NHẬN)|(?:THƯ KÝ|NGƯỜI GHI BIÊN BẢN)\s*$)")
"""The list of recipients; under minutes whoever wrote them."""
_ABSTRACT: Final = re.compile(r"[\W_]*(?:V/v|Về việc)(?!\w)")
_LONGEST_ABSTRACT: Final = 24
"""Lines of an abstract in the left column of a letterhead, at most."""
_ADDRESSEE: Final = re.compile(r"[\W_]*Kính\s+(?:gửi|trình)")
_NUMBER_MARK: Final = re.compile(r"(?:Số|SỐ)\s*:?$")
_DATE_GOES_ON: Final = re.compile(r"(?:tháng|năm)(?!\w)")
_PLACE_DATE: Final = re.compile(r",\s*ngày\s")
_BELOW_TAIL: Final = re.compile(r"\s*(?:\||(?:PHỤ LỤC|Phụ lục)(?: [IVX0-9]+)?\s*$)")
"""An annex, or a table: the signature ends above it."""
_TITLE: Final = re.compile("|".join(map(re.escape, (*DOC_TYPES, *CONVENES_NOTHING))), re.IGNORECASE)
"""Name of a kind of paper; in capitals in the middle of the page it ends the letterhead, however wide the blanks are
that justified lines below have."""
_LINES_BESIDE: Final = 5
_RIGHT_INDENT: Final = 15
_LEFT_WIDTH: Final = 48
"""Letters in a line of the left column, at most."""
_LONGEST_BLOCK: Final = 30


def _left_blank(line: str, gap: re.Match[str]) -> bool:
    """A blank left to be filled in by hand ("Số      /KH-UBND", "ngày     tháng 4") parts no columns."""
    return bool(_NUMBER_MARK.search(line[: gap.start()])) or bool(_DATE_GOES_ON.match(line, gap.end()))


def _split(line: str) -> tuple[str, str]:
    """Left and right part; a line that begins far to the right has no left part."""
    gap = next((gap for gap in _GAP.finditer(line) if not _left_blank(line, gap)), None)
    if gap:
        return line[: gap.start()].strip(), line[gap.end() :].strip()
    indent = len(line.expandtabs()) - len(line.expandtabs().lstrip())
    return ("", line.strip()) if indent >= _RIGHT_INDENT else (line.strip(), "")


def _opens(line: str) -> str | None:
    left, right = _split(line)
    if not (left and right):
        return None
    if _HEAD_RIGHT.match(right):
        return "head"
    return "tail" if _TAIL_LEFT.match(left) else None


def _goes_on(lines: list[str], at: int) -> bool:
    """Whether a line that fills the left column only is followed by one that fills both: an abstract beside the
    place and date."""
    for line in lines[at + 1 : at + _LINES_BESIDE]:
        left, right = _split(line)
        if not left and not right:
            return False
        if right and _PLACE_DATE.search(right):
            return True
    return False


def _left_goes_on(lines: list[str], at: int) -> bool:
    """Whether a line goes on with the left column's sentence below the last line of the right one: an abstract that
    is some lines longer than the letterhead beside it."""
    line = _split(lines[at])[0]
    if len(line) <= _LEFT_WIDTH and _in_abstract(lines, at):
        return True
    if not line[:1].islower() or len(line) > _LEFT_WIDTH:
        return False
    for above in reversed(lines[max(0, at - _LINES_BESIDE) : at]):
        left, right = _split(above)
        if right or not left:
            return bool(left and right)
        if not left[:1].islower() or len(left) > _LEFT_WIDTH:
            return False
    return False


def _in_abstract(lines: list[str], at: int) -> bool:
    """Whether a short line belongs to an abstract below the number, whatever letter it begins with."""
    for line in reversed(lines[max(0, at - _LONGEST_ABSTRACT) : at + 1]):
        left, right = _split(line)
        if right or len(left) > _LEFT_WIDTH:
            return bool(_ABSTRACT.match(left)) and len(left) <= _LEFT_WIDTH
        if _ABSTRACT.match(left):
            return True
    return False


def _block(lines: list[str], start: int, kind: str) -> int:
    """End of the two-column block that opens at `start`: a letterhead ends at the first line that fills both "
    "columns' width."""
    end = start + 1
    blanks = 0
    for line in lines[start + 1 : start + _LONGEST_BLOCK]:
        if kind == "tail" and _BELOW_TAIL.match(line):
            break
        left, right = _split(line)
        if not left and not right:
            blanks += 1
            if kind == "head" and blanks > 1:
                break
        elif kind == "head" and (
            (not left and right.isupper() and _TITLE.fullmatch(right))
            or _ADDRESSEE.match(left)
            or (not right and not _goes_on(lines, end) and not _left_goes_on(lines, end))
        ):
            break
        else:
            blanks = 0
        end += 1
    return end


def part_columns(lines: list[str]) -> list[str]:
    """The same lines, with those of two-column blocks in reading order."""
    out: list[str] = []
    at = 0
    while at < len(lines):
        kind = _opens(lines[at])
        if kind is None:
            out.append(lines[at])
            at += 1
            continue
        end = _block(lines, at, kind)
        pairs = [
            _split(line) if kind == "head" or not line.startswith("\t") else ("", line.strip())
            for line in lines[at:end]
        ]
        out.extend([left for left, _ in pairs if left] + [""] + [right for _, right in pairs if right] + [""])
        at = end
    return out
