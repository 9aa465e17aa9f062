"""Kế hoạch: why, what, when and where, who takes part, who does what by when."""

from nhipcau.documents.compose import proposed as p
from nhipcau.documents.compose.about import Subject

_BY_ANNEX = "Các cơ quan, đơn vị thực hiện nhiệm vụ theo Phụ lục phân công nhiệm vụ kèm theo Kế hoạch này."


def propose(subject: Subject) -> p.Proposed:
    blocks = [
        p.abstract("Tổ chức {tên hội nghị}"),
        p.text("Mở đầu", "{cơ quan ban hành} xây dựng Kế hoạch tổ chức {tên hội nghị}, như sau:"),
        *p.section(
            "MỤC ĐÍCH, YÊU CẦU",
            "1. Mục đích",
            "- Đánh giá kết quả, chỉ rõ khó khăn, vướng mắc và thống nhất nhiệm vụ, giải pháp thời gian tới.",
            "2. Yêu cầu",
            "- Chuẩn bị chu đáo, đúng tiến độ; đường truyền ổn định đến từng điểm cầu; tổ chức thiết thực, tiết kiệm.",
        ),
        *p.when_and_where(subject),
        *p.section("THÀNH PHẦN", "{thành phần}"),
        *(p.section("NỘI DUNG, CHƯƠNG TRÌNH", "{chương trình}")),
        *p.carried_out(tasks=_BY_ANNEX if subject.conference.tasks.exists() else "{nhiệm vụ}"),
        p.recipients("{nơi nhận}", subject=subject),
        p.annex("Phụ lục nhiệm vụ", "PHÂN CÔNG NHIỆM VỤ"),
        p.table("Bảng nhiệm vụ", "bảng nhiệm vụ"),
        p.annex("Phụ lục điểm cầu", "DANH SÁCH ĐIỂM CẦU"),
        p.table("Bảng điểm cầu", "bảng điểm cầu"),
    ]
    if subject.conference.speeches.exists():
        blocks += [p.annex("Phụ lục tham luận", "DANH MỤC THAM LUẬN"), p.table("Bảng tham luận", "bảng tham luận")]
    return p.Proposed(f"Tổ chức {subject.conference.title}", blocks)
