"""Papers, reports and banners named for the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nhipcau.documents.intake.addressees import address
from nhipcau.documents.intake.cutting import clauses, cut, outside_brackets, sentences
from nhipcau.documents.intake.duties import Task
from nhipcau.documents.intake.names import begins_with_verb
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.words import VERB

_HUNG: Final = (
    r"(?:mẫu )?(?:ma[ -]?k[eé]t|market|khẩu hiệu|băng[ -]?rôn|phướn|pa[ -]?nô|bạt treo|ph[oô]ng màn|"
    r"phông(?: chữ| nền| hội nghị| trang trí| sân khấu| điện tử| treo)+|(?<=, )phông)(?!\w)"
)
"""What is hung up, by its kind."""
_BANNER: Final = re.compile(
    rf"(?<!\w){_HUNG}(?:, {_HUNG})*(?:\s(?:tại |của )?(?:hội nghị|hội trường|cuộc họp|phòng họp|phiên họp|kỳ họp))?",
    re.IGNORECASE,
)
_KIND: Final = (
    r"(?:(?:các|toàn bộ|bộ|bản|bài|tập|dự thảo|nội dung|file|ý kiến(?= tham luận))\s)*"
    r"(?:báo cáo(?! (?:viên|(?:quân )?số(?! liệu)|số lượng|danh sách|"
    r"UBND|HĐND|Thường trực|Chủ tịch|Giám đốc|lãnh đạo|Bộ trưởng|Bí thư|cấp trên)(?!\w))|"
    r"tài liệu|kịch bản|phóng sự|tờ trình|diễn văn|thông báo kết luận|kết luận|bài phát biểu|"
    r"phát biểu(?= (?:chỉ đạo|kết luận|khai mạc|bế mạc|đã đăng ký))|tham luận|slide|chuyên đề|đề cương|video|clip|"
    r"bản đồ|bảng biểu|bản trình chiếu|bài giảng|bản so sánh|phụ lục số liệu|số liệu tổng hợp|nghị quyết|"
    r"chương trình hành động|bài trình bày|bài viết|bản viết|lời (?:dẫn|bình|chào)|(?<=bộ )câu hỏi|"
    r"câu hỏi(?= (?:thu hoạch|thảo luận|gợi ý))|giáo trình|"
    r"cẩm nang|sổ tay|kỷ yếu|tờ (?:gấp|rơi)|bản tin|(?<!quay )phim(?: tư liệu)?|thể lệ|quy chế|biểu mẫu|sơ đồ|"
    r"mô hình hóa|"
    r"bảng(?= (?:người|tổng|so|số|phân|theo|kết))|phiếu(?= (?:khảo sát|tổng hợp|thu thập|đánh giá|lấy ý kiến|hỏi))|"
    r"văn bản(?= (?:trả lời|góp ý|tham luận|kèm))|ý kiến(?= (?:thảo luận|bằng văn bản)))(?!\w)"
)
"""What is prepared for a meeting, by its kind; its own words follow."""
_MADE: Final = re.compile(
    rf"(?<!\w)(?:(?:chuẩn bị|xây dựng|hoàn thành|hoàn thiện|hoàn chỉnh|soạn thảo|biên soạn|soạn|biên tập|gửi|trình bày|"
    rf"cập nhật|tổng hợp|viết|in|in ấn|phát hành|đăng|dựng|quay|làm|lập|nộp|trình|vẽ|gom|chốt|chọn|thiết kế|chuyển|"
    rf"giữ|có|dự thảo(?=\s(?!thông báo)))\s"
    rf"(?:đầy đủ\s|các nội dung,\s|ý kiến,\s|sẵn\s|lại\s|nguyên\s)?|^)(?P<what>{_KIND})",
    re.IGNORECASE,
)
_BESIDE: Final = r"(?:dự thảo (?:quyết định|kế hoạch|chương trình|quy chế|công văn)|kế hoạch(?= \w+ \w+))(?!\w)"
"""What is a paper of the meeting beside another one: "báo cáo …, kế hoạch …"."""
_NEXT: Final = re.compile(rf"\s?(?:,|;|\svà|,\svà)\s(?P<what>{_KIND}|{_BESIDE})", re.IGNORECASE)
_MORE_OF_IT: Final = (
    r"nhiệm vụ|phương hướng|giải pháp|cam kết|phương án|dự báo|nguyên nhân|đề xuất|kiến nghị|biện pháp|mục tiêu|"
    r"khó khăn|tồn tại|định hướng|chương trình công tác|lịch(?! họp)|kết quả"
)
"""Behind a comma, a further part of what a report is on."""
_ENDS: Final = re.compile(
    rf"[.;()|\":]|,(?!\s(?:chương trình(?! hành động)|năm|phòng|chống|{_MORE_OF_IT})(?!\w))|"
    r"\s(?:(?:và(?=\s(?:đăng|chuyển|nộp|đưa|treo|dán|báo|gởi|gửi|phát|đề|in|phối|trình|chuẩn))|gửi|(?:chậm|muộn|trễ|"
    r"trể) nhất|hạn(?= (?:chót|cuối|trước|ngày|là|nộp|gửi|đến|hết|[0-9]))|nộp|tính(?= đến)|deadline|xong|hoàn "
    r"thành|để|xuống|vào|đến|tới|lên|cho|qua|"
    r"đảm bảo|bảo đảm|như sau|cần thiết|liên quan|phục vụ(?! (?:hội nghị|cuộc họp|phiên họp|kỳ họp)))(?!\w)|"
    r"trước (?=ngày|[0-9]|khi|tổ chức)|trong (?=ngày|buổi|sáng|chiều)|theo (?=chủ đề|phụ lục|phân công|quy định|"
    r"đúng|mẫu|"
    r"thông báo|kế hoạch)|"
    r"với (?=chủ đề|nội dung)|phát (?=tại|cho|đến)|trình (?=trưởng|lãnh đạo|chủ tịch|giám đốc|bộ trưởng|bí thư|ban|"
    r"ubnd|thường trực|"
    r"cấp|hội đồng)|tại (?=hội nghị|cuộc họp|phiên họp)|báo cáo (?=UBND|HĐND|Thường trực|Chủ tịch)|"
    r"về (?=Văn phòng|Sở|Ban|UBND|HĐND|Phòng|tỉnh|Vụ|Bộ|Thường trực|Trung tâm|kinh nghiệm))",
    re.IGNORECASE,
)
_ITSELF: Final = re.compile(
    r"(?:tham luận\s?:|báo cáo (?:nhanh|tình huống|điển hình|chuyên đề|tổng kết|sơ kết)(?!\w))", re.IGNORECASE
)
"""The thing handed in named as the action: "Tham luận: …", "báo cáo nhanh số hộ …"."""
_GIVEN: Final = re.compile(rf"{_KIND}|(?:số liệu|phương án|kế hoạch|lịch|danh mục|biểu)(?= \w)", re.IGNORECASE)
"""A thing wanted instead of what is to be done with it: "Các xã: số liệu diện tích …"."""
_ONE_BY_ONE: Final = re.compile(
    r"(?:tài liệu|nội dung|báo cáo|chuyên đề|hồ sơ)(?: (?:gồm|sau|như sau|sau đây|hội nghị|họp))*\s?:\s", re.IGNORECASE
)
_REPORT: Final = re.compile(r"(?:Báo cáo|Tờ trình|Dự thảo|Đề án|Đề cương)\s(?!(?:viên|của)(?!\w))")
_LONGEST: Final = 200
_SPEECHES: Final = re.compile(r"(?P<kind>(?:bài|ý kiến|báo cáo)\s)?tham luận", re.IGNORECASE)
_WANTED: Final = re.compile(
    r"(?:gửi|gởi|nộp|viết|chuẩn bị|xây dựng|bài|duyệt|thẩm định|có)\s[^.;:]{0,40}tham luận|"
    r"tham luận[^.;]{0,120}(?:gửi|nộp)|"
    r"tham luận\s?[:(\"]|tham luận (?:về|với)",
    re.IGNORECASE,
)
_SEVERAL: Final = 3
"""Papers in a row that are no pair handed in as one."""
_PAPER: Final = re.compile(rf"{_KIND}|(?:dự thảo|số liệu|phương án|kế hoạch|danh mục)(?= \w)", re.IGNORECASE)
_CLAUSE_END: Final = re.compile(r"[^.;]*;\s")
_REMARK: Final = re.compile(r"\s\([^()]*\)\s*[.;]?$")
_NOT_ITEM: Final = re.compile(
    r"^(?:được|Được|Trân trọng|Kính mời|"
    r"gửi|Gửi|đề nghị|Đề nghị|đăng|Đăng|các đại biểu|Các đại biểu|Đại biểu|sẽ|Sẽ|theo|Theo|Truy cập|"
    r"Có|đại biểu)\s"
)

_MOST: Final = 200
"""No paper names more; a table of thousands of rows would be compared with itself without end."""
_PLACED: Final = re.compile(r"(?:các )?tài liệu (?:tại|trên|này|trước|đến)(?!\w)", re.IGNORECASE)
_TOO_BARE: Final = frozenset(
    {"tài liệu", "các tài liệu", "nội dung", "báo cáo", "dự thảo", "các báo cáo", "chuyên đề", "kết luận", "nghị quyết"}
)


def _section(paper: Paper, block: Block) -> list[Found[str]]:
    colon = block.text.find(":")
    if _BANNER.match(block.text):
        end = colon if colon >= 0 else len(block.text)
        found = cut(paper.text, block.start, block.start + min(end, 60), 0.85)
        return [found] if found else []
    if colon >= 0 and block.text[colon + 1 :].strip() and not _NOT_ITEM.match(block.text[colon + 1 :].strip()):
        parts = [_item(paper.text, s, e) for s, e in clauses(block.text[colon + 1 :], block.start + colon + 1)]
        kept = [part for part in parts if part and not _is_task(part.value)]
        return [item for part in kept for item in _each(paper.text, part)]
    return [
        found
        for child in block.children
        if not child.topics - {Topic.MATERIALS, Topic.SPEECHES, Topic.CONTENT}
        and not _NOT_ITEM.match(child.text)
        and not child.text.startswith("(")
        and (found := _item(paper.text, child.start, child.end))
    ]


def _each(text: str, item: Found[str]) -> list[Found[str]]:
    """Papers parted by commas, where each of them is named by its kind."""
    spans = [(s + item.start, e + item.start) for s, e in outside_brackets(text[item.start : item.end], ",")]
    if len(spans) < _SEVERAL or not all(_PAPER.match(text[s:e].lstrip()) for s, e in spans):
        return [item]
    return [found for s, e in spans if (found := _item(text, s, e))]


def _is_task(words: str) -> bool:
    """Whether words name a body and what it makes, which is read with the tasks."""
    addressed = address(words)
    return addressed is not None and addressed.action is not None and VERB.match(words, addressed.action) is not None


def _item(text: str, start: int, end: int) -> Found[str] | None:
    """A printed item without a closing remark such as "(tải tại cổng thông tin)"."""
    remark = _REMARK.search(text[start:end])
    return cut(text, start, start + remark.start() if remark else end)


def _named(paper: Paper, start: int, text: str, listed: bool, colon: bool) -> Iterator[Found[str]]:
    """Things that a task makes or hands in, each with its own words; `listed`: the task is a row of a table, where the
    thing stands for its making; `colon`: the task stands behind its body and a colon, as the thing wanted may too."""
    marks: list[tuple[int, int]] = []
    whole: set[int] = set()
    itself = _ITSELF.match(text)
    if itself:
        marks.append((0, len(itself[0].rstrip(" :"))))
    noun = _GIVEN.match(text) if colon else None
    if noun and not itself:
        marks.append(noun.span())
    if colon or itself:
        whole.add(0)  # the clause is the thing, with all that is enumerated in it
    named = _ONE_BY_ONE.search(text)
    if named:
        yield from _one_by_one(paper, start, text, named.end())
    marks.extend(m.span("what") for m in _MADE.finditer(text) if m.start("what") > 0 or listed)
    for begin, after in marks:
        at, upto = begin, after
        while True:
            ends = _end_of(text, upto, begin in whole)
            following = _NEXT.search(text, upto, ends.start() + 40 if ends else len(text))
            if following and following.start() <= (ends.start() if ends else len(text)):
                found = cut(paper.text, start + at, start + following.start(), 0.65)
                if found:
                    yield found
                at, upto = following.span("what")
                continue
            found = cut(paper.text, start + at, start + (ends.start() if ends else len(text)), 0.65)
            if found:
                yield found
            semicolon = _CLAUSE_END.match(text, ends.start()) if ends and begin in whole else None
            beside = _GIVEN.match(text, semicolon.end()) if semicolon else None
            if beside is None:
                break
            at, upto = beside.span()


def _one_by_one(paper: Paper, start: int, text: str, at: int) -> Iterator[Found[str]]:
    """Papers listed behind "tài liệu:", up to the end of the sentence."""
    stop = next(sentences(text[at:]), (0, len(text) - at))[1] + at
    for begin, end in clauses(text[at:stop], at):
        words = text[begin:end].lstrip()
        if not re.match(_KIND, words, re.IGNORECASE):
            return
        found = cut(paper.text, start + end - len(words), start + end, 0.7)
        if found:
            yield found


def _end_of(text: str, at: int, whole: bool) -> re.Match[str] | None:
    ends = _ENDS.search(text, at)
    while whole and ends and ends[0] == "," and not begins_with_verb(text[ends.end() :]):
        ends = _ENDS.search(text, ends.end())
    return ends


def _same(a: str, b: str) -> bool:
    x, y = set(a.lower().split()), set(b.lower().split())
    return len(x & y) >= 0.8 * min(len(x), len(y))


def _in_table(task: Task) -> bool:
    return task.block is not None and task.block.kind == "row"


def _behind_colon(paper: Paper, task: Task) -> bool:
    return paper.text[: task.action.start].rstrip().endswith(":")


def read_materials(paper: Paper, tasks: Sequence[Task]) -> list[Found[str]]:
    """Those listed under their own heading; else those that the tasks make or hand in; and banners wherever asked."""
    found: list[Found[str]] = []

    def add(item: Found[str] | None) -> None:
        item = _without_link(paper.text, item) if item else None
        if (
            item
            and len(found) < _MOST
            and item.value.lower() not in _TOO_BARE
            and not _PLACED.match(item.value)
            and not any(_same(item.value, known.value) for known in found)
        ):
            found.append(item)

    sections = [b for b in paper.blocks if Topic.MATERIALS in b.topics and not b.within(Topic.SPEECHES)]
    listed = False
    for block in sections:
        items = _section(paper, block)
        listed = listed or (bool(items) and not _BANNER.match(block.text))
        for item in items:
            add(item)
    for task in tasks:
        text = paper.text[task.action.start : task.end].replace("\n", " ")
        for item in (
            () if listed else _named(paper, task.action.start, text, _in_table(task), _behind_colon(paper, task))
        ):
            add(item)
        for m in _BANNER.finditer(text):
            add(cut(paper.text, task.action.start + m.start(), task.action.start + m.end(), 0.75))
    found = _in_full(paper, found)
    if not any("tham luận" in item.value.lower() for item in found):
        add(_speeches_wanted(paper))
    return found


_LINK: Final = re.compile(r"\s(?:về|của|cho|với|là|tính|theo|để|tại|ở)$")


def _without_link(text: str, item: Found[str]) -> Found[str] | None:
    """A thing without the word that would link it to what stands in quotation marks behind it."""
    link = _LINK.search(text[item.start : item.end])
    return cut(text, item.start, item.start + link.start(), item.confidence) if link else item


def _in_full(paper: Paper, found: list[Found[str]]) -> list[Found[str]]:
    """A report that a task names in short ("Báo cáo sơ kết") as the part on the contents names it in full."""
    items = [
        item
        for block in paper.blocks
        if block.within(Topic.CONTENT) and block.kind != "row" and _REPORT.match(block.text)
        if (item := _item(paper.text, block.start, block.end)) and len(item.value) <= _LONGEST and ";" not in item.value
    ]
    if not found:
        return items
    full: list[Found[str]] = []
    for known in found:
        longer = next((i for i in items if i.value.lower().startswith(f"{known.value.lower()} ")), None)
        full.append(longer or known)
    return full


def _speeches_wanted(paper: Paper) -> Found[str] | None:
    """The speeches themselves, where the paper gives some out or asks for them, as it mostly calls them."""
    said = [
        (block, m)
        for block in paper.blocks
        if block.kind != "row" and not block.within(Topic.PURPOSE)
        for m in _SPEECHES.finditer(block.text)
    ]
    wanted = any(_WANTED.search(block.text) or block.children for block, _ in said)
    plain = next(((b, m) for b, m in said if not m["kind"]), said[0] if said else None)
    if not wanted or plain is None:
        return None
    block, m = plain
    return cut(paper.text, block.start + m.start(), block.start + m.end(), 0.6)
