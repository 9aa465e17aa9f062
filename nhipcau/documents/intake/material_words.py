"""What is prepared for a meeting, by its kind, the words that make it and those at which its name ends. Data only."""

from __future__ import annotations

import re
from typing import Final

HUNG: Final = (
    r"(?:mẫu )?(?:ma[ -]?k[eé]t|market|khẩu hiệu|băng[ -]?rôn|phướn|pa[ -]?nô|bạt treo|ph[oô]ng màn|"
    r"phông(?: chữ| nền| hội nghị| trang trí| sân khấu| điện tử| treo)+|(?<=, )phông)(?!\w)"
)
"""What is hung up, by its kind."""
BANNER: Final = re.compile(
    rf"(?<!\w){HUNG}(?:, {HUNG})*(?:\s(?:tại |của )?(?:hội nghị|hội trường|cuộc họp|phòng họp|phiên họp|kỳ họp))?",
    re.IGNORECASE,
)
KIND: Final = (
    r"(?:(?:các|toàn bộ|bộ|bản|bài|tập|dự thảo|nội dung|file|ý kiến(?= tham luận))\s)*"
    r"(?:báo cáo(?! (?:viên|(?:quân )?số(?! liệu)|số lượng|danh sách|"
    r"UBND|HĐND|Thường trực|Chủ tịch|Giám đốc|lãnh đạo|Bộ trưởng|Bí thư|cấp trên)(?!\w))|"
    r"tài liệu|kịch bản|phóng sự|tờ trình|diễn văn|thông báo kết luận|kết luận|bài phát biểu|"
    r"phát biểu(?= (?:chỉ đạo|kết luận|khai mạc|bế mạc|đã đăng ký))|tham luận|slide|chuyên đề|đề cương|video|clip|"
    r"bản đồ|bảng biểu|bản trình chiếu|bài giảng|bản so sánh|phụ lục số liệu|số liệu tổng hợp|nghị quyết|"
    r"chương trình hành động|bài trình bày|bài viết|bản viết|lời (?:dẫn|bình|chào)|(?<=bộ )câu hỏi|"
    r"câu hỏi(?= (?:thu hoạch|thảo luận|gợi ý))|giáo trình|"
    r"cẩm nang|sổ tay|kỷ yếu|tờ (?:gấp|rơi)|bản tin|(?<!quay )phim(?: tư liệu)?|thể lệ|quy chế|biểu mẫu|sơ đồ|"
    r"mô hình hóa|"
    r"bảng(?= (?:người|tổng|so|số|phân|theo|kết))|phiếu(?= (?:khảo sát|tổng hợp|thu thập|đánh giá|lấy ý kiến|hỏi))|"
    r"văn bản(?= (?:trả lời|góp ý|tham luận|kèm))|ý kiến(?= (?:thảo luận|bằng văn bản)))(?!\w)"
)
"""What is prepared for a meeting, by its kind; its own words follow."""
MADE: Final = re.compile(
    rf"(?<!\w)(?:(?:chuẩn bị|xây dựng|hoàn thành|hoàn thiện|hoàn chỉnh|soạn thảo|biên soạn|soạn|biên tập|gửi|trình bày|"
    rf"cập nhật|tổng hợp|viết|in|in ấn|phát hành|đăng|dựng|quay|làm|lập|nộp|trình|vẽ|gom|chốt|chọn|thiết kế|chuyển|"
    rf"giữ|có|dự thảo(?=\s(?!thông báo)))\s"
    rf"(?:đầy đủ\s|các nội dung,\s|ý kiến,\s|sẵn\s|lại\s|nguyên\s)?|^)(?P<what>{KIND})",
    re.IGNORECASE,
)
BESIDE: Final = r"(?:dự thảo (?:quyết định|kế hoạch|chương trình|quy chế|công văn)|kế hoạch(?= \w+ \w+))(?!\w)"
"""What is a paper of the meeting beside another one: "báo cáo …, kế hoạch …"."""
NEXT: Final = re.compile(rf"\s?(?:,|;|\svà|,\svà)\s(?P<what>{KIND}|{BESIDE})", re.IGNORECASE)
MORE_OF_IT: Final = (
    r"nhiệm vụ|phương hướng|giải pháp|cam kết|phương án|dự báo|nguyên nhân|đề xuất|kiến nghị|biện pháp|mục tiêu|"
    r"khó khăn|tồn tại|định hướng|chương trình công tác|lịch(?! họp)|kết quả"
)
"""Behind a comma, a further part of what a report is on."""
ENDS: Final = re.compile(
    rf"[.;()|\":]|,(?!\s(?:chương trình(?! hành động)|năm|phòng|chống|{MORE_OF_IT})(?!\w))|"
    r"\s(?:(?:và(?=\s(?:đăng|chuyển|nộp|đưa|treo|dán|báo|gởi|gửi|phát|đề|in|phối|trình|chuẩn))|gửi|(?:chậm|muộn|trễ|"
    r"trể) nhất|hạn(?= (?:chót|cuối|trước|ngày|là|nộp|gửi|đến|hết|[0-9]))|nộp|tính(?= đến)|deadline|xong|hoàn "
    r"thành|để|xuống|vào|đến|tới|lên|cho|qua|"
    r"đảm bảo|bảo đảm|như sau|cần thiết|liên quan|phục vụ(?! (?:hội nghị|cuộc họp|phiên họp|kỳ họp)))(?!\w)|"
    r"trước (?=ngày|[0-9]|khi|tổ chức)|trong (?=ngày|buổi|sáng|chiều)|theo (?=chủ đề|phụ lục|phân công|quy định|"
    r"đúng|mẫu|"
    r"thông báo|kế hoạch)|"
    r"với (?=chủ đề|nội dung)|phát (?=tại|cho|đến)|trình (?=trưởng|lãnh đạo|chủ tịch|giám đốc|bộ trưởng|bí thư|ban|"
    r"ubnd|thường trực|"
    r"cấp|hội đồng)|tại (?=hội nghị|cuộc họp|phiên họp)|báo cáo (?=UBND|HĐND|Thường trực|Chủ tịch)|"
    r"về (?=Văn phòng|Sở|Ban|UBND|HĐND|Phòng|tỉnh|Vụ|Bộ|Thường trực|Trung tâm|kinh nghiệm))",
    re.IGNORECASE,
)
ITSELF: Final = re.compile(
    r"(?:tham luận\s?:|báo cáo (?:nhanh|tình huống|điển hình|chuyên đề|tổng kết|sơ kết)(?!\w))", re.IGNORECASE
)
"""The thing handed in named as the action: "Tham luận: …", "báo cáo nhanh số hộ …"."""
GIVEN: Final = re.compile(rf"{KIND}|(?:số liệu|phương án|kế hoạch|lịch|danh mục|biểu)(?= \w)", re.IGNORECASE)
"""A thing wanted instead of what is to be done with it: "Các xã: số liệu diện tích …"."""
ONE_BY_ONE: Final = re.compile(
    r"(?:tài liệu|nội dung|báo cáo|chuyên đề|hồ sơ)(?: (?:gồm|sau|như sau|sau đây|hội nghị|họp))*\s?:\s", re.IGNORECASE
)
REPORT: Final = re.compile(r"(?:Báo cáo|Tờ trình|Dự thảo|Đề án|Đề cương)\s(?!(?:viên|của)(?!\w))")
LONGEST: Final = 200
SPEECHES: Final = re.compile(r"(?P<kind>(?:bài|ý kiến|báo cáo)\s)?tham luận", re.IGNORECASE)
WANTED: Final = re.compile(
    r"(?:gửi|gởi|nộp|viết|chuẩn bị|xây dựng|bài|duyệt|thẩm định|có)\s[^.;:]{0,40}tham luận|"
    r"tham luận[^.;]{0,120}(?:gửi|nộp)|"
    r"tham luận\s?[:(\"]|tham luận (?:về|với)",
    re.IGNORECASE,
)
SEVERAL: Final = 3
"""Papers in a row that are no pair handed in as one."""
PAPER: Final = re.compile(rf"{KIND}|(?:dự thảo|số liệu|phương án|kế hoạch|danh mục)(?= \w)", re.IGNORECASE)
CLAUSE_END: Final = re.compile(r"[^.;]*;\s")
REMARK: Final = re.compile(r"\s\([^()]*\)\s*[.;]?$")
NOT_ITEM: Final = re.compile(
    r"^(?:được|Được|Trân trọng|Kính mời|"
    r"gửi|Gửi|đề nghị|Đề nghị|đăng|Đăng|các đại biểu|Các đại biểu|Đại biểu|sẽ|Sẽ|theo|Theo|Truy cập|"
    r"Có|đại biểu)\s"
)

PLACED: Final = re.compile(r"(?:các )?tài liệu (?:tại|trên|này|trước|đến)(?!\w)", re.IGNORECASE)
TOO_BARE: Final = frozenset(
    {"tài liệu", "các tài liệu", "nội dung", "báo cáo", "dự thảo", "các báo cáo", "chuyên đề", "kết luận", "nghị quyết"}
)


LINK: Final = re.compile(r"\s(?:về|của|cho|với|là|tính|theo|để|tại|ở)$")
