"""Who a point is addressed to.

Offices ask in three ways: "Sở X chuẩn bị …", "Sở X: chuẩn bị …", "đề nghị Sở X chuẩn bị …"; and "Sở X" alone heads
what stands below it. The body's name ends at a colon or where the first verb begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from nhipcau.documents.intake.cutting import outside_brackets, squeeze
from nhipcau.documents.intake.letters import UPPER
from nhipcau.documents.intake.names import action_at, begins_with_verb
from nhipcau.documents.intake.words import ORGAN_START

_PREFIX: Final = re.compile(
    r"(?:Để\s[^,:;.]{4,80},\s)?(?:(?:[Tt]rân trọng |[Kk]ính )?(?:[Đđ]ề nghị|[Gg]iao(?: cho| nhiệm vụ cho)?|"
    r"[Yy]êu cầu|[Pp]hân công|[Mm]ời|[Nn]hờ|"
    r"(?:[Rr]ất |[Kk]ính )?[Mm]ong|[Kk]ính (?:đề nghị|nhờ))|"
    r"(?:UBND|HĐND|Thường trực|Ban Thường vụ|Chủ tịch)[^.:;]{2,40}?\s"
    r"(?:đề nghị|giao(?: cho)?|yêu cầu)|(?P<toward>[Đđ]ối với|[Vv]ề phía))\s*:?\s+"
)
_CITES: Final = re.compile(
    r"\s(?:đã |vừa )?(?:có|ban hành|gửi)\s(?:Giấy|giấy|Thông báo|Kế hoạch|Công văn|Văn bản|văn bản)(?!\w)"
)
"""What a body has done already: "… có Giấy mời số …"."""
_INVITING: Final = re.compile(r"\s(?:trân trọng|kính mời|mong|cảm ơn|cáo lỗi|có ý kiến|đồng ý)(?!\w)")
"""The issuer speaks of itself."""
_COURTESY: Final = re.compile(r"\s*(?:cáo lỗi|xin lỗi|cảm ơn|rất tiếc|xin thông báo|xin thông tin)(?!\w)")
_ASKED_PASSIVELY: Final = re.compile(r"\s(?:xin )?được (?:mời|giao|đề nghị|yêu cầu|phân công)\s")
_ANYBODY: Final = re.compile(r"(?:[Cc]ác )?(?:[Đđ]ơn vị|[Cc]ơ quan|[Đđ]ịa phương|[Cc]á nhân|[Tt]ập thể)")
"""Those who are told from others by what they were given to do."""
_ENUMERATED: Final = re.compile(r"[\s,]*\((?:[ivx]{1,4}|[0-9a-z]|chủ trì|đầu mối|thường trực|phối hợp)\)$")
_RELATIVE: Final = re.compile(
    r"\s(?:nơi|được|có|chưa|đã|không|đang|trình|thay đổi|thay thế|vắng|thiếu|đăng ký|phụ trách|chủ trì|"
    r"tham gia|dự|ở xa)\s"
)
"""What opens a clause that tells some bodies from others: "các xã chưa có đường truyền", "đơn vị thay đổi người dự"."""
_COMPARED: Final = re.compile(r"\s(?:so với|khác với|ngoài)\s")
_CHARGED: Final = re.compile(
    r"\s(?:(?:đã )?được (?:phân công|giao|mời|đề nghị|lựa chọn|chọn|chỉ định)|có)"
    r"(?: (?:chuẩn bị|viết|trình bày|báo cáo|phát biểu|tham luận|ý kiến|điển hình|chuyên đề|chủ trì|nhiệm vụ|bài|tại|"
    r"trong|hội nghị)(?!\w))+,?\s"
    r"(?=(?:gửi|gởi|nộp|hoàn thành|hoàn thiện|đăng ký|cung cấp|xác nhận|trình|chuẩn bị|xây dựng|viết)\s)"
)
"""Those charged with a speech, and then what is asked of them: "các đơn vị được phân công tham luận gửi bài …"."""
_NO_BODY: Final = re.compile(
    r"(?:KINH PHÍ|YÊU CẦU|NỘI DUNG|HÌNH THỨC|CHƯƠNG TRÌNH|THỜI GIAN|THÀNH PHẦN|MỤC ĐÍCH|TÀI LIỆU|GHI CHÚ|LƯU Ý|"
    r"PHỤ LỤC)(?!\w)|"
    r"(?:Giảng viên|Báo cáo viên|Diễn giả|Người trình bày)\s?:\s*(?:(?:ThS|TS|PGS|GS|BS|KS|CN|CKI|Ông|Bà|Đ/c|"
    r"[Đđ]ồng chí|ông|bà|đ/c|Mời|mời)(?![\w])|"
    r"[^.;]*?(?:\sthuộc\s|\scủa\s|\())"
)
"""Headings in capitals, and who speaks."""
_COUNTED: Final = re.compile(r"[0-9]{1,3}\s(?:xã|phường|huyện|đơn vị|điểm cầu|trường|thôn|bản|cơ sở|trạm)(?!\w)")
"""Some of many, told by their number: "đối với 05 xã mới đổi đường truyền"."""
_NAMES_BEHIND: Final = re.compile(
    rf"\s*(?:{UPPER}[^,;:.]{{1,50}}|(?:xã|phường|huyện|thị trấn|đặc khu)\s{UPPER}[^,;:.]{{1,40}})"
    rf"(?:(?:,| và)\s(?:{UPPER}[^,;:.]{{1,50}}|(?:các\s)?(?:xã|phường|huyện|thị trấn|"
    rf"đặc khu)\s{UPPER}[^,;:.]{{1,40}}))+\s"
)
"""The bodies one by one behind "các …:", and then the verb."""
_TAIL: Final = re.compile(r"\s(?:vẫn|cũng|cần|tiếp tục|vui lòng|xin)$")
_LONGEST_NAME: Final = 170
_SHORTEST: Final = 3
_SHORT_NAME: Final = 10
"""Words that may all be a name before a colon with a verb behind it: "Văn phòng tổng hợp: dự thảo …"."""
_ADDRESS_TERMS: Final = re.compile(
    r"^[Rr]iêng (?:đối với )?(?=\w)|^(?:[Cc]ác |[Qq]uý )?(?:ông, bà|ông \(bà\)|ông/bà)\s+(?=\w)"
)


@dataclass(frozen=True)
class Addressed:
    """A point split at the end of the body's name; `action` is its offset in the point, None for a bare heading."""

    name: str
    start: int
    action: int | None
    explicit: bool


def _told_apart(name: str, verb: int | None) -> bool:
    """Whether the verbs of a long name before a colon stand in a clause that tells these bodies from others."""
    relative = _RELATIVE.search(name)
    return relative is not None and (verb is None or relative.start() < verb) and ";" not in name


def address(text: str) -> Addressed | None:
    """Who a point is addressed to, or None where it does not begin with a body's name."""
    text = text.rstrip()
    prefix = _PREFIX.match(text)
    begin = prefix.end() if prefix else 0
    rest = text[begin:]
    counted = bool(prefix and prefix["toward"] and _COUNTED.match(rest))
    if not rest or not (counted or ORGAN_START.match(rest[0].upper() + rest[1:])):
        return None
    if _NO_BODY.match(rest):
        return None
    colon = next((at for _, at in outside_brackets(rest, ":")[:1] if at < len(rest)), None)
    verb = action_at(rest)
    toward = bool(prefix and prefix["toward"])
    behind = colon is not None and begins_with_verb(rest[colon + 1 :])
    named = behind and (len(rest[:colon].split()) <= _SHORT_NAME or _told_apart(rest[:colon], verb))
    listed = colon is not None and verb is not None and colon < verb and _NAMES_BEHIND.fullmatch(rest, colon + 1, verb)
    if listed and not behind and verb is not None and verb <= _LONGEST_NAME and "các" in rest[:colon].lower():
        end = action = verb
    elif colon is not None and colon <= _LONGEST_NAME and (verb is None or colon < verb or toward or named):
        end, action = colon, colon + 1
    elif verb is not None and verb <= _LONGEST_NAME:
        end = action = verb
    elif len(rest) <= _LONGEST_NAME and not rest.endswith("."):
        end, action = len(rest), len(rest)
    else:
        return None
    if _CITES.search(rest[:end]) or _INVITING.search(rest[:end]):
        return None
    if _COURTESY.match(rest, action):
        return None
    charged = _CHARGED.search(rest, 0, action + 60)
    if charged and charged.start() <= action:
        end = action = charged.end()
    by_charge = (charged and end == charged.end()) or end == colon
    asked = None if by_charge else _ASKED_PASSIVELY.search(rest, 0, action + 12)
    if asked:
        whole = _ANYBODY.fullmatch(rest[: asked.start()]) and not asked[0].endswith(("mời ", "đề nghị ", "yêu cầu "))
        end, action = asked.end() if whole else asked.start(), asked.end()
    if named and end == colon:
        compared = _COMPARED.search(rest, 0, end)
        end = compared.start() if compared else end
    name = _ADDRESS_TERMS.sub("", _ENUMERATED.sub("", squeeze(rest[:end]).strip(" ,;:-.")))
    if (
        (len(name) < _SHORTEST and not name[-1:].isdigit())
        or name.count("(") != name.count(")")
        or re.search(r"\s(?:không|chưa|đã|được|do|là|có|nay|kính|trân trọng)$", name)
    ):
        return None  # a statement about the body, not something asked of it
    name = _TAIL.sub("", name)
    name = name[:1].upper() + name[1:]
    bare = not rest[action:].strip(" .;:")
    return Addressed(name, begin, None if bare else begin + action, prefix is not None)
