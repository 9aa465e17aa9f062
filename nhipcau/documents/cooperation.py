"""Who is named to work with the one who leads a task: "Sở A chủ trì, phối hợp với Sở B, Công an tỉnh kiểm tra …"."""

import re
from typing import Final

_WITH: Final = re.compile(r"phối\s+hợp(?:\s+chặt\s+chẽ)?\s+(?:với|cùng)\s+", re.IGNORECASE)
_BODY: Final = re.compile(
    r"(?:các\s+)?(?:cơ quan|đơn vị|sở|ban|ngành|huyện|thành phố|thị xã|địa phương|xã|phường)\b|[A-ZĐÀ-Ỵ]", re.UNICODE
)
# A body's name ends where what is to be done begins.
_DEED: Final = re.compile(
    r"\s*[,:]?\s*\b(?:chuẩn bị|tham mưu|xây dựng|tổ chức(?!\s+chính trị)|kiểm tra|rà soát|bố trí|[đb]ảo đảm|đảm bảo|"
    r"thực hiện|triển khai|hướng dẫn|đôn đốc|thông báo|gửi|hoàn thiện|để|nhằm|trong việc|theo dõi|tuyên truyền|"
    r"cung cấp|lắp đặt|vận hành|hỗ trợ|chịu trách nhiệm|trước|xong|hoàn thành|đưa tin|phân công|cử|trang trí|in ấn|"
    r"tổng hợp|kết nối|chạy thử|quản lý|phục vụ|đón tiếp|báo cáo|có trách nhiệm)\b"
)
_END: Final = re.compile(r"[.;\n|()]")
_APART: Final = re.compile(r",\s*|\s+và\s+(?=[A-ZĐÀ-Ỵ]|các\s)")
_LONGEST: Final = 1000


def bodies(words: str) -> list[str]:
    """The bodies named after "phối hợp với", in order, each once. words: one point of a paper."""
    found: list[str] = []
    for start in _WITH.finditer(words):
        rest = words[start.end() :]
        end = min([len(rest), *(m.start() for m in (_END.search(rest), _DEED.search(rest)) if m)])
        for part in _APART.split(rest[:end]):
            name = " ".join(part.split()).strip(" ,:-")
            if not _BODY.match(name):
                break
            if name not in found:
                found.append(name)
    return found


def named(text: str, start: int, end: int, action: str) -> str:
    """The co-operating bodies of the task that stands at text[start:end], joined by "; "."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    point = text[line_start : line_end if line_end >= 0 else len(text)]
    return "; ".join(bodies(action) or bodies(point))[:_LONGEST]
