"""What is written when the conference is over: the conclusion notice and the minutes (NĐ 30/2020, mẫu 1.9).

What the system knows is proposed: when and where, who presided, who was there, what was on the programme, who spoke,
what is to be done by when. What only people know is left as "…", and nothing is issued while it stands there.
"""

from nhipcau.documents.compose import proposed as p
from nhipcau.documents.compose.about import Subject
from nhipcau.documents.compose.facts import chair_of
from nhipcau.documents.compose.held import held

_TASKS = "TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành"


def conclusion(subject: Subject) -> p.Proposed:
    spoke = subject.rows.speeches
    listening = "báo cáo, tham luận của {đơn vị tham luận}" if spoke else "báo cáo"
    blocks = [
        p.abstract("Kết luận tại {tên hội nghị}"),
        p.text(
            "Mở đầu",
            "{ngày họp}, tại {địa điểm}, {cơ quan tổ chức} đã tổ chức {tên hội nghị}, kết nối tới {quy mô}. "
            f"Chủ trì hội nghị: {_chair(subject)}.",
        ),
        *_attended(subject)[:1],
        p.text("Chương trình", "Hội nghị đã tiến hành các nội dung:", "{chương trình}"),
        p.text("Dẫn", f"Sau khi nghe {listening} và ý kiến thảo luận của các điểm cầu, chủ trì hội nghị kết luận:"),
        *p.section("ĐÁNH GIÁ CHUNG", f"1. Kết quả: {p.OPEN}", f"1. Khó khăn, hạn chế: {p.OPEN}"),
        p.heading("I. NHIỆM VỤ TRONG THỜI GIAN TỚI"),
        p.text("Nhiệm vụ chung", f"1. Nhiệm vụ chung: {p.OPEN}"),
        p.text("Phân công", "1. Nhiệm vụ giao các cơ quan, đơn vị, địa phương:"),
        _assigned(subject),
        p.closing(
            "Kết",
            "{cơ quan ban hành} thông báo để các cơ quan, đơn vị, địa phương biết, triển khai thực hiện.",
        ),
        p.recipients("- Như thành phần dự;", "{nơi nhận}", subject=subject),
    ]
    return p.Proposed(f"Kết luận tại {subject.conference.title}", blocks)


def minutes(subject: Subject) -> p.Proposed:
    was_held = held(subject.conference) is not None
    blocks = [
        p.abstract("{tên hội nghị}"),
        p.text(
            "Thời gian, địa điểm",
            "Thời gian bắt đầu: {giờ khai mạc}." if was_held else "Thời gian bắt đầu: {thời gian}.",
            "Địa điểm: {địa điểm}; {quy mô}.",
        ),
        p.text("Thành phần", *_listed("Thành phần tham dự", "thành phần", known=p.has(subject, "participant"))),
        *_attended(subject),
        p.text("Chủ trì, thư ký", f"Chủ trì: {_chair(subject)}.", f"Thư ký (người ghi biên bản): {p.OPEN}"),
        p.text(
            "Nội dung",
            *_listed("Nội dung (theo diễn biến hội nghị)", "chương trình", known=bool(subject.rows.programme)),
        ),
        p.text("Tham luận", "Các tham luận:", "{tham luận}"),
        p.text("Phát biểu", "Các điểm cầu phát biểu: {điểm cầu phát biểu}."),
        p.text("Ý kiến, kết luận", f"Ý kiến thảo luận: {p.OPEN}", f"Kết luận của chủ trì: {p.OPEN}"),
        p.text(
            "Kết thúc",
            "Hội nghị kết thúc vào {giờ bế mạc}."
            if was_held
            else f"Hội nghị kết thúc vào {p.OPEN} giờ {p.OPEN}, ngày {p.OPEN}.",
        ),
        p.recipients(subject=subject),
        *([p.annex("Phụ lục điểm danh", "ĐIỂM DANH CÁC ĐIỂM CẦU")] if was_held else []),
        *([p.table("Bảng điểm danh", "bảng điểm danh")] if was_held else []),
    ]
    return p.Proposed(f"Biên bản {subject.conference.title}", blocks)


def _chair(subject: Subject) -> str:
    """As the list of participants or the programme names whoever presides."""
    return "{chủ trì}" if chair_of(subject.rows) else p.OPEN


def _listed(title: str, fact: str, *, known: bool) -> tuple[str, ...]:
    """Minutes need it: a place to write where the conference knows nothing of it."""
    return (f"{title}:", f"{{{fact}}}") if known else (f"{title}: {p.OPEN}",)


def _attended(subject: Subject) -> list[p.Block]:
    """How many were there; then who was not, for minutes, whose annex lists the sites."""
    if held(subject.conference) is None:
        return [p.text("Có mặt", f"Số điểm cầu có mặt: {p.OPEN}; vắng: {p.OPEN}.")]
    return [
        p.text("Có mặt", "Số điểm cầu có mặt: {số có mặt}."),
        p.text("Vắng", "Các điểm cầu vắng: {điểm cầu vắng}."),
    ]


def _assigned(subject: Subject) -> p.Block:
    """Tasks that are due on the day or later; an empty row where there are none yet."""
    begins = subject.conference.start_date
    known = begins is not None and any(one.due_date and one.due_date >= begins for one in subject.rows.tasks)
    if known:
        return p.table("Bảng nhiệm vụ", "bảng nhiệm vụ sau hội nghị")
    return p.Block(p.Kind.TABLE, "Bảng nhiệm vụ", f"{_TASKS}\n1 | {p.OPEN} | {p.OPEN} | | {p.OPEN}")
