"""The distribution list (NĐ 30/2020, Phụ lục I, mục 9b): one item a line after "Nơi nhận", the last "Lưu: …"."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.cutting import cut
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.words import AUTHORITY, SIGNING_POSITION

_OPENING: Final = re.compile(r"^[\W_]*(?:Nơi nhận|NƠI NHẬN)[\s_]*:?", re.MULTILINE)
_PIECE: Final = re.compile(r"[^\n|]+")
_INLINE: Final = re.compile(r"(?<=[;.,])\s*(?=-\s)")
_SIGNATURE_INLINE: Final = re.compile(rf"(?<=[;.,])\s+(?={AUTHORITY.pattern})")
_ARCHIVE: Final = re.compile(r"^[-+\s]*Lưu(?!\w)")
_LONGEST_ITEM: Final = 300


def _is_signature(piece: str) -> bool:
    return bool(AUTHORITY.match(piece) and piece.split("(")[0].isupper()) or (
        piece.isupper() and SIGNING_POSITION.fullmatch(piece) is not None
    )


def _pieces(text: str, start: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for m in _PIECE.finditer(text, start):
        at = m.start()
        signature = _SIGNATURE_INLINE.search(m[0])
        piece = m[0][: signature.start()] if signature else m[0]
        for part in _INLINE.split(piece):
            begin = text.index(part, at) if part else at
            if part.strip():
                found.append((begin, begin + len(part)))
            at = begin + len(part)
    return found


def read_recipients(text: str, start: int) -> list[Found[str]]:
    opening = _OPENING.search(text, start)
    if opening is None:
        return []
    spans: list[tuple[int, int]] = []
    dashed = False
    signed = False
    pieces = _pieces(text, opening.end())
    for index, (begin, end) in enumerate(pieces):
        piece = text[begin:end].strip()
        if not signed and _is_signature(piece):
            following = text[slice(*pieces[index + 1])].strip() if index + 1 < len(pieces) else ""
            # Columns flattened into one: the list goes on below a line of the signature.
            signed = not following.startswith("-")
            continue
        if signed:
            if _ARCHIVE.match(piece):
                spans.append((begin, end))
                break
            continue
        bullet = piece.startswith(("-", "+", "•"))
        if bullet or not spans or not dashed:
            if dashed and not bullet:
                break
            dashed = dashed or bullet
            spans.append((begin, end))
        elif not text[spans[-1][0] : spans[-1][1]].rstrip().endswith((";", ".")):
            spans[-1] = (spans[-1][0], end)
        else:
            break
        if _ARCHIVE.match(piece) and piece.endswith((".", ")")):
            break
    items = [cut(text, *span, 0.97) for span in spans]
    return [item for item in items if item is not None and len(item.value) <= _LONGEST_ITEM]
