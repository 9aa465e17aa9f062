"""Reports of how many come and of who comes, from what the sites answered; and a unit's registration of its site."""

from nhipcau.documents.compose import proposed as p
from nhipcau.documents.compose.about import Subject


def head_count(subject: Subject) -> p.Proposed:
    blocks = [
        p.abstract("Số lượng đại biểu dự {tên hội nghị}"),
        p.text("Mở đầu", "{cơ quan ban hành} báo cáo số lượng đại biểu đăng ký dự {tên hội nghị}, như sau:"),
        p.table("Bảng số lượng", "bảng số lượng"),
        p.recipients(*_upwards(subject), subject=subject),
    ]
    return p.Proposed(f"Số lượng đại biểu dự {subject.conference.title}", blocks)


def named_list(subject: Subject) -> p.Proposed:
    blocks = [
        p.abstract("Danh sách đại biểu dự {tên hội nghị}"),
        p.text("Mở đầu", "{cơ quan ban hành} báo cáo danh sách đại biểu dự {tên hội nghị}, như sau:"),
        p.table("Bảng đại biểu", "bảng đại biểu"),
        p.recipients(*_upwards(subject), subject=subject),
    ]
    return p.Proposed(f"Danh sách đại biểu dự {subject.conference.title}", blocks)


def registration(subject: Subject) -> p.Proposed:
    blocks = [
        p.Block(p.Kind.ADDRESSEES, "Kính gửi", "{cơ quan tổ chức}"),
        p.abstract("đăng ký điểm cầu dự {tên hội nghị}"),
        p.text(
            "Nội dung",
            "Thực hiện {văn bản}, {cơ quan ban hành} đăng ký điểm cầu dự {tên hội nghị}, như sau:",
            "1. Điểm cầu: {đơn vị}.",
            "2. Địa điểm: {địa điểm của đơn vị}.",
            "3. Đầu mối: {đầu mối của đơn vị}.",
            "4. Số lượng đại biểu:",
        ),
        p.table("Bảng số lượng", "bảng số lượng"),
        p.recipients("- Như trên;", subject=subject),
    ]
    return p.Proposed(f"Đăng ký điểm cầu dự {subject.conference.title}", blocks)


def _upwards(subject: Subject) -> tuple[str, ...]:
    return ("{nơi nhận}",) if subject.is_host else ("- {cơ quan tổ chức} (b/c);",)
