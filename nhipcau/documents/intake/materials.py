"""Papers, reports and banners named for the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nhipcau.documents.intake.cutting import clauses, cut
from nhipcau.documents.intake.duties import Task
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.topics import Topic

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
    r"(?:báo cáo(?! (?:viên|UBND|HĐND|Thường trực|Chủ tịch|Giám đốc|lãnh đạo|Bộ trưởng|Bí thư|cấp trên)(?!\w))|"
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
_NEXT: Final = re.compile(rf"\s?(?:,|;|\svà|,\svà)\s(?P<what>{_KIND})", re.IGNORECASE)
_ENDS: Final = re.compile(
    r"[.;()|\":]|,(?!\s(?:chương trình(?! hành động)|năm|phòng|chống))|"
    r"\s(?:(?:và(?=\s(?:đăng|chuyển|nộp|đưa|treo|dán|báo|gởi|gửi|phát|đề|in|phối|trình|chuẩn))|gửi|(?:chậm|muộn|trễ|"
    r"trể) nhất|hạn|nộp|deadline|xong|hoàn "
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
_REMARK: Final = re.compile(r"\s\([^()]*\)\s*[.;]?$")
_NOT_ITEM: Final = re.compile(
    r"^(?:được|Được|gửi|Gửi|đề nghị|Đề nghị|đăng|Đăng|các đại biểu|Các đại biểu|Đại biểu|sẽ|Sẽ|theo|Theo|Truy cập|"
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
        return [part for part in parts if part]
    return [
        found
        for child in block.children
        if not child.topics - {Topic.MATERIALS, Topic.SPEECHES, Topic.CONTENT}
        and not _NOT_ITEM.match(child.text)
        and not child.text.startswith("(")
        and (found := _item(paper.text, child.start, child.end))
    ]


def _item(text: str, start: int, end: int) -> Found[str] | None:
    """A printed item without a closing remark such as "(tải tại cổng thông tin)"."""
    remark = _REMARK.search(text[start:end])
    return cut(text, start, start + remark.start() if remark else end)


def _named(paper: Paper, start: int, text: str, listed: bool) -> Iterator[Found[str]]:
    """Things that a task makes or hands in, each with its own words; `listed`: the task is a row of a table, where the
    thing stands for its making."""
    marks: list[tuple[int, int]] = []
    itself = _ITSELF.match(text)
    if itself:
        marks.append((0, len(itself[0].rstrip(" :"))))
    marks.extend(m.span("what") for m in _MADE.finditer(text) if m.start("what") > 0 or listed)
    for begin, after in marks:
        at, upto = begin, after
        while True:
            ends = _ENDS.search(text, upto)
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
            break


def _same(a: str, b: str) -> bool:
    x, y = set(a.lower().split()), set(b.lower().split())
    return len(x & y) >= 0.8 * min(len(x), len(y))


def _in_table(task: Task) -> bool:
    return task.block is not None and task.block.kind == "row"


def read_materials(paper: Paper, tasks: Sequence[Task]) -> list[Found[str]]:
    """Those listed under their own heading; else those that the tasks make or hand in; and banners wherever asked."""
    found: list[Found[str]] = []

    def add(item: Found[str] | None) -> None:
        if (
            item
            and len(found) < _MOST
            and item.value.lower() not in _TOO_BARE
            and not _PLACED.match(item.value)
            and not any(_same(item.value, known.value) for known in found)
        ):
            found.append(item)

    sections = [b for b in paper.blocks if Topic.MATERIALS in b.topics and not b.within(Topic.SPEECHES)]
    for block in sections:
        for item in _section(paper, block):
            add(item)
    listed = any(b.children or ":" in b.text for b in sections if not _BANNER.match(b.text))
    for task in tasks:
        text = paper.text[task.action.start : task.end].replace("\n", " ")
        for item in () if listed else _named(paper, task.action.start, text, _in_table(task)):
            add(item)
        for m in _BANNER.finditer(text):
            add(cut(paper.text, task.action.start + m.start(), task.action.start + m.end(), 0.75))
    return found
