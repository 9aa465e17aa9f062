"""How the words of a place begin and how far they go in running text."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.letters import UPPER

PLACE_NOUN: Final = (
    r"(?:phòng|hội trường|giảng đường|nhà|trung tâm|tòa|toà|trụ sở|tầng|lầu|khách sạn|hội quán|rạp|cung|đại sảnh|sảnh|"
    r"thư viện|trường|khuôn viên|câu lạc bộ|bảo tàng|sân vận động|cơ quan|bệnh viện)"
)
"""What a meeting is held in."""

_ADDRESS: Final = re.compile(
    rf"\s*(?:(?:số|tầng|lầu|nhà|tòa|toà|khu|đường|phố|ngõ|ngách|hẻm|trụ sở|cơ quan|tháp|đại lộ|quảng trường|trung tâm|"
    rf"phòng|hội trường|khuôn viên|cổng|cạnh|đối diện|của|km|quốc lộ|sở|văn phòng|viện|trường|dãy|khối|lô|cung|cục|"
    rf"chi cục)"
    rf"(?!\w)|(?:phường|xã|huyện|quận|thị xã|thị trấn|thành phố|tỉnh|ấp|thôn|tổ|khóm|bản|khu phố)\s+(?:{UPPER}|[0-9])|"
    rf"{UPPER}|[0-9])",
)
_NOT_ADDRESS: Final = re.compile(
    r"\s*[0-9]+(?:/[0-9]+)?\s+(?:xã|phường|huyện|điểm|đầu cầu)|\s*[0-9]{1,2}\s?(?:giờ|h[0-9]|g[0-9])"
)
_PREVENTS: Final = re.compile(r"(?<!\w)phòng$", re.IGNORECASE)
_NAME_GOES_ON: Final = re.compile(r"\s[^,;:()0-9]{2,30}\s\((?:số|đường|tầng|phường|xã|tòa|toà|nhà|khu|tổ)\s")
"""The rest of a body's name with its address in brackets behind it: "Trụ sở Khối A, đoàn thể (đường B)"."""
_ASIDE: Final = re.compile(r"\s\((?:do|vì|đã|đang|trước đây|không|sau|theo|xem|kèm|có)\s[^()]*\)")
_RUNS_ON: Final = re.compile(
    r"\s(?:vào (?:lúc|hồi|ngày|[0-9])|từ (?:[0-9]|ngày)|lúc [0-9]|để (?=\w)|do (?:đồng chí|đ/c|ông|bà)|được nối|"
    r"nối (?:đến|tới|với)|"
    r"và (?:trực tuyến|nối|kết nối|các điểm|điểm cầu)|theo hình thức|có (?:lãnh đạo|các)|gồm(?= |:)|với (?:các "
    r")?điểm cầu)"
)
_OWN_NAME: Final = re.compile(
    r"^(?:(?:ở|tại)\s)?(?:cấp\s)?(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|trung ương|bộ|phòng|sở)\s*"
    r"(?::\s*(?:tại\s|ở\s)?|\s-\s|(?:ngồi |họp |dự |đặt )?(?:tại|ở)\s)(?=\S)",
    re.IGNORECASE,
)


def place_begin(words: str) -> int:
    """Length of the site's own name before the place: "huyện: ", "Thành phố - ", "ở huyện tại "."""
    own = _OWN_NAME.match(words)
    return own.end() if own else 0


def place_width(words: str) -> int:
    """How many characters of a text that begins with a place belong to it: pieces after a comma only where they go
    on with an address or a proper name."""
    width = len(words)
    for stop in (_ASIDE.search(words), _RUNS_ON.search(words)):
        width = min(width, stop.start() if stop else width)
    depth = 0
    for at, letter in enumerate(words[:width]):
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
            if depth < 0:
                return at
        elif letter == "," and depth == 0:
            rest = words[at + 1 : width]
            if _PREVENTS.search(words[:at]) and rest.startswith(" chống"):
                continue  # "Phòng, chống thiên tai" in the name of a body
            if _NAME_GOES_ON.match(rest):
                continue
            if not _ADDRESS.match(rest) or _NOT_ADDRESS.match(rest):
                return at
    return width
