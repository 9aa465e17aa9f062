"""Thông báo: that a conference is held, also in place of an invitation; and one that acts on an earlier paper."""

from nhipcau.documents.compose import proposed as p
from nhipcau.documents.compose.about import Subject
from nhipcau.documents.models import Paper


def propose(subject: Subject) -> p.Proposed:
    if subject.how == Paper.Follows.RECALLS:
        return _recalling(subject)
    if subject.how == Paper.Follows.AMENDS:
        return _amending(subject)
    blocks = [
        p.abstract("Về việc tổ chức {tên hội nghị}"),
        p.text("Mở đầu", "{cơ quan ban hành} thông báo tổ chức {tên hội nghị}, với các nội dung sau:"),
        *p.when_and_where(subject),
        *p.section("THÀNH PHẦN", "{thành phần}"),
        *(p.section("TÀI LIỆU", "{tài liệu}") if p.has(subject, "material") else []),
        *p.carried_out(),
        p.text("Thay giấy mời", "Thông báo này thay cho giấy mời."),
        p.recipients("{nơi nhận}", subject=subject),
    ]
    return p.Proposed(f"Về việc tổ chức {subject.conference.title}", blocks)


def _recalling(subject: Subject) -> p.Proposed:
    cited = subject.follows.notation if subject.follows else ""
    blocks = [
        p.abstract(f"Thu hồi văn bản số {cited}"),
        p.text(
            "Nội dung",
            "{cơ quan ban hành} thông báo thu hồi {văn bản}.",
            "Lý do: {lý do}.",
            "Đề nghị các cơ quan, đơn vị, địa phương đã nhận văn bản nêu trên dừng thực hiện và gửi lại theo quy định.",
        ),
        p.recipients("{nơi nhận}", subject=subject),
    ]
    return p.Proposed(f"Thu hồi văn bản số {cited}", blocks)


def _amending(subject: Subject) -> p.Proposed:
    blocks = [
        p.abstract("Điều chỉnh thời gian, nội dung tổ chức {tên hội nghị}"),
        p.text(
            "Nội dung",
            "{cơ quan ban hành} thông báo điều chỉnh một số nội dung của {văn bản}, như sau:",
            "1. Thời gian: bắt đầu lúc {thời gian}.",
            "2. Địa điểm: {địa điểm}.",
            "3. Các nội dung khác giữ nguyên theo văn bản nêu trên.",
            "Lý do điều chỉnh: {lý do}.",
        ),
        p.recipients("{nơi nhận}", subject=subject),
    ]
    return p.Proposed(f"Điều chỉnh thời gian, nội dung tổ chức {subject.conference.title}", blocks)
