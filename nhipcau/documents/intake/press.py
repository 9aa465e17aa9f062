"""Media bodies asked to attend or report: in the list of participants, in a task, or marked in the distribution "
"list."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.cutting import clauses, cut, outside_brackets, sentences, squeeze
from nhipcau.documents.intake.letters import LETTER, LOWER, UPPER
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.words import PRESS_BODY, PRESS_NAME, VERB

_REPORTING: Final = (
    r"(?:(?:đưa|đăng|viết|làm|dẫn|phát)\s(?:tin|bài|sóng|phóng sự)|đưa tin|tin,? bài|phóng viên|biên tập viên|"
    r"tuyên truyền|"
    r"tác nghiệp|ghi hình|quay phim|phản ánh|truyền hình trực tiếp|tường thuật|mở chuyên mục|chuyên trang|đăng tải)"
)
_ASKED: Final = re.compile(
    r"(?<!chưa )(?<!không )(?<!đừng )(?:" + _REPORTING + r"|dự và|tham dự|cơ quan thông tấn)", re.IGNORECASE
)
_BODY: Final = re.compile(PRESS_BODY.pattern + PRESS_NAME.pattern)
_MARKED: Final = re.compile(r"\((?=[^()]*(?:" + _REPORTING + r"|thông tin))", re.IGNORECASE)
_PUTS_UP: Final = re.compile(r"(?:để )?(?:đăng tải|thông tin)(?!\w)", re.IGNORECASE)
"""What an office does with the paper itself."""
_GOES_ON: Final = re.compile(rf"\s(?!{_REPORTING})(?:{LOWER}+|{UPPER}{LETTER}*)(?!\w)")
"""A further word of a name that has begun with a capital: "Báo Phụ nữ vùng cao"."""
_NAME_ENDS: Final = re.compile(
    r"(?<!Xây)\s(?:"
    + VERB.pattern
    + r"|(?:được|mời|để|đến|tới|cùng|tham|với|theo|từ|trên|tại|về|và|do|có|tỉnh|đã|sẽ|nếu|thường trú|của|"
    r"trước|sau|chậm|khi|vào)(?!\w))"
)
_OF_PLACE: Final = re.compile(rf"\s(?:tỉnh|thành phố|huyện|thị xã|xã|phường)(?!\w)(?:\s{UPPER}{LETTER}*){{0,4}}")
_OWN_SITE: Final = re.compile(r"(?:Trang|Cổng)\s")
_PUT_ON: Final = re.compile(r"(?:trên|lên|tại|vào|qua)\s$")
"""A site of an office's own, on which something is put."""
_NAMED: Final = re.compile(
    r"(?:(?:cơ quan|đơn vị|hãng) (?:thông tấn,? (?:và )?|truyền thông,? (?:và )?)?(?:báo chí|truyền thông|thông tấn)|"
    r"báo,? đài|báo chí)(?: [^:;.]{0,40})?\s?(?::|\((?=[^)]+\)))\s*(?P<names>[^;.()]+)",
    re.IGNORECASE,
)
"""Media bodies one by one behind the word for all of them."""
_HEADS: Final = re.compile(
    rf"(?:(?:Trân trọng |Kính )?(?:[Đđ]ề nghị|Giao|Mời)\s)?(?={PRESS_BODY.pattern})(?=[^:;.]{{3,110}}:?$)"
)
"""A point that names media bodies and nothing more; what they are to do stands below it."""
_NAMELESS: Final = re.compile(r"^(?:Báo|báo chí|Báo chí)$")


def _name_end(flat: str, body: re.Match[str]) -> int:
    """Where a name ends that may hold small letters after its first capital."""
    end = body.end()
    if not re.search(rf"\s{UPPER}{LETTER}+$", body[0]):
        return end
    while (further := _GOES_ON.match(flat, end)) and not _NAME_ENDS.match(flat, end):
        end = further.end()
    place = _OF_PLACE.match(flat, end)
    return place.end() if place else end


def _alone(words: str) -> bool:
    """Whether words are media bodies and nothing else, so that a line of a list of guests names only them."""
    flat = squeeze(words).strip(" .;")
    parts = [part for part in re.split(r",\s(?=[A-ZĐ])", flat) if part]
    return all((m := _BODY.match(part)) and _name_end(part, m) == len(part) for part in parts)


def _bodies(text: str, start: int, end: int, confidence: float) -> list[Found[str]]:
    flat = text[start:end].replace("\n", " ")
    found = [cut(text, start + m.start(), start + _name_end(flat, m), confidence) for m in _BODY.finditer(flat)]
    return [
        f
        for f in found
        if f and not _NAMELESS.match(f.value) and not (_OWN_SITE.match(f.value) and _PUT_ON.search(text, 0, f.start))
    ]


def _listed(text: str, start: int, end: int, confidence: float) -> list[Found[str]]:
    """A list of media bodies with nothing else in it; a name may hold "và" or a comma."""
    flat = text[start:end].replace("\n", " ")
    begins = [m.start() for m in PRESS_BODY.finditer(flat)]
    cuts = [
        begins[0] if begins else 0,
        *(at for at in begins[1:] if re.search(r"(?:[,;+]|\svà|,\svà)\s$", flat[:at])),
    ]
    spans = zip(cuts, [*cuts[1:], len(flat)], strict=True)
    parts = [(s, s + len(re.sub(r"(?:[,;+\s]|\svà\s)+$", "", flat[s:e]))) for s, e in spans]
    ends = [(s, min(e, outside_brackets(flat[s:e], ";")[0][1] + s)) for s, e in parts]
    return [found for s, e in ends if (found := cut(text, start + s, start + e, confidence))]


def _key(name: str) -> str:
    plain = re.sub(r"phát thanh\s?[-,và ]*\s?truyền hình|pt\s?-?\s?th|ptth|tt-th", "ptth", name.lower())
    return re.sub(r"\W+| tỉnh$", "", re.sub(r"\s(?:và|tỉnh)(?!\w)", "", plain))


def read_press(paper: Paper) -> list[Found[str]]:
    found: list[Found[str]] = []

    def add(bodies: list[Found[str]]) -> None:
        for body in bodies:
            same = next((i for i, known in enumerate(found) if _key(body.value) == _key(known.value)), None)
            if same is None:
                found.append(body)
            elif len(body.value) > len(found[same].value):
                found[same] = body  # in full, where another place shortens it

    for block in paper.blocks:
        if block.kind == "row":
            cells = [paper.text[s:e] for s, e in block.cells]
            if any(_ASKED.search(cell) for cell in cells):
                for (s, e), cell in zip(block.cells, cells, strict=True):
                    add(_listed(paper.text, s, e, 0.85) if PRESS_BODY.match(cell.lstrip()) else [])
        for begin, end in sentences(block.text, block.start):
            flat = paper.text[begin:end]
            if not PRESS_BODY.search(flat):
                continue
            named = _NAMED.search(flat)
            if named and PRESS_BODY.search(flat, named.start("names"), named.end("names")):
                add(_listed(paper.text, begin + named.start("names"), begin + named.end("names"), 0.8))
                continue
            if block.within(Topic.PARTICIPANTS):
                # An item of a list of guests that is a press body and nothing else.
                for s, e in clauses(flat.replace("\n", " "), begin):
                    guest = PRESS_BODY.match(paper.text[s:e].lstrip())
                    if guest and (s > begin or _alone(paper.text[s:e])):
                        add(_bodies(paper.text, s, e, 0.7))
            if not _ASKED.search(flat):
                continue
            parts = list(clauses(paper.text[begin:end].replace("\n", " "), begin))
            for s, e in parts:
                if _ASKED.search(paper.text[s:e]):
                    own = _bodies(paper.text, s, e, 0.85)
                    subject = PRESS_BODY.match(flat)
                    # "Trung tâm Truyền thông huyện lắp đặt thiết bị; đưa tin": who the sentence begins with.
                    add(own or (_bodies(paper.text, begin, parts[0][1], 0.75) if subject else []))
        head = _HEADS.match(block.text)
        if head and any(_ASKED.search(child.text) for child in block.children):
            add(_listed(paper.text, block.start + head.end(), block.end, 0.8))
    for item in paper.recipients:
        marked = _MARKED.search(paper.text, item.start, item.end)
        if marked and (PRESS_BODY.match(paper.text, item.start) or not _PUTS_UP.match(paper.text, marked.end())):
            # The whole name up to the mark: a paper's name may hold small letters.
            add(_listed(paper.text, item.start, marked.start(), 0.9))
    return found
