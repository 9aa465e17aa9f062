"""Mời họp of a Party committee: who is called, when, where, what for. It has no prescribed form of its own."""

from nhipcau.documents.compose import proposed as p
from nhipcau.documents.compose.about import Subject


def propose(subject: Subject) -> p.Proposed:
    blocks = [
        p.abstract("dự {tên hội nghị}"),
        p.text(
            "Lời mời",
            "{cơ quan ban hành} mời các đồng chí dự {tên hội nghị}.",
            "1. Thành phần",
            "{thành phần}",
            "2. Thời gian: bắt đầu lúc {thời gian}.",
            "3. Địa điểm: {địa điểm}; các điểm cầu tại địa phương, đơn vị ({quy mô}).",
            "4. Nội dung",
            "{chương trình}",
        ),
        p.text(
            "Tổ chức thực hiện",
            "5. Đăng ký điểm cầu, gửi danh sách đại biểu",
            "{hạn đăng ký}",
            "6. Phân công chuẩn bị",
            "{nhiệm vụ}",
            "Các điểm cầu có mặt trước giờ khai mạc 10 phút.",
        ),
        p.recipients("- Như trên;", "{nơi nhận}", subject=subject),
    ]
    return p.Proposed(f"Mời dự {subject.conference.title}", blocks)
