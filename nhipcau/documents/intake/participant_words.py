"""How parts on those who come are worded: remarks behind a guest, what is no guest, rooms, bodies. Data only."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.words import SITE_WORD

REMARK: Final = re.compile(
    r"\s*\((?=[^()]*(?:(?:mười|trăm|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|lăm|mươi) (?:người|đại biểu|đồng chí|"
    r"đ/c)|số lượng|mời(?! theo dõi)|triệu tập|"
    r"(?:[0-9][^()]*|(?<=\())danh sách(?! (?:riêng|kèm))|(?:quyết định|lựa chọn|bố trí|chọn|cử) |"
    r"giấy mời|(?<!\w)do\s|[0-9]+ (?:người|đại biểu|đồng chí|"
    r"đ/c|gia đình|hộ|học viên|cán bộ)|đồng chí\)|(?<!danh sách )kèm theo|liên hệ|nếu đủ|khoảng\s|(?:từ\s|mỗi "
    r"\w+\s)?[0-9]{1,4}(?:\s?-\s?[0-9]{1,4})?\s[^()0-9]{2,30}\)))[^()]*\)\s*[.;,]*\s*$"
)
NOT_ITEM: Final = re.compile(
    r"(?:Tùy|Tuỳ|Đề nghị|Trường hợp|Lưu ý|Ghi chú|Yêu cầu|Căn cứ|Các đại biểu (?:mặc|đến|có)|Giao|Trang phục|"
    r"Đại biểu (?:mặc|đến)|\*|Số lượng|Riêng đối|UBND .{0,40} (?:trân trọng )?(?:đề nghị|kính mời)|Kính mong|"
    r"Rất mong|(?:Tới|Đến|Về) (?:tham )?dự|(?:Thông báo|Giấy mời|Kế hoạch|Công văn|Văn bản) này|"
    r"Đối với (?:những |các )?(?:nơi|đơn vị|địa phương|xã|huyện|điểm cầu)[^:]* (?:chưa|không|có điều kiện)|"
    r"[^:;]{0,60} căn cứ (?:vào )?(?:điều kiện|tình hình)|[0-9.]+ (?:người|đại biểu|học viên)(?:\s?/[^,;]*)?[.;]?$)"
)
NO_GUEST: Final = re.compile(
    r"[0-9.]+(?:\s?/\s?[^\W\d]+)?$|(?:thành phần )?do\s.{3,80}\s(?:bố trí|mời|quyết định|triệu tập|lựa chọn|chọn)\W*$|"
    r"(?:Phòng họp|Hội trường|Nhà văn hóa|Trụ sở|Trung tâm Hội nghị|Nhà khách)(?!\w)"
    r"(?!.*(?:chủ trì|lãnh đạo|đồng chí))|(?:các )?đồng chí$|khuyến khích\s|"
    r"(?:(?:(?:trân trọng )?kính )?mời|buổi (?:sáng|chiều|tối)|[0-9/]+)$",
    re.IGNORECASE,
)
"""A number, a room, or who decides on the guests."""
UNCHANGED: Final = re.compile(r"(?:vẫn )?(?:giữ nguyên|không (?:có )?(?:gì )?thay đổi)(?!\w)", re.IGNORECASE)
"""What says of all sites that the same people come."""
SITS_AT: Final = re.compile(
    rf"[,:]?\s(?:tham )?(?:dự|họp)(?: họp| hội nghị)? (?:tại|ở) (?P<site>{SITE_WORD}\s[^,;:()]{{2,60}}?)"
    r"(?:\s\([^()]*\))?[.;]?$",
    re.IGNORECASE,
)
"""The site of one guest: "… dự tại điểm cầu huyện nơi công tác"."""
HAS_TERM: Final = re.compile(
    r"(?:trước|chậm nhất|muộn nhất)\s(?:vào\s|ngày\s|lúc\s|là\s)*[0-9]{1,2}(?:\s?(?:giờ|"
    r"[hHgG:])|/)",
    re.IGNORECASE,
)
"""What is to be done by a day is no guest."""
JOINS: Final = re.compile(
    r"\((?:tham )?(?:dự|họp)(?: họp| hội nghị)? (?:trực tuyến|từ xa|qua mạng|qua zoom)\)[.;]?$", re.IGNORECASE
)
"""One of a list who joins from the own site."""
SAT_AT: Final = re.compile(
    rf"(?:Tham )?[Dd]ự(?: họp| hội nghị)? (?:tại|ở) (?P<site>{SITE_WORD}\s[^:;]{{2,60}})[.;]?$", re.IGNORECASE
)
"""The site of those listed above it, on a line of its own."""
OTHER_LIST: Final = re.compile(
    r"(?:Các )?(?:ca (?:bệnh|lâm sàng)|báo cáo(?! viên)|nội dung|tài liệu|chương trình|câu hỏi|tình huống|"
    r"chuyên đề|việc|bài|lưu ý|ghi "
    r"chú)(?!\w)[^.;]*:?$",
    re.IGNORECASE,
)
PEOPLE: Final = re.compile(
    r"(?<!\w)(?:giám đốc|BGĐ|PGĐ|GĐ|trưởng|phó|lãnh đạo|bác sĩ|cán bộ|viên chức|công chức|chuyên viên|chủ tịch|"
    r"bí thư|đại diện|nhân "
    r"viên|giáo viên|giảng viên|hiệu trưởng|chánh|thành viên|ủy viên|đại biểu|chỉ huy|thủ trưởng)(?!\w)",
    re.IGNORECASE,
)
BODY_HEAD: Final = re.compile(r"(?P<head>[^:;.]{2,45}?)\s?:\s*(?=\S)")
ADDS: Final = re.compile(r",?\s(?:và )?(?:bổ sung|thêm|mời thêm)(?: thành phần)?\s*:?\s*$")
BY_PLAN: Final = re.compile(r"^(?:thực hiện |như )?(?:theo|Theo)\s|^[Nn]hư (?=Kế hoạch|Thông báo|Giấy mời|Công văn)")
INVITES: Final = re.compile(
    r"(?:[Kk]ính mời|[Tt]hành phần(?: gồm| tham dự| dự)?|Học viên|Đại biểu(?: dự)?|Người dự|[Gg]ồm(?: có)?|"
    r"[Mm]ời)\s*:?\s*"
)
OTHER: Final = {
    Topic.TIME,
    Topic.VENUE,
    Topic.TASKS,
    Topic.MATERIALS,
    Topic.CONTENT,
    Topic.CONTACTS,
    Topic.FORM,
    Topic.REHEARSAL,
    Topic.SPEECHES,
}
LEVEL: Final = re.compile(r"cấp (tỉnh|huyện|xã)(?!\w)", re.IGNORECASE)
LEVELS: Final = {"tỉnh": "tinh", "huyện": "huyen", "xã": "xa"}
COLUMNS: Final = {
    "site": re.compile(r"điểm cầu|đầu cầu|^cấp$|^đơn vị$"),
    "people": re.compile(r"thành phần|đại biểu|học viên|người dự"),
}
GUESTS_OF: Final = re.compile(r"(?:thành phần|đại biểu)[^.;:]{0,60}gồm(?: có)?\s*:\s*", re.IGNORECASE)
PRESENT: Final = re.compile(r"(?:(?:Người |Đại biểu )?[Dd]ự |Họp )?[Tt]rực (tiếp|tuyến)")
"""Those who come, and those who are connected."""
ROOM: Final = re.compile(
    r"\s*(?:phòng (?:họp|học|hội nghị|trực tuyến|khánh tiết|truyền hình|giao ban|số|[A-Z0-9])|hội trường|trụ sở|"
    r"tầng|lầu|"
    r"nhà (?:văn hóa|khách|hội nghị|[A-Z0-9])|tòa nhà|trung tâm hội nghị|khách sạn|giảng đường|sảnh)(?!\w)[^;]*$",
    re.IGNORECASE,
)
"""A room behind a site's name, with the people of the site below it."""
UNITS: Final = {
    "trung_uong": re.compile(r"(?<!\w)(?:trung ương|các bộ)(?!\w)", re.IGNORECASE),
    "tinh": re.compile(r"(?<!\w)(?:tỉnh|sở)(?!\w)", re.IGNORECASE),
    "huyen": re.compile(r"(?<!\w)(?:huyện|quận|thị xã(?! hội)|thị ủy)(?!\w)", re.IGNORECASE),
    "xa": re.compile(r"(?<!thị )(?<!\w)(?:xã(?! hội)|phường|thị trấn|đặc khu|thôn|ấp|tổ dân phố)(?!\w)", re.IGNORECASE),
}
NUMBERED: Final = re.compile(r"((?:Lớp|Nhóm|Khối|Đợt|Phiên|Ca) (?:[0-9]{1,2}|[IVX]{1,4}|[A-E]))\s?:")
GUEST_POINT: Final = re.compile(r"(?:Khách mời|Mời|Đại biểu mời|Kính mời)\s?:\s", re.IGNORECASE)
"""A point of its own for those invited; it is one item as printed."""
LONGEST_NAME: Final = 60
LONGEST_PLAIN: Final = 260
