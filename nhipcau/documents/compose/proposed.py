"""Blocks as a composer proposes them, and those that several types share. `{…}` names a fact, see `facts`."""

from dataclasses import dataclass
from typing import Final

from nhipcau.core import clock
from nhipcau.documents.compose import bases
from nhipcau.documents.compose.about import Subject
from nhipcau.documents.models import PaperBlock

Kind = PaperBlock.Kind
OPEN: Final = "…"
"""Stands where somebody has to write what the system cannot know; nothing is issued while it stands there."""
MOST_LINES: Final = 8
"""A programme longer than this stands in an annex of its own."""


@dataclass(frozen=True, slots=True)
class Block:
    """closes: it ends the paper and belongs to no heading above it."""

    kind: str
    label: str
    text: str
    closes: bool = False


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


def closing(label: str, *lines: str) -> Block:
    return Block(Kind.TEXT, label, "\n".join(lines), closes=True)


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


def grounds(subject: Subject) -> list[Block]:
    """The law, and the paper that this one carries out."""
    law = bases.law(subject, clock.local(clock.now()).date())
    lines = [line for line in (law, "Thực hiện {văn bản}" if subject.follows else "") if line]
    return [Block(Kind.BASES, "Căn cứ", "\n".join(lines))] if lines else []


def carrying_out(subject: Subject) -> str:
    """What a paper begins with that carries out another."""
    return "Thực hiện {văn bản}, " if subject.follows else ""


def times(subject: Subject, number: int) -> tuple[str, ...]:
    """When it begins; each sitting where there are several."""
    lasting = "{thời lượng}, " if subject.conference.duration else ""
    if len(subject.rows.sittings) > 1:
        return (f"{number}. Thời gian: {lasting}bắt đầu từ {{thời gian}}, gồm các phiên:", "{các phiên}")
    return (f"{number}. Thời gian: {lasting}bắt đầu từ {{thời gian}}.",)


def when_and_where(subject: Subject) -> list[Block]:
    return section(
        "THỜI GIAN, ĐỊA ĐIỂM, HÌNH THỨC",
        *times(subject, 1),
        "2. Địa điểm",
        "a) Điểm cầu chính: tại {địa điểm};",
        "b) Các điểm cầu khác: tại phòng họp trực tuyến do cơ quan, đơn vị, địa phương bố trí.",
        "3. Hình thức: {hình thức}; {quy mô}.",
    )


def programme(*, annexed: bool) -> list[Block]:
    """annexed: a long one stands in an annex."""
    where = "Hội nghị tiến hành theo chương trình tại Phụ lục kèm theo." if annexed else "{chương trình}"
    return section("NỘI DUNG, CHƯƠNG TRÌNH", where)


def is_long(subject: Subject) -> bool:
    """Whether the programme takes more room than a paper has for it."""
    lines = len(subject.rows.programme)
    return lines > MOST_LINES or (len(subject.rows.sittings) > 1 and lines > 0)


def has(subject: Subject, kind: str) -> bool:
    return bool(subject.rows.of_kind(kind))


def trial(subject: Subject) -> list[Block]:
    """When the lines are tried; nothing where no trial run is planned."""
    if not subject.rows.trials:
        return []
    return [text("Chạy thử", "1. Kiểm tra, chạy thử đường truyền: {chạy thử}.")]


def carried_out(subject: Subject, *, tasks: tuple[str, ...]) -> list[Block]:
    """Who does what, the material, the trial runs, the registration, the press, whom to ask: each a block, numbered
    one after the other."""
    found = subject.rows
    kinds = ("material", "press")
    if not any((found.trials, found.deadlines, found.contacts, found.tasks, *(found.of_kind(one) for one in kinds))):
        return []
    return [
        heading("I. TỔ CHỨC THỰC HIỆN"),
        text("Phân công nhiệm vụ", *tasks),
        text("Tài liệu", "1. Tài liệu phục vụ hội nghị", "{tài liệu}"),
        *trial(subject),
        text("Đăng ký", "1. Đăng ký điểm cầu, gửi danh sách đại biểu", "{hạn đăng ký}"),
        text("Báo chí", "1. Thông tin, tuyên truyền", "- {báo chí} cử phóng viên dự, đưa tin về hội nghị."),
        text("Đầu mối", "1. Đầu mối liên hệ", "{đầu mối}"),
    ]
