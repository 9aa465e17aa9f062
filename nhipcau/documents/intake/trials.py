"""The words for a trial run: of the line, of a programme, of a room that one enters beforehand. Data only.

Three forms: a word of its own ("tổng duyệt", "chạy nháp"), a verb with "thử" ("gọi thử", "thử máy"), and a verb of
checking with a part of the line as its object ("rà đường truyền", "thông lại đường truyền").
"""

from __future__ import annotations

import re
from typing import Final

_LINE: Final = (
    r"(?:kỹ thuật|đường (?:truyền|tiếng|hình|mạng)|kết nối|âm thanh|hình(?:\sảnh)?|hệ thống|tín hiệu|tiếng|máy|"
    r"thiết bị|"
    r"micro|loa|camera|phòng họp|mạng|từng điểm|các điểm)(?!\w)"
)
_ON_TRIAL: Final = (
    r"(?:kết nối|nối|gọi|vào|đăng nhập|truy cập|cắm|bật|phát|họp|học|lớp|buổi|dạy|ghép|ghép nối|vận hành|chạy|"
    r"thông(?: kênh| tuyến)?|mở|"
    r"trình chiếu|chiếu|quay|liên lạc|lên sóng)"
)
REHEARSAL: Final = re.compile(
    r"(?<!\w)(?:tổng duyệt|(?:kết )?nối kiểm tra|khớp nối|sơ duyệt|chạy nháp|tập dượt|diễn tập (?:kết nối|kỹ thuật|"
    r"đường truyền)|tổng dượt|duyệt chương trình|"
    r"chạy chương trình|test|check lại|kết nối kỹ thuật(?=\s[^.;]{0,80}(?:lúc|vào|hồi)\s)|"
    + _ON_TRIAL
    + r"\sthử(?!\s(?:thách|việc))"
    + r"|thử\s(?:lại(?!\w)|nghiệm\s"
    + _LINE
    + r"|"
    + _LINE
    + r")|(?:kiểm tra|thử|duyệt)[^.;]{0,50}?(?:kỹ thuật|đường truyền|kết nối|âm thanh|hệ thống|tín hiệu)"
    r"|(?:rà|rà soát|soát|thông|thông suốt|check)\s(?:lại\s)?(?:toàn bộ\s)?(?:đường (?:truyền|tiếng|hình)|kết nối|"
    r"tín hiệu|"
    r"âm thanh))(?!\w)",
    re.IGNORECASE,
)
