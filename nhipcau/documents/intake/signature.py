"""Who signed, and in what capacity (NĐ 30/2020, Phụ lục I, mục 7; Party papers write "T/M", "K/T", "T/L").

The capacity and the post are in capitals, the name below in ordinary letters, perhaps with "(Đã ký)" between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from nhipcau.documents.intake.cutting import squeeze, trimmed
from nhipcau.documents.intake.words import AUTHORITY, DEGREES, PERSON, SIGNING_POSITION

_RECIPIENTS: Final = re.compile(r"^[\W_]*(?:Nơi nhận|NƠI NHẬN)(?![^\W_])", re.MULTILINE)
_PIECE: Final = re.compile(r"(?:(?<=Nơi nhận:)|(?<=Nơi nhận: )|^|(?<=[\n|]))(?![\W_]*Nơi nhận)[^\n|]+")
_JOINED: Final = re.compile(
    rf"(?:(?<=Nơi nhận:)|(?<=Nơi nhận: )|^|(?<=[\n|])|(?<=[.;)] )(?={AUTHORITY.pattern}))(?![\W_]*Nơi nhận)"
    rf"[^\n|]+?(?=[.;)] {AUTHORITY.pattern}|[\n|]|$)",
)
"""As _PIECE, and cut where the signature goes on in the last line of the distribution list."""
_NAME: Final = re.compile(PERSON)
_SPLIT: Final = re.compile(rf"\s+(?={AUTHORITY.pattern})")
_SIGNED: Final = re.compile(r"^[\W_]*(?:đã ký|ký,? ?(?:ghi rõ|đóng dấu|tên)|chữ ký)", re.IGNORECASE)
# "KT. BỘ TRƯỞNG THỨ TRƯỞNG" on one line: the post begins after at least one word of the capacity.
_POST_AFTER_AUTHORITY: Final = re.compile(
    r"\s+(?=PHÓ\s|THỨ TRƯỞNG|CHÁNH VĂN PHÒNG$|(?:CHỦ TỊCH|(?<!TỔNG )GIÁM ĐỐC|BÍ THƯ|TRƯỞNG BAN|CỤC TRƯỞNG|VỤ TRƯỞNG)$)"
)
_LINES_TO_NAME: Final = 14
_NEAR_SIGNATURE: Final = 4
_CLOSING: Final = re.compile(
    r"^(?:Trân trọng|Kính thư|Thân ái|Thân mến|Xin (?:trân trọng )?cảm ơn|"
    r"Kính chào)(?: cảm ơn)?[.,!]?/?\.?$",
    re.MULTILINE,
)
_POST: Final = re.compile(
    r"(?:Phó|Trưởng|Chánh|Giám đốc|Chủ tịch|Bí thư|Hiệu trưởng|Chủ nhiệm|Viện trưởng|Cục trưởng|Thư ký|Chuyên viên|"
    r"Quyền|"
    r"Tổ trưởng|Trợ lý|Điều phối|Cán bộ|Văn thư)(?!\w)[^0-9:@]{0,100}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Signature:
    authority: str | None
    position: str | None
    name: str | None
    start: int
    end: int


def _capitals(piece: str) -> int:
    """Length of the run of words in capitals with which a piece begins (a bracket in ordinary letters ends it)."""
    end = 0
    for word in re.finditer(r"\S+", piece):
        letters = [c for c in word[0] if c.isalpha()]
        if letters and any(c.islower() for c in letters):
            break
        end = word.end()
    return end


_WROTE_DOWN: Final = re.compile(r"THƯ KÝ|NGƯỜI GHI BIÊN BẢN")
"""Under minutes, above the list of recipients: beside it signs whoever presided."""


def _opens(piece: str) -> bool:
    run = piece[: _capitals(piece)].strip()
    return len(run) >= 5 and len(run) < 110 and bool(AUTHORITY.match(run) or SIGNING_POSITION.fullmatch(run))


def tail_start(text: str, start: int) -> int:
    """Offset of "Nơi nhận" or of the signature, whichever stands first; the end of the text where neither does."""
    recipients = _RECIPIENTS.search(text, start)
    limit = recipients.start() if recipients else len(text)
    for m in _PIECE.finditer(text, start, limit):
        piece = m[0].strip()
        run = piece[: _capitals(piece)].strip()
        if _WROTE_DOWN.fullmatch(piece) or (
            len(run) < 110 and AUTHORITY.match(run) and SIGNING_POSITION.search(text[m.start() : m.end() + 120].upper())
        ):
            return m.start()
    if recipients is None:
        return _unaided_signature(text, start)
    return limit


def _unaided_signature(text: str, start: int) -> int:
    """A paper without distribution list and without TM./KT.: a post in capitals with a name in the lines below."""
    pieces = [m for m in _PIECE.finditer(text, start) if m[0].strip()]
    for i, m in enumerate(pieces):
        if _opens(m[0].strip()) and any(_person(p[0]) for p in pieces[i + 1 : i + _NEAR_SIGNATURE]):
            return m.start()
    closing = _closing(text, start)
    return closing.start() if closing and _message_signature(text, start) else len(text)


def _closing(text: str, start: int) -> re.Match[str] | None:
    """The greeting that closes a message, the last where there are several."""
    return next(reversed(list(_CLOSING.finditer(text, start))), None)


def _person(piece: str) -> str | None:
    plain = DEGREES.sub("", piece.strip(" _*")).strip(" .")
    return plain if _NAME.fullmatch(plain) and not plain.isupper() else None


def _post_and_authority(runs: list[str]) -> tuple[list[str], list[str]]:
    authority: list[str] = []
    position: list[str] = []
    for run in runs:
        for part in _SPLIT.split(run):
            capacity = AUTHORITY.match(part)
            if capacity:
                deputy = _POST_AFTER_AUTHORITY.search(part, capacity.end())
                authority.append(part[: deputy.start()] if deputy else part)
                position.extend([part[deputy.end() :]] if deputy else [])
            elif authority and not position and not SIGNING_POSITION.fullmatch(part):
                authority[-1] += " " + part
            else:
                position.append(part)
    return authority, position


def _message_signature(text: str, start: int) -> Signature | None:
    """Below the greeting that closes a message: a name, and above or below it the post in ordinary letters."""
    closing = _closing(text, start)
    if closing is None:
        return None
    lines = [m for m in _PIECE.finditer(text, closing.end()) if m[0].strip()][:_NEAR_SIGNATURE]
    at = next((i for i, m in enumerate(lines[:2]) if _person(m[0])), None)
    if at is None:
        return None
    posts = [i for i in (at + 1, at - 1) if 0 <= i < len(lines) and _POST.match(lines[i][0].strip())]
    post = lines[posts[0]] if posts else None
    begin = min(lines[at].start(), post.start() if post else lines[at].start())
    end = max(lines[at].end(), post.end() if post else lines[at].end())
    begin, end = trimmed(text, begin, end)
    return Signature(None, squeeze(post[0]) if post else None, squeeze(_person(lines[at][0]) or ""), begin, end)


def read_signature(text: str, start: int) -> Signature | None:
    pieces = [m for m in _JOINED.finditer(text, start) if m[0].strip()]
    opening = next((i for i, m in enumerate(pieces) if _opens(m[0].strip())), None)
    if opening is None:
        return _message_signature(text, start)
    runs: list[str] = []
    end = begin = pieces[opening].start()
    name: str | None = None
    for m in pieces[opening : opening + _LINES_TO_NAME]:
        piece = m[0].strip()
        run = piece[: _capitals(piece)]
        rest = piece[len(run) :].strip()
        if runs and not _opens(piece) and (person := _person(piece)) is not None:
            name, end = person, m.end()
        elif run.strip() and not piece.startswith(("-", "(")) and (not rest or _person(rest)):
            runs.append(squeeze(run))
            end = m.end()
            name = _person(rest) if rest else None
        elif not (_SIGNED.match(piece) or piece.startswith(("-", "("))):
            break
        if name is not None:
            break
    authority, position = _post_and_authority(runs)
    begin, end = trimmed(text, begin, end)
    if name is None and not authority:
        return None
    return Signature(
        "; ".join(authority) or None, " ".join(position) or None, squeeze(name) if name else None, begin, end
    )
