"""Giấy mời (NĐ 30/2020, Phụ lục III, mẫu 1.7), of the host, and of a lower unit for its own site."""

from nhipcau.documents.compose import proposed as p
from nhipcau.documents.compose.about import Subject


def propose(subject: Subject) -> p.Proposed:
    if not subject.is_host:
        return _of_lower_unit(subject)
    blocks = [
        p.abstract("Dự {tên hội nghị}"),
        p.text(
            "Lời mời",
            f"{p.carrying_out(subject)}{{cơ quan ban hành}} trân trọng kính mời đại biểu tới dự {{tên hội nghị}}, "
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
        p.text("Đầu mối", "1. Đầu mối liên hệ", "{đầu mối}"),
        p.text(
            "Lưu ý",
            "Đề nghị đại biểu sắp xếp công việc, tới dự đúng thành phần, đúng thời gian.",
        ),
        p.recipients("- Như thành phần mời;", "{nơi nhận}", subject=subject),
    ]
    return p.Proposed(f"Dự {subject.conference.title}", blocks)


def _of_lower_unit(subject: Subject) -> p.Proposed:
    blocks = [
        p.abstract("Dự {tên hội nghị} tại điểm cầu {đơn vị}"),
        p.text(
            "Lời mời",
            f"{p.carrying_out(subject)}{{cơ quan ban hành}} trân trọng kính mời đại biểu tới dự {{tên hội nghị}} "
            "tại điểm cầu {đơn vị}, cụ thể như sau:",
        ),
        p.text("Thành phần", "1. Thành phần", "{thành phần của đơn vị}"),
        p.text("Thời gian, địa điểm", *p.times(subject, 1), "1. Địa điểm: {địa điểm của đơn vị}."),
        p.text("Đầu mối", "1. Đầu mối liên hệ: {đầu mối của đơn vị}."),
        p.text("Lưu ý", "Đề nghị đại biểu có mặt trước giờ khai mạc 15 phút."),
        p.recipients("- Như thành phần mời;", subject=subject),
    ]
    return p.Proposed(f"Dự {subject.conference.title} tại điểm cầu {subject.unit.name}", blocks)
