"""Who sits at which tier: one item for each printed bullet, or for each ";" part of a line that runs on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final

from nhipcau.documents.intake.cutting import clauses, cut, outside_brackets
from nhipcau.documents.intake.guests import guests_in_text
from nhipcau.documents.intake.markers import BULLETS
from nhipcau.documents.intake.names import begins_with_verb
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.participant_groups import bodies_with_people, explained, is_group
from nhipcau.documents.intake.participant_words import (
    ADDS,
    BODY_HEAD,
    BY_PLAN,
    COLUMNS,
    GUEST_POINT,
    GUESTS_OF,
    HAS_TERM,
    INVITES,
    JOINS,
    LEVEL,
    LEVELS,
    LONGEST_NAME,
    LONGEST_PLAIN,
    NO_GUEST,
    NOT_ITEM,
    OTHER,
    OTHER_LIST,
    REMARK,
    ROOM,
    SAT_AT,
    SITS_AT,
    UNCHANGED,
    UNITS,
)
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.tables import rows_with
from nhipcau.documents.intake.tier_words import OWN_OFFICE, is_own_site, site_heading, stands_outside, tiers_in
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.words import SITE_WORD


@dataclass(frozen=True)
class Participant:
    tier: str | None
    item: Found[str]


def _item(text: str, start: int, end: int) -> Found[str] | None:
    flat = text[start:end]
    remark = REMARK.search(flat) or ADDS.search(flat)
    found = cut(text, start, start + (remark.start() if remark else len(flat)), 0.9)
    return found if found and len(found.value) > 2 else None


def _inline(paper: Paper, block: Block) -> list[Found[str]]:
    """Items on the heading's own line, after its colon; a venue there ("Tại phòng họp …, kính mời:") is none."""
    colon = outside_brackets(block.text, ":")[0][1]
    if colon == len(block.text):
        return []
    begin = colon + 1
    rest = block.text[begin:]
    who = _WHO_SITS.search(rest)
    if who:
        begin, rest = begin + who.end(), rest[who.end() :]
    at_place = re.match(r"\s*(?:tại|Tại)\s", rest) is not None or (bool(block.children) and ROOM.match(rest))
    invites = [m for m in INVITES.finditer(rest) if at_place or (":" in m[0] and ";" not in rest[: m.start()])]
    if at_place and not invites:
        return []
    if invites:
        begin += invites[-1].end()
        rest = block.text[begin:]
    if not rest.strip(" .;:"):
        return []
    if BY_PLAN.match(rest.strip()):
        whole = _item(paper.text, block.start + begin, block.end)
        return [whole] if whole else []
    # A full stop inside a line of guests parts them as ";" does.
    rest = re.sub(r"\.(?=\s(?:Kính mời|Mời|Đại diện|Lãnh đạo|Các đồng chí)\s)", ";", rest)
    parts = [_item(paper.text, s, e) for s, e in clauses(rest, block.start + begin)]
    return [part for part in parts if part is not None and not NOT_ITEM.match(part.value)]


_SITE: Final = re.compile(rf"(?:(?:Tại|Ở) )?(?:các )?{SITE_WORD}(?!\w)", re.IGNORECASE)
"""A site, whose own line on who sits there is no part of the paper."""
_WHO_SITS: Final = re.compile(r"[;.]\s[Tt]hành phần(?: tham dự| dự)?,?\s(?:gồm|có|gồm có)\s?:?\s")
_SITE_HEAD: Final = re.compile(
    rf"\s*(?P<head>(?:(?:[Tt]ại|[Ởở]|[Pp]hía)\s(?:{SITE_WORD}\s)?|{SITE_WORD}\s)[^:;.]{{2,70}}):\s", re.IGNORECASE
)


def _sites_inline(paper: Paper, block: Block, own: str | None) -> list[Participant]:
    """ "Thành phần: tại tỉnh: A; B; tại các xã: C": sites one after the other behind the heading."""
    colon = block.text.find(":")
    parts = list(clauses(block.text[colon + 1 :], block.start + colon + 1)) if colon >= 0 else []
    heads = [_SITE_HEAD.match(paper.text, s, e) for s, e in parts]
    if not parts or heads[0] is None:
        return []
    out: list[Participant] = []
    tiers: list[str | None] = []
    for (begin, end), head in zip(parts, heads, strict=True):
        if head:
            words = head["head"].replace("\n", " ")
            tiers = [*tiers_in(words, own)] or ([own] if own and is_own_site(words) else [None])
        item = _item(paper.text, head.end() if head else begin, end)
        out.extend(Participant(tier, item) for tier in tiers if item)
    return out


def _walk(paper: Paper, block: Block, tiers: list[str | None], own: str | None, out: list[Participant]) -> None:
    by_body = bodies_with_people(list(takewhile(lambda b: b.kind == block.children[0].kind, block.children)))
    above = {below.start: child for child, below in pairwise(block.children)}
    since = len(out)
    for child in block.children:
        if child.text.startswith("Trân trọng"):
            break
        if child.topics & OTHER and not child.topics & {Topic.PARTICIPANTS}:
            continue
        if OTHER_LIST.match(child.text) and child.children and not child.topics:
            continue
        sat = SAT_AT.match(child.text)
        if sat and len(out) > since and not child.children:
            seats: list[str | None] = [*tiers_in(sat["site"], own)] or [None]
            out[since:] = [Participant(tier, p.item) for p in out[since:] for tier in seats]
            since = len(out)
            continue
        grouped, named = is_group(child, own)
        if not grouped and by_body and (head := BODY_HEAD.match(child.text)):
            grouped, named = True, tiers_in(head["head"], own)
        if not grouped and (meant := explained(paper, child)):
            grouped, named = True, meant
        if grouped:
            inner: list[str | None] = list(named) or [None]
            out.extend(Participant(tier, item) for item in _inline(paper, child) for tier in inner)
            _walk(paper, child, inner, own, out)
            continue
        heads = (
            child.kind not in BULLETS
            and len(child.text) <= LONGEST_NAME
            and child.text[-1] not in ".;,"
            and bool(child.children)
            and all(below.kind in BULLETS for below in child.children)
        )
        opens = (
            heads
            or child.text.rstrip().endswith(":")
            or (Topic.CHAIR in child.topics and ":" in child.text and child.kind not in BULLETS)
            or Topic.PARTICIPANTS in child.topics
        )
        whole = child.kind in BULLETS and not child.children and GUEST_POINT.match(child.text)
        before = above.get(child.start, block)
        runs_on = (
            child.kind == "plain"
            and before.text.rstrip().endswith(":")
            and child.text.count("; ") > 1
            and ":" not in child.text.split(";")[0]
        )
        if opens and not whole:
            out.extend(Participant(tier, item) for item in _inline(paper, child) for tier in tiers)
        elif runs_on and not NOT_ITEM.match(child.text) and not begins_with_verb(child.text):
            items = [_item(paper.text, s, e) for s, e in clauses(child.text, child.start)]
            theirs: list[str | None] = [*is_group(before, own)[1]] if before is not block else []
            out.extend(Participant(tier, item) for item in items if item for tier in theirs or tiers)
        elif (
            child.kind != "row"
            and not child.text.startswith("(")
            and not NOT_ITEM.match(child.text)
            and not HAS_TERM.search(child.text)
        ):
            plain = child.kind in ("plain", "intro", "label")
            if not (plain and (len(child.text) > LONGEST_PLAIN or ". " in child.text.rstrip())):
                at = SITS_AT.search(child.text)
                site = (
                    tiers_in(at["site"], own) if at else tiers_in(child.text, own) if JOINS.search(child.text) else []
                )
                site = site if at or len(site) == 1 else []
                found = _item(paper.text, child.start, child.start + at.start() if at and site else child.end)
                out.extend(Participant(tier, found) for tier in site or _of_one(child.text, tiers) if found)
        _walk(paper, child, tiers, own, out)


def _of_one(text: str, tiers: list[str | None]) -> list[str | None]:
    """Whose people these are of the tiers that a heading puts together ("cấp huyện, xã"): the one that they name."""
    named = [tier for tier in tiers if tier and UNITS[tier].search(text)] if len(tiers) > 1 else []
    return [named[0]] if len(named) == 1 else tiers


def _leaves_it_to_a_part(block: Block) -> bool:
    """ "… kính mời dự họp:" or "III. Thành phần, thời gian" with a part of its own below on who comes."""
    opens = block.kind in ("intro", "label") or len(block.topics) > 1
    sites = [child for child in block.children if _SITE.match(child.text)]
    if len(sites) > 1 and any(Topic.PARTICIPANTS not in site.topics for site in sites):
        return False  # one of its sites ends in "kính mời:", the others name their people otherwise
    parts = [b for b in block.subtree() if b is not block and not (b.kind in BULLETS and GUEST_POINT.match(b.text))]
    if block.kind in ("intro", "label") and any(child.topics & {Topic.TIME, Topic.VENUE} for child in block.children):
        return True  # "… kính mời dự họp:" and below it when, where, who
    return opens and any(
        Topic.PARTICIPANTS in below.topics
        and not (below.parent and below.parent is not block and _SITE.match(below.parent.text))
        for below in parts
    )


def _unnamed(block: Block, own: str | None, paper: Paper) -> str | None:
    """The tier of people listed without a site: that which the list itself names, else that of the convener."""
    if not any(is_group(below, own)[0] for below in block.subtree() if below is not block):
        levels = {LEVELS[m[1].lower()] for m in LEVEL.finditer(" ".join(b.text for b in block.subtree()))}
        leaves = [b for b in block.subtree() if not b.children and b is not block]
        said = sum(LEVEL.search(b.text) is not None for b in leaves)
        if len(levels) == 1 and (LEVEL.search(block.text) or 2 * said >= len(leaves)):
            return levels.pop()
    return own or ("tinh" if "tỉnh" in paper.text and not stands_outside(paper) else None)


def read_participants(paper: Paper, own: str | None) -> list[Participant]:
    out: list[Participant] = []
    for block in paper.blocks:
        if Topic.PARTICIPANTS not in block.topics or _leaves_it_to_a_part(block):
            continue
        if block.kind in BULLETS and GUEST_POINT.match(block.text) and block.parent and site_heading(block.parent, own):
            continue
        if any(Topic.PARTICIPANTS in above.topics and not _leaves_it_to_a_part(above) for above in block.ancestors()):
            continue
        if block.asked or block.within(Topic.REHEARSAL):
            continue
        _, named = is_group(block, own)
        tiers: list[str | None] = list(named) if named else [_unnamed(block, own, paper)]
        inline = _sites_inline(paper, block, own)
        out.extend(inline)
        if not inline and (not block.topics & {Topic.TIME, Topic.VENUE} or ":" in block.text):
            out.extend(Participant(tier, item) for item in _inline(paper, block) for tier in tiers)
        _walk(paper, block, tiers, own, out)
    out.extend(_from_table(paper, own))
    out = [Participant(None, p.item) if UNCHANGED.match(p.item.value) else p for p in out]
    out = [p for p in out if not NO_GUEST.match(p.item.value)]
    return _once(out or list(_in_text(paper, own)) or list(_asked_to_invite(paper, own)))


def _in_text(paper: Paper, own: str | None) -> Iterator[Participant]:
    for named, start, end in guests_in_text(paper, own):
        item = _item(paper.text, start, end)
        if item is not None:
            yield from (Participant(tier, item) for tier in named or [None])


def _from_table(paper: Paper, own: str | None) -> Iterator[Participant]:
    """A table of sites with the people of each."""
    for row in rows_with(paper, COLUMNS, frozenset({"site", "people"})):
        if not {"site", "people"} <= row.cells.keys():
            continue
        site = paper.text[slice(*row.cells["site"])].strip()
        tiers: list[str | None] = [*tiers_in(site, own)] or [own if own and OWN_OFFICE.match(site) else None]
        begin, end = row.cells["people"]
        for s, e in clauses(paper.text[begin:end], begin):
            item = _item(paper.text, s, e)
            if item:
                yield from (Participant(tier, item) for tier in tiers)


def _asked_to_invite(paper: Paper, own: str | None) -> Iterator[Participant]:
    """No part on who comes, but a task: "UBND các huyện mời thành phần dự họp gồm: …"."""
    for block in paper.blocks:
        m = GUESTS_OF.search(block.text) if block.within(Topic.TASKS) else None
        if m is None:
            continue
        above = [block, *block.ancestors()]
        tier = next((tiers[0] for b in above if len(tiers := tiers_in(b.text[: m.start()], own)) == 1), own)
        for start, end in clauses(block.text[m.end() :], block.start + m.end()):
            item = _item(paper.text, start, end)
            if item:
                yield Participant(tier, item)


def _once(participants: list[Participant]) -> list[Participant]:
    seen: set[tuple[str | None, str]] = set()
    kept: list[Participant] = []
    for p in participants:
        if (p.tier, p.item.value) not in seen:
            seen.add((p.tier, p.item.value))
            kept.append(p)
    return kept


def grouped_by_tier(participants: list[Participant]) -> list[dict[str, object]]:
    groups: dict[str | None, list[str]] = {}
    for p in participants:
        groups.setdefault(p.tier, []).append(p.item.value)
    return [{"tier": tier, "items": items} for tier, items in groups.items()]
