"""What is written when the conference is over: the conclusion notice and the minutes (NĐ 30/2020, mẫu 1.9)."""

from nhipcau.documents.compose import proposed as p
from nhipcau.documents.compose.about import Subject


def conclusion(subject: Subject) -> p.Proposed:
    blocks = [
        p.abstract("Kết luận tại {tên hội nghị}"),
        p.text(
            "Mở đầu",
            "Lúc {thời gian}, tại {địa điểm}, {cơ quan tổ chức} đã tổ chức {tên hội nghị}, kết nối tới {quy mô}.",
            "Sau khi nghe báo cáo và ý kiến phát biểu, người chủ trì kết luận như sau:",
        ),
        *p.section("ĐÁNH GIÁ CHUNG", "- …"),
        *p.section("NHIỆM VỤ THỜI GIAN TỚI", "1. …"),
        p.text("Kết", "{cơ quan ban hành} thông báo để các cơ quan, đơn vị, địa phương biết, thực hiện."),
        p.recipients("- Như thành phần dự họp;", "{nơi nhận}", subject=subject),
    ]
    return p.Proposed(f"Kết luận tại {subject.conference.title}", blocks)


def minutes(subject: Subject) -> p.Proposed:
    blocks = [
        p.abstract("{tên hội nghị}"),
        p.text("Thời gian, địa điểm", "Thời gian bắt đầu: {thời gian}.", "Địa điểm: {địa điểm}; {quy mô}."),
        p.text("Thành phần", "Thành phần tham dự:", "{thành phần}"),
        p.text("Chủ trì, thư ký", "Chủ trì: …", "Thư ký (người ghi biên bản): …"),
        p.text("Nội dung", "Nội dung (theo diễn biến):", "{chương trình}", "Ý kiến phát biểu: …", "Kết luận: …"),
        p.text("Kết thúc", "Hội nghị kết thúc vào … giờ … phút cùng ngày."),
        p.recipients(subject=subject),
    ]
    return p.Proposed(f"Biên bản {subject.conference.title}", blocks)
