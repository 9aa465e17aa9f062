"""The head of a convening sent as an e-mail: who sends it, and its subject line.

A message carries no letterhead; its sender and its subject stand for the issuer and the abstract.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from nhipcau.documents.intake.cutting import cut
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.words import ORGAN_START

_SENDER: Final = re.compile(r"^\W*(?:Từ|Người gửi|Gửi từ|From|Sender)\s*:\s*(?P<who>[^\n]+)$", re.MULTILINE)
_SUBJECT: Final = re.compile(
    r"^\W*(?:Chủ đề|Tiêu đề(?: thư)?|Subject)\s*:\s*"
    r"(?:(?:\[[^\]\n]{1,30}\]|(?:Re|Fwd?|TL|Trả lời|Chuyển tiếp)\s?:)\s*)*"
    r"(?:(?:V\s?/\s?v|Về việc)(?!\w)\s*:?\s*)?(?P<words>[^\n]+)$",
    re.IGNORECASE | re.MULTILINE,
)
_WITHIN: Final = re.compile(
    r"\s(?:-\s|thuộc\s|của\s|,\s)?(?P<body>(?:Sở|UBND|HĐND|Ủy ban|Hội đồng|Bộ|Cục|Chi cục|Bệnh viện|"
    r"BV[A-ZĐ]{0,4}|TTYT|Trường|"
    r"Đại học|Trung tâm|Công ty|Tập đoàn|Ngân hàng|Kho bạc|BHXH|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Tỉnh đoàn|Thành đoàn|"
    r"Công an|Thanh tra|Viện|Thuế|Điện lực|Viễn thông)\s\S)"
)
"""The body whose office sends: "Phòng Chỉ đạo tuyến Bệnh viện X"."""
_OFFICE: Final = re.compile(r"(?:P\.|Phòng|Văn phòng|Bộ phận|Tổ|Nhóm|Ban thư ký|Khoa)(?!\w)")
_DATE: Final = re.compile(
    r"^\W*(?:Date|Sent|Ngày(?: gửi)?|Gửi(?: lúc| ngày)?|Đã gửi|Thời gian gửi)\s*:\s*(?P<when>[^\n]{6,60})$",
    re.IGNORECASE | re.MULTILINE,
)
_ENGLISH_DATE: Final = re.compile(
    r"(?:(?P<d>[0-9]{1,2})\s(?P<m>[A-Z][a-z]{2})[a-z]*,?|(?P<m2>[A-Z][a-z]{2})[a-z]*\s(?P<d2>[0-9]{1,2}),)\s(?P<y>20[0-9]{2})"
)
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FIGURES: Final = re.compile(
    r"(?<![0-9])(?P<d>[0-9]{1,2})(?:\s?[/.-]\s?|\stháng\s)(?P<m>[0-9]{1,2})(?:\s?[/.-]\s?|,?\snăm\s)(?P<y>20[0-9]{2})"
)
_NAME_ENDS: Final = re.compile(r"[<\[(;,\"]|\s-\s|$")
_LINES: Final = 2000
"""Letters of a text in which the head of a message stands."""


def sender(text: str) -> re.Match[str] | None:
    """The sender's line of a message."""
    return _SENDER.search(text, 0, _LINES)


def sending_body(text: str) -> Found[str] | None:
    """The body that a sender's line names: "Văn thư Sở A <…>", "Nguyễn Văn B (Phòng C) <…>"."""
    line = sender(text)
    if line is None:
        return None
    organ = next((m for m in ORGAN_START.finditer(text, line.start("who"), line.end("who"))), None)
    if organ is None:
        return None
    ends = _NAME_ENDS.search(text, organ.end(), line.end("who"))
    end = ends.start() if ends else line.end("who")
    within = _WITHIN.search(text, organ.end(), line.end("who")) if _OFFICE.match(organ[0]) else None
    if within:
        ends = _NAME_ENDS.search(text, within.end(), line.end("who"))
        return cut(text, within.start("body"), ends.start() if ends else line.end("who"), 0.7)
    return cut(text, organ.start(), end, 0.75)


def mail_subject(text: str) -> Found[str] | None:
    """The subject line of a message that also names its sender."""
    line = _SUBJECT.search(text, 0, _LINES) if sender(text) else None
    return cut(text, line.start("words"), line.end("words"), 0.9) if line else None


def sent_on(text: str) -> Found[date] | None:
    """The day of a message's head, whole with its year: "Fri, 6 Mar 2026 16:42", "06/3/2026 16:42"."""
    line = _DATE.search(text, 0, _LINES) if sender(text) else None
    if line is None:
        return None
    at, end = line.span("when")
    english = _ENGLISH_DATE.search(text, at, end)
    m = english or _FIGURES.search(text, at, end)
    if m is None or (english and (english["m"] or english["m2"]) not in _MONTHS):
        return None
    month = _MONTHS.index(english["m"] or english["m2"]) + 1 if english else int(m["m"])
    try:
        return Found(date(int(m["y"]), month, int(m["d"] or m["d2"])), m.start(), m.end(), 0.9)
    except ValueError:
        return None
