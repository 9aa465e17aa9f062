"""Which subject a heading announces: the vocabulary of headings in convening papers, as data.

The order of parts follows the samples of NĐ 30/2020, Phụ lục III (giấy mời: thời gian, địa điểm, thành phần; kế
hoạch: mục đích, nội dung, thành phần, phân công), widened by the words offices use for the same parts.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final


class Topic(StrEnum):
    PARTICIPANTS = "participants"
    TIME = "time"
    VENUE = "venue"
    TASKS = "tasks"
    MATERIALS = "materials"
    CONTACTS = "contacts"
    CONTENT = "content"
    FORM = "form"
    CHAIR = "chair"
    SPEECHES = "speeches"
    REHEARSAL = "rehearsal"
    PURPOSE = "purpose"
    DEADLINE = "deadline"


_LONGEST_HEADING: Final = 110
_HEAD: Final = re.compile(r"^[^:.;]{2,110}?(?:\s?\?(?=\s?:?$)|(?=\s?:|\s?[.;]?$))")
_INLINE_HEAD: Final = re.compile(
    r"^(?:thời gian|địa điểm|thành phần(?: tham dự| dự(?: họp| hội nghị)?| mời)?|hình thức)(?=\s+(?:họp|tại|từ|vào|"
    r"bắt đầu|tổ chức|[0-9]))",
    re.IGNORECASE,
)

_PEOPLE: Final = (
    r"(?:đại biểu|mời (?:tham )?(?:dự|họp)|thành viên|cán bộ(?= (?:tham )?(?:dự|họp|học))|khách mời|khách|"
    r"(?:những )?người (?:tham )?(?:dự|họp|gia)|ai (?:tham )?(?:dự|họp)|ai tham gia|ai đến)"
)
"""Who comes, in the words of a heading: a noun, or a question."""
_MEET: Final = r"(?: (?:họp|học|dự|tổ chức|khai mạc|diễn ra|bắt đầu|ngồi|chủ trì|đặt))"
_WHEN_WORD: Final = r"(?:thời điểm|thời lượng|ngày|giờ|lịch lớp|lịch|khi nào|lúc nào|lúc|khai mạc)"
_WHEN: Final = rf"(?:{_WHEN_WORD}(?:,? (?:và )?{_WHEN_WORD})*{_MEET}*)"
_WHERE_WORD: Final = r"(?:nơi(?: nào)?|chỗ|địa chỉ|(?:các )?điểm (?:cầu|kết nối)|ở đâu|tại đâu)"
_WHERE: Final = rf"(?:(?:cách thức|hình thức|quy mô),? (?:và )?)?(?:(?:họp|học|lớp học) )?{_WHERE_WORD}{_MEET}*"

_QUESTIONS: Final = (
    (
        Topic.TASKS,
        re.compile(
            r"(?<!\w)(?:làm (?:những |việc )?gì|chuẩn bị (?:những )?gì|ai (?:làm|lo|chịu|phụ trách))", re.IGNORECASE
        ),
    ),
    (Topic.TIME, re.compile(r"(?<!\w)(?:khi nào|lúc nào|bao giờ|mấy giờ|ngày nào|bao lâu)(?!\w)", re.IGNORECASE)),
    (
        Topic.VENUE,
        re.compile(r"(?<!\w)(?:(?:ở|tại) (?:đâu|những đâu|nơi nào|chỗ nào)|nơi nào|chỗ nào)(?!\w)", re.IGNORECASE),
    ),
    (Topic.CONTACTS, re.compile(r"(?<!\w)(?:hỏi|gọi|liên hệ) (?:với )?ai(?!\w)", re.IGNORECASE)),
    (Topic.CONTENT, re.compile(r"(?<!\w)(?:bàn|nói|học) (?:những |về )?gì(?!\w)", re.IGNORECASE)),
    (Topic.PARTICIPANTS, re.compile(r"(?<!\w)(?:ai|những ai|gồm ai)(?!\w)", re.IGNORECASE)),
)
"""What a heading put as a question asks for; the first that fits."""

_WORK: Final = (
    r"(?<!\w)ai làm|^(?:các |những |mấy |bảng |phần |một số )*(?:giao |phân |chia |nhờ )?(?:việc|đầu việc|phần "
    r"việc)(?: (?:cần|phải|nhờ|"
    r"giao|được giao|của|chung|làm|trước|đề nghị|xin|các|cho|chuẩn bị|phân công)(?!\w)[^.;]{0,60})?$"
    r"|(?:^|,\s)(?:và |xin |kính |rất )?nhờ (?:các|quý|chuẩn|làm|giúp|anh|đơn|cơ|mọi|những)[^.;]{0,60}$|(?:phải|"
    r"cần) (?:làm|chuẩn bị)$"
    r"|(?:phần )?việc [^.;]{2,40} giao$|^chuẩn bị(?:,? (?:và )?(?:phục vụ|trước)(?: (?:họp|hội nghị|cuộc họp|"
    r"phiên họp))?)?$"
    r"|^(?:các )?mốc (?:cần|thời gian|công việc|quan trọng)[^.;]{0,30}$"
)
"""What is to be done and by whom: "work" as the subject of a heading, a favour asked, or a question."""

_OF_SPEECHES: Final = (
    r"(?:(?:danh (?:sách|mục)|phân công|các|đơn vị|địa phương|cơ quan|người|đại biểu|nội dung|báo cáo|bài|phần|ý kiến|"
    r"chủ đề|chuyên đề|đề tài|tên|và),? )*"
)
"""What stands before the word for a speech in a heading about speeches: bodies, lists, topics."""

_STARTS: Final[tuple[tuple[Topic, re.Pattern[str]], ...]] = tuple(
    (topic, re.compile(pattern, re.IGNORECASE))
    for topic, pattern in (
        (Topic.PURPOSE, r"^(?:phần )?mục đích|^ý nghĩa"),
        (
            Topic.DEADLINE,
            r"^(?:về )?(?:thời hạn|thời gian (?:gửi|nộp|đăng ký|báo cáo|hoàn thành)|hạn (?:gửi|nộp|cuối))",
        ),
        (
            Topic.REHEARSAL,
            r"^(?:về )?(?:thời gian |lịch |công tác |kế hoạch )?(?:tổng duyệt|chạy thử|thử (?:đường|kỹ)|kết nối thử|"
            r"kiểm tra (?:kỹ thuật|đường truyền|kết nối)|duyệt (?:kỹ thuật|chương trình))",
        ),
        (
            Topic.SPEECHES,
            rf"^{_OF_SPEECHES}(?:tham luận|phát biểu|ý kiến điển hình)|"
            rf"^(?:bài|người|ý kiến|{_OF_SPEECHES}(?:chuyên đề|chủ đề|đề tài|bài)) "
            r"(?:trình bày|thảo luận|truyền đạt|chia sẻ|báo cáo)",
        ),
        (
            Topic.PARTICIPANTS,
            r"^(?:về )?(?:số lượng,? )?(?:điểm cầu,? (?:và )?(?:thành phần|học viên|đại biểu)|(?:bổ sung |"
            r"điều chỉnh )?thành phần|đối "
            r"tượng|học viên|đại biểu (?:tham )?dự|khách mời)|"
            r"^(?:trân trọng )?kính mời$"
            r"|^(?:trân trọng )?kính mời(?: các)? (?:ông|bà|đồng chí|đại biểu|thành phần).{0,20}dự(?: họp| hội nghị)?$"
            r"|địa điểm,? (?:và )?thành phần|thời gian,? (?:và )?thành phần"
            rf"|^(?:\S+ )?{_PEOPLE}(?: (?:tham )?dự| họp| học| hội nghị| trực tiếp| trực tuyến| mời)*"
            r"(?: (?:tại|ở|về) .{2,60})?$",
        ),
        (
            Topic.TIME,
            r"^(?:về |dự kiến )?thời gian(?! (?:thực hiện|chạy|tổng|thử|kiểm|gửi|nộp|đăng|báo|hoàn|phát|tham luận|"
            r"phục vụ|kết nối|vận hành))"
            r"|(?:thành phần|hình thức|địa điểm|nội dung),? (?:và )?thời gian"
            rf"|^(?:các )?{_WHEN}(?: \(.{{1,30}}\))?$",
        ),
        (
            Topic.VENUE,
            r"^(?:về )?(?:địa điểm|nơi họp)|(?:thời gian|thành phần|hình thức)(?:, hình thức|, thời gian|"
            r", thành phần)?,? (?:và )?(?:địa điểm|nơi họp|chỗ họp)"
            rf"|^{_WHERE}$",
        ),
        (Topic.CHAIR, r"^(?:người |đồng )?chủ (?:trì|tọa)(?: (?:hội nghị|cuộc họp|phiên họp|họp|điều hành))?$"),
        (Topic.MATERIALS, r"^(?:về )?(?:các )?(?:tài liệu|ma ?k[eé]t|phông|hồ sơ)"),
        (
            Topic.CONTACTS,
            r"^(?:\W*)(?:thông tin |các |danh sách )?(?:cán bộ )?"
            r"(?:đầu mối|liên hệ(?! (?:giảng viên|báo cáo viên|diễn giả|mời))|"
            r"mọi (?:thông tin|vướng mắc)|"
            r"số điện thoại)",
        ),
        (Topic.FORM, r"^(?:về )?hình thức"),
        (
            Topic.TASKS,
            rf"{_WORK}|^(?:phần |về )?(?:công tác )?tổ chức(?:,)? (?:thực hiện|triển khai|phục vụ)|^tổ chức(?: hội "
            rf"nghị|"
            r" cuộc họp)?$|phân công(?! tham luận)"
            r"|^(?:các |giao )?nhiệm vụ|^giao việc|^(?:nội dung|phần việc|việc) (?:cần )?(?:chuẩn bị|phân công)|"
            r"^các việc|^công việc|^(?:về )?công tác (?:chuẩn bị|tổ chức|phục vụ|bảo đảm|đảm bảo|hậu cần|kỹ thuật|"
            r"tuyên truyền|nội dung)"
            r"|^(?:về )?chuẩn bị (?:hội nghị|các điều kiện|nội dung)|^một số (?:nội dung|yêu cầu|đề nghị|lưu ý|"
            r"công việc)|^trách nhiệm"
            r"|^(?:bảo đảm|đảm bảo) (?:kỹ thuật|các điều kiện)|^(?:trân trọng |kính )?(?:đề nghị|yêu cầu)(?: thực "
            r"hiện)?$"
            r"|^(?:trân trọng |kính )?(?:đề nghị|yêu cầu|giao|phân công)\s(?:các |quý )?(?:ông|bà|vị|đồng chí|đơn "
            r"vị|cơ quan|"
            r"địa phương|sở|ban|ngành|trường|bệnh viện|chi nhánh|UBND|HĐND|ủy ban|hội đồng|thường trực|phòng|văn phòng|"
            r"trung tâm|xã|phường|huyện|điểm cầu|đảng ủy|đại biểu)(?!\w)[^;.]{0,90}$",
        ),
        (Topic.CONTENT, r"^(?:về )?(?:nội dung(?! (?:chuẩn bị|phân công))|chương trình)"),
    )
)

# "UBND tỉnh trân trọng kính mời các đồng chí:" opens a list of guests; without its colon it is a closing courtesy.
_INVITES: Final = re.compile(r"^[^.:;]{0,200}kính mời[^.:;]{0,80}:(?:\s|$)")

_TIME_FOLLOWS: Final = re.compile(r"(?:thời gian|lịch họp|lịch học)(?: cụ thể| tổ chức)? như sau\s?:$", re.IGNORECASE)

# "…, UBND tỉnh đề nghị các đơn vị:" opens a list of tasks.
_ASKS: Final = re.compile(
    r"(?:^|\s)(?:đề nghị|yêu cầu|giao|nhờ|phân công|lưu ý|mong)(?: (?:các|quý) (?:cơ quan|đơn vị|địa phương|đồng chí|"
    r"sở|bên|nơi|trường|ban|cấp|vị|quý|ông|thầy)[^:]{0,90})?(?: (?:như sau|thực hiện|một số|giúp|mấy)[^:]{0,40})?$",
    re.IGNORECASE,
)


def head_of(text: str) -> str | None:
    """The heading words of a block: what stands before a colon, or all of a short line; None where it has none."""
    inline = _INLINE_HEAD.match(text)
    if inline:
        return inline[0]
    found = _HEAD.match(text if len(text) <= 4 * _LONGEST_HEADING else text[: 4 * _LONGEST_HEADING])
    if not found or not topics_in(found[0]):
        return None
    return found[0]


@lru_cache(maxsize=4096)
def topics_in(head: str) -> frozenset[Topic]:
    plain = " ".join(head.split()).strip(" .:;?\"'*").replace(" - ", ", ")
    topics = [topic for topic, pattern in _STARTS if pattern.search(plain)]
    if head.rstrip().endswith("?"):
        asked = next((topic for topic, words in _QUESTIONS if words.search(plain)), None)
        topics = topics or ([asked] if asked else [])
    if Topic.DEADLINE in topics or Topic.REHEARSAL in topics:
        topics = [topic for topic in topics if topic is not Topic.TIME]
    return frozenset(topics)


_PICTURES: Final = {
    **dict.fromkeys("⏰⏱⏲🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛📅📆🗓", Topic.TIME),
    **dict.fromkeys("📍🏢🏛🏠🏫🗺", Topic.VENUE),
    **dict.fromkeys("👥👤🧑👨👩", Topic.PARTICIPANTS),
    **dict.fromkeys("☎📞📱📲", Topic.CONTACTS),
}
"""Pictures that messages set in the place of a heading."""
_SELDOM: Final = 0x23F0
"""The first of these pictures in the order of letters."""


def topics_of(text: str) -> frozenset[Topic]:
    """Topics that a block announces for itself and for all below it."""
    if text and ord(text[0]) >= _SELDOM and text[0] in _PICTURES:
        return frozenset({_PICTURES[text[0]]})
    head = head_of(text)
    if head is not None:
        return topics_in(head)
    if _TIME_FOLLOWS.search(text):
        return frozenset({Topic.TIME})
    if _INVITES.search(text):
        return frozenset({Topic.PARTICIPANTS})
    if text.rstrip().endswith(":"):
        asks = _ASKS.search(re.split(r"[.;]\s", text.rstrip(" :"))[-1][-2 * _LONGEST_HEADING :])
        return frozenset({Topic.TASKS} if asks else set[Topic]())
    return frozenset()
