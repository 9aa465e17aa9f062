"""Where the topic of a speech ends in running words: not at every comma, but where the sentence turns to what is done
with the speech, to its length, or to the next body."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.letters import UPPER
from nhipcau.documents.intake.words import ORGAN_START

_HAND_IN: Final = (
    r"(?:gửi|gởi|nộp|trình bày|trình(?=\s(?:UBND|lãnh đạo|Lãnh đạo|Chủ tịch|Thường trực|Ban|Giám đốc|cấp))|"
    r"báo cáo(?=\s(?:về\s[A-ZĐ]|UBND|với|Ban|lãnh đạo|Thường trực))|chậm nhất|muộn nhất|trước(?=\s(?:ngày|[0-9]))|"
    r"xong(?!\w)|hoàn thành(?=\s(?:trước|chậm|và|xong|bài))|hoàn thiện(?=\s(?:bài|và|gửi))|"
    r"không quá|không dài|tối đa|mỗi\s|thời (?:gian|lượng|hạn)|dài\s|độ dài|dung lượng|nói\s|đọc\s|phát biểu|"
    r"(?:bản|bài|văn bản|nội dung|file)\s(?=[^.]{0,40}(?:gửi|nộp|dài|không quá|tối đa|trước))|kèm|"
    r"phối hợp|cử\s|chuẩn bị|riêng|còn\s|theo (?:đề cương|chủ đề|phân công)|trong (?:thời gian|vòng)|khoảng|"
    r"đăng ký|mời\s|dự\s|tham dự|duyệt|thẩm định|đồng thời|sau đó|hạn\s|bảo đảm|đảm bảo(?=\s(?:ngắn|nội dung|chất)))"
)
_STOPS: Final = re.compile(
    rf"[;()]|\.(?=\s|$)|"
    rf",\s(?=(?:và\s|đồng thời\s|sau đó\s)?{_HAND_IN}|{ORGAN_START.pattern}|"
    rf"(?:xã|phường|huyện|tỉnh|thị xã|thành phố|quận|đặc khu)\s{UPPER}|[0-9])|"
    rf"\s(?=(?:và|để|rồi)\s{_HAND_IN})|\s(?=(?:gửi|gởi|nộp)\s(?:về|cho|qua|trước|đến|Văn|Ban|Sở|Phòng))|"
    r"\s(?=(?:trước|chậm nhất|muộn nhất)\s(?:ngày|[0-9]|là|vào))|\s(?=(?:tại|trong) (?:[Hh]ội nghị|[Cc]uộc họp|"
    r"[Pp]hiên họp|[Dd]iễn đàn|[Hh]ội thảo|[Tt]ọa đàm))|\s-\s(?=[0-9])"
)


def topic_end(text: str, at: int) -> int:
    """Offset of the end of the topic that goes on at `at`."""
    stop = _STOPS.search(text, at)
    return stop.start() if stop else len(text.rstrip())
