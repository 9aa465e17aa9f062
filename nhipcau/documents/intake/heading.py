"""Kind of paper and abstract (NĐ 30/2020, Phụ lục I, mục 5: tên loại và trích yếu, cells 5a and 5b).

A named kind stands alone in capitals with its abstract below; a công văn has no name but "V/v …" below its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nhipcau.documents.intake.cutting import cut
from nhipcau.documents.intake.mail_head import mail_subject, sender
from nhipcau.documents.intake.markers import marker_of
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.words import CONVENES_NOTHING, DOC_TYPES, NUMBER_TYPES

_KIND: Final = re.compile(
    r"^[^\w\n(\"]{0,6}(?P<kind>" + "|".join(sorted(DOC_TYPES, key=len, reverse=True)) + r")(?!\w)(?P<rest>[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
_ONLY_MEETING: Final = re.compile(
    r"(?:HỌP|HỘI NGHỊ|GIAO BAN|TẬP HUẤN|CUỘC HỌP|LỊCH HỌP)?(?:\s*(?:TRỰC TUYẾN|ONLINE|KHẨN|GẤP|QUA ZOOM|QUA MẠNG|"
    r"QUA MEET))*\W*",
    re.IGNORECASE,
)
"""Words behind a kind that are part of its name ("THÔNG BÁO HỌP ONLINE") and say nothing of what it is about."""
_JOINT: Final = re.compile(r"\s*(?:LIÊN NGÀNH|LIÊN TỊCH|PHỐI HỢP)(?!\w)")
"""A kind of paper that several bodies issue together ("KẾ HOẠCH LIÊN NGÀNH")."""
_ABOUT: Final = re.compile(r"^\W*(?:V\s?/\s?v|Về việc)(?!\w)\s*:?\s*", re.IGNORECASE | re.MULTILINE)
_ABOUT_ENDS: Final = re.compile(r"(?:V\s?/\s?v|Về việc)\s*:?\s*\Z", re.IGNORECASE)
_ADDRESSEE: Final = re.compile(r"^\W*(?:Kính gửi|Kính trình)\s*:?", re.IGNORECASE | re.MULTILINE)
_BODY_OPENING: Final = re.compile(
    r"\W*(?:Kính gửi|Kính trình|Căn cứ|Thực hiện|Thi hành|Theo|Để|Nhằm|Trên cơ sở|Sau khi|Trước|Xét|Ngày|Được|"
    r"Trân trọng|Kính mời|Thời gian(?=\s*:)|"
    r"Ủy ban nhân dân|UBND|Thường trực|Ban Thường vụ|Số\s?:|CỘNG HÒA|Độc lập|ĐẢNG CỘNG SẢN)(?!\w)",
)
_NUMBER_SYMBOL: Final = re.compile(r"^\W*Số\s*:?[^\n]{0,20}?(?:/|-)\s?(KH|TB|GM|CV)(?!\w)", re.MULTILINE)
_PLACE_DATE: Final = re.compile(r"[^\n,]{2,40},\s*ngày\b")
_NUMBER_LINE: Final = re.compile(r"^\W*Số\s*:?[^\n]{0,40}$", re.MULTILINE)
_ABSTRACT_BEGINS: Final = re.compile(
    r"^(?:Mời|Về|Triệu tập|Tổ chức|Tham dự|Dự|Hoãn|Lùi|Dời|Đính chính|Điều chỉnh|Thay đổi|Chuyển|Thông báo|Chuẩn bị|"
    r"Phối hợp|Quán triệt|Triển khai|Đăng ký|Cử|Hội nghị|Họp|Giao ban|Tập huấn|Đề nghị|Báo cáo|Gửi)(?!\w)(?=[^\n]{12})",
    re.MULTILINE,
)
"""What an abstract without "V/v" begins with: what is to be done, or the meeting."""
_ABSTRACT_LATE: Final = 400
"""Letters within which "V/v" may stand below the addressees."""
_HEAD_LINES: Final = 45
_LONGEST_ABSTRACT: Final = 700


@dataclass(frozen=True)
class Heading:
    doc_type: Found[str] | None
    subject: Found[str] | None
    body_start: int
    convenes: bool = True


def head_limit(text: str) -> int:
    """The head is sought in the first lines only: a later line "THÔNG BÁO" belongs to the body."""
    at = 0
    for _ in range(_HEAD_LINES):
        newline = text.find("\n", at)
        if newline < 0:
            return len(text)
        at = newline + 1
    return at


def _kind(text: str, limit: int) -> re.Match[str] | None:
    for m in _KIND.finditer(text, 0, limit):
        kind, rest = m["kind"], m["rest"].strip()
        if kind.isupper() and (not rest.strip(".:-") or rest.isupper() or rest.startswith("(") or _ABOUT.match(rest)):
            return m
        if kind[0].isupper() and not rest:
            return m
    return None


def _lines_from(text: str, at: int) -> Iterator[tuple[int, int]]:
    while at <= len(text):
        newline = text.find("\n", at)
        end = len(text) if newline < 0 else newline
        yield at, end
        at = end + 1


def _abstract_end(text: str, at: int) -> tuple[int, int] | None:
    """Offsets of the abstract that begins at or after `at`: lines until the body opens."""
    begin: int | None = None
    last = at
    gap = False
    for start, end in _lines_from(text, at):
        line = text[start:end].strip()
        if not line:
            gap = begin is not None
            continue
        if marker_of(line)[0] not in ("plain", "upper") or line.startswith("|") or _PLACE_DATE.match(line):
            break
        capitals_go_on = begin is not None and line.isupper() and text[begin:last].isupper()
        if begin is not None and gap and not line[0].islower() and not capitals_go_on:
            break
        if (
            _BODY_OPENING.match(line)
            and (begin is not None or not line.isupper())
            and not (begin and _unfinished(text[begin:last]))
        ):
            break
        if line.endswith((".", ":", ";")) and not line[0].islower() and not line.isupper() and not _ABOUT.match(line):
            break
        begin = start if begin is None else begin
        last, gap = end, False
        if last - begin > _LONGEST_ABSTRACT:
            break
    return None if begin is None else (begin, last)


def _unfinished(abstract: str) -> bool:
    return bool(re.search(r"(?:,|-|\s(?:và|của|về|với|giữa|tại|do|cho|các|năm|trên|theo))\s*$", abstract))


def _without_about(text: str, span: tuple[int, int], confidence: float) -> Found[str] | None:
    start, end = span
    opening = _ABOUT.match(text[start:end])
    return cut(text, start + (opening.end() if opening else 0), end, confidence)


def _below_number(text: str, limit: int) -> Found[str] | None:
    """The abstract that a Party letter prints below its number without "V/v" (Hướng dẫn 36-HD/VPTW)."""
    number = _NUMBER_LINE.search(text, 0, limit)
    begins = _ABSTRACT_BEGINS.search(text, number.end(), limit) if number else None
    if begins is None:
        return None
    span = _abstract_end(text, begins.start())
    return cut(text, span[0], min(span[1], limit), 0.85) if span else None


def read_heading(text: str) -> Heading:
    """Kind, abstract and the offset at which the body begins."""
    limit = head_limit(text)
    kind = _kind(text, limit)
    addressee = _ADDRESSEE.search(text, 0, limit)
    about = _ABOUT.search(text, 0, limit)
    if kind is not None and not (addressee and addressee.start() < kind.start()):
        joint = _JOINT.match(kind["rest"])
        rest_at = kind.start("rest") + (joint.end() if joint else 0)
        rest = text[rest_at : kind.end("rest")]
        inline = "" if _ONLY_MEETING.fullmatch(rest.strip()) else rest.strip(" .:-")
        span = _abstract_end(text, rest_at if inline else kind.end())
        name = " ".join(kind["kind"].lower().split())
        doc_type = Found(DOC_TYPES[name], kind.start("kind"), kind.end("kind"), 1.0)
        subject = _without_about(text, span, 0.95) if span else None
        body_start = span[1] if span else min(len(text), kind.end() + 1)
        return Heading(doc_type, subject, body_start, name not in CONVENES_NOTHING)
    subject = mail_subject(text[:limit])
    body_start = max(addressee.start() if addressee else 0, subject.end if subject else 0)
    if subject is None and about and (not addressee or about.start() < addressee.start() + _ABSTRACT_LATE):
        span = _abstract_end(text, about.start())
        if span:
            subject = _without_about(text, span, 0.95)
            body_start = max(body_start, span[1])
    if subject is None and addressee:
        subject = _below_number(text, addressee.start())
    mark = addressee or (about if subject else None)
    if mark:
        letter = about or (subject and _ABOUT_ENDS.search(text, 0, subject.start)) or sender(text) is None
        return Heading(
            Found("cong_van" if letter else "khac", mark.start(), mark.end(), 0.9 if letter else 0.7),
            subject,
            body_start,
        )
    symbol = _NUMBER_SYMBOL.search(text, 0, limit)
    if symbol:
        doc_type = Found(NUMBER_TYPES[symbol[1]], symbol.start(1), symbol.end(1), 0.7)
        return Heading(doc_type, None, min(len(text), symbol.end()))
    return Heading(None, None, 0)
