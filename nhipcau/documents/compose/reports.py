"""Reports of how many come and of who comes, from what the sites answered; and a unit's registration of its site."""

from nhipcau.documents.compose import proposed as p
from nhipcau.documents.compose import words
from nhipcau.documents.compose.about import Subject


def head_count(subject: Subject) -> p.Proposed:
    blocks = [
        p.abstract("Số lượng đại biểu dự {tên hội nghị}"),
        p.text(
            "Mở đầu",
            f"{p.carrying_out(subject)}{{cơ quan ban hành}} báo cáo số lượng đại biểu dự {{tên hội nghị}}, như sau:",
        ),
        p.table("Bảng số lượng", "bảng số lượng"),
        _closing(subject),
        p.recipients(*_upwards(subject), subject=subject),
    ]
    return p.Proposed(f"Số lượng đại biểu dự {subject.conference.title}", blocks)


def named_list(subject: Subject) -> p.Proposed:
    blocks = [
        p.abstract("Danh sách đại biểu dự {tên hội nghị}"),
        p.text(
            "Mở đầu",
            f"{p.carrying_out(subject)}{{cơ quan ban hành}} báo cáo danh sách đại biểu dự {{tên hội nghị}}, như sau:",
        ),
        p.table("Bảng đại biểu", "bảng đại biểu"),
        _closing(subject),
        p.recipients(*_upwards(subject), subject=subject),
    ]
    return p.Proposed(f"Danh sách đại biểu dự {subject.conference.title}", blocks)


def registration(subject: Subject) -> p.Proposed:
    blocks = [
        p.Block(p.Kind.ADDRESSEES, "Kính gửi", "{cơ quan tổ chức}"),
        p.abstract("đăng ký điểm cầu dự {tên hội nghị}"),
        p.text(
            "Nội dung",
            f"{p.carrying_out(subject)}{{cơ quan ban hành}} đăng ký điểm cầu dự {{tên hội nghị}}, như sau:",
            "1. Điểm cầu: {đơn vị}.",
            "1. Địa điểm: {địa điểm của đơn vị}.",
            "1. Đầu mối: {đầu mối của đơn vị}.",
            "1. Danh sách điểm cầu và số lượng đại biểu:",
        ),
        p.table("Bảng điểm cầu đăng ký", "bảng đăng ký"),
        p.text("Kết", "Kính đề nghị {cơ quan tổ chức} tổng hợp, kết nối."),
        p.recipients("- Như trên;", subject=subject),
    ]
    return p.Proposed(f"Đăng ký điểm cầu dự {subject.conference.title}", blocks)


def _closing(subject: Subject) -> p.Block:
    if subject.is_host:
        return p.text("Kết", "Trên đây là báo cáo của {cơ quan ban hành}.")
    return p.text("Kết", "{cơ quan ban hành} báo cáo {cơ quan tổ chức} tổng hợp, chỉ đạo.")


def _upwards(subject: Subject) -> tuple[str, ...]:
    """The host reports to those whom its papers report to, not to everybody on their list."""
    if not subject.is_host:
        return ("- {cơ quan tổ chức} (b/c);",)
    told = subject.conference.particulars.filter(kind="recipient", text__icontains="(b/c").order_by("order")
    lines = tuple(f"- {words.sentence(one.text.strip(' -'), ';')}" for one in told)
    return lines or ("{nơi nhận}",)
