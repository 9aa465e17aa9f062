"""Tasks behind the thing that is wanted: "Tài liệu: Sở A chuẩn bị …", "Kỹ thuật: giao Viễn thông B …"."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.addressees import address
from nhipcau.documents.intake.duties import Task, bodies, emit
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.words import VERB

_PROVIDED: Final = re.compile(
    r"(?:(?:Về|Các|Công tác|Phần|Bảo đảm|Chuẩn bị)\s)*(?:tài liệu|nội dung|báo cáo|kỹ thuật|hậu cần|phục vụ|lễ tân|"
    r"khánh tiết|tuyên truyền|truyền thông|an ninh|y tế|kinh phí|đường truyền|điện|nguồn điện|phòng họp|"
    r"hội trường|maket|phông)"
    r"(?:,? (?:và )?(?:kỹ thuật|hậu cần|phục vụ|lễ tân|khánh tiết|đường truyền|âm thanh|hội nghị|họp|trật tự|"
    r"kinh phí))*",
    re.IGNORECASE,
)
"""A thing that a meeting needs, as a label."""


_PREPARES: Final = re.compile(
    r"(?:chuẩn bị|xây dựng|soạn|biên soạn|tham mưu|tổng hợp|chủ trì|phối hợp|phụ trách|gửi|hoàn thiện|dự thảo|lo|"
    r"làm)(?!\w)"
)


def labelled(paper: Paper, start: str | None) -> list[Task]:
    """ "Tài liệu: Sở A chuẩn bị …; Đài B chuẩn bị …": what is wanted, and then who sees to it."""
    out: list[Task] = []
    for block in paper.blocks:
        label, colon, rest = block.text.partition(":")
        if not colon or block.kind == "row" or not _PROVIDED.fullmatch(label.strip()) or block.asked:
            continue
        at = len(label) + 1 + len(rest) - len(rest.lstrip())
        addressed = address(block.text[at:])
        if (
            Topic.CONTENT in block.topics
            and addressed
            and not _PREPARES.match(block.text[at + (addressed.action or 0) :])
        ):
            continue  # what is reported at the meeting
        if addressed and addressed.action is not None and VERB.match(block.text, at + addressed.action):
            for name, begin, end in bodies(block.text, addressed.name, at + addressed.action):
                emit(paper, block, name, (block.start + begin, block.start + end), start, out)
    return out
