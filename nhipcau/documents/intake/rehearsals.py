"""Every trial run of the line or of the programme, with its hour; "trước 07 giờ 00" counts as that hour."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.cutting import sentences
from nhipcau.documents.intake.moments import moments_in
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.schedule import REHEARSAL, cited
from nhipcau.documents.intake.topics import Topic

_OTHER_BUSINESS: Final = re.compile(r"đăng ký|danh sách|gửi|nộp|khai mạc|họp chính thức", re.IGNORECASE)


def read_rehearsals(paper: Paper, start: str | None) -> list[Found[str]]:
    found: dict[str, Found[str]] = {}
    for block in paper.everywhere:
        section = block.within(Topic.REHEARSAL)
        for begin, end in sentences(block.text, block.start):
            flat = paper.text[begin:end].replace("\n", " ")
            cue = REHEARSAL.search(flat)
            if not cue and not section:
                continue
            moments = [m for m in moments_in(flat, paper.calendar) if not cited(flat, m.start)]
            timed = [m for m in moments if m.hour is not None]
            for moment in timed or moments:
                between = flat[(cue.end() if cue else 0) : moment.start] if not cue or cue.end() <= moment.start else ""
                # A sentence may go on to a deadline for lists, or name the sitting that the trial prepares.
                if _OTHER_BUSINESS.search(between.split(";")[-1]) or moment.iso == start:
                    continue
                found.setdefault(moment.iso, Found(moment.iso, moment.start + begin, moment.end + begin, 0.85))
    return sorted(found.values(), key=lambda f: f.value)
