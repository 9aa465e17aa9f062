"""Which points of a part on those who come open the people of one site, one tier or one body."""

from __future__ import annotations

import re

from nhipcau.documents.intake.markers import BULLETS
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.participant_words import BODY_HEAD, NUMBERED, PEOPLE, PRESENT, ROOM
from nhipcau.documents.intake.tier_words import is_own_site, site_heading, tiers_in
from nhipcau.documents.intake.words import ORGAN_START, SITE_WORD


def is_group(block: Block, own: str | None) -> tuple[bool, list[str]]:
    """Whether a block names a site or tier whose people follow, and which tiers."""
    tiers = site_heading(block, own)
    head = block.text.split(":")[0]
    present = PRESENT.fullmatch(head) if ":" in block.text else None
    if present:
        there = [own] if present[1] == "tiếp" and own else tiers_in(block.text[len(head) :], None)
        return True, [*there]
    if re.match(r"(?:Tại|Ở)\s", head) and len(head) <= 60 and (":" in block.text or _only_heads(block)):
        return True, tiers or ([own] if own and (ROOM.match(head[3:]) or is_own_site(head)) else [])
    short = len(re.sub(r"\s\([^()]*\)", "", head)) <= 130
    follows = bool(block.children) or ":" in block.text
    if tiers and follows:
        return True, tiers
    if short and follows and re.search(SITE_WORD, head, re.IGNORECASE):
        return True, []
    if (
        short
        and block.kind not in BULLETS
        and follows
        and (named := tiers_in(head, own))
        and re.match(r"(?:Ở |Tại |Đối với )?[Cc]ấp|(?:Các )?[Đđ]ịa phương", head)
    ):
        return True, named
    return False, []


def _only_heads(block: Block) -> bool:
    return bool(block.children) and block.text[-1] not in ".;," and all(b.kind in BULLETS for b in block.children)


def bodies_with_people(children: list[Block]) -> bool:
    """Whether each point of a list is a body, a colon and its people: "BHXH tỉnh: Ban Giám đốc; …"."""
    if len(children) < 2:
        return False
    for child in children:
        head = BODY_HEAD.match(child.text)
        if head is None or child.children or not ORGAN_START.match(head["head"]) or PEOPLE.search(head["head"]):
            return False
        if not PEOPLE.search(child.text, head.end()):
            return False
    return True


def explained(paper: Paper, block: Block) -> list[str]:
    """Tiers of a group that the paper numbers and explains elsewhere: "Lớp 2 (khối xã): …", below "Lớp 2: kế toán"."""
    numbered = NUMBERED.match(block.text)
    said = re.search(rf"{re.escape(numbered[1])} \(([^()\n]{{2,60}})\)", paper.text) if numbered else None
    return tiers_in(said[1]) if said else []
