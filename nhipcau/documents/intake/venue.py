"""Where the chairing site sits: the first place under "Địa điểm", or beside the chairing site's name."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.addresses import PLACE_NOUN
from nhipcau.documents.intake.cutting import cut
from nhipcau.documents.intake.letters import LETTER, UPPER
from nhipcau.documents.intake.moments import hours_in
from nhipcau.documents.intake.opinions import weighed
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.tier_words import site_heading, tiers_in
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.venue_section import CHIEF, IN_BRACKETS, from_section, from_table
from nhipcau.documents.intake.venue_words import AT, LOCAL, STOP, place_words
from nhipcau.documents.intake.words import SITE_WORD

_ROOM: Final = re.compile(
    r"(?:[Pp]hòng họp|[Hh]ội trường|[Pp]hòng (?:trực tuyến|khánh tiết)|[Tt]rung tâm [Hh]ội nghị|"
    r"[Nn]hà [Vv]ăn hóa)[^,.;:\n(]{0,120}"
    r"(?:,\s(?:[Tt]rụ sở|tầng|số|nhà|đường|[Tt]rung tâm|UBND|HĐND|Văn phòng|phường|thành phố|"
    r"khu)[^,.;\n(]{1,80}){0,4}(?:\([^)\n]{1,120}\))?"
)
_HELD_AT: Final = re.compile(
    rf"(?:tổ chức|triệu tập|họp|dự|khai mạc)\s[^.;]{{0,260}}?\s(?:tại|ở)\s(?P<place>{UPPER}{LETTER}*\s[^.;\n]{{4,200}})"
)
_HELD_THERE: Final = re.compile(
    rf"(?:[Hh]ội nghị|[Kk]ỳ họp|[Cc]uộc họp|[Pp]hiên họp|[Ll]ớp|[Dd]iễn đàn|[Hh]ội thảo)[^.;:]{{0,60}}?\s"
    rf"(?:tổ chức|diễn ra|họp|đặt)\s(?:trực tiếp\s)?(?:tại|ở)\s(?P<place>{PLACE_NOUN}\s\S)",
    re.IGNORECASE,
)
_PLACE: Final = r"(?P<place>(?:phòng|hội trường|giảng đường|nhà|trung tâm|tòa|toà|trụ sở|tầng|khách sạn|hội quán)\s\S)"
_SITE_THEN_PLACE: Final = re.compile(
    rf"(?:^|[.;]\s)(?P<site>{SITE_WORD}\s[^.;:]{{2,50}}?)(?:\s?:\s(?:tại\s)?|\s(?:ở|tại|đặt tại)\s){_PLACE}",
    re.IGNORECASE,
)
_IN_PERSON_AT: Final = re.compile(
    rf"(?:(?:dự|họp|tham dự)\s|(?:^|[:;.]\s))trực tiếp\s(?:tại|ở)\s{_PLACE}", re.IGNORECASE
)
_CHIEF_AT: Final = re.compile(
    rf"{SITE_WORD}\s(?:chính|trung tâm|chủ trì)\s?,?\s?(?:được\s)?(?:đặt\s|tổ chức\s|bố trí\s)?(?:tại|"
    rf"ở)\s(?P<place>\S)",
    re.IGNORECASE,
)
_CHIEF_COLON: Final = re.compile(
    rf"{SITE_WORD}\s(?:chính|trung tâm|chủ trì)\s?:\s(?P<place>(?:P\.\s?|{PLACE_NOUN}\s|số\s)\S)", re.IGNORECASE
)
_NAMES_PLACE: Final = re.compile(rf"(?:tại|ở|{PLACE_NOUN})(?!\w)", re.IGNORECASE)
_PEOPLE_FOLLOW: Final = re.compile(r"^[^:]*(?<!\w)(?:gồm|có|gồm có|dự|họp)\s?:|,\s?gồm:")
_HAS_NAME: Final = re.compile(rf"\s(?:{UPPER}|[0-9])(?![0-9]*/)")
"""A name or a number behind the first word; "nhà văn hóa xã" is anybody's."""
_MOVED_TO: Final = re.compile(
    r"(?:(?:chuyển|dời|đổi)\s(?:địa điểm|nơi|phòng|chỗ)(?:\shọp)?[^.;:]{0,30}?\s(?:sang|về|đến|tới|thành)|"
    r"(?:phòng họp|địa điểm|nơi (?:họp|tổ chức)|chỗ (?:ngồi|họp)|điểm cầu|đầu "
    r"cầu)[^.;:]{0,40}?\s(?:(?:được\s)?(?:đổi|chuyển|dời)\s"
    r"(?:thành|về|sang|đến|tới|qua)|nay là))\s(?P<place>\S)",
    re.IGNORECASE,
)
_FROM_TO: Final = re.compile(
    rf"(?:chuyển|dời|đổi)\s(?:(?:[^.;:]{{3,40}}?\s)?từ\s[^.;:]{{3,90}}?\s)?(?:sang|về|đến|tới|thành|qua)\s(?P<place>{PLACE_NOUN}\s\S)",
    re.IGNORECASE,
)
"""In the part on the place: "chuyển từ phòng A sang hội trường B"."""
_SEATED: Final = re.compile(
    rf"(?P<who>(?:{SITE_WORD}|giám đốc|chủ tịch|chủ tọa|bí thư|bộ trưởng|lãnh đạo|báo cáo viên|giảng viên|chủ trì|"
    rf"ban tổ chức|"
    rf"(?<!\w)(?:tỉnh|huyện|thành phố|bộ|trung ương)(?=\s(?:ngồi|họp)))[^.;:]{{0,50}}?)"
    rf"(?:\s(?:được )?(?:đặt|bố trí|ngồi|họp|dự|chủ trì|điều hành|làm việc)\s(?:tại|ở)\s|\s\((?:tại |ở )?|\s-\s)"
    rf"(?P<place>{PLACE_NOUN}\s\S)",
    re.IGNORECASE,
)
_SITE_DASH: Final = re.compile(
    rf"^(?P<who>(?:Cấp|Điểm cầu|Đầu cầu)\s[^.;:,-]{{2,30}})\s-\s(?P<place>{PLACE_NOUN}\s\S)", re.IGNORECASE
)


def read_venue(paper: Paper, own: str | None) -> Found[str] | None:
    """What the most telling rule finds; doubted where the next one that finds a place with a name finds another.

    A change of place repeats the old one: that is no second opinion.
    """
    moved = _moved_to(paper, own)
    if moved is not None:
        return moved
    found = (place for rule in _RULES if (place := rule(paper, own)) is not None)
    first = next(found, None)
    second = next((place for place in found if _HAS_NAME.search(place.value)), None) if first else None
    return weighed(first, second)


def _from_bracket(paper: Paper, own: str | None) -> Found[str] | None:
    for block in paper.blocks:
        if block.asked:
            continue
        if own and own in site_heading(block, own) and (bracket := IN_BRACKETS.search(block.text)):
            return cut(paper.text, block.start + bracket.start("place"), block.start + bracket.end("place"), 0.8)
    return None


def _beside_site(paper: Paper, own: str | None) -> Found[str] | None:
    for block in paper.blocks:
        tiers = site_heading(block, own) if Topic.PARTICIPANTS not in block.topics else []
        after = block.text.partition(":")[2].lstrip(" -")
        people = block.within(Topic.PARTICIPANTS) and not _NAMES_PLACE.match(after)
        if people or _PEOPLE_FOLLOW.search(block.text[:110]):
            continue
        if tiers and (own in tiers or "tinh" in tiers) and AT.search(block.text[:60]) and ":" in block.text:
            found = place_words(paper.text, block.start, block.end, 0.85)
            if found:
                return found
    return None


def _of_chief_site(paper: Paper, _own: str | None) -> Found[str] | None:
    for block in paper.blocks:
        chief = _CHIEF_AT.search(block.text) or _CHIEF_COLON.search(block.text)
        if chief:
            return place_words(paper.text, block.start + chief.start("place"), block.end, 0.75)
    return None


def _of_named_site(paper: Paper, own: str | None) -> Found[str] | None:
    """ "Điểm cầu tỉnh: Phòng họp …", "Điểm cầu tỉnh ở phòng họp …" wherever a sentence begins so."""
    found: list[tuple[int, Found[str]]] = []
    for block in paper.blocks:
        for m in _SITE_THEN_PLACE.finditer(block.text) if block.kind != "row" else ():
            place = place_words(paper.text, block.start + m.start("place"), block.end, 0.7)
            tiers = tiers_in(m["site"], own)
            if place and not LOCAL.search(place.value[:40]):
                found.append((0 if not tiers or own in tiers else 1, place))
    return min(found, key=lambda one: one[0])[1] if found else None


def _moved_to(paper: Paper, _own: str | None) -> Found[str] | None:
    """A change of place names the new one after the old."""
    for block in paper.blocks:
        moved = _MOVED_TO.search(block.text)
        if moved is None and Topic.VENUE in block.context:
            moved = _FROM_TO.search(block.text)
        if moved:
            return place_words(paper.text, block.start + moved.start("place"), block.end, 0.8)
    return None


def _seated(paper: Paper, own: str | None) -> Found[str] | None:
    """Where the chief site, or the one who leads, is said to sit; a site of the own tier before any other."""
    found: list[tuple[int, Found[str]]] = []
    for block in paper.blocks:
        if block.kind == "row" or block.within(Topic.REHEARSAL):
            continue
        for m in (*_SITE_DASH.finditer(block.text), *_SEATED.finditer(block.text)):
            place = place_words(paper.text, block.start + m.start("place"), block.end, 0.7)
            tiers = tiers_in(m["who"], own)
            chief = CHIEF.search(m["who"]) is not None or own in tiers
            if place and not LOCAL.search(place.value[:40]) and (chief or not tiers):
                found.append((0 if chief else 1, place))
    return min(found, key=lambda one: one[0])[1] if found else None


def _in_person(paper: Paper, _own: str | None) -> Found[str] | None:
    """Where those sit who come in person; the last one printed, since a change repeats the old one first."""
    places = [(block, m) for block in paper.blocks for m in _IN_PERSON_AT.finditer(block.text)]
    if not places:
        return None
    block, m = places[-1]
    return place_words(paper.text, block.start + m.start("place"), block.end, 0.65)


def _held_at(paper: Paper, _own: str | None) -> Found[str] | None:
    for block in paper.blocks:
        held = _HELD_AT.search(block.text)
        if held and hours_in(block.text[held.start() : held.start("place")]):
            return place_words(paper.text, block.start + held.start("place"), block.start + held.end("place"), 0.7)
    return None


def _held_there(paper: Paper, _own: str | None) -> Found[str] | None:
    """ "Hội nghị được tổ chức tại phòng họp …" without its hour."""
    for block in paper.blocks:
        held = _HELD_THERE.search(block.text) if block.kind != "row" and not block.asked else None
        place = place_words(paper.text, block.start + held.start("place"), block.end, 0.6) if held else None
        if place and not LOCAL.search(place.value[:40]):
            return place
    return None


def _from_room(paper: Paper, _own: str | None) -> Found[str] | None:
    for block in paper.blocks:
        for m in _ROOM.finditer(block.text) if block.kind != "row" else ():
            if len(m[0].split()) >= 4 and not LOCAL.search(block.text[m.start() : m.end() + 25]):
                stop = STOP.search(m[0])
                return cut(
                    paper.text,
                    block.start + m.start(),
                    block.start + m.start() + len(m[0][: stop.start()] if stop else m[0]),
                    0.6,
                )
    return None


_RULES: Final = (
    from_section,
    _from_bracket,
    from_table,
    _beside_site,
    _of_chief_site,
    _of_named_site,
    _seated,
    _in_person,
    _held_at,
    _held_there,
    _from_room,
)
"""The most telling first."""
