"""The vocabulary of organs, tiers, verbs and offices that the rules are written with. Data only.

Sources: NĐ 30/2020, Phụ lục III (abbreviations of kinds of papers, signing capacities); Hướng dẫn 36-HD/VPTW (2018) and
05-HD/VPTW (2026) for Party papers; Luật Tổ chức chính quyền địa phương 2015 and 72/2025/QH15 for the tiers.
"""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.letters import LETTER, UPPER

DOC_TYPES: Final = {
    "kế hoạch": "ke_hoach",
    "thông báo": "thong_bao",
    "giấy mời": "giay_moi",
    "giấy mời họp": "giay_moi",
    "thư mời": "giay_moi",
    "thư mời họp": "giay_moi",
    "mời họp": "giay_moi",
    "công văn": "cong_van",
    "công điện": "khac",
    "công điện khẩn": "khac",
    "giấy triệu tập": "khac",
    "triệu tập": "khac",
    "quyết định": "khac",
    "nghị quyết": "khac",
    "chỉ thị": "khac",
    "chương trình": "khac",
    "hướng dẫn": "khac",
    "báo cáo": "khac",
    "tờ trình": "khac",
    "biên bản": "khac",
    "phương án": "khac",
    "thông cáo": "khac",
    "kết luận": "khac",
    "quy chế": "khac",
    "quy định": "khac",
    "kịch bản": "khac",
    "đề án": "khac",
    "lịch họp": "khac",
    "lịch công tác": "khac",
}

# Kinds that tell, ask or lay down and call nobody: a meeting named in one is over, or another paper's.
CONVENES_NOTHING: Final = frozenset({"báo cáo", "biên bản", "tờ trình", "đề án", "quy chế", "quy định", "thông cáo"})

# In small letters; "huế" since 2025.
CENTRAL_CITIES: Final = ("hà nội", "hồ chí minh", "đà nẵng", "hải phòng", "cần thơ", "huế")

# NĐ 30/2020, Phụ lục III: the abbreviation in the number tells the kind where the heading is lost.
NUMBER_TYPES: Final = {"KH": "ke_hoach", "TB": "thong_bao", "GM": "giay_moi", "CV": "cong_van"}

# Longest first wins; used to give a letterhead in capitals its ordinary spelling.
ORGAN_SPELLINGS: Final = (
    "Thường trực Hội đồng nhân dân", "Hội đồng nhân dân", "Ủy ban nhân dân", "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Ban Thường trực", "Mặt trận Tổ quốc Việt Nam", "Đoàn đại biểu Quốc hội và Hội đồng nhân dân",
    "Đoàn đại biểu Quốc hội",
    "Văn phòng", "Ban Chấp hành Đảng bộ", "Ban Chấp hành Trung ương", "Đảng bộ", "Ban Thường vụ", "Tỉnh ủy",
    "Thành ủy", "Huyện ủy",
    "Thị ủy", "Quận ủy", "Đảng ủy", "Thường trực", "Đảng Cộng sản Việt Nam", "Ban Tuyên giáo và Dân vận",
    "Ban Tuyên giáo", "Ban Tổ chức",
    "Ban Dân vận", "Ban Nội chính", "Ban Dân tộc", "Ban Tôn giáo", "Ban Thi đua - Khen thưởng",
    "Ủy ban Kiểm tra", "Ban Quản lý", "Ban Chỉ đạo", "Ban Chỉ huy", "Hội đồng",
    "Ủy ban", "Chính phủ",
    "Văn phòng Chính phủ", "Quốc hội", "Việt Nam", "Trung ương", "Nhà nước", "Thủ tướng Chính phủ",
    "Sở Giáo dục và Đào tạo", "Sở Y tế", "Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Sở Kế hoạch và Đầu tư",
    "Sở Công Thương",
    "Sở Nông nghiệp và Môi trường", "Sở Nông nghiệp và Phát triển nông thôn", "Sở Thông tin và Truyền thông",
    "Sở Khoa học và Công nghệ",
    "Sở Xây dựng", "Sở Giao thông vận tải", "Sở Tài nguyên và Môi trường", "Sở Lao động - Thương binh và Xã hội",
    "Sở Ngoại vụ",
    "Sở Văn hóa, Thể thao và Du lịch", "Sở Dân tộc và Tôn giáo", "Bộ Giáo dục và Đào tạo", "Bộ Y tế", "Bộ Nội vụ",
    "Bộ Tư pháp",
    "Bộ Tài chính", "Bộ Công an", "Bộ Quốc phòng", "Bộ Kế hoạch và Đầu tư", "Bộ Công Thương",
    "Bộ Khoa học và Công nghệ", "Bộ Xây dựng",
    "Bộ Nông nghiệp và Môi trường", "Bộ Thông tin và Truyền thông", "Bộ Ngoại giao", "Liên đoàn Lao động",
    "Hội Nông dân",
    "Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh", "Đoàn Thanh niên", "Bảo hiểm xã hội", "Kho bạc Nhà nước",
    "Ngân hàng Nhà nước",
    "Cục Thuế", "Cục Thống kê", "Công an", "Bộ Chỉ huy Quân sự", "Tòa án nhân dân", "Viện kiểm sát nhân dân",
    "Viễn thông", "Công ty Điện lực",
    "Phòng Giáo dục và Đào tạo", "Phòng Văn hóa và Thông tin", "Phòng Văn hóa - Xã hội",
    "Phòng Kinh tế", "Phòng Nội vụ",
    "Ban Thường vụ Tỉnh ủy", "Bảo hiểm xã hội Việt Nam", "Ngân hàng",
    "Trung tâm Phục vụ hành chính công", "Trung tâm", "Trường", "Bệnh viện", "Tổng cục", "Tổng công ty", "Tập đoàn",
    "Công ty", "Học viện", "Viện",
    "Cục", "Vụ", "Sở", "Bộ", "Ban", "Phòng", "Chi cục", "Đoàn", "Hội", "Liên minh Hợp tác xã", "Đảng đoàn",
    "Ban cán sự đảng", "Tỉnh đoàn", "Thành đoàn", "Huyện đoàn", "Thị đoàn", "Quận đoàn", "Hồ Chí Minh",
)  # fmt: skip
PLACE_WORDS: Final = ("tỉnh", "thành phố", "huyện", "thị xã", "quận", "xã", "phường", "thị trấn", "đặc khu")
ABBREVIATIONS: Final = frozenset(
    {
        "UBND",
        "HĐND",
        "ĐBQH",
        "MTTQ",
        "LHPN",
        "UBMTTQ",
        "UBMTTQVN",
        "TTHĐND",
        "TTUBND",
        "BTV",
        "BCH",
        "TU",
        "TW",
        "TP",
        "TX",
        "TT",
        "GDĐT",
    }
    | {"MTV", "TNCS", "THPT", "THCS", "PTDTNT", "GDNN", "GDTX", "HTX", "BVTV", "PCTT"}
    | {"TTTT", "VP", "BCĐ", "BQL", "TNHH", "CP", "VNPT", "UBKT"}
)
LOWER_WORDS: Final = frozenset({"và", "của", "các", "với", "về", "cho"})

# What a body that can be asked for something begins with. The letter case matters: "Ban" is an organ, "ban" a verb.
ORGAN_START: Final = re.compile(
    r"(?:(?:Thường trực|Thường vụ|Đảng ủy|Ủy ban|UBND|HĐND|Hội đồng|Văn phòng|VP|Sở|Ban(?! hành)|Bộ|"
    r"[A-ZĐ]{3,}[A-ZĐa-z0-9-]*|P[0-9]{1,2}(?=\s?[:(,])|"
    r"Công đoàn|Khách hàng|Học viên|Hộ(?= (?:kinh doanh|gia đình|dân|sản xuất))|Quận|"
    r"Xí nghiệp|Truyền hình|Thời báo|Tạp chí|Chợ|"
    r"Doanh nghiệp|Hợp tác xã|Giáo viên|Phóng viên|Trại|Câu lạc bộ|Ủy viên|"
    r"Khối(?! lượng)|Chi nhánh|Phòng(?!,? chống| họp| ngừa)|Trung tâm|Viễn thông|VNPT|Viettel|Mobi[Ff]one|"
    r"Điện lực|Công ty|Tổng công ty|Tập đoàn|Công an|Đài|Báo(?! cáo)|Cổng|Tòa án|T(?:òa|oà)(?= (?:Dân|Hình|"
    r"Hành|Kinh|Gia|Lao|chuyên trách))|Viện|Cục|Chi cục|Vụ|Kho bạc|"
    r"Ngân hàng|Bảo hiểm|Trường(?! hợp)|Bệnh viện|"
    r"Tỉnh ủy|Thành ủy|Huyện ủy|Thị ủy|Quận ủy|Tỉnh đoàn|Thành đoàn|Huyện đoàn|Thị đoàn|Quận đoàn|"
    r"Thành Đoàn|Tỉnh Đoàn|VKSND|TAND|"
    r"BHXH|BQL|BCĐ|P\.|Đoàn(?! kết)|Hội(?! nghị| trường| thảo| họp)|Liên đoàn|"
    r"Liên minh|Mặt trận|UBMTTQ|MTTQ|BTV|Bưu điện|Tổ(?! chức)|Nhóm|Chánh|Trưởng|"
    r"Giám đốc|Chủ tịch|Phó|Bí thư|Thủ trưởng|Hiệu trưởng|Lãnh đạo(?!,)|Lực lượng|Đội|Bộ phận|Hạt|Trạm|Đảng đoàn|"
    r"Đảng bộ|Chi bộ|TTYT|Học viện|"
    r"Đồng chí|Đ/c|Ông|Bà|Đại biểu|Quý(?= (?:vị|đại biểu|cơ quan|đơn vị|khách|thầy|cô|ông|bà|công ty|doanh nghiệp|"
    r"trường|hội viên|phụ huynh|đồng chí))|"
    r"Thành viên|Cán bộ|Nhà máy|Khoa(?! học)|Nông trường|Lâm trường|Khu phố|Thôn|Ấp|Khóm|Cụm|"
    r"Hiệp hội|Liên hiệp|Bảo tàng|"
    r"Giảng viên|Báo cáo viên|"
    r"Quân khu|Trung đoàn|Tiểu đoàn|Đồn|Thuế|Hải quan|Tổng cục|Quỹ|Thư viện|Nhà văn hóa|Thanh tra|Toà án|"
    r"(?:Các|Những|Mỗi|Từng|Tất cả|Toàn bộ|Riêng)(?=\s+(?!(?:nội dung|báo cáo|tài liệu|điều kiện|vấn đề|giải pháp|"
    r"nhiệm vụ|"
    r"ý kiến|tham luận|thông tin|quy định|văn bản|mục tiêu|hoạt động|khó khăn|kết quả|bước|mốc|câu hỏi|chỉ tiêu|việc|"
    r"biện pháp|thiết bị|phần mềm|phòng họp|thành phần)(?!\w))[\w])|"
    r"Địa phương|Đơn vị|Cơ quan|Cấp (?:huyện|xã|tỉnh)|Điểm cầu|Huyện|Xã(?! hội)|Phường|Thành phố|Tỉnh))(?!\w)"
)

# A body's name ends where one of these verbs begins (in small letters: "Ban Tổ chức" is a name, "tổ chức" is not).
ACTION_VERBS: Final = (
    "chủ trì", "chủ động", "phối hợp", "chuẩn bị", "chỉ đạo", "gửi", "bố trí", "đảm bảo", "bảo đảm", "cử",
    "kết nối", "thông báo",
    "thực hiện", "tham dự", "đưa tin", "tiếp tục", "đăng ký", "lập", "báo cáo",
    "theo dõi", "triển khai",
    "rà soát", "cập nhật", "in", "in ấn", "phân công", "chịu trách nhiệm", "có trách nhiệm", "có thể",
    "hướng dẫn", "cung cấp", "hoàn thành",
    "hoàn thiện", "tuyên truyền", "quán triệt", "lắp đặt", "vận hành", "hỗ trợ", "cài đặt", "trang trí",
    "nghiên cứu", "nộp", "đề xuất",
    "xác nhận", "lựa chọn", "yêu cầu", "đề nghị", "soạn", "biên soạn", "viết", "trình bày", "thống nhất",
    "sắp xếp", "đón tiếp", "phục vụ",
    "điểm danh", "tập huấn", "dự thảo", "ban hành", "phổ biến", "liên hệ", "có mặt", "khẩn trương", "chạy thử",
    "tổng duyệt", "nhận",
    "thiết lập", "duy trì", "đôn đốc", "treo", "điều hành", "triệu tập", "phụ trách", "tiếp nhận", "đóng góp",
    "góp ý", "tạo điều kiện",
    "xem xét", "tăng cường", "huy động", "sử dụng", "phải", "tự", "làm đầu mối",
    "kịp thời", "khảo sát", "thẩm định",
    "ghi hình", "chấp hành", "đăng tải", "chuyển", "sẵn sàng", "nghiêm túc", "truy cập", "thành lập",
    "truyền dẫn", "phát sóng", "giúp đỡ", "tham gia", "đăng nhập", "tiến hành", "bổ sung", "phát hành", "bám sát",
    "giới thiệu", "rút kinh nghiệm", "kết hợp", "rà lại", "chốt", "nối", "thử", "mở", "nhắc", "báo", "niêm yết",
    "bàn giao", "trả lời", "tập hợp", "chia sẻ", "khử khuẩn", "hoàn tất", "nhập", "công bố", "định hướng", "đặt",
    "xếp", "làm việc với", "tính toán", "quay", "đưa", "chụp", "tự bố trí",
    "khai báo", "trực máy", "là đơn vị", "là đầu mối", "nối thử", "hoàn chỉnh", "tư vấn", "tuyển chọn",
    "điều phối", "giải đáp",
    "dán", "phản hồi", "phản ánh", "thay mặt", "lo", "tường thuật", "cấp tài khoản", "phát sóng", "quản lý lớp",
    "hủy", "huỷ", "hoãn", "điều chỉnh", "phân luồng",
)  # fmt: skip
# Verbs that are also part of names: "Thường trực", "chương trình", "các tổ chức", "cơ quan tham mưu, giúp việc".
_GUARDED_VERBS: Final = (
    r"(?<!ban )(?<!Ban )xây dựng(?! [Đđ]ảng)",
    r"(?<!ịch vụ )tổng hợp",
    r"(?<!iấy )(?<!hư )(?<!ính )mời",
    r"(?<!các )(?<!Các )(?<!ban )(?<!, )(?<!và )(?<!mọi )tổ chức",
    r"(?<!iáo dục )thường xuyên",
    r"tham mưu(?!,? giúp việc)",
    r"(?<!Hậu )(?<!hậu )cần",
    r"(?<!Xây )(?<!xây )dựng",
    r"(?<!vận )(?<!Vận )tải",
    r"(?<!hường )trực(?! thuộc| tiếp| tuyến)",
    r"(?<!ương )(?<!quy )(?<!công )(?<!cơ quan )(?<!đơn vị )trình(?! độ)",
    r"(?<!ban )(?<!tra, )kiểm tra",
    r"giao(?! thông| dịch| ban)",
    r"căn cứ(?! vào)",
    r"dự(?! toán| án| báo| phòng| kiến| luật)",
)
VERB: Final = re.compile(
    r"(?<![\w-])(?:sẽ |tích cực |cùng |trực tiếp )?(?:"
    + "|".join((*(re.escape(verb) for verb in sorted(ACTION_VERBS, key=len, reverse=True)), *_GUARDED_VERBS))
    + r")(?![\w-])"
)

# A body of the press; "tỉnh" or a proper name follows.
PRESS_BODY: Final = re.compile(
    r"(?:Đài\s+(?:Phát thanh(?:\s?,\s?|\s?-\s?|\s+và\s+|\s)Truyền hình|Truyền hình|Phát thanh|"
    r"Truyền thanh(?:\s?-\s?Truyền hình)?|PT\s?[-&]?\s?TH|TT\s?[-&]\s?TH|"
    r"Tiếng nói Việt Nam|THVN|TNVN|PTTH|TTTH|TTTH&VH|PT,\s?TH)(?!\w)|"
    r"(?:Cơ quan|Văn phòng) (?:thường trú|đại diện)(?=\s(?:Báo|TTXVN|Thông tấn xã|Đài|VTV|VOV|Tạp chí))\s"
    r"(?:Báo(?!\s?cáo)(?:\s[^\W\d_]+){1,4}|TTXVN|Thông tấn xã Việt Nam|Đài(?:\s[^\W\d_]+){1,4}|VTV[0-9]?|VOV[0-9]?)"
    r"(?:\s(?:tại|khu vực)(?=\s[A-ZĐ]))?|Tạp chí|Thời báo|Nhật báo|Tuần báo|Kênh (?=[A-ZĐ])|"
    r"(?<!Phát thanh )(?<!- )Truyền hình(?=\s[A-ZĐ])|"
    r"Trang (?:[Tt]hông tin điện tử|[Tt]in điện tử|TTĐT)|Báo(?!\s?cáo)(?:(?:\s+và|"
    r",)\s+(?:(?:Đài\s+)?(?:(?:[Pp]hát thanh|PT)(?:\s?,\s?|\s?-\s?|\s?&\s?|"
    r"\s+và\s+)?)?(?:[Tt]ruyền hình|TH)(?!\w)|Đài(?=\s+[Tt]ỉnh|\s+"
    + UPPER
    + r")))?|Thông tấn xã Việt Nam|TTXVN|VTV[0-9]?(?!\w)|VOV[0-9]?(?!\w)|"
    r"Cổng [Tt]hông tin điện tử|Cổng TTĐT|(?:[Tt]rung tâm|TT) (?:(?:[Vv]ăn h(?:óa|oá)|VH)(?:(?:\s?,| và|\s?[-&])?\s?"
    r"(?:[Tt]hông tin|[Tt]hể thao|[Tt]ruyền thông|[Tt]ruyền thanh|[Dd]u lịch|TDTT|TTTT|TTTH|TTDL|TT|DL)(?!\w))*|"
    r"[Tt]ruyền thông(?: và [Vv]ăn h(?:óa|oá))?)|(?:[Cc]ác )?[Cc]ơ quan (?:thông tấn,? (?:và )?)?báo chí|[Bb]áo chí)"
)
PRESS_NAME: Final = re.compile(
    r"(?:\s+(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|cấp huyện|Trung ương|điện tử)(?!\w))?"
    rf"(?:\s+(?:tỉnh\s+|thành phố\s+)?{UPPER}{LETTER}*){{0,4}}(?:\s+tỉnh(?!\w))?"
)

DEGREES: Final = re.compile(
    r"^(?:(?:GS|PGS|TSKH|TS|ThS|Ths|THS|BS|BSCKII|BSCKI|BSCK2|BSCK1|CKII|CKI|DS|KS|CN|LS|NGND|NGƯT|NSND|NSƯT|TTND|"
    r"TTƯT|Tiến sĩ|Thạc sĩ|Bác sĩ|Kỹ sư|"
    r"Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy)(?:[.,]\s?|\s+|-))+",
)
# NĐ 30/2020, Phụ lục I, mục 7a (TM., Q., KT., TL., TUQ.); Party papers write a slash.
AUTHORITY: Final = re.compile(r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L|T/UQ|TU/Q|Q|QUYỀN)(?:\s?\.\s?|\s+|\s?/\s?)(?=[^\W\d_])")
SIGNING_POSITION: Final = re.compile(
    r"(?:(?:PHÓ|QUYỀN|ỦY VIÊN|CHỦ|TRƯỞNG|GIÁM|CHÁNH|BÍ THƯ|CỤC|VỤ|HIỆU|TỔNG|VIỆN|THỨ|BỘ|CHỈ HUY|TƯ LỆNH|ĐỘI|THƯỜNG|"
    r"HÀM|THỦ|CHÍNH|KẾ TOÁN|Q)[. ]?.*|.*(?:TRƯỞNG|CHỦ TỊCH|GIÁM ĐỐC|VĂN PHÒNG|BÍ THƯ))"
)
_NAME_WORD: Final = rf"{UPPER}{LETTER}*(?:'{LETTER}*)?"
"""One word of a name; in those of the Central Highlands with an apostrophe: "H' Nga", "H'Yên"."""
PERSON: Final = rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,5}}"
HONORIFIC: Final = (
    r"(?<!\w)(?:(?:các\s+)?[Đđ]ồng chí|ĐỒNG CHÍ|[Đđ]/[Cc]|ĐC|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Tt]hầy|A\.|C\.)"
)
SITE_WORD: Final = r"(?:điểm cầu|điểm kết nối|điểm họp|đầu cầu|điểm trực tuyến)"
