"""Words as people paste them, made fit for print: composed letters, no signs that only programs see."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Final

from nhipcau.typeset.model import Run, Runs

_INVISIBLE = frozenset({"Cf", "Cs"})
"""Zero-width signs, soft hyphens, marks of direction, halves of signs."""
TIED: Final = "\u00a0"
"""A space at which no line ends."""
_TELEPHONE: Final = re.compile(r"(?<![0-9])0[0-9]{2,4}(?: [0-9]{2,4}){1,3}(?![0-9])")
_HYPHEN: Final = re.compile(r"(?<=\w) - (?=\w)")
_CLOCK: Final = re.compile(r"(?<!\w)[0-9]{1,2} giờ(?: [0-9]{2})?(?!\w)")
_WITH_NEXT: Final = re.compile(r"(?<!\w)(ngày (?=[0-9])|thứ (?=Hai|Ba|Tư|Năm|Sáu|Bảy))")
PAIRS: Final = re.compile(
    r"an (?:ninh|toàn)|bầu cử|bộ máy|cải cách|cấp ủy|chỉ đạo|chính (?:quyền|phủ|trị)|chuyển đổi|chương trình"
    r"|công (?:chức|dân|nghệ|tác)|dịch vụ|doanh nghiệp|du lịch|đại (?:biểu|hội)|đảng (?:bộ|viên)|đào tạo|đầu tư"
    r"|điểm cầu|điều hành|đô thị|giải (?:pháp|quyết)|giám sát|giáo dục|giao (?:ban|thông)|hành chính|học tập"
    r"|hội (?:đồng|nghị)|kế hoạch|kết quả|khen thưởng|khiếu nại|kiểm tra|kinh tế|lãnh đạo|môi trường|nghị quyết"
    r"|ngân sách|nhà nước|nhân dân|nhiệm vụ|nông (?:nghiệp|thôn)|pháp luật|phát triển|phòng chống|phổ biến|phụ cận"
    r"|quán triệt|quản lý|quốc (?:hội|phòng)|sáp nhập|sắp xếp|sơ kết|tập huấn|thanh tra|thi đua|thông tin"
    r"|thực hiện|thường trực|tố cáo|tổ chức|tổng kết|trật tự|triển khai|trọng tâm|trung ương|trực tuyến|tuyên truyền"
    r"|ủy ban|văn (?:bản|hóa)|xã hội|xây dựng|y tế",
    re.IGNORECASE,
)
"""Words of two syllables that stand in the titles of conferences: a line does not part them."""
_TOGETHER: Final = re.compile(
    rf"(?<!\w)(?:(?:{PAIRS.pattern})|(?:năm|tháng|quý|số|lần|khóa) [0-9]+)(?!\w)", re.IGNORECASE
)


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


def tied(words: str) -> str:
    """Where a line must not end: within a telephone number or a time of day, after "ngày" or "thứ", and before a hyphen
    ("kinh tế - xã hội"), which would begin the next line as if it were the dash of an item."""
    for wanted in (_TELEPHONE, _CLOCK, _WITH_NEXT):
        words = wanted.sub(lambda found: found[0].replace(" ", TIED), words)
    return _HYPHEN.sub(f"{TIED}- ", words)


def tied_title(runs: Runs) -> Runs:
    """A title, whose centred lines do not part a word of two syllables or a year from what it counts."""
    return tuple(_changed(run, _TOGETHER.sub(lambda found: found[0].replace(" ", TIED), run.text)) for run in runs)


def tidy_runs(runs: Runs) -> Runs:
    return tuple(_changed(run, tied(tidy(run.text))) for run in runs)


def _changed(run: Run, words: str) -> Run:
    return run if words == run.text else replace(run, text=words)
