"""What else in a paper says of its form, end, tiers and invitation: where it says otherwise, the fact is uncertain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from nhipcau.documents.intake.meeting import form_in
from nhipcau.documents.intake.moments import Hour, hours_in
from nhipcau.documents.intake.opinions import doubt
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.trials import REHEARSAL

_CLOSES: Final = re.compile(
    r"(?<!\w)(?:bế mạc|kết thúc(?:\s(?:hội nghị|cuộc họp|phiên họp|buổi họp|chương trình))?)(?!\w)", re.IGNORECASE
)
_ONE_SITTING: Final = re.compile(r"(?<!\w)(?:0?1|một)\s?(?:\(một\)\s?)?buổi(?!\w)", re.IGNORECASE)
_WHOLE_DAY: Final = re.compile(r"(?<!\w)(?:0?1|một|cả|trọn)\s?(?:\(một\)\s?)?ngày(?!\w)", re.IGNORECASE)
_LONGEST_SITTING: Final = 6.0
_SHORTEST_DAY: Final = 4.0
"""Hours."""
_INVITATION_FOLLOWS: Final = re.compile(
    r"(?:sẽ|có)\s(?:gửi|phát hành|ban hành|có)\s(?:giấy|thư)\smời|(?:giấy|thư)\smời\s(?:sẽ\s)?(?:được\s)?gửi\ssau",
    re.IGNORECASE,
)
_TIERS_SAID: Final = re.compile(r"(?<!\w)(?:0?(?P<n>[234])|(?P<word>hai|ba|bốn))\s+cấp(?!\w)", re.IGNORECASE)
_ONLINE: Final = re.compile(r"trực tuyến|điểm cầu|đầu cầu", re.IGNORECASE)
_SAID: Final = {"hai": 2, "ba": 3, "bốn": 4}


def form_weighed(paper: Paper, form: Found[str] | None) -> Found[str] | None:
    """The form against the abstract and the part "Hình thức"; online and hybrid do not contradict each other."""
    if form is None:
        return None
    for start, end in _on_form(paper):
        other = form_in(paper.text, start, end)
        if other and "truc_tiep" in (form.value, other.value) and other.value != form.value:
            return doubt(form, other)
    return form


def _on_form(paper: Paper) -> Iterator[tuple[int, int]]:
    if paper.heading.subject:
        yield paper.heading.subject.start, paper.heading.subject.end
    for block in paper.blocks:
        if Topic.FORM in block.topics:
            yield block.start, block.end


def end_weighed(paper: Paper, start: Found[str] | None, end: Found[str] | None) -> Found[str] | None:
    """The end against the hour at which the programme closes, and a length in sittings or days against both hours."""
    if end is None:
        return None
    hours = hours_in(paper.text[end.start : end.end].replace("\n", " "), end.start)
    closing = list(_closing_hours(paper, end))
    if len(hours) == 1 and closing and all(one.at != hours[0].at for one in closing):
        return doubt(end, Found("", closing[0].start, closing[0].end))
    last = hours[-1] if hours else closing[-1] if closing else None
    length = _hours_between(start, last) if last else None
    if last is None or length is None:
        return end
    too_long = _ONE_SITTING.search(end.value) and length > _LONGEST_SITTING
    too_short = _WHOLE_DAY.search(end.value) and 0 < length < _SHORTEST_DAY
    return doubt(end, Found("", last.start, last.end)) if too_long or too_short else end


def _closing_hours(paper: Paper, end: Found[str]) -> Iterator[Hour]:
    """Hours in the lines and rows that close the meeting, away from the words of the end itself."""
    for block in paper.everywhere:
        closes = _CLOSES.search(block.text)
        if closes is None or block.asked or REHEARSAL.search(block.text):
            continue
        if not (block.end <= end.start or end.end <= block.start):
            continue
        yield from hours_in(block.text if block.kind != "row" else paper.text[block.start : block.end], block.start)


def _hours_between(start: Found[str] | None, last: Hour) -> float | None:
    if start is None or len(start.value) == 10:
        return None
    begun = datetime.fromisoformat(start.value)
    return (last.at.hour - begun.hour) + (last.at.minute - begun.minute) / 60


def invitation_weighed(paper: Paper, replaces: Found[bool] | None) -> Found[bool] | None:
    """That the paper stands for the invitation, against words that say one will follow."""
    follows = _INVITATION_FOLLOWS.search(paper.text, paper.body_start, paper.body_end)
    if replaces is None or follows is None:
        return replaces
    return doubt(replaces, Found(False, follows.start(), follows.end()))


def tiers_weighed(paper: Paper, tiers: list[Found[str]]) -> list[Found[str]]:
    """The tiers against the number of tiers that the abstract or the body says ("hội nghị trực tuyến 3 cấp")."""
    for start, end in _sentences_on_sites(paper):
        said = _TIERS_SAID.search(paper.text, start, end)
        number = (int(said["n"]) if said["n"] else _SAID[said["word"].lower()]) if said else len(tiers)
        if said and tiers and number != len(tiers):
            other = Found("", said.start(), said.end())
            return [doubt(one, other) for one in tiers]
    return tiers


def _sentences_on_sites(paper: Paper) -> Iterator[tuple[int, int]]:
    subject = paper.heading.subject
    if subject and _ONLINE.search(subject.value):
        yield subject.start, subject.end
    for block in paper.blocks:
        if block.kind != "row" and not block.asked and _ONLINE.search(block.text):
            yield block.start, block.end
