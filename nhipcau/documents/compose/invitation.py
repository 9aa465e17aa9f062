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
            "{cơ quan ban hành} trân trọng kính mời đại biểu tới dự {tên hội nghị}.",
            "1. Thành phần",
            "{thành phần}",
            "2. Thời gian: bắt đầu lúc {thời gian}.",
            "3. Địa điểm: {địa điểm}; các điểm cầu tại địa phương, đơn vị ({quy mô}).",
            "4. Nội dung",
            "{chương trình}",
        ),
        p.text(
            "Lưu ý", "Đề nghị đại biểu dự đúng thành phần, đúng giờ; nếu thay đổi xin báo đầu mối sau:", "{đầu mối}"
        ),
        p.recipients("- Như trên;", "{nơi nhận}", subject=subject),
    ]
    return p.Proposed(f"Dự {subject.conference.title}", blocks)


def _of_lower_unit(subject: Subject) -> p.Proposed:
    blocks = [
        p.abstract("Dự {tên hội nghị} tại điểm cầu {đơn vị}"),
        p.text(
            "Lời mời",
            "Thực hiện {văn bản}, {cơ quan ban hành} trân trọng kính mời đại biểu tới dự {tên hội nghị} "
            "tại điểm cầu {đơn vị}.",
            "1. Thành phần: các đại biểu thuộc thành phần dự tại điểm cầu {đơn vị} theo văn bản nêu trên.",
            "2. Thời gian: bắt đầu lúc {thời gian}.",
            "3. Địa điểm: {địa điểm của đơn vị}.",
        ),
        p.text("Lưu ý", "Đề nghị đại biểu có mặt trước giờ khai mạc 15 phút. Liên hệ: {đầu mối của đơn vị}."),
        p.recipients("- Như trên;", subject=subject),
    ]
    return p.Proposed(f"Dự {subject.conference.title} tại điểm cầu {subject.unit.name}", blocks)
