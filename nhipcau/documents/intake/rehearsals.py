"""Every trial run of the line or of the programme, with its hour; "trước 07 giờ 00" counts as that hour."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from nhipcau.documents.intake.cutting import clauses, sentences
from nhipcau.documents.intake.moments import Day, Moment, hours_in, moments_in
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.schedule import bounded, cited
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.trials import REHEARSAL

_SAME_DAY: Final = re.compile(r"\s*,?\s*(?:cùng ngày|(?:trong |vào )?ngày (?:họp|hội nghị|tổ chức))", re.IGNORECASE)
_OTHER_BUSINESS: Final = re.compile(r"đăng ký|danh sách|gửi|nộp|khai mạc|họp chính thức", re.IGNORECASE)

_ENDS: Final = re.compile(r"[0-9](?:\s?(?:giờ|h|g)(?:\s?[0-9]{2})?(?:\s?phút)?)\s?(?:đến|-)\s?$", re.IGNORECASE)
_GOES_ON: Final = re.compile(r"\s*(?:lần|buổi|đợt|và|từ|lúc|vào|[0-9])", re.IGNORECASE)


def _moments(flat: str, paper: Paper, start: str | None) -> list[Moment]:
    """Moments printed, and hours "cùng ngày họp", whose day is that of the sitting."""
    found = moments_in(flat, paper.calendar)
    if start:
        for hour in hours_in(flat):
            if _SAME_DAY.match(flat, hour.end) and not any(m.hour == hour for m in found):
                day = date.fromisoformat(start[:10])
                found.append(Moment(Day(day, day, hour.start, hour.end), hour))
    return found


def read_rehearsals(paper: Paper, start: str | None) -> list[Found[str]]:
    found: dict[str, Found[str]] = {}
    for block in paper.everywhere:
        section = block.within(Topic.REHEARSAL)
        spoken = False
        said = [part for s, e in sentences(block.text) for part in clauses(block.text[s:e], block.start + s)]
        for begin, end in said:
            flat = paper.text[begin:end].replace("\n", " ")
            cue = REHEARSAL.search(flat)
            spoken = cue is not None or (spoken and _GOES_ON.match(flat) is not None)
            if not spoken and not section:
                continue
            moments = [m for m in _moments(flat, paper, start) if not cited(flat, m.start)]
            timed = [m for m in moments if m.hour is not None]
            # "kiểm tra đường truyền xong trước ngày D" sets a day by which, not an hour at which.
            untimed = [m for m in moments if not bounded(flat, m.start)]
            for moment in timed or untimed:
                between = flat[(cue.end() if cue else 0) : moment.start] if not cue or cue.end() <= moment.start else ""
                # A sentence may go on to a deadline for lists, or name the sitting that the trial prepares.
                if moment.hour is not None and _ENDS.search(flat[: moment.hour.start]):
                    continue  # "từ 15 giờ đến 16 giờ": one run
                if _OTHER_BUSINESS.search(between.split(";")[-1]) or moment.iso == start:
                    continue
                found.setdefault(moment.iso, Found(moment.iso, moment.start + begin, moment.end + begin, 0.85))
    return sorted(found.values(), key=lambda f: f.value)
