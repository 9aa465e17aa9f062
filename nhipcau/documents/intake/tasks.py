"""Everything asked of somebody, with its due date where one is printed.

Offices print a task in three ways: "Sở X chuẩn bị …", "Sở X: chuẩn bị …", or "Sở X" as a heading with its tasks as
bullets; kế hoạch put them in a table as well. The body's name ends at a colon or at the first verb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from nhipcau.documents.intake.cutting import clauses, cut, outside_brackets, sentences, squeeze
from nhipcau.documents.intake.deadlines import deadlines_in
from nhipcau.documents.intake.letters import UPPER
from nhipcau.documents.intake.moments import Calendar
from nhipcau.documents.intake.names import action_at, begins_with_verb
from nhipcau.documents.intake.outline import BULLETS, Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.tables import rows_with
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.trials import REHEARSAL
from nhipcau.documents.intake.words import HONORIFIC, ORGAN_START, PERSON, SITE_WORD, VERB

_PREFIX: Final = re.compile(
    r"(?:(?:Trân trọng |Kính )?(?:[Đđ]ề nghị|[Gg]iao(?: cho| nhiệm vụ cho)?|[Yy]êu cầu|[Pp]hân công|[Mm]ời|[Nn]hờ|"
    r"(?:[Rr]ất )?[Mm]ong)|"
    r"(?:UBND|HĐND|Thường trực|Ban Thường vụ|Chủ tịch)[^.:;]{2,40}?\s"
    r"(?:đề nghị|giao(?: cho)?|yêu cầu)|(?P<toward>[Đđ]ối với|[Vv]ề phía))\s*:?\s+"
)
_BY: Final = re.compile(r"trước|chậm nhất|muộn nhất|xong|hạn", re.IGNORECASE)
_CITES: Final = re.compile(
    r"\s(?:đã |vừa )?(?:có|ban hành|gửi)\s(?:Giấy|giấy|Thông báo|Kế hoạch|Công văn|Văn bản|văn bản)(?!\w)"
)
"""What a body has done already: "… có Giấy mời số …"."""
_HANDED_IN: Final = re.compile(
    r"^(?:Các |Mọi )?(?:[Bb]ản (?:trình chiếu|mềm)|[Bb]ài (?:tham luận|phát biểu|viết)?|[Bb]áo cáo|[Tt]ham luận|"
    r"[Ff]ile|[Ss]lide|"
    r"[Tt]ài liệu|[Vv]ăn bản)[^.;]{0,60}?\s?(?:gửi|nộp|xin gửi|được gửi)\s"
)
_INVITING: Final = re.compile(r"\s(?:trân trọng|kính mời|mong|cảm ơn|cáo lỗi|có ý kiến|đồng ý)(?!\w)")
"""The issuer speaks of itself."""
_COURTESY: Final = re.compile(r"\s*(?:cáo lỗi|xin lỗi|cảm ơn|rất tiếc|xin thông báo|xin thông tin)(?!\w)")
_ASKED_PASSIVELY: Final = re.compile(r"\s(?:xin )?được (?:mời|giao|đề nghị|yêu cầu|phân công)\s")
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
    r"^\W*(?:(?:quan tâm|nghiêm túc|khẩn trương|chủ động|phối hợp|căn cứ|tổ chức|triển khai|và|,)\s*)*"
    r"(?:thực hiện|triển khai|dự đầy đủ|tham dự|dự họp)(?:\s(?:nghiêm túc|đầy đủ|đúng|theo đúng|tốt|thông báo này|"
    r"giấy mời này|kế hoạch này|các nội dung trên|nội dung trên))*\W*(?:$|[;.,])",
    re.IGNORECASE,
)
"""A closing courtesy: it asks for no more than what stands above it."""
_ASKED: Final = re.compile(r"(?:Trân trọng |Kính )?(?:Đề nghị|đề nghị|Giao|Yêu cầu)\s")
_SITE: Final = re.compile(SITE_WORD, re.IGNORECASE)
_NOTE: Final = re.compile(r"\W*(?:Lưu ý|Ghi chú)\s*:?\s*")
_NOTE_SUBJECT: Final = re.compile(r"tham luận|báo cáo|danh sách|tài liệu|ý kiến", re.IGNORECASE)
_SPEECH: Final = re.compile(
    r':\s*"|(?:tham luận|phát biểu)\s*(?:với|về)?\s*(?:chủ đề|nội dung|chuyên đề)?\s*:', re.IGNORECASE
)
_ATTENDING: Final = r"(?:người|đại biểu|học viên|điểm (?:cầu|họp)|đầu cầu|thành phần|nhân sự)"
REGISTERS: Final = re.compile(
    r"(?<!đã )đăng k[ýí](?! (?:người |nội dung |ý kiến )?(?:phát biểu|tham luận|ý kiến|nội dung))|"
    r"(?:danh sách|bảng kê|bảng tên)(?! (?:tham luận|hộ))|"
    rf"(?:số(?: lượng)?|(?:họ |ghi |điền )?tên|khai|báo|nhập) {_ATTENDING}|"
    r"phiếu (?:xác nhận|đăng k[ýí])|xác nhận (?:tham )?(?:dự|họp)|ghi danh",
    re.IGNORECASE,
)
"""Handing in who comes, or from where: a list, a number, names, or a slip."""
_CONTACT: Final = re.compile(
    rf"^[^:]{{3,60}}:\s*{HONORIFIC}\s+{PERSON}|^(?:[Ss]ố trực|[Đđ]ường dây nóng|[Hh]ỗ trợ kỹ thuật\s?:)"
    r"|^(?:[Đđ]ầu mối|[Ll]iên hệ|[Tt]hông tin liên hệ|[Cc]án bộ đầu mối|[Ss]ố điện thoại)"
    r"|^(?:Cần|Có gì|Mọi|Trực|Hỏi|Trao đổi|Theo dõi|Nhận tin|Hỗ trợ|Tổng đài|Vướng|Trục trặc|Sự cố|Người nhận|Máy trực)"
    r"(?!\w)[^;]{0,160}?[0-9]{4}[ .]?[0-9]{3}"
)
_ENUMERATED: Final = re.compile(r"[\s,]*\((?:[ivx]{1,4}|[0-9a-z])\)$")
_LONGEST_NAME: Final = 170
_LONGEST_LIST: Final = 40
_LEAD: Final = 24
"""Letters in front of a date that opens a clause: "sáng mai, trước "."""
_SHORT_NAME: Final = 8
"""Words that may all be a name before a colon with a verb behind it: "Văn phòng tổng hợp: dự thảo …"."""
_GOES_ON: Final = re.compile(r"[\s).]*(?:[,;]\s*(?:và\s+|đồng thời\s+)?|\s+và\s+|\s+đồng thời\s+)")
_EACH: Final = re.compile(r"(?:Mỗi|Từng)\s")
"""Those named just before, one by one."""
_LIMITS: Final = re.compile(r"[0-9]\s*(?:phút|trang)(?!\w)")
_ANYBODY: Final = re.compile(r"(?:Các )?(?:Mỗi|Từng|[Đđ]ại biểu|[Nn]gười|[Tt]hành viên)(?!\w)")
_ENUMERATOR: Final = re.compile(r"^\((?:[ivx]{1,4}|[0-9]{1,2}|[a-z])\)\s*|\s(?:và|đồng thời)$")
_COMMA: Final = re.compile(rf",\s(?:và\s|còn\s)?(?={UPPER})")
_LINKS: Final = re.compile(r"(?<!\w)(?:đồng thời|và|sau đó)(?!\w)")
_SPEAKS: Final = re.compile(r"tham luận|phát biểu|báo cáo điển hình", re.IGNORECASE)
_GUESTS: Final = re.compile(r"Mời\s")
_ADDRESS_TERMS: Final = re.compile(
    r"^Riêng (?:đối với )?(?=\w)|^(?:[Cc]ác |[Qq]uý )?(?:ông, bà|ông \(bà\)|ông/bà)\s+(?=\w)"
)
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
_SKIPPED: Final = {Topic.CONTACTS, Topic.SPEECHES, Topic.TIME, Topic.VENUE, Topic.PARTICIPANTS}

_COLUMNS: Final = {
    "assignee": re.compile(
        r"(?:đơn vị|cơ quan|người|bộ phận|cán bộ|phòng)[^|]{0,20}(?:thực hiện|chủ trì|phụ trách|"
        r"chịu trách nhiệm|được giao|nhận(?: việc)?|làm|lo)(?!\w)|^(?:ai|người) (?:làm|lo|nhận)|"
        r"^chủ trì|^(?:đơn vị|cơ quan)$|phân công|^thực hiện$"
    ),
    "due": re.compile(r"thời (?:gian|hạn)|hoàn thành|^hạn|tiến độ|^xong|^trước|^ngày|^hẹn"),
    "action": re.compile(r"nội dung(?! (?:tham luận|phát biểu|báo cáo))|công việc|nhiệm vụ|việc"),
}


@dataclass(frozen=True)
class Task:
    assignee: str
    action: Found[str]
    due: Found[str] | None
    end: int
    """Where the last of its words stands; `action` spans the first part only."""
    block: Block | None = None
    lead: str = ""
    """What the sentence says before it names the body: "Hạn nộp danh sách: …"."""


@dataclass(frozen=True)
class Addressed:
    """A point split at the end of the body's name; `action` is its offset in the point, None for a bare heading."""

    name: str
    start: int
    action: int | None
    explicit: bool


def address(text: str) -> Addressed | None:
    """Who a point is addressed to, or None where it does not begin with a body's name."""
    text = text.rstrip()
    prefix = _PREFIX.match(text)
    begin = prefix.end() if prefix else 0
    rest = text[begin:]
    if not rest or not ORGAN_START.match(rest[0].upper() + rest[1:]):
        return None
    colon = next((at for _, at in outside_brackets(rest, ":")[:1] if at < len(rest)), None)
    verb = action_at(rest)
    toward = bool(prefix and prefix["toward"])
    named = colon is not None and len(rest[:colon].split()) <= _SHORT_NAME and begins_with_verb(rest[colon + 1 :])
    if colon is not None and colon <= _LONGEST_NAME and (verb is None or colon < verb or toward or named):
        end, action = colon, colon + 1
    elif verb is not None and verb <= _LONGEST_NAME:
        end = action = verb
    elif len(rest) <= _LONGEST_NAME and not rest.endswith("."):
        end, action = len(rest), len(rest)
    else:
        return None
    if _CITES.search(rest[:end]) or _INVITING.search(rest[:end]):
        return None
    if _COURTESY.match(rest, action):
        return None
    asked = _ASKED_PASSIVELY.search(rest, 0, action + 12)
    if asked:
        end, action = asked.start(), asked.end()
    name = _ADDRESS_TERMS.sub("", _ENUMERATED.sub("", squeeze(rest[:end]).strip(" ,;:-.")))
    if len(name) < 3 or re.search(r"\s(?:không|chưa|đã|được|do|là|có|nay|kính|trân trọng)$", name):
        return None  # a statement about the body, not something asked of it
    name = name[:1].upper() + name[1:]
    bare = not rest[action:].strip(" .;:")
    return Addressed(name, begin, None if bare else begin + action, prefix is not None)


_Part = tuple[int, int, "Found[str] | None"]


def _pieces(flat: str, begin: int, dues: list[Found[str]]) -> list[_Part]:
    """One sentence cut where a thing due by a day ends and another thing asked begins: at ";", and behind the date
    at a comma or "và" with a verb after it. A date in a closing bracket is that of the whole sentence."""
    end = begin + len(flat)
    first = dues[0]
    opening = flat.rfind("(", 0, first.start - begin)
    if len(dues) == 1 and opening >= 0 and not flat[first.end - begin :].strip(" ).;,/"):
        return [(begin, end, first)]
    cuts = [s for s, _ in clauses(flat, begin)]
    led = {at for at in cuts[1:] for due in dues if _leads(flat[at - begin :], due.start - at, due.end - at)}
    for due in dues:
        if any(_leads(flat[at - begin :], due.start - at, due.end - at) for at in led):
            continue
        behind = _GOES_ON.match(flat[due.end - begin :])
        if behind and VERB.match(flat[due.end - begin + behind.end() :].lstrip()):
            cuts.append(due.end + behind.end())
    cuts = [
        at
        for at in sorted(set(cuts))
        if at == begin or at in led or begins_with_verb(flat[at - begin :]) or _own_due(at, dues)
    ]
    pieces: list[_Part] = []
    for at, upto in zip(cuts, [*cuts[1:], end], strict=True):
        if not any(letter.isalnum() for letter in _LINKS.sub("", flat[at - begin : upto - begin])):
            continue
        own = [due for due in dues if at <= due.start < upto]
        pieces.append((at, upto, own[0] if own else None))
    return pieces or [(begin, end, first)]


def _leads(clause: str, start: int, end: int) -> bool:
    """Whether a clause opens with its date and names what is asked behind it: "; trước ngày D, báo danh sách"."""
    return 0 <= start <= _LEAD and not begins_with_verb(clause[:start]) and begins_with_verb(clause[end:].lstrip(" ,"))


def _own_due(at: int, dues: list[Found[str]]) -> bool:
    """Whether dates before and after a cut differ: "gửi A trước ngày D; B trước ngày E"."""
    before, after = [d.value for d in dues if d.start < at], [d.value for d in dues if d.start >= at]
    return bool(before and after) and before[-1] != after[0]


def _parts(
    text: str, offset: int, paper: Paper, start: str | None
) -> list[tuple[list[tuple[int, int]], Found[str] | None]]:
    """A point as groups of parts with one due date each; parts without any stay together."""
    groups: dict[str | None, tuple[list[tuple[int, int]], Found[str] | None]] = {}
    for begin, end in sentences(text, offset):
        flat = text[begin - offset : end - offset]
        dues = deadlines_in(flat, begin, paper.calendar, start)
        if not dues and groups and not begins_with_verb(flat):
            list(groups.values())[-1][0].append((begin, end))  # says more of what was asked before it
            continue
        for s, e, due in _pieces(flat, begin, dues) if dues else [(begin, end, None)]:
            groups.setdefault(due.value if due else None, ([], due))[0].append((s, e))
    return list(groups.values())


def _emit(paper: Paper, block: Block, name: str, span: tuple[int, int], start: str | None, out: list[Task]) -> None:
    begin, end = span
    for spans, due in _parts(paper.text[begin:end].replace("\n", " "), begin, paper, start):
        action = cut(paper.text, *spans[0], 0.85)
        if action is None or (due is None and _ANYBODY.match(name) and _LIMITS.search(action.value)):
            continue  # how long a speaker may speak is asked of nobody
        words = squeeze(" ".join(paper.text[s:e] for s, e in spans)).strip(" .;:,/-")
        words = _ENUMERATOR.sub("", words)
        out.append(Task(name, replace(action, value=words[:1].upper() + words[1:]), due, spans[-1][1], block))


def _bodies(text: str, name: str, begin: int) -> list[tuple[str, int, int]]:
    """The point from `begin` as (body, start, end): a sentence or ";" part that begins with another body's name is
    that body's task."""
    found: list[tuple[str, int, int]] = []
    parts = [part for s, e in sentences(text[begin:], begin) for part in clauses(text[s:e], s)]
    for start, end in parts:
        words = text[start:end]
        at = start + len(words) - len(words.lstrip())
        named = found and at < len(text) and (text[at].isupper() or text.startswith("các ", at))
        addressed = address(text[at:end]) if named else None
        goes_on = addressed is not None and _EACH.match(addressed.name)
        if addressed and addressed.action is not None and not goes_on and not _GUESTS.match(words.lstrip()):
            found.append((addressed.name, at + addressed.action, end))
        elif found:
            found[-1] = (found[-1][0], found[-1][1], end)
        else:
            found.append((name, start, end))
    return [part for body in found for part in _parallel(text, *body)]


def _parallel(text: str, name: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """One body's part cut before another body with the same verb: 'A kể "…", B kể "…"'."""
    verb = text[start:end].split(maxsplit=1)[:1]
    for comma in _COMMA.finditer(text, start, end) if verb else ():
        other = address(text[comma.end() : end])
        at = comma.end() + (other.action if other and other.action is not None else 0)
        if other and text[at:end].lower().startswith(f"{verb[0].lower()} "):
            return [(name, start, comma.start()), *_parallel(text, other.name, at, end)]
    return [(name, start, end)]


def _hands_out_speeches(block: Block) -> bool:
    """Whether a point only opens a list of bodies with their topics: "… chuẩn bị tham luận như sau:"."""
    return bool(block.children) and block.text.rstrip().endswith(":") and bool(_SPEAKS.search(block.text))


def _walk(paper: Paper, block: Block, inherited: str | None, start: str | None, out: list[Task]) -> None:
    for child in block.children:
        if child.kind == "row" or child.topics & _SKIPPED or _CONTACT.match(child.text):
            continue
        text = child.text
        if text.startswith("(") or _NOTE.match(text) or _CLOSING.match(text):
            continue
        plain = child.kind in ("plain", "intro")
        addressed = None if inherited and _GUESTS.match(text) else address(text)
        if plain and ((inherited and _EVERYONE.match(text)) or (addressed and _asks_nothing(text, addressed))):
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
            for name, begin, end in _bodies(text, addressed.name, addressed.action):
                _emit(paper, child, name, (child.start + begin, child.start + end), start, out)
            if not _hands_out_speeches(child):
                _walk(paper, child, addressed.name, start, out)
            continue
        if (
            inherited
            and not (plain and not VERB.match(text[:1].lower() + text[1:]))
            and not (Topic.TASKS in child.topics and child.children)
        ):
            if not _SPEECH.search(text) or begins_with_verb(text):
                for name, begin, end in _bodies(text, inherited, 0):
                    _emit(paper, child, name, (child.start + begin, child.start + end), start, out)
            continue
        _walk(paper, child, inherited, start, out)


def _asks_nothing(text: str, addressed: Addressed) -> bool:
    return addressed.action is not None and _NOTHING.match(text[addressed.action :]) is not None


def _from_tables(paper: Paper, start: str | None) -> list[Task]:
    out: list[Task] = []
    for row in rows_with(paper, _COLUMNS, frozenset({"assignee", "action"}), hinge="assignee"):
        if _SPEAKS.search(row.caption):
            continue
        who = cut(paper.text, *row.cells["assignee"]) if "assignee" in row.cells else None
        what = cut(paper.text, *row.cells["action"]) if "action" in row.cells else None
        if who is None or what is None:
            continue
        due: Found[str] | None = None
        if "due" in row.cells:
            begin, end = row.cells["due"]
            cell = paper.text[begin:end]
            dues = deadlines_in(
                "trước " + cell.strip(), begin + len(cell) - len(cell.lstrip()) - len("trước "), paper.calendar, start
            )
            due = dues[0] if dues else None
            if "T" in (due.value if due else "") and REHEARSAL.search(what.value) and not _BY.search(cell):
                due = None  # the hour of a trial run, not one by which it is done
        out.append(Task(who.value, what, due, what.end, row.block))
    return out


def _assigns(block: Block, sentence: str, beside: bool) -> bool:
    """A sentence of a numbered point, or of a bullet beside one with a task, outside any part on something else, that
    begins with a body's name and what it is to do."""
    if block.kind in ("intro", "label", "row") or block.context & _OTHER_PARTS:
        return False
    if (block.kind in BULLETS or block.kind == "plain") and not beside:
        return False
    addressed = address(sentence)
    return addressed is not None and addressed.action is not None and not _asks_nothing(sentence, addressed)


def _asked_beside(block: Block, calendar: Calendar, start: str | None) -> bool:
    """Whether another bullet of the same list asks a body for something by a date."""
    for other in block.parent.children[:_LONGEST_LIST] if block.parent else ():
        if other is block or other.kind != block.kind:
            continue
        addressed = address(other.text)
        if addressed and addressed.action is not None and deadlines_in(other.text, other.start, calendar, start):
            return True
    return False


def _led(task: Task, dues: list[Found[str]], at: int, flat: str) -> Task:
    """A task without a date of its own in a sentence that begins with one, before the body that stands at `at`, or
    that says by when "the term" is."""
    if task.due is not None or not dues or (dues[0].start > at and not _TERM.search(flat)):
        return task
    return replace(task, due=dues[0], lead=flat.split(",")[0])


_START: Final = re.compile(r"^")
_TERM: Final = re.compile(r"^(?:Thời hạn|Hạn)\s")
_OPENINGS: Final = re.compile(
    rf"^|(?<=,\s)(?={UPPER}|các\s|những\s)|(?<=:\s)|(?<=[Đđ]ề nghị\s)|(?<=giao\s)|(?<=\()|(?<=yêu cầu\s)|"
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
        asks, beside = False, block.kind in BULLETS and _asked_beside(block, paper.calendar, start)
        for begin, end in sentences(block.text, block.start):
            flat = paper.text[begin:end].replace("\n", " ")
            dues = deadlines_in(flat, begin, paper.calendar, start)
            asked = _ASKED.match(flat) is not None and not _EVERYONE.match(flat)
            if _CONTACT.match(flat):
                continue
            goes_on = asks and not _EVERYONE.match(flat) and not _CLOSING.match(flat)
            if not dues and not asked and not goes_on and not _assigns(block, flat, beside):
                continue
            if _HANDED_IN.match(flat):
                continue
            for mark in _OPENINGS.finditer(flat) if dues or asked or not asks else _START.finditer(flat):
                addressed = address(flat[mark.start() :])
                if addressed and _asks_nothing(flat[mark.start() :], addressed):
                    break
                if addressed and addressed.action is not None and not _SITE.match(addressed.name):
                    for name, at, upto in _bodies(flat, addressed.name, mark.start() + addressed.action):
                        before = len(out)
                        _emit(paper, block, name, (begin + at, begin + upto), start, out)
                        out[before:] = [_led(task, dues, begin + mark.start(), flat) for task in out[before:]]
                    asks = True
                    break
    return out


def _apply_notes(paper: Paper, tasks: list[Task], start: str | None) -> list[Task]:
    """ "Lưu ý: tham luận gửi trước ngày D" sets the date of the tasks beside it that speak of "
    "these."""
    for block in paper.blocks:
        opening = _NOTE.match(block.text)
        if not opening:
            continue
        dues = deadlines_in(block.text, block.start, paper.calendar, start)
        subjects = (
            {s.lower() for s in _NOTE_SUBJECT.findall(block.text[: dues[0].start - block.start])}
            if dues
            else set[str]()
        )
        if not subjects:
            continue
        above = block.parent
        while above is not None and above.kind in BULLETS:
            above = above.parent
        beside = list(above.subtree()) if above else []
        tasks = [
            replace(task, due=dues[0])
            if task.due is None and task.block in beside and any(s in task.action.value.lower() for s in subjects)
            else task
            for task in tasks
        ]
    return _apply_handed_in(paper, tasks, start)


def _apply_handed_in(paper: Paper, tasks: list[Task], start: str | None) -> list[Task]:
    """ "Bản trình chiếu gửi về … trước ngày D" behind what several bodies are to report: their date."""
    for block in paper.blocks:
        for begin, end in sentences(block.text, block.start):
            flat = paper.text[begin:end].replace("\n", " ")
            dues = deadlines_in(flat, begin, paper.calendar, start) if _HANDED_IN.match(flat) else []
            if not dues:
                continue
            own = [task for task in tasks if task.block is block]
            beside = [t for t in tasks if t.block and t.block.parent is block.parent and t.action.start < block.start]
            meant = own or [task for task in beside[-1:] if _NOTE_SUBJECT.search(task.action.value)]
            tasks = [replace(task, due=dues[0]) if task.due is None and task in meant else task for task in tasks]
    return tasks


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
    for block in paper.blocks:
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
    taken = {task.block.start for task in out if task.block}
    out.extend(_elsewhere(paper, start, taken))
    out.extend(_from_tables(paper, start))
    out = _apply_notes(paper, out, start)
    return sorted(out, key=lambda task: task.action.start)


def registration(tasks: list[Task]) -> list[tuple[int, Found[str]]]:
    """Tasks that hand in lists of sites or delegates: index of the task and the words that say so."""
    return [
        (i, task.action)
        for i, task in enumerate(tasks)
        if task.due and REGISTERS.search(f"{task.lead} {task.action.value}")
    ]
