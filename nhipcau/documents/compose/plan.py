"""Kế hoạch: why, what, when and where, who takes part, who does what by when."""

from typing import Final

from nhipcau.conferences.models import Conference
from nhipcau.documents.compose import proposed as p
from nhipcau.documents.compose.about import Subject

_BY_ANNEX: Final = (
    "1. Phân công nhiệm vụ: các cơ quan, đơn vị, địa phương thực hiện nhiệm vụ theo Phụ lục phân công nhiệm vụ "
    "kèm theo Kế hoạch này."
)
_WHY: Final = {
    Conference.Kind.DISSEMINATION: "- Quán triệt đầy đủ nội dung được phổ biến; thống nhất nhận thức và hành động "
    "trong triển khai thực hiện.",
    Conference.Kind.TRAINING: "- Cập nhật kiến thức, kỹ năng cho đại biểu; thống nhất cách làm trong tổ chức thực "
    "hiện nhiệm vụ.",
    Conference.Kind.SESSION: "- Bảo đảm kỳ họp được tiến hành đúng luật, đúng chương trình, có chất lượng.",
}
_WHY_ELSE: Final = (
    "- Đánh giá kết quả thực hiện nhiệm vụ, chỉ rõ khó khăn, vướng mắc; thống nhất nhiệm vụ, giải pháp trọng tâm "
    "trong thời gian tới."
)


def propose(subject: Subject) -> p.Proposed:
    conference = subject.conference
    long = p.is_long(subject)
    blocks = [
        p.abstract("Tổ chức {tên hội nghị}"),
        *p.grounds(subject),
        p.text("Mở đầu", "{cơ quan ban hành} ban hành Kế hoạch tổ chức {tên hội nghị}, như sau:"),
        *p.section(
            "MỤC ĐÍCH, YÊU CẦU",
            "1. Mục đích",
            _WHY.get(Conference.Kind(conference.kind), _WHY_ELSE),
            "2. Yêu cầu",
            "- Công tác chuẩn bị chu đáo, đúng tiến độ; đường truyền ổn định đến từng điểm cầu.",
            "- Nội dung thiết thực, đúng trọng tâm; đại biểu dự đúng, đủ thành phần; tổ chức trang trọng, tiết kiệm.",
        ),
        *p.when_and_where(subject),
        *p.section("THÀNH PHẦN", "{thành phần}"),
        *p.programme(annexed=long),
        *p.carried_out(subject, tasks=(_BY_ANNEX,) if subject.rows.tasks else ()),
        p.closing(
            "Kết",
            "Quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị, địa phương kịp thời phản ánh về "
            "{cơ quan ban hành} để xem xét, giải quyết.",
        ),
        p.recipients("{nơi nhận}", subject=subject),
        p.annex("Phụ lục nhiệm vụ", "PHÂN CÔNG NHIỆM VỤ"),
        p.table("Bảng nhiệm vụ", "bảng nhiệm vụ"),
        *([p.annex("Phụ lục chương trình", "CHƯƠNG TRÌNH HỘI NGHỊ")] if long else []),
        *([p.table("Bảng chương trình", "bảng chương trình")] if long else []),
        p.annex("Phụ lục tham luận", "DANH MỤC THAM LUẬN"),
        p.table("Bảng tham luận", "bảng tham luận"),
        p.annex("Phụ lục điểm cầu", "DANH SÁCH ĐIỂM CẦU"),
        p.table("Bảng điểm cầu", "bảng điểm cầu"),
    ]
    return p.Proposed(f"Tổ chức {conference.title}", blocks)
