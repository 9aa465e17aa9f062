"""A paper that corrects another: what was printed stands beside what should have been.

"Đã in: "A". Sửa lại là: "B"." says B; A must not be read. The words that only lead to B, and A itself, are blanked out,
so that B is read like any other text and every offset stays true; "Tại mục 2 (thành phần):" becomes the heading that
it stands for.
"""

from __future__ import annotations

import re
from typing import Final

_OPENS: Final = r"\s?(?:là|thành|như sau|nội dung)?\s?:?\s*"
_WAS: Final = re.compile(
    r"(?<!\w)(?:(?:Trước đây |Nội dung )?(?:đã|được) (?:in|ghi|viết|nêu|thông báo)(?: (?:là|nhầm|sai))?|"
    r"(?:in|ghi|viết) (?:sai|nhầm)(?: là)?|nội dung cũ|bản cũ|thay (?:cụm từ|nội dung|cho))"
    rf"{_OPENS}\"[^\"]*\"[.,;]?",
    re.IGNORECASE,
)
_NOW: Final = re.compile(
    r"(?<!\w)(?P<cue>(?:(?:nay |xin |được )*(?:sửa|đính chính|điều chỉnh|đổi|đọc|ghi|in)(?: lại)?(?: (?:là|thành))|"
    r"nội dung (?:mới|đúng)|đúng (?:là|phải là)|bổ sung(?: (?:thêm|thành phần|nội dung))?|bằng(?: cụm từ)?)"
    rf"{_OPENS}\")(?P<said>[^\"]*)(?P<end>\"[.,;]?)",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(
    r"^(?P<mark>\W*(?:[0-9]{1,2}[.)]|[a-zđ]\)|-)?\s*)"
    r"(?P<where>(?:Tại |Ở |Về )?(?:mục|điểm|khoản|phần|dòng|đoạn|trang)\s[0-9IVXa-z.,]{1,8}(?:\s[^()\n:]{0,40})?\s?\()"
    r"(?P<topic>[^()\n]{3,80})(?P<end>\))",
    re.IGNORECASE | re.MULTILINE,
)
_LEAST_QUOTED: Final = 4


def _blank(words: str) -> str:
    return re.sub(r"[^\n]", " ", words)


def as_corrected(text: str) -> str:
    """The text as long as before, with what it corrects blanked out; the same text where it corrects nothing."""
    if "đính chính" not in text.lower() or not any(len(m["said"]) >= _LEAST_QUOTED for m in _NOW.finditer(text)):
        return text
    text = _WAS.sub(lambda m: _blank(m[0]), text)
    text = _NOW.sub(
        lambda m: _blank(m["cue"]) + m["said"].replace("; - ", ";\n- ").replace("; + ", ";\n+ ") + _blank(m["end"]),
        text,
    )
    return _PLACE.sub(lambda m: m["mark"] + _blank(m["where"]) + m["topic"] + _blank(m["end"]), text)
