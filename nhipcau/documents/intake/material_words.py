"""What is prepared for a meeting, by its kind, the words that make it and those at which its name ends. Data only."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.words import ORGAN_START

HUNG: Final = (
    r"(?:mẫu )?(?:ma[ -]?k[eé]t|market|khẩu hiệu|biểu ngữ|băng[ -]?rôn|ban[d]?[ -]?rôn|backdrop|standee|phướn|"
    r"pa[ -]?nô|bạt treo|ph[oô]ng màn|"
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
    r"UBND|HĐND|Thường trực|Chủ tịch|Giám đốc|lãnh đạo|Bộ trưởng|Bí thư|cấp trên|(?:Tỉnh|Thành|Huyện|Thị|Quận|Đảng) ủy|"
    r"Ban Thường vụ|(?-i:về(?= [A-ZĐ]))|"
    r"với|bằng|lại)(?!\w))|"
    r"tài liệu|kịch bản|phóng sự|tờ trình|diễn văn|thông báo kết luận|kết luận|bài phát biểu|"
    r"phát biểu(?= (?:chỉ đạo|kết luận|khai mạc|bế mạc|đã đăng ký))|tham luận|slide|chuyên đề|đề cương|video|clip|"
    r"bản đồ|bảng biểu|bản trình chiếu|bài giảng|bản so sánh|phụ lục số liệu|số liệu tổng hợp|nghị quyết|"
    r"chương trình (?:hành động|điều hành)|bài (?:trình bày|trình chiếu)|bài viết|bản viết|lời (?:dẫn|bình|chào)|"
    r"(?<=bộ )câu hỏi|"
    r"câu hỏi(?= (?:thu hoạch|thảo luận|gợi ý))|giáo trình|"
    r"cẩm nang|sổ tay|kỷ yếu|tờ (?:gấp|rơi)|bản tin|(?<!quay )phim(?: tư liệu)?|thể lệ|quy chế|biểu mẫu|sơ đồ|"
    r"mô hình hóa|"
    r"bảng(?= (?:người|tổng|so|số|phân|theo|kết))|phiếu(?= (?:khảo sát|tổng hợp|thu thập|đánh giá|lấy ý kiến|hỏi))|"
    r"văn bản(?= (?:trả lời|góp ý|tham luận|kèm))|bản (?:cam kết|đăng ký thi đua)|giao ước thi đua|"
    r"ý kiến(?= (?:thảo luận|bằng văn bản|kết luận|chỉ đạo)))(?!\w)"
)
"""What is prepared for a meeting, by its kind; its own words follow."""
MADE: Final = re.compile(
    rf"(?<!\w)(?:(?:chuẩn bị|tham mưu|xây dựng|hoàn thành|hoàn thiện|hoàn chỉnh|soạn thảo|biên soạn|soạn|biên tập|"
    rf"gửi|trình bày|"
    rf"cập nhật|tổng hợp|viết|in|in ấn|phát hành|đăng|dựng|quay|làm|lập|nộp|trình|vẽ|gom|chốt|chọn|thiết kế|chuyển|"
    rf"giữ|có|dự thảo(?=\s(?!thông báo))|bổ sung số liệu|số liệu)\s"
    rf"(?:đầy đủ\s|các nội dung,\s|ý kiến,\s|sẵn\s|lại\s|nguyên\s)?|^)(?P<what>{KIND})",
    re.IGNORECASE,
)
BESIDE: Final = (
    r"(?:dự thảo (?:quyết định|kế hoạch|chương trình|quy chế|công (?:văn|điện)|ý kiến|chỉ thị|thông báo|đề án|"
    r"nghị quyết|văn bản|hướng dẫn|quy định|thông tư|nghị định|luật|bài|kết luận)|bản cam kết|"
    r"(?:kế hoạch|phương án)(?= \w+ \w+)|"
    r"các quyết định(?= \w+))(?!\w)"
)
"""What is a paper of the meeting beside another one: "báo cáo …, kế hoạch …"."""
NEXT: Final = re.compile(
    rf"\s?(?:,|;|\svà|,\svà)\s"
    rf"(?!(?<=khai mạc, )(?:kết luận|bế mạc))(?P<what>{KIND}|{BESIDE})",
    re.IGNORECASE,
)
MORE_OF_IT: Final = (
    r"nhiệm vụ|phương hướng|giải pháp|cam kết|phương án|dự báo|nguyên nhân|đề xuất|kiến nghị|biện pháp|mục tiêu|"
    r"khó khăn|tồn tại|định hướng|chương trình công tác|lịch(?! họp)|kết quả"
)
"""Behind a comma, a further part of what a report is on."""
ENDS: Final = re.compile(
    rf"[.;()|\":]|,\s(?:trong đó|nêu rõ|bao gồm|kèm)(?!\w)|,(?!(?<=khai mạc,)\s(?:kết luận|bế mạc|"
    rf"chỉ đạo)(?!\w))(?!\s(?:chương trình(?! hành động)|năm|phòng|chống|{MORE_OF_IT})(?!\w))"
    rf"(?!\s(?-i:[A-ZĐ]{{3,}})(?!\w))|"
    r"\s(?:(?:và(?=\s(?:(?:các|những|mọi) (?:điều kiện|thiết bị)|tổng hợp|đăng|chuyển|nộp|đưa|treo|dán|báo|gởi|gửi|"
    r"phát|đề|in|phối|trình|chuẩn))|gửi|(?:chậm|muộn|trễ|"
    r"trể) nhất|hạn(?= (?:chót|cuối|trước|ngày|là|nộp|gửi|đến|hết|[0-9]))|nộp|tính(?= đến)|deadline|xong|hoàn "
    r"thành|để|xuống|vào|đến(?! (?:hết )?(?:ngày )?[0-9])|tới|lên|cho|qua|"
    r"đảm bảo|bảo đảm|như sau|cần thiết|liên quan|phục vụ(?! (?:hội nghị|cuộc họp|phiên họp|kỳ họp)))(?!\w)|"
    r"trước (?=ngày|[0-9]|khi|tổ chức)|trong (?=ngày|buổi|sáng|chiều)|theo (?=chủ đề|đề cương|phụ lục|phân công|"
    r"quy định|"
    r"đúng|mẫu|"
    r"thông báo|kế hoạch)|"
    r"với (?=chủ đề|nội dung)|phát (?=tại|cho|đến)|trình (?=trưởng|lãnh đạo|chủ tịch|giám đốc|bộ trưởng|bí thư|ban|"
    r"ubnd|thường trực|"
    r"cấp|hội đồng)|tại (?=hội nghị|cuộc họp|phiên họp)|báo cáo (?=UBND|HĐND|Thường trực|Chủ tịch)|"
    rf"về (?=(?-i:{ORGAN_START.pattern})|tỉnh|kinh nghiệm|e-?mail|hộp thư|địa chỉ|hòm thư))",
    re.IGNORECASE,
)
ITSELF: Final = re.compile(
    r"(?:tham luận\s?:|báo cáo (?:nhanh|tình huống|điển hình|chuyên đề|tổng kết|sơ kết)(?!\w)|"
    r"báo cáo(?= (?:tiến độ|tình hình|kết quả|khó khăn|thực trạng|công tác|nguyên nhân)\s[^.]{4,160}?[,;]\s(?:gửi|"
    r"gởi|nộp)\s))",
    re.IGNORECASE,
)
"""The thing handed in named as the action: "Tham luận: …", "báo cáo nhanh số hộ …"."""
GIVEN: Final = re.compile(rf"{KIND}|(?:số liệu|phương án|kế hoạch|lịch|danh mục|biểu)(?= \w)", re.IGNORECASE)
"""A thing wanted instead of what is to be done with it: "Các xã: số liệu diện tích …"."""
ONE_BY_ONE: Final = re.compile(
    r"(?:tài liệu|nội dung|báo cáo|chuyên đề|hồ sơ)(?: (?:gồm|sau|như sau|sau đây|hội nghị|họp))*\s?:\s", re.IGNORECASE
)
REPORT: Final = re.compile(
    r"(?:(?:Báo cáo|Tờ trình|Dự thảo|Đề án|Đề cương)\s(?!viên(?!\w))(?!(?<=Báo cáo )của(?!\w))|"
    r"Các (?:báo cáo|tờ trình|dự thảo)\s|"
    r"[0-9]{1,3} (?:báo cáo|tờ trình|dự thảo)\s)"
)
PRESENTED_BY: Final = re.compile(r"\s(?:do|-)\s[^.;:()]{3,80}?\s(?:trình bày|báo cáo|chuẩn bị|truyền đạt|giới thiệu)$")
"""Who presents a paper, behind its name."""
ONE_AFTER_ANOTHER: Final = re.compile(
    r";\s(?!(?:Thảo luận|thảo luận|Ý kiến|ý kiến|Phát biểu|phát biểu|Kết luận|kết luận|Trình bày|trình bày|Thông qua|"
    r"thông qua)(?!\w))(?=[^\W\d_])"
)
"""Behind a semicolon, a further part of what a report is on."""
ALREADY: Final = re.compile(
    r"(?<!\w)(?:đã (?:gửi|nộp|có)|không (?:phải|cần|đọc|tổ chức))[^.;]{0,40}tham luận", re.IGNORECASE
)
"""Speeches that are there already or not wanted."""
GENERAL: Final = frozenset(
    {"tờ trình", "báo cáo", "dự thảo", "dự thảo nghị quyết", "nghị quyết", "đề án", "báo cáo thẩm tra"}
)
"""Kinds of papers put before a session, of which the contents name each."""
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
REMARK: Final = re.compile(r"\s\((?!dự thảo)[^()]*\)\s*[.;]?$")
NOT_ITEM: Final = re.compile(
    r"^(?:[Tt]ài liệu khác|[Cc]ác tài liệu khác|được|Được|Trân trọng|Kính mời|"
    r"gửi|Gửi|đề nghị|Đề nghị|đăng|Đăng|[Cc]ác (?:đại biểu|đơn vị|cơ quan|địa phương|điểm cầu|học viên)|Đại biểu|sẽ|"
    r"Sẽ|theo|Theo|Truy cập|"
    r"Có|đại biểu|Thông tin|Mọi|Liên hệ|Đầu mối|Nhận|Yêu cầu|Ghi chú|Lưu ý|Không|không|tải|Tải|Quét|quét|do|Do|"
    r"trên|tại|Tại|qua|Qua)\s"
)
NO_NAME: Final = re.compile(
    r"https?:|www\.|@|(?<![\w/])0[0-9]{2,3}[\s.]?[0-9]{3}|(?<!\w)(?:được (?:gửi|đăng|phát|cập nhật|cấp|chuyển|tải|in|"
    r"cung cấp|chia sẻ)|đăng tải|gửi (?:đến|kèm|qua|tới|trước|về|cho)|truy cập|tải (?:về|tại|từ|trên|xuống|tài)|"
    r"không (?:in|phát|gửi)|khai thác|mang theo|tự in|quét mã|phát (?:tại|cho|trước)|chủ động)(?!\w)",
    re.IGNORECASE,
)
"""Words on where papers are to be had, which name none."""

PLACED: Final = re.compile(r"(?:các )?tài liệu (?:tại|trên|này|trước|đến|bản)(?!\w)", re.IGNORECASE)
TOO_BARE: Final = frozenset(
    {"tài liệu", "các tài liệu", "nội dung", "báo cáo", "dự thảo", "các báo cáo", "chuyên đề", "kết luận", "nghị quyết"}
)


LINK: Final = re.compile(r"\s(?:về|của|cho|với|là|tính|theo|để|tại|ở)$")

ALL_SPEECHES: Final = re.compile(r"(?:(?:các|những)\s)?(?P<kind>(?:(?:bài|ý kiến)\s)?tham luận)(?!\w)", re.IGNORECASE)
"""Speeches handed in, whatever each of them is on."""
TITLED: Final = re.compile(
    r"(?:bộ\s|tập\s)?(?:tài liệu|cẩm nang|sổ tay|giáo trình|tờ (?:gấp|rơi)|chuyên đề)(?!\w)", re.IGNORECASE
)
"""What is known by a title; of a speech the title is read with its speaker."""
TITLE: Final = re.compile(r"\s?\"[^\"\n]{3,160}\"")
"""The title of a thing, or the words of a banner, in quotation marks straight behind it."""
ENUMERATED: Final = re.compile(
    r"(?<!\w)(?:chuẩn bị|cung cấp|bố trí|lo|gửi|trang trí|tham mưu|phụ trách|xây dựng)\s"
    r"(?:[^.;:,()\"0-9]{2,40},\s(?:và\s)?){1,4}"
    rf"(?P<what>(?!(?:nội dung )?báo cáo (?!\w+ (?:tổng|sơ) kết)){KIND})",
    re.IGNORECASE,
)
"""A paper of the meeting among other things got ready: "chuẩn bị hội trường, bài trình chiếu"."""
BARE: Final = re.compile(
    r"(?<!\w)(?:chuẩn bị|xây dựng|biên soạn|soạn|hoàn thiện|hoàn chỉnh|cung cấp|viết|phát hành|"
    r"in ấn)\s(?:đầy đủ\s)?"
    r"(?:[^.;:,()\"0-9]{2,40},\s(?:và\s)?){0,4}(?:các\s)?(?P<what>báo cáo|tài liệu)(?=\s?(?:[,.;(]|và\s|cho\s|$))",
    re.IGNORECASE,
)
"""A paper named by nothing but its kind, where it is said to be made."""
HANDED_IN: Final = re.compile(
    rf"(?:^|[.;,]\s)(?P<what>{KIND}(?:\s[^\s.;,:()\"]+){{0,4}}?)\s(?:được\s)?(?:gửi|gởi|nộp|phát|đăng tải)"
    r"\s(?:về|qua|trước|vào|cho|đến|trên|tới|kèm|chậm)(?!\w)",
    re.IGNORECASE,
)
"""A paper as that which is sent: "Slide gửi trước 11 giờ", "Tài liệu tập huấn được gửi qua mạng"."""
HANGING: Final = re.compile(
    r"(?<!\w)(?:chuẩn bị|trang trí|treo|làm|in|thiết kế|bố trí|lo|lắp|dựng|thuê)(?!\w)", re.IGNORECASE
)
"""What is done with a banner."""
EXPLAINED: Final = re.compile(rf"\s\({HUNG}\)", re.IGNORECASE)
"""A banner in its other word: "phông (ma-két)"."""
SEVERAL_OF: Final = re.compile(r"(?:các|những)\s(?P<kind>tờ trình|báo cáo|dự thảo|đề án|chuyên đề)$")
IN_BRACKETS: Final = re.compile(
    r"tài liệu(?:\s[^\s.;:()]+){0,6}\s\((?:gồm:?\s)?(?P<items>[^()]{8,300})\)", re.IGNORECASE
)
"""Papers one by one in brackets behind the word for all of them."""
CONSIDERS: Final = re.compile(
    r"(?<!\w)(?:xem xét|thông qua|thảo luận|cho ý kiến|nghe|thẩm tra|trình)(?:,? (?:và )?(?:xem xét|thông qua|"
    r"thảo luận|cho ý kiến|quyết định))*(?: (?:đối với|về|vào))?\s(?=(?:các |[0-9]{1,3} )?(?:báo cáo|tờ trình|dự thảo|"
    r"nghị quyết|đề án))",
    re.IGNORECASE,
)
"""What is done at a meeting with the papers that are put before it."""
PUT_BEFORE: Final = re.compile(
    r"(?:các |[0-9]{1,3} )?(?:báo cáo|tờ trình|dự thảo|nghị quyết|đề án)(?!\w)", re.IGNORECASE
)
SLOT: Final = re.compile(
    r"(?:từ\s)?[0-9]{1,2}\s?(?:giờ|[hHgG:])\s?[0-9]{0,2}(?:\s?(?:phút|'))?"
    r"(?:\s?(?:-|đến)\s?[0-9]{1,2}\s?(?:giờ|[hHgG:])\s?[0-9]{0,2}(?:\s?(?:phút|'))?)?\s*[:.,-]\s*(?:\s-\s)?"
)
"""The hours of a part of the programme."""
SITUATION: Final = re.compile(
    r"(?:các |dự thảo )*báo cáo (?:tình hình|kết quả|công tác|thực trạng|đánh giá|việc|tiến độ)\s", re.IGNORECASE
)
"""A report on several things: "báo cáo tình hình cung ứng, giá cả"."""
OTHER_THING: Final = re.compile(
    r"\s(?:và )?(?:hội trường|phòng|ma ?k[eé]t|market|nước|âm thanh|ánh sáng|đường truyền|máy|loa|giấy mời|khánh tiết|"
    r"kinh phí|quà|hoa|trang trí|thiết bị|chương trình|kịch bản|tài liệu|danh sách|bài|các điều kiện|gửi|phông|"
    r"(?-i:[A-ZĐ]))",
    re.IGNORECASE,
)
"""What else is got ready for a meeting, or another body."""
REPORTED: Final = re.compile(
    r"báo cáo (?:chung |tóm tắt |nhanh )?(?:tình hình|tiến độ|kết quả|công tác|thực trạng|ca bệnh|việc)(?!\w)"
    r"(?![^.;]{0,60}(?:sau (?:hội nghị|tập huấn|lớp)))",
    re.IGNORECASE,
)
"""What a body reports on at the meeting, as the paper that it will be."""
PRESENTS: Final = re.compile(r"(?:[^.;()]{0,60}[;,]\s)*trình bày\s", re.IGNORECASE)
