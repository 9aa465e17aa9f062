"""Who comes, where running text says it: "Người dự tại xã gồm A; B.", "ở điểm cầu tỉnh mời thêm C; D"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nhipcau.documents.intake.addresses import PLACE_NOUN
from nhipcau.documents.intake.cutting import clauses, sentences
from nhipcau.documents.intake.letters import UPPER
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.tier_words import site_heading, tiers_in
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.words import SITE_WORD

_COME: Final = re.compile(
    r"(?:^|[.;]\s)(?P<head>(?:(?:Người|Đại biểu|Khách mời|Thành phần|Học viên)(?: (?:tham )?(?:dự|họp|học|gia))?|Ngồi|"
    r"Tham dự|Dự họp|Dự)(?:\s[^.:;]{0,70}?)?)\s?(?::|(?<!\w)(?:gồm|có)(?: có)?\s?:?(?!\w))\s*"
)
_SITE_COLON: Final = re.compile(
    rf"(?:(?:Tại|Ở)\s)?(?P<head>{SITE_WORD}\s[^:;]{{2,110}}?)\s?:\s*(?!(?:tại|ở|{PLACE_NOUN})(?!\w)|[0-9])(?=[^;]+;)",
    re.IGNORECASE,
)
"""A site, a colon, and then neither its place nor a number but a list."""
_CONSISTS: Final = re.compile(r"(?<!\w)(?:gồm(?: có)?|có|dự họp)\s?:\s*")
_ADDED: Final = re.compile(
    rf"(?:(?<!\w)(?:mời thêm|bổ sung|thêm)\s(?:ở|tại)\s(?P<after>(?:{SITE_WORD}|cấp)\s[^;.:]{{2,50}}?)|"
    rf"(?<!\w)(?:ở|tại)\s(?P<before>(?:{SITE_WORD}|cấp)\s[^;.:]{{2,50}}?)\s(?:mời thêm|bổ sung|thêm))\s?:?\s(?={UPPER})"
)

_INVITES: Final = re.compile(r"(?<!\w)(?:kính mời|trân trọng mời|xin mời|mời)\s", re.IGNORECASE)
_BY_LINE: Final = re.compile(r"trực tuyến|qua (?:zoom|mạng|đường truyền|phần mềm)|từ xa", re.IGNORECASE)
_COMES: Final = re.compile(
    r",?\s(?:về |đến |tới |sẽ )?(?:tham )?(?:dự|họp|kết nối)\s(?:(?:họp|hội nghị|tọa đàm|hội thảo)\s)?"
    r"(?:trực tiếp|trực tuyến|từ xa|tại|ở|qua)(?!\w)[^;]*$",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(r"(?:(?:và|còn|riêng|kính mời|mời)\s)+", re.IGNORECASE)
_ADDRESSED: Final = re.compile(r"(?:quý |các )?(?:vị|đồng chí|ông|bà|đại biểu|anh chị)(?!\w)", re.IGNORECASE)
_SHORTEST: Final = 6


def _invited_in_prose(paper: Paper, own: str | None) -> Iterator[tuple[list[str], int, int]]:
    """One sentence that says who comes to the hall and who joins by line: "kính mời A về dự tại hội trường; B dự trực
    tuyến tại nhà văn hóa xã"."""
    for block in paper.blocks:
        for start, end in sentences(block.text) if block.kind != "row" and _BY_LINE.search(block.text) else ():
            opens = _INVITES.search(block.text, start, end)
            found: list[tuple[list[str], int, int]] = []
            for begin, upto in clauses(block.text[opens.end() : end], opens.end()) if opens else ():
                how = _COMES.search(block.text, begin, upto)
                who = block.text[begin : how.start()].lstrip() if how else ""
                lead = _LEAD.match(who)
                who = who[lead.end() :] if lead else who
                if how is None or len(who) < _SHORTEST or _ADDRESSED.match(who):
                    break
                tiers = tiers_in(who, own) if _BY_LINE.search(how[0]) else [own] if own else []
                found.append((tiers, block.start + how.start() - len(who), block.start + how.start()))
            if len(found) > 1:
                yield from found


def guests_in_text(paper: Paper, own: str | None) -> Iterator[tuple[list[str], int, int]]:
    """Tiers, and offsets of one clause that names guests."""
    yield from _invited_in_prose(paper, own)
    for block in paper.blocks:
        if block.kind == "row" or block.within(Topic.REHEARSAL):
            continue
        added = list(_ADDED.finditer(block.text))
        for index, m in enumerate(added):
            upto = added[index + 1].start() if index + 1 < len(added) else len(block.text)
            end = next(sentences(block.text[m.end() : upto]), (0, upto - m.end()))[1]
            yield from _listed(block, tiers_in(m["after"] or m["before"], own), m.end(), m.end() + end)
        tasks = block.asked
        if added or (tasks and block.topics == block.topics - {Topic.TASKS}):
            continue
        seated = None if tasks else _SITE_COLON.match(block.text)
        if seated:
            yield from _listed(block, site_heading(block, own), seated.end(), len(block.text))
            continue
        for start, end in sentences(block.text):
            head = _COME.match(block.text[start:end])
            if head:
                tiers = (
                    tiers_in(head["head"], own) or site_heading(block, own) or tiers_in(block.text.split(":")[0], own)
                )
                yield from _listed(block, tiers, start + head.end(), end)
        site = None if tasks else _CONSISTS.search(block.text)
        tiers = tiers_in(block.text[: site.start()].split(" - ")[0], own) if site else []
        if site and len(tiers) == 1 and not _COME.match(block.text) and ";" in block.text[site.end() :]:
            yield from _listed(block, tiers, site.end(), len(block.text))


def _listed(block: Block, tiers: list[str], start: int, end: int) -> Iterator[tuple[list[str], int, int]]:
    for begin, upto in clauses(block.text[start:end], block.start + start):
        yield tiers, begin, upto
