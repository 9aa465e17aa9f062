"""Mời họp of a Party committee: who is called, when, where, what for. It has no prescribed form of its own."""

from nhipcau.documents.compose import proposed as p
from nhipcau.documents.compose.about import Subject


def propose(subject: Subject) -> p.Proposed:
    blocks = [
        p.abstract("Dự {tên hội nghị}"),
        p.text(
            "Lời mời",
            f"{p.carrying_out(subject)}{{cơ quan ban hành}} trân trọng kính mời các đồng chí dự {{tên hội nghị}}, "
            "cụ thể như sau:",
        ),
        p.text("Thành phần", "1. Thành phần", "{thành phần}"),
        p.text("Chủ trì", "1. Chủ trì: {chủ trì}."),
        p.text(
            "Thời gian, địa điểm",
            *p.times(subject, 1),
            "1. Địa điểm: {địa điểm}; các điểm cầu tại địa phương, đơn vị ({quy mô}).",
        ),
        p.text("Nội dung", "1. Nội dung, chương trình", "{chương trình}"),
        *p.trial(subject),
        p.text("Đăng ký", "1. Đăng ký điểm cầu, gửi danh sách đại biểu", "{hạn đăng ký}"),
        p.text("Phân công chuẩn bị", "1. Phân công chuẩn bị", "{nhiệm vụ}"),
        p.text("Đầu mối", "1. Đầu mối liên hệ", "{đầu mối}"),
        p.text("Lưu ý", "Đề nghị các đồng chí có mặt tại điểm cầu trước giờ khai mạc 10 phút."),
        p.recipients("- Như thành phần mời;", "{nơi nhận}", subject=subject),
    ]
    return p.Proposed(f"Mời dự {subject.conference.title}", blocks)
