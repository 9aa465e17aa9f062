"""The venue in the part of the paper that is about places ("Địa điểm: …"), or in its table of sites."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.addresses import PLACE_NOUN
from nhipcau.documents.intake.cutting import cut
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.tables import rows_with
from nhipcau.documents.intake.tier_words import OWN_OFFICE, site_heading, tiers_in
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.venue_words import AT, LOCAL, place_words
from nhipcau.documents.intake.words import SITE_WORD

_COLUMNS: Final = {
    "site": re.compile(r"điểm cầu|đầu cầu|^đơn vị$|^cấp$"),
    "place": re.compile(r"địa điểm|nơi (?:họp|đặt|ngồi|tổ chức)|phòng họp|vị trí"),
}
_MAIN_PLACE: Final = {"place": re.compile(r"địa điểm (?:trực tiếp|chính)|điểm (?:cầu )?chính|điểm trực tiếp")}
"""A column for where each of several sittings is held, beside those for its other sites."""
CHIEF: Final = re.compile(rf"(?:{SITE_WORD}\s)?(?:chính|trung tâm|chủ trì)(?!\w)", re.IGNORECASE)


_LEADS: Final = re.compile(rf"\((?:{SITE_WORD}\s)?(?:chính|trung tâm|chủ trì)\)", re.IGNORECASE)
"""Behind the name of the site that leads: "Bệnh viện A (chủ trì)"."""

IN_BRACKETS: Final = re.compile(
    r"\((?P<place>(?:tại |ở )?(?:phòng|hội trường|trung tâm|tầng|nhà|trụ sở)\s[^()]{4,140})\)", re.IGNORECASE
)
"""The place of a site in brackets behind its name."""


_CHIEF_PLACE: Final = re.compile(
    rf"{SITE_WORD}\s(?:chính|trung tâm|chủ trì)\s?(?::|tại|ở|đặt tại|)\s*(?:tại\s)?(?={PLACE_NOUN}\s)", re.IGNORECASE
)


def _chairing(blocks: list[Block], own: str | None) -> list[Block]:
    """Blocks in the order in which they may hold the chairing site: the issuer's own tier first, other tiers last."""

    def rank(block: Block) -> int:
        tiers = site_heading(block, own)
        return 1 if not tiers else (0 if own in tiers or tiers[0] in ("tinh", "trung_uong") else 2)

    return sorted(blocks, key=rank)


def _in_section(paper: Paper, block: Block, own: str | None) -> Found[str] | None:
    colon = block.text.find(":")
    inline = block.text[colon + 1 :].strip() if 0 <= colon < 60 else ("" if block.children else block.text)
    heads_children = bool(block.children) and len(block.text) < 60 and not block.text.rstrip().endswith(".")
    if colon < 0 and heads_children:
        inline = ""
    elif colon < 0 and AT.search(block.text[:60]):
        inline = block.text
    bracket = IN_BRACKETS.search(block.text) if block.children and Topic.VENUE not in block.topics else None
    if bracket and not inline.strip(" .;:"):
        return cut(paper.text, block.start + bracket.start("place"), block.start + bracket.end("place"), 0.85)
    chief = _CHIEF_PLACE.search(block.text)
    if chief:
        found = place_words(paper.text, block.start + chief.end(), block.end, 0.9)
        if found:
            return found
    if inline.strip(" .;:"):
        found = place_words(paper.text, block.start, block.end, 0.9)
        if found or Topic.VENUE not in block.topics:
            return found
    places = [child for child in block.children if not child.topics - {Topic.VENUE} and child.kind != "row"]
    for child in _chairing(places, own):
        if Topic.VENUE in child.topics or child.children:
            found = _in_section(paper, child, own)
        else:
            found = place_words(paper.text, child.start, child.end, 0.9)
        if found:
            return found
    return None


def from_table(paper: Paper, own: str | None) -> Found[str] | None:
    """A table of sites: the place of the row that names the convener's own tier, or the chief site."""
    rows = [r for r in rows_with(paper, _COLUMNS, frozenset({"site", "place"})) if {"site", "place"} <= r.cells.keys()]
    for row in rows:
        if rows and own != "trung_uong" and tiers_in(paper.text[slice(*row.cells["site"])]) == ["trung_uong"]:
            return cut(paper.text, *row.cells["place"], 0.75)  # the centre leads where it has a site
    for row in rows:
        site = paper.text[slice(*row.cells["site"])].strip()
        if own in tiers_in(site, own) or CHIEF.match(site) or _LEADS.search(site) or (own and OWN_OFFICE.match(site)):
            return cut(paper.text, *row.cells["place"], 0.85)
    first = next(rows_with(paper, _MAIN_PLACE, frozenset({"place"})), None)
    return cut(paper.text, *first.cells["place"], 0.7) if first and "place" in first.cells else None


def from_section(paper: Paper, own: str | None) -> Found[str] | None:
    sections = [b for b in paper.blocks if Topic.VENUE in b.topics and not b.within(Topic.REHEARSAL)]
    for block in sorted(sections, key=lambda b: len(b.topics)):
        found = _in_section(paper, block, own)
        if found and not (own != "xa" and LOCAL.search(found.value[:40])):
            return found
    return None
