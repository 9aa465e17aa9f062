"""What one body is asked to do: cut where another body, or another due date, begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from nhipcau.documents.intake.addressees import address
from nhipcau.documents.intake.cutting import clauses, cut, sentences, squeeze
from nhipcau.documents.intake.deadlines import deadlines_in
from nhipcau.documents.intake.letters import UPPER
from nhipcau.documents.intake.names import begins_with_verb
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found

_LEAD: Final = 24
"""Letters in front of a date that opens a clause: "sáng mai, trước "."""
_GOES_ON: Final = re.compile(r"[\s).]*(?:[,;]\s*(?:và\s+|đồng thời\s+)?|\s+và\s+|\s+đồng thời\s+)")
_BY_WHEN: Final = re.compile(
    r"[\s;]*(?:hoàn thành|hoàn tất|xong|deadline|hạn(?: cuối| chót)?|thời hạn)(?:[\s:(]|trước|vào|trong|là|ngày|hồi|"
    r"lúc)*[0-9]",
    re.IGNORECASE,
)
"""A clause that only says by when the one before it is done."""
_ONLY_BY_WHEN: Final = re.compile(
    r"(?:(?:Tất cả|Các việc trên|Các nội dung trên)\s)?(?:[Hh]oàn thành|[Hh]oàn tất|[Xx]ong|[Hh]ạn(?: cuối|"
    r" chót)?|[Tt]hời hạn)"
    r"(?:[\s:(]|trước|vào|trong|là|ngày|hồi|lúc|hoàn thành)*[0-9][0-9hgiờphút':/. ,-]*(?:ngày\s[0-9/.-]+)?\s*[.;)]?$"
)
_EACH: Final = re.compile(r"(?:Mỗi|Từng)\s")
"""Those named just before, one by one."""
_OTHERS: Final = (
    "các ",
    "riêng ",
    "đề nghị ",
    "giao ",
    "chi bộ ",
    "địa phương ",
    "đơn vị ",
    "xã ",
    "phường ",
    "huyện ",
)
"""What another body's name begins with in small letters, behind a semicolon."""
_LIMITS: Final = re.compile(r"[0-9]\s*(?:phút|trang)(?!\w)")
_ANYBODY: Final = re.compile(r"(?:Các )?(?:Mỗi|Từng|[Đđ]ại biểu|[Nn]gười|[Tt]hành viên)(?!\w)")
_ENUMERATOR: Final = re.compile(r"^\((?:[ivx]{1,4}|[0-9]{1,2}|[a-z])\)\s*|\s(?:và|đồng thời)$")
_COMMA: Final = re.compile(rf",\s(?:và\s|còn\s)?(?={UPPER})")
_SENT_ON: Final = re.compile(
    r"[\s,]*(?:và\s|rồi\s|sau đó\s|để\s)?(?:gửi|gởi|nộp|trình|chuyển)\s(?:về|vào|cho|qua|lên|tới|đến|theo|trước|"
    r"chậm nhất|UBND|HĐND|Ủy ban|Thường trực|Ban Thường vụ|lãnh đạo|Chủ tịch|Giám đốc|Văn phòng|Sở|Phòng)(?!\w)",
    re.IGNORECASE,
)
"""A clause that hands in what the one before it makes and names nothing of its own."""
_FURTHER: Final = re.compile(
    r"(?:bản|bài|báo cáo|danh sách|hồ sơ|tài liệu|văn bản|số liệu|file|phiếu|tờ trình|dự thảo|"
    r"kết quả|các)\s(?!.{0,40}ngày họp)"
)
"""A further thing handed in by a day of its own, without a verb: "… và bản điện tử trước ngày E"."""
_LINKS: Final = re.compile(r"(?<!\w)(?:đồng thời|và|sau đó)(?!\w)")
GUESTS: Final = re.compile(r"Mời\s")


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


_Part = tuple[int, int, "Found[str] | None"]


def _pieces(flat: str, begin: int, dues: list[Found[str]]) -> list[_Part]:
    """One sentence cut where a thing due by a day ends and another thing asked begins: at ";", and behind the date
    at a comma or "và" with a verb after it. A date in a closing bracket is that of the whole sentence."""
    end = begin + len(flat)
    first = dues[0]
    opening = flat.rfind("(", 0, first.start - begin)
    if (
        len(dues) == 1
        and opening > flat.rfind(")", 0, first.start - begin)
        and not flat[first.end - begin :].strip(" ).;,/")
    ):
        return [(begin, end, first)]
    cuts = [s for s, _ in clauses(flat, begin)]
    by_when = {at for at in cuts[1:] if _BY_WHEN.match(flat, at - begin)}
    cuts = [at for at in cuts if at not in by_when]
    led = {at for at in cuts[1:] for due in dues if _leads(flat[at - begin :], due.start - at, due.end - at)}
    for due in dues:
        if any(_leads(flat[at - begin :], due.start - at, due.end - at) for at in led):
            continue
        behind = _GOES_ON.match(flat[due.end - begin :])
        if (behind and begins_with_verb(flat[due.end - begin + behind.end() :])) or (
            behind and _FURTHER.match(flat, due.end - begin + behind.end()) and _own_due(due.end, dues)
        ):
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
        if own and pieces and pieces[-1][2] is None and _SENT_ON.match(flat, at - begin):
            pieces[-1] = (*pieces[-1][:2], own[0])
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
        if dues and None in groups and _ONLY_BY_WHEN.match(flat):
            made, _ = groups.pop(None)  # the sentences before it are what is done by that day
            groups.setdefault(dues[0].value, ([], dues[0]))[0].extend([*made, (begin, end)])
            continue
        if dues and None in groups and _SENT_ON.match(flat):
            made, _ = groups[None]  # the sentence before it says what is handed in by that day
            last = made.pop()
            if not made:
                del groups[None]
            groups.setdefault(dues[0].value, ([], dues[0]))[0].append(last)
        for s, e, due in _pieces(flat, begin, dues) if dues else [(begin, end, None)]:
            groups.setdefault(due.value if due else None, ([], due))[0].append((s, e))
    return list(groups.values())


def emit(paper: Paper, block: Block, name: str, span: tuple[int, int], start: str | None, out: list[Task]) -> None:
    begin, end = span
    for spans, due in _parts(paper.text[begin:end].replace("\n", " "), begin, paper, start):
        action = cut(paper.text, *spans[0], 0.85)
        if action is None or (due is None and _ANYBODY.match(name) and _LIMITS.search(action.value)):
            continue  # how long a speaker may speak is asked of nobody
        words = squeeze(" ".join(paper.text[s:e] for s, e in spans)).strip(" .;:,/-")
        words = _ENUMERATOR.sub("", words).rstrip(" ,")
        out.append(Task(name, replace(action, value=words[:1].upper() + words[1:]), due, spans[-1][1], block))


def bodies(text: str, name: str, begin: int) -> list[tuple[str, int, int]]:
    """The point from `begin` as (body, start, end): a sentence or ";" part that begins with another body's name is
    that body's task."""
    found: list[tuple[str, int, int]] = []
    parts = [part for s, e in sentences(text[begin:], begin) for part in clauses(text[s:e], s)]
    for start, end in parts:
        words = text[start:end]
        at = start + len(words) - len(words.lstrip())
        named = found and at < len(text) and (text[at].isupper() or text.startswith(_OTHERS, at))
        addressed = address(text[at:end]) if named else None
        goes_on = addressed is not None and _EACH.match(addressed.name)
        if addressed and addressed.action is not None and not goes_on and not GUESTS.match(words.lstrip()):
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
