"""Where the name of a body ends and what it is to do begins.

Vietnamese marks no verb; but a name is built in few ways. It goes on over capitals and over the nouns of level that
stand behind them ("UBND các xã, phường", "Ban tuyên giáo cấp huyện"), and ends at the first small word behind such a
noun that does not carry a name on, or at a word that is a verb wherever it stands behind a capital.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from nhipcau.documents.intake.letters import LOWER, UPPER
from nhipcau.documents.intake.words import VERB

_LEVEL_NOUN: Final = (
    r"tỉnh|huyện|xã|phường|thị trấn|thị xã|thành phố|đặc khu|quận|khu vực|thôn|ấp|ngành|đơn vị|địa phương|cơ quan|"
    r"điểm cầu|nơi|các trường|đoàn thể|xí nghiệp|chi nhánh|cấp dưới|cơ sở"
)
"""Nouns with which the name of a body, or of many, ends."""
_CARRIES_ON: Final = (
    r"các|và|hoặc|của|thuộc|trực|có|trên|trong|ở|tại|nêu|đã|liên|sự|chuyên|ven|biên|miền|vùng|khu|loại|trọng|hữu|nơi|"
    r"còn|khác|ủy|đoàn|tham(?= luận)|tỉnh|huyện|xã|phường|thị|thành|đặc|quận|thôn|ấp|mỗi|chưa|không|theo|cấp|do|là|"
    r"được|khi|nếu|để|thì|này|"
    r"đó|kia|dưới|với|về|từ|đến|tới|hội|số|đông|nam|bắc|tây|công|nào|ta|mình|sở|ban|ngành|đơn|địa|cơ|giao|đang|vừa|nay|"
    r"tiểu|trung|mầm|sau(?= (?:đây )?(?:chuẩn bị|gửi|báo cáo|cử|có|trình bày|viết|xây dựng))|trình(?= [Kk]ỳ họp)|"
    r"cũng|bạn|gồm|như|hay|lân|ngoài|phía|trưởng|viên|bộ|đầu|điểm|nói|kính|trân"
)
_AFTER_LEVEL: Final = re.compile(rf"(?<!\w)(?:{_LEVEL_NOUN})\s+(?P<verb>(?!(?:{_CARRIES_ON})(?!\w)){LOWER}\w*)")

# Verbs of small everyday tasks. One syllable each, so that they count only right behind the end of a name, and never
# as the second syllable of a word written with a capital ("Xây dựng", "Trợ giúp", "Kê khai").
_PLAIN_VERBS: Final = (
    "test", "ráp", "đổi tên", "đổi lịch", "đổi mật khẩu", "bật", "tắt", "tải về", "điền", "gom", "kéo", "đẩy",
    "vẽ", "kể", "giữ", "hủy", "cắm", "dời", "thuê", "chọn", "nhắn",
    "gọi", "bấm", "đăng", "khai", "quét", "treo", "đừng", "tóm tắt", "lấy ý kiến", "dàn dựng", "vận động",
    "thanh toán", "thử nghiệm", "tiêu độc", "vệ sinh", "biên tập", "biên dịch", "trang hoàng", "thông lại", "cho",
    "rà", "ghi tên", "ghi danh", "ghi nhận", "gởi", "chuyển", "phát", "dọn", "kê", "mua", "làm", "lo", "canh",
    "đón", "tiếp", "bố trí", "cắt cử", "cắt", "thu xếp", "sắp", "nêu", "đọc", "thay", "bỏ", "thêm", "hoãn", "thu",
    "kiểm kho", "tập dượt", "tập", "ghép nối", "ghép", "truyền hình trực tiếp", "quay phim", "viết tin", "lên",
    "tới", "điểm lại", "xem lại", "giúp", "thẩm tra", "tự", "tính", "đo", "sửa", "giải trình", "giải thích",
    "mang", "cầm", "nhường", "dành", "dựng", "lưu ý", "bám", "vận hành", "niêm phong", "chiếu", "nói", "kiểm",
)  # fmt: skip
_SECOND_SYLLABLES: Final = (
    r"(?<!Xây )(?<!xây )(?<!Trợ )(?<!Kê )(?<!Công )(?<!Triển )(?<!Thu )(?<!Lưu )(?<!Phân )(?<!Vận )(?<!Điều )(?<!Giao )"
    r"(?<!Luân )(?<!Dự )(?<!Đề )(?<!Đàn )(?<!Việc )(?<!Đào )(?<!Chuyên )(?<!Toàn )"
)
_AFTER_CAPITAL: Final = re.compile(
    rf"(?:(?<![\w])(?!(?:Các|Những|Mỗi|Từng|Tất|Toàn|Một)\s){UPPER}\w*(?:\s(?!(?:và|các|của|hoặc|với|"
    rf"hay)\s){LOWER}\w*){{0,2}}?|"
    rf"[)\"]|[0-9])\s+(?P<verb>{_SECOND_SYLLABLES}(?:"
    + "|".join(re.escape(verb) for verb in sorted(_PLAIN_VERBS, key=len, reverse=True))
    + r")(?![\w-]))"
)
_EACH: Final = re.compile(
    rf",?\s+(?P<verb>(?:mỗi|từng)\s+(?:đơn vị|cơ quan|địa phương|nơi|huyện|xã|phường|trường|bên|điểm cầu)\s(?={LOWER}))"
)
_STARTS: Final = re.compile(
    r"(?:" + "|".join(re.escape(verb) for verb in sorted(_PLAIN_VERBS, key=len, reverse=True)) + r")(?![\w-])"
)
_NOUNS: Final = re.compile(
    r"báo (?:chí|giấy|nói|hình)|báo cáo viên|phát thanh|tiếp dân|tiếp công dân|thông báo (?:số|kết luận)|"
    r"trình độ|trực thuộc"
)
"""Nouns that begin like a verb."""
_BUILT: Final = re.compile(r"(?:Công|Dự|Cảnh|Thông|Thời|Nhật)\s$")
"""What stands before "báo" where both are one word of a name."""
_LEAD_IN: Final = re.compile(r"^[\s;,]*(?:\((?:[ivx]{1,4}|[0-9a-z])\)\s*)?(?:đồng thời|và|sau hội nghị|sau đó)?\s*")


def _outside(text: str, at: int) -> bool:
    return text.count("(", 0, at) <= text.count(")", 0, at)


def _is_verb(text: str, at: int) -> bool:
    return _outside(text, at) and not _NOUNS.match(text, at) and not _BUILT.search(text[max(0, at - 6) : at])


def action_at(text: str) -> int | None:
    """Where the first verb stands in a text that begins with a body's name; None where none does."""
    found: list[int] = []
    for pattern, group in ((VERB, 0), (_AFTER_LEVEL, "verb"), (_AFTER_CAPITAL, "verb"), (_EACH, "verb")):
        found.extend(islice((m.start(group) for m in pattern.finditer(text) if _is_verb(text, m.start(group))), 1))
    return min(found, default=None)


def begins_with_verb(words: str) -> bool:
    """Whether words ask for something from their first syllable on, linking words left out."""
    words = _LEAD_IN.sub("", words)
    words = words[:1].lower() + words[1:]
    return VERB.match(words) is not None or _STARTS.match(words) is not None
