"""Everything asked of somebody, with its due date where one is printed.

Offices print a task in three ways: "Sở X chuẩn bị …", "Sở X: chuẩn bị …", or "Sở X" as a heading with its tasks as
bullets; kế hoạch put them in a table as well. The body's name ends at a colon or at the first verb.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, takewhile
from typing import Final

from nhipcau.documents.intake.addressees import Addressed, address
from nhipcau.documents.intake.cutting import sentences
from nhipcau.documents.intake.deadlines import deadlines_in
from nhipcau.documents.intake.duties import GUESTS, Task, bodies, emit
from nhipcau.documents.intake.letters import UPPER
from nhipcau.documents.intake.markers import BULLETS
from nhipcau.documents.intake.names import begins_with_verb
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.task_labels import labelled
from nhipcau.documents.intake.task_lists import lists_asked_of_guests
from nhipcau.documents.intake.task_notes import HANDED_IN, NOTE, apply_notes
from nhipcau.documents.intake.task_tables import from_tables
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.words import HONORIFIC, PERSON, SITE_WORD, VERB

_AIMS: Final = re.compile(r"(?:Yêu cầu|YÊU CẦU)\W*$|(?:Yêu cầu|YÊU CẦU)\s*:")
_CLOSING: Final = re.compile(
    r"(?:Trong quá trình|Trên đây|Nhận được|Mọi (?:thông tin|vướng)|Trân trọng (?!đề nghị)|Ghi chú|Kèm theo|"
    r"(?:Thông báo|Kế hoạch|Giấy mời|Văn bản|Công văn) này|Rất mong|"
    r"Các nội dung khác|Thông tin liên hệ|Đầu mối|Nếu |Khi |\*?\s?Lưu ý)"
)
_EVERYONE: Final = re.compile(
    r"(?:Trân trọng )?[Đđ]ề nghị (?:các )?(?:thành phần|đại biểu|đồng chí|cơ quan, đơn vị|cơ quan|đơn vị|quý)"
)
_NOTHING: Final = re.compile(
    r"^\W*(?:(?:quan tâm|nghiêm túc|khẩn trương|chủ động|phối hợp|căn cứ|tổ chức|triển khai|và|,|để|biết|"
    r"thông báo (?:để|đến|tới) [^.;]{3,110}? biết|"
    r"(?:thu xếp|sắp xếp|bố trí)(?: (?:công việc|thời gian))*)\s*)*"
    r"(?:thực hiện|triển khai|(?:tham )?dự|dự họp|có mặt)(?:,?\s(?:họp|hội nghị|cuộc họp|lớp học|nghiêm túc|đầy đủ|"
    r"đúng|theo đúng|tốt|giờ|thời gian|thành phần|quy định|và|thông báo này|giấy mời này|kế hoạch này|công văn này|"
    r"các nội dung trên|nội dung trên))*\W*(?:$|[;.,])",
    re.IGNORECASE,
)
"""A closing courtesy: it asks for no more than what stands above it."""
_ASKED: Final = re.compile(
    r"(?:Trân trọng |Kính )?(?:Đề nghị|đề nghị|Giao|Yêu cầu)\s|(?:Đối với|Riêng)\s[^:]{3,160}:\s*(?:đề nghị|"
    r"yêu cầu|giao)\s"
)
_SITE: Final = re.compile(SITE_WORD, re.IGNORECASE)
_SPEECH: Final = re.compile(
    r':\s*"|(?:tham luận|phát biểu)\s*(?:với|về)?\s*(?:chủ đề|nội dung|chuyên đề)?\s*:', re.IGNORECASE
)
_SPEAKERS: Final = re.compile(
    r"(?P<who>(?:Các |Những )?(?:đơn vị|cơ quan|địa phương|đại biểu|tập thể|cá nhân|xã|trường|doanh nghiệp)[^:;.]{0,20}"
    r"(?:tham luận|phát biểu|báo cáo điển hình))\s?:",
    re.IGNORECASE,
)
"""Those who speak, heading the list of them; what is then said of "the papers" is asked of them."""
_CONTACT: Final = re.compile(
    rf"^[^:]{{3,60}}:\s*{HONORIFIC}\s+{PERSON}|^(?:[Ss]ố trực|[Đđ]ường dây nóng|[Hh]ỗ trợ kỹ thuật\s?:)"
    r"|^[Ll]iên hệ(?= với| theo|:|.*[0-9]{4}[ .]?[0-9]{3})|"
    r"^(?:[Đđ]ầu mối|[Tt]hông tin liên hệ|[Cc]án bộ đầu mối|[Ss]ố điện thoại)"
    r"|^(?:Cần|Có gì|Mọi|Trực|Hỏi|Trao đổi|Theo dõi|Nhận tin|Hỗ trợ|Tổng đài|Vướng|Trục trặc|Sự cố|Người nhận|Máy trực)"
    r"(?!\w)[^;]{0,160}?[0-9]{4}[ .]?[0-9]{3}"
)
_LONGEST_LIST: Final = 40
_SPEAKS: Final = re.compile(r"tham luận|phát biểu|báo cáo điển hình", re.IGNORECASE)
_OTHER_PARTS: Final = frozenset(
    {
        Topic.PARTICIPANTS,
        Topic.TIME,
        Topic.VENUE,
        Topic.CONTENT,
        Topic.PURPOSE,
        Topic.MATERIALS,
        Topic.CONTACTS,
        Topic.FORM,
        Topic.CHAIR,
        Topic.SPEECHES,
    }
)
_HOUR_OF_TRIAL: Final = re.compile(
    r"(?:Thời gian|Lịch|Giờ) (?:kiểm tra|chạy thử|thử|kết nối|tổng duyệt|test|vận hành)[^.;]{0,40}:"
)
_SKIPPED: Final = {Topic.CONTACTS, Topic.SPEECHES, Topic.TIME, Topic.VENUE, Topic.PARTICIPANTS}


def _hands_out_speeches(block: Block) -> bool:
    """Whether a point only opens a list of bodies with their topics: "… chuẩn bị tham luận như sau:"."""
    return bool(block.children) and block.text.rstrip().endswith(":") and bool(_SPEAKS.search(block.text))


def _walk(paper: Paper, block: Block, inherited: str | None, start: str | None, out: list[Task]) -> None:
    named_last: str | None = None
    """Whom the point before this one asks; a point that begins with its verb is asked of the same body."""
    for child in block.children:
        if (
            child.kind == "row"
            or child.topics & _SKIPPED
            or _HOUR_OF_TRIAL.match(child.text)
            or _CONTACT.match(child.text)
        ):
            continue
        text = child.text
        if text.startswith("(") or NOTE.match(text) or _CLOSING.match(text):
            continue
        plain = child.kind in ("plain", "intro")
        addressed = None if inherited and GUESTS.match(text) else address(text)
        if (plain or child.kind == "label") and addressed and _asks_nothing(text, addressed):
            continue
        if plain and inherited and _EVERYONE.match(text):
            continue
        if addressed and not (plain and inherited and not addressed.explicit and not VERB.search(text)):
            if addressed.action is None:
                if child.children:
                    _walk(paper, child, addressed.name, start, out)
                continue
            if (
                _SPEECH.search(text)
                and child.parent is not None
                and child.kind in BULLETS
                and '"' in text
                and not VERB.search(text[: text.index('"')])
            ):
                continue
            for name, begin, end in bodies(text, addressed.name, addressed.action):
                emit(paper, child, name, (child.start + begin, child.start + end), start, out)
            named_last = None if plain or child.kind in BULLETS else addressed.name
            if not _hands_out_speeches(child):
                _walk(paper, child, addressed.name, start, out)
            continue
        asked = inherited or (None if plain or child.kind in BULLETS or not begins_with_verb(text) else named_last)
        if (
            asked
            and not ((plain or child.kind == "label") and not begins_with_verb(text))
            and not (Topic.TASKS in child.topics and child.children)
        ):
            if not _SPEECH.search(text) or begins_with_verb(text):
                for name, begin, end in bodies(text, asked, 0):
                    emit(paper, child, name, (child.start + begin, child.start + end), start, out)
            continue
        _walk(paper, child, inherited, start, out)


def _asks_nothing(text: str, addressed: Addressed) -> bool:
    return addressed.action is not None and _NOTHING.match(text[addressed.action :]) is not None


def _assigns(block: Block, sentence: str, beside: bool) -> bool:
    """A sentence of a numbered point, or of a bullet beside one with a task, outside any part on something else, that
    begins with a body's name and what it is to do."""
    if block.kind in ("intro", "label", "row") or block.context & _OTHER_PARTS:
        return False
    if (block.kind in BULLETS or block.kind == "plain") and not beside:
        return False
    addressed = address(sentence)
    return addressed is not None and addressed.action is not None and not _asks_nothing(sentence, addressed)


def _asked_beside(paper: Paper, block: Block, start: str | None) -> bool:
    """Whether another bullet of the same list asks a body for something by a date."""
    beside = block.parent.children if block.parent else (other for other in paper.blocks if other.parent is None)
    for other in islice((b for b in beside if b is not block and b.kind == block.kind), _LONGEST_LIST):
        addressed = address(other.text)
        if addressed and addressed.action is not None and addressed.explicit and _GIVEN.match(other.text):
            return True
        if addressed and addressed.action is not None and deadlines_in(other.text, other.start, paper.calendar, start):
            return True
    return False


def _may_be_asked(text: str, addressed: Addressed) -> bool:
    """A site heads a list of guests or a place; "các điểm cầu báo cáo …" is asked of all sites."""
    if not _SITE.match(addressed.name):
        return addressed.action is None or not _SITE_LABEL.match(addressed.name)
    action = addressed.action or 0
    return bool(_ALL_SITES.match(addressed.name)) and text[action - 1 : action] != ":"


def _led(task: Task, dues: list[Found[str]], at: int, flat: str) -> Task:
    """A task without a date of its own in a sentence that begins with one, before the body that stands at `at`, or
    that says by when "the term" is."""
    if task.due is not None or not dues or (dues[0].start > at and not _TERM.search(flat)):
        return task
    return replace(task, due=dues[0], lead=flat.split(",")[0])


_ALL_SITES: Final = re.compile(rf"(?:Các|Tất cả các|Từng|Mỗi)\s{SITE_WORD}", re.IGNORECASE)
_SITE_LABEL: Final = re.compile(r"(?:Tại|Ở)\s")
_GIVEN: Final = re.compile(r"(?:Giao|Phân công|Yêu cầu|Đề nghị)\s")
_START: Final = re.compile(r"^")
_TERM: Final = re.compile(r"^(?:Thời hạn|Hạn)\s")
_OPENINGS: Final = re.compile(
    rf"^|(?<=,\s)(?={UPPER}|các\s|những\s)|(?<=:\s)|(?<=[Đđ]ề nghị\s)|(?<=mong\s)(?=[Qq]uý\s|các\s)|"
    r"(?<=giao\s)|(?<=\()|(?<=yêu cầu\s)|"
    r"(?<=[Hh]ạn\s)(?=các\s)"
)
"""Where the name of somebody asked may begin in a sentence."""


def _elsewhere(paper: Paper, start: str | None, taken: set[int]) -> list[Task]:
    """Sentences outside the part on tasks that ask somebody for something by a date, or name a body after "đề nghị"."""
    out: list[Task] = []
    for block in paper.blocks:
        if (
            block.start in taken
            or block.kind == "row"
            or block.context & {Topic.PURPOSE, Topic.REHEARSAL}
            or block.topics & {Topic.TIME}
            or (Topic.TASKS in block.topics and block.children)
        ):
            continue
        asks, beside = False, block.kind in BULLETS and _asked_beside(paper, block, start)
        for begin, end in sentences(block.text, block.start):
            flat = paper.text[begin:end].replace("\n", " ")
            dues = deadlines_in(flat, begin, paper.calendar, start)
            asked = _ASKED.match(flat) is not None and not _EVERYONE.match(flat)
            if _CONTACT.match(flat) or (_SPEECH.search(flat) and not VERB.search(flat.split('"')[0])):
                continue
            goes_on = asks and not _EVERYONE.match(flat) and not _CLOSING.match(flat)
            if not dues and not asked and not goes_on and not _assigns(block, flat, beside):
                continue
            if HANDED_IN.match(flat):
                speakers = _SPEAKERS.match(block.text) if dues and begin > block.start else None
                if speakers:
                    emit(paper, block, speakers["who"], (begin, end), start, out)
                continue
            for mark in _OPENINGS.finditer(flat) if dues or asked or not asks else _START.finditer(flat):
                addressed = address(flat[mark.start() :])
                if addressed and _asks_nothing(flat[mark.start() :], addressed):
                    break
                if addressed and addressed.action is not None and _may_be_asked(flat[mark.start() :], addressed):
                    for name, at, upto in bodies(flat, addressed.name, mark.start() + addressed.action):
                        before = len(out)
                        emit(paper, block, name, (begin + at, begin + upto), start, out)
                        out[before:] = [_led(task, dues, begin + mark.start(), flat) for task in out[before:]]
                    asks = True
                    break
    return out


def _states_aims(block: Block) -> bool:
    """ "2. Yêu cầu" beside or below "Mục đích": what the meeting should be like, asked of nobody."""
    if block.within(Topic.PURPOSE):
        return True
    beside = block.parent.children if block.parent else []
    return bool(_AIMS.match(block.text)) and any(Topic.PURPOSE in other.topics for other in beside)


def _heads_tasks(block: Block) -> str | None:
    """The body that a point names and nothing more, where what stands below it begins with what it is to do."""
    if block.kind in BULLETS or block.kind == "row" or block.context & _OTHER_PARTS or not block.children:
        return None
    addressed = address(block.text.rstrip(" :"))
    if addressed is None or addressed.action is not None or _SITE.search(addressed.name):
        return None
    return (
        addressed.name if all(begins_with_verb(child.text) or address(child.text) for child in block.children) else None
    )


def _with_points(paper: Paper, block: Block) -> Block:
    """A bullet that is only a heading ("* Nhờ chuẩn bị:") has the bullets behind it as its points."""
    if block.children or block.kind not in BULLETS or not block.text.rstrip().endswith(":"):
        return block
    beside = block.parent.children if block.parent else [other for other in paper.blocks if other.parent is None]
    points = takewhile(lambda b: b.kind == block.kind and not b.topics, beside[beside.index(block) + 1 :])
    return replace(block, children=list(points))


def read_tasks(paper: Paper, start: str | None) -> list[Task]:
    out: list[Task] = []
    for block in [*paper.blocks, *(b for b in paper.annex if b.kind == "label" and b.children)]:
        if _states_aims(block):
            continue
        if Topic.TASKS in block.topics and not any(Topic.TASKS in above.topics for above in block.ancestors()):
            addressed = address(block.text)
            named = addressed.name if addressed and addressed.action is None and addressed.explicit else None
            _walk(paper, _with_points(paper, block), named, start, out)
    reached = {task.block.start for task in out if task.block}
    for block in paper.blocks:
        name = _heads_tasks(block)
        if name and not any(child.start in reached for child in block.children):
            _walk(paper, block, name, start, out)
    out.extend(labelled(paper, start))
    taken = {task.block.start for task in out if task.block}
    out.extend(_elsewhere(paper, start, taken))
    out.extend(from_tables(paper, start))
    out.extend(lists_asked_of_guests(paper, start, out))
    once = {(task.assignee, task.action.start, task.end, task.due and task.due.value): task for task in reversed(out)}
    return sorted(apply_notes(paper, list(once.values()), start), key=lambda task: task.action.start)
