"""Blocks as a composer proposes them, and those that several types share. `{…}` names a fact, see `facts`."""

from dataclasses import dataclass

from nhipcau.documents.compose.about import Subject
from nhipcau.documents.models import PaperBlock

Kind = PaperBlock.Kind


@dataclass(frozen=True, slots=True)
class Block:
    kind: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """title: what it is about, for lists; drafting_unit: in the symbol of a letter."""

    title: str
    blocks: list[Block]
    drafting_unit: str = "VP"


def abstract(text: str) -> Block:
    return Block(Kind.ABSTRACT, "Trích yếu", text)


def heading(text: str) -> Block:
    return Block(Kind.HEADING, "Đề mục", text)


def text(label: str, *lines: str) -> Block:
    return Block(Kind.TEXT, label, "\n".join(lines))


def table(label: str, fact: str) -> Block:
    return Block(Kind.TABLE, label, f"{{{fact}}}")


def annex(label: str, title: str) -> Block:
    return Block(Kind.ANNEX, label, title)


def section(title: str, *lines: str) -> list[Block]:
    return [heading(f"I. {title}"), text(title.capitalize(), *lines)]


def recipients(*first: str, subject: Subject) -> Block:
    """The archive line last: State papers `Lưu: VT, …`, Party papers `Lưu …` (NĐ 30/2020 II.9b; HD 05)."""
    if "{nơi nhận}" in first and not has(subject, "recipient"):
        first = (*first, "- Các cơ quan, đơn vị, địa phương dự hội nghị;")
    archive = "- Lưu Văn phòng." if subject.party else "- Lưu: VT, VP."
    return Block(Kind.RECIPIENTS, "Nơi nhận", "\n".join([*first, archive]))


def when_and_where(subject: Subject) -> list[Block]:
    lasting = "{thời lượng}, " if subject.conference.duration else ""
    return section(
        "THỜI GIAN, ĐỊA ĐIỂM",
        f"1. Thời gian: {lasting}bắt đầu lúc {{thời gian}}.",
        "2. Hình thức: {hình thức}.",
        "3. Địa điểm",
        "a) Điểm cầu chính: tại {địa điểm};",
        "b) Các điểm cầu khác: tại phòng họp trực tuyến do cơ quan, đơn vị, địa phương bố trí;",
        "c) Quy mô: {quy mô}.",
    )


def has(subject: Subject, kind: str) -> bool:
    return subject.conference.particulars.filter(kind=kind).exists()


def carried_out(*, tasks: str = "{nhiệm vụ}") -> list[Block]:
    """The tasks, or where they are listed, the trial runs, the registration and whom to ask."""
    return [
        *section("TỔ CHỨC THỰC HIỆN", tasks),
        *section("KIỂM TRA ĐƯỜNG TRUYỀN", "Chạy thử đường truyền: {chạy thử}."),
        *section("ĐĂNG KÝ THAM DỰ", "{hạn đăng ký}"),
        *section("ĐẦU MỐI LIÊN HỆ", "{đầu mối}"),
    ]
