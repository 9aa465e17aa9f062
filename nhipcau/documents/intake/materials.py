"""Papers, reports and banners named for the meeting."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.cutting import clauses, cut
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.topics import Topic

_BANNER: Final = re.compile(
    r"(?<!\w)(?:[Mm]a ?k[eé]t|[Mm]arket|[Pp]hông(?: chữ| nền| hội nghị| trang trí))(?!\w)(?:\s(?:tại |"
    r"của )?(?:[Hh]ội nghị|[Cc]uộc họp|phòng họp|[Pp]hiên họp|[Kk]ỳ họp))?"
)
_PREPARED: Final = re.compile(
    r"(?<!\w)(?:chuẩn bị|xây dựng|dự thảo|hoàn thiện|soạn thảo|biên soạn|soạn|biên tập|in|gửi|trình bày|"
    r"chuẩn bị nội dung)\s(?:đầy đủ\s|các nội dung,\s|ý kiến,\s)?(?P<what>(?:các\s|toàn bộ\s|nội dung\s)?"
    r"(?:[Dd]ự thảo|[Bb]áo cáo|[Tt]ài liệu|[Kk]ịch bản|[Pp]hóng sự|[Tt]ờ trình|[Dd]iễn văn|[Kk]ết luận|"
    r"[Bb]ài phát biểu|[Bb]ài tham luận|[Tt]ham luận|[Ss]lide|[Cc]huyên đề)"
    r"(?:[^.;,()|]|,(?=\s(?:chương trình|năm|phòng|chống)))*)",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"\s(?:gửi|trước ngày|trước [0-9]|để gửi|đến các|cho các|qua hệ thống|và gửi|theo quy định|theo đúng|"
    r"xong trước|đảm bảo|bảo đảm|theo phân công|báo cáo (?:UBND|HĐND|Thường trực|Chủ tịch)).*$",
    re.IGNORECASE,
)
_NOT_ITEM: Final = re.compile(
    r"^(?:được|Được|gửi|Gửi|đề nghị|Đề nghị|đăng|Đăng|các đại biểu|Các đại biểu|Đại biểu|sẽ|Sẽ|theo|Theo|Truy cập|"
    r"Có|đại biểu)\s"
)

_TOO_BARE: Final = frozenset({"tài liệu", "các tài liệu", "nội dung", "báo cáo", "dự thảo"})


def _section(paper: Paper, block: Block) -> list[Found[str]]:
    colon = block.text.find(":")
    if _BANNER.match(block.text):
        end = colon if colon >= 0 else len(block.text)
        found = cut(paper.text, block.start, block.start + min(end, 60), 0.85)
        return [found] if found else []
    if colon >= 0 and block.text[colon + 1 :].strip() and not _NOT_ITEM.match(block.text[colon + 1 :].strip()):
        parts = [cut(paper.text, s, e) for s, e in clauses(block.text[colon + 1 :], block.start + colon + 1)]
        return [part for part in parts if part]
    return [
        found
        for child in block.children
        if not child.topics - {Topic.MATERIALS, Topic.SPEECHES, Topic.CONTENT}
        and not _NOT_ITEM.match(child.text)
        and not child.text.startswith("(")
        and (found := cut(paper.text, child.start, child.end))
    ]


def _same(a: str, b: str) -> bool:
    x, y = set(a.lower().split()), set(b.lower().split())
    return len(x & y) >= 0.7 * min(len(x), len(y))


def read_materials(paper: Paper) -> list[Found[str]]:
    found: list[Found[str]] = []

    def add(item: Found[str] | None) -> None:
        if item and item.value.lower() not in _TOO_BARE and not any(_same(item.value, known.value) for known in found):
            found.append(item)

    sections = [b for b in paper.blocks if Topic.MATERIALS in b.topics and not b.within(Topic.SPEECHES)]
    for block in sections:
        for item in _section(paper, block):
            add(item)
    for block in paper.blocks:
        if block.within(Topic.MATERIALS) or block.within(Topic.PURPOSE) or block.within(Topic.SPEECHES):
            continue
        if not block.within(Topic.TASKS):
            continue
        if not any(b.children or ":" in b.text for b in sections if not _BANNER.match(b.text)):
            for m in _PREPARED.finditer(block.text):
                tail = _TAIL.search(m["what"])
                begin = block.start + m.start("what")
                add(cut(paper.text, begin, begin + (tail.start() if tail else len(m["what"])), 0.65))
        for m in _BANNER.finditer(block.text):
            add(cut(paper.text, block.start + m.start(), block.start + m.end(), 0.75))
    return found
