"""What is convened: its name, its form, and whether the paper stands for the invitation."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.cutting import cut
from nhipcau.documents.intake.opinions import weighed
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found

_SITTING: Final = (
    r"(?:buổi|cuộc|phiên)\s(?!sáng|trưa|chiều|tối|thứ|này|đó|nay|ấy|trước|sau|bản|dịch|vận động|sống|thi|đời|"
    r"đầu|cuối|là|"
    r"có|dự)\w+|hội ý|hội đàm|giao lưu|sinh hoạt (?:chuyên đề|chính trị|chuyên môn|khoa học|học thuật|câu lạc bộ)"
)
"""A sitting named by what is done in it: "buổi hướng dẫn", "phiên chất vấn"."""
_NAME: Final = re.compile(
    r"(?<!phòng )(?<!điểm )(?<!Phòng )(?<!\w)(?:Hội\snghị|Hội\sthảo|Cuộc\shọp|Phiên\shọp|Phiên giải trình|Kỳ\shọp|"
    r"Buổi\shọp|Buổi làm việc|Tọa đàm|Toạ đàm|"
    r"Đại hội|Lễ|Diễn đàn|(?:Lớp|Khóa|Khoá) (?:tập huấn|bồi dưỡng|đào tạo|học)|Hội thi|Gặp mặt|Giao ban|Tập huấn|"
    r"Họp|" + _SITTING + r")(?!\w)(?!\s?[,;)])",
    re.IGNORECASE,
)
_CONVENES: Final = re.compile(
    r"(?:tổ chức|triệu tập|mời(?:[^.;:]{0,80}?)\s(?:tham )?dự|dự|tham dự|khai mạc|"
    r"tiến hành)\s+(?P<name>(?:Hội nghị|tập huấn(?= trực tuyến)|Hội thảo|cuộc họp|phiên họp|"
    r"phiên giải trình|kỳ họp|buổi làm việc|buổi họp|tọa đàm|đại hội|lễ|diễn đàn|(?:lớp|khóa|khoá) (?:tập huấn|"
    r"bồi dưỡng|đào tạo|học)|hội thi|gặp mặt|họp|"
    r"giao ban|" + _SITTING + r")(?!\w)[^.;:\n]{4,400})",
    re.IGNORECASE,
)
_NAME_ENDS: Final = re.compile(
    r"[,(]?\s*(?:(?:với nội dung )?cụ thể(?=\s?:|\s?$)|(?:cụ thể |với (?:các )?nội dung(?: cụ thể)? )?(?:như sau|"
    r"sau đây)|vào\s(?:lúc|hồi|ngày|sáng|chiều|tối|thứ|buổi|\d)|"
    r"theo hình thức|bằng hình thức|bắt đầu từ|từ \d|"
    r"(?<=,)\s(?:đề nghị|mong|lưu ý|kính|nhờ|rất mong|yêu cầu)\s|(?<=,)\s(?:các|quý)\s[^,]{2,30}?\s(?:lưu ý|"
    r"vui lòng|giúp|chú ý|chuẩn bị)\s|"
    r"trong khoảng|(?:dự kiến )?từ ngày|với các nội dung|nội dung như|do đồng chí|\(thời gian|\(sau đây|\(có)",
)
_HYBRID: Final = re.compile(
    r"vừa\s(?:tập trung|trực tiếp)[^.;]{0,80}?vừa\s[^.;]{0,30}?trực tuyến|"
    r"vừa\s(?:[^.;,]{0,20})?trực tuyến[^.;]{0,80}?vừa\s[^.;]{0,30}?(?:tập trung|trực tiếp)|"
    r"tập trung\s(?:tại|ở)\s[^.;]{0,80}?(?:và|kết hợp|,)\s[^.;]{0,30}?trực tuyến|"
    r"trực tiếp(?!\w)[^.;\n]{0,80}?(?:,|và|kết hợp|\+|-|/|hoặc)[^.;\n]{0,60}?(?:trực tuyến|zoom|google meet|"
    r"teams)|trực tuyến\s*(?:,|và|"
    r"kết hợp(?: với)?|\+|-|/|hoặc)[^.;\n]{0,40}?trực tiếp"
    r"|(?:họp|dự|tổ chức|hình thức|tham dự)\s+trực tiếp\s[^.\n]{0,200}?(?:dự|họp|điểm cầu|qua|hình thức|"
    r"kết nối)\s?(?:\w+\s){0,4}?trực tuyến"
    r"|(?:họp|dự|tổ chức)\s+trực tiếp\s(?:tại|ở)\s[^\n]{0,240}?(?:truyền|phát|kết nối)\s(?:hình\s)?trực tuyến",
    re.IGNORECASE,
)
_NOT_FORM: Final = re.compile(
    r"(?:dịch vụ công|cổng|thanh toán|(?<!khóa )(?<!khoá )(?<!lớp )(?<!buổi )học|"
    r"(?<!qua )(?<!bằng )(?<!nghị )(?<!cầu )(?<!họp )truyền hình|phát thanh|hồ sơ|"
    r"tường thuật|phát|nộp|đăng ký|chỉ đạo|"
    r"lãnh đạo|phụ trách|quản lý|liên hệ|gửi|trao đổi|báo cáo)\s"
    r"trực (?:tuyến|tiếp)|trực tiếp (?:chỉ đạo|lãnh đạo|phụ trách|phục vụ|quản lý|liên hệ|báo cáo|tham mưu|"
    r"trao đổi|gửi|điều hành|làm việc)",
    re.IGNORECASE,
)
_ONLINE: Final = re.compile(
    r"trực tuyến|điểm cầu|đầu cầu|cầu truyền hình|(?<!\w)(?:zoom|google meet|microsoft teams|trueconf)(?!\w)|"
    r"truyền hình hội nghị|hội nghị truyền hình",
    re.IGNORECASE,
)
_IN_PERSON: Final = re.compile(
    r"(?:hình thức|họp|tổ chức|dự)\s*:?\s*(?:họp\s+)?(?:tập trung|trực tiếp)(?!\s+(?:tuyến|chỉ))", re.IGNORECASE
)
_REPLACES: Final = re.compile(
    r"(?:có giá trị|được (?:coi|xem|dùng)|coi|xem|dùng)\s(?:(?:như|là|thay(?:\scho)?)\s)+(?:giấy|thư)\s(?:mời|"
    r"triệu tập)|"
    r"(?:thay(?:\s+thế)?(?:\s+cho)?|không\s+(?:gửi|phát hành|có|ban hành|làm|cấp|in|phát|soạn)"
    r"(?:\s+(?:thêm|riêng|nữa))*)\s+"
    r"(?:(?:các|bản)\s+)?(?:giấy|thư|văn bản|công văn)\s(?:mời|triệu tập)|"
    r"không\s+(?:mời|triệu tập)\s+(?:riêng|từng)",
    re.IGNORECASE,
)


_FORM: Final = r"(?:hình thức\s)?(?:họp\s|tổ chức\s)?(?:trực tiếp|trực tuyến|tập trung)"
_CHANGE: Final = re.compile(
    rf"\s(?:từ\s{_FORM}\s(?:sang|thành)|sang\s{_FORM}|(?:đến|sang)\s(?:ngày|tuần|tháng|sáng|chiều)\s|"
    r"(?:do|vì)\s(?:mưa|bão|dịch|ảnh hưởng|thiên tai|lý do)|(?:bằng|theo|dưới)\shình thức\s)",
    re.IGNORECASE,
)
"""What an abstract says of a meeting besides its name: that it is moved, changed, and why."""
_ASIDE: Final = re.compile(
    r"\s\((?:(?:họp|tổ chức|bằng|theo|hình thức|dưới)\s)*(?:trực tuyến|trực tiếp|online)"
    r"(?:\s(?:kết hợp|và)\s[^()]*)?\)\s*\Z|"
    r"\s\((?:dự kiến|kết nối|dành cho|thay cho|gọi tắt|sau đây|viết tắt|do|từ|lúc|ngày)(?!\w)[^()]*\)\s*\Z|"
    r"\s\((?:bản|thư|giấy mời|thông báo|email|mail|tin)\s(?:trước|này|cũ|đã|thay)[^()]*\)\s*\Z",
    re.IGNORECASE,
)
"""In brackets behind the name: how it is held, which letter this is."""
_OPENING: Final = 4
"""Paragraphs in which a paper says what it convenes; a meeting named below may be another one."""


def _named_in(text: str, start: int, end: int, confidence: float) -> Found[str] | None:
    name = _NAME.search(text, start, end)
    online = re.search(r"trực tuyến", text[start : name.start()]) if name else None
    if online and not re.search(r"(?:họp|dự|lịch|giờ|hình thức)\s(?:họp\s)?$", text[start : start + online.start()]):
        # "Phổ biến trực tuyến thể lệ hội thi ...": what is done online is the meeting, the noun is what it is about.
        return cut(text, start, end, confidence - 0.2)
    if name is None:
        return None
    changed = _CHANGE.search(text, name.end(), end) or _ASIDE.search(text, name.end(), end)
    return cut(text, name.start(), changed.start() if changed else end, confidence)


_MORE: Final = re.compile(r"\s\([^()]{2,30}\),\s")
"""What a name may go on with."""
_UNNAMED: Final = re.compile(r"\w+\s\w+\s(?:với|như|vào|tại|theo|này|đó|nêu|nói|trên)(?!\w)", re.IGNORECASE)
"""A meeting that is spoken of without its name: "Hội nghị với những nội dung sau"."""


def read_title(paper: Paper) -> Found[str] | None:
    """The meeting's own name: in the abstract, or after "tổ chức", "triệu tập", "mời dự" in the first sentences."""
    subject = paper.heading.subject
    named = _named_in(paper.text, subject.start, subject.end, 0.9) if subject else None
    if named:
        again = _convened(paper, _OPENING)
        if again and again.value.lower().startswith(named.value.lower()) and _MORE.match(again.value, len(named.value)):
            return again  # the abstract cuts a long name short
        return weighed(named, None if again and _UNNAMED.match(again.value) else again)
    return _convened(paper, len(paper.blocks)) or _online_work(paper)


_FRAME: Final = re.compile(
    r"(?:(?:tổ chức|mở|mời|tham dự|dự|lịch|kế hoạch|về|việc|thông báo|triển khai|điều chỉnh|đổi|dời|lùi|lui|"
    r"hoãn|ngày|giờ|"
    r"thời gian)\s)*",
    re.IGNORECASE,
)


def _online_work(paper: Paper) -> Found[str] | None:
    """No noun for a meeting anywhere: the abstract says what is done online ("lịch tiếp dân trực tuyến tháng 4")."""
    subject = paper.heading.subject
    if subject is None or "trực tuyến" not in subject.value:
        return None
    frame = _FRAME.match(paper.text, subject.start, subject.end)
    return cut(paper.text, frame.end() if frame else subject.start, subject.end, 0.5)


def _convened(paper: Paper, blocks: int) -> Found[str] | None:
    for block in paper.blocks[:blocks]:
        m = _CONVENES.search(block.text)
        if m:
            name = m["name"]
            ends = _NAME_ENDS.search(name) or _ASIDE.search(name)
            width = ends.start() if ends else len(name)
            return cut(paper.text, block.start + m.start("name"), block.start + m.start("name") + width, 0.75)
    return None


_CHANGED: Final = re.compile(
    r"từ\s(?:hình thức\s)?(?:họp\s)?(?:trực tiếp|tập trung|trực tuyến)[^.;\n]{0,60}?\s(?:sang|"
    r"thành)\s(?P<new>(?:hình thức\s)?"
    r"(?:họp\s|tổ chức\s)?(?P<form>trực tuyến|trực tiếp|tập trung))(?!\s(?:kết hợp|và))",
    re.IGNORECASE,
)


def form_in(text: str, start: int, end: int) -> Found[str] | None:
    """The form that text[start:end] speaks of, hybrid before online before in person."""
    plain = _NOT_FORM.sub(lambda m: " " * len(m[0]), text[start:end])
    for pattern, form, confidence in (
        (_HYBRID, "ket_hop", 0.9),
        (_ONLINE, "truc_tuyen", 0.9),
        (_IN_PERSON, "truc_tiep", 0.85),
    ):
        m = pattern.search(plain)
        if m:
            return Found(form, m.start() + start, m.end() + start, confidence)
    return None


def read_form(paper: Paper, convenes: bool) -> Found[str] | None:
    """Online, in person, or both; a paper that convenes and says nothing of a link convenes in person."""
    start = paper.heading.subject.start if paper.heading.subject else paper.body_start
    text = _NOT_FORM.sub(lambda m: " " * len(m[0]), paper.text[start : paper.body_end])
    changed = _CHANGED.search(text)
    if changed:
        form = "truc_tuyen" if "tuyến" in changed["form"].lower() else "truc_tiep"
        return Found(form, changed.start("new") + start, changed.end("new") + start, 0.9)
    found = form_in(paper.text, start, paper.body_end)
    if found:
        return found
    title = read_title(paper) if convenes else None
    return Found("truc_tiep", title.start, title.end, 0.5) if title else None


def read_replaces_invitation(paper: Paper) -> Found[bool] | None:
    m = _REPLACES.search(paper.text, paper.body_start, paper.body_end)
    return Found(True, m.start(), m.end(), 0.95) if m else None
