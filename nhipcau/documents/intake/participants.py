"""Who sits at which tier: one item for each printed bullet, or for each ";" part of a line that runs on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final

from nhipcau.documents.intake.cutting import clauses, cut, outside_brackets
from nhipcau.documents.intake.guests import guests_in_text
from nhipcau.documents.intake.names import begins_with_verb
from nhipcau.documents.intake.outline import BULLETS, Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.tables import rows_with
from nhipcau.documents.intake.tier_words import OWN_OFFICE, is_own_site, site_heading, tiers_in
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.words import ORGAN_START, SITE_WORD

_REMARK: Final = re.compile(
    r"\s*\((?=[^()]*(?:(?:mười|trăm|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|lăm|mươi) (?:người|đại biểu|đồng chí|đ/c)|số lượng|mời|triệu tập|danh sách|giấy mời|(?<!\w)do\s|[0-9]+ (?:người|đại biểu|đồng chí|"
    r"đ/c|gia đình|hộ|học viên|cán bộ)|đồng chí\)|kèm theo|liên hệ|nếu (?:đủ|có)|khoảng\s|(?:từ\s|mỗi "
    r"\w+\s)?[0-9]{1,4}(?:\s?-\s?[0-9]{1,4})?\s[^()0-9]{2,30}\)))[^()]*\)\s*[.;,]*\s*$"
)
_NOT_ITEM: Final = re.compile(
    r"(?:Tùy|Tuỳ|Đề nghị|Trường hợp|Lưu ý|Ghi chú|Yêu cầu|Căn cứ|Các đại biểu (?:mặc|đến|có)|Giao|Trang phục|"
    r"Đại biểu (?:mặc|đến)|\*|Số lượng|Riêng đối|UBND .{0,40} (?:trân trọng )?(?:đề nghị|kính mời)|Kính mong|"
    r"Rất mong|(?:Tới|Đến|Về) (?:tham )?dự|(?:Thông báo|Giấy mời|Kế hoạch|Công văn|Văn bản) này|"
    r"Đối với (?:những |các )?(?:nơi|đơn vị|địa phương|xã|huyện|điểm cầu)[^:]* (?:chưa|không|có điều kiện)|"
    r"[^:;]{0,60} căn cứ (?:vào )?(?:điều kiện|tình hình)|[0-9.]+ (?:người|đại biểu|học viên)(?:\s?/[^,;]*)?[.;]?$)"
)
_UNCHANGED: Final = re.compile(r"(?:vẫn )?(?:giữ nguyên|không (?:có )?(?:gì )?thay đổi)(?!\w)", re.IGNORECASE)
"""What says of all sites that the same people come."""
_SITS_AT: Final = re.compile(
    rf"[,:]?\s(?:tham )?(?:dự|họp)(?: họp| hội nghị)? (?:tại|ở) (?P<site>{SITE_WORD}\s[^,;:()]{{2,60}}?)"
    r"(?:\s\([^()]*\))?[.;]?$", re.IGNORECASE
)
"""The site of one guest: "… dự tại điểm cầu huyện nơi công tác"."""
_SAT_AT: Final = re.compile(rf"(?:Tham )?[Dd]ự(?: họp| hội nghị)? (?:tại|ở) (?P<site>{SITE_WORD}\s[^:;]{{2,60}})[.;]?$", re.IGNORECASE)
"""The site of those listed above it, on a line of its own."""
_OTHER_LIST: Final = re.compile(
    r"(?:Các )?(?:ca (?:bệnh|lâm sàng)|báo cáo(?! viên)|nội dung|tài liệu|chương trình|câu hỏi|tình huống|chuyên đề|việc|bài|lưu ý|ghi "
    r"chú)(?!\w)[^.;]*:?$",
    re.IGNORECASE,
)
_PEOPLE: Final = re.compile(
    r"(?<!\w)(?:giám đốc|BGĐ|PGĐ|GĐ|trưởng|phó|lãnh đạo|bác sĩ|cán bộ|viên chức|công chức|chuyên viên|chủ tịch|bí thư|đại diện|nhân "
    r"viên|giáo viên|giảng viên|hiệu trưởng|chánh|thành viên|ủy viên|đại biểu|chỉ huy|thủ trưởng)(?!\w)",
    re.IGNORECASE,
)
_BODY_HEAD: Final = re.compile(r"(?P<head>[^:;.]{2,45}?)\s?:\s*(?=\S)")
_ADDS: Final = re.compile(r",?\s(?:và )?(?:bổ sung|thêm|mời thêm)(?: thành phần)?\s*:?\s*$")
_BY_PLAN: Final = re.compile(r"^(?:thực hiện |như )?(?:theo|Theo)\s|^[Nn]hư (?=Kế hoạch|Thông báo|Giấy mời|Công văn)")
_INVITES: Final = re.compile(
    r"(?:[Kk]ính mời|[Tt]hành phần(?: gồm| tham dự| dự)?|Học viên|Đại biểu(?: dự)?|Người dự|[Gg]ồm(?: có)?|"
    r"[Mm]ời)\s*:?\s*"
)
_OTHER: Final = {
    Topic.TIME,
    Topic.VENUE,
    Topic.TASKS,
    Topic.MATERIALS,
    Topic.CONTENT,
    Topic.CONTACTS,
    Topic.FORM,
    Topic.REHEARSAL,
    Topic.SPEECHES,
}
_LEVEL: Final = re.compile(r"cấp (tỉnh|huyện|xã)(?!\w)", re.IGNORECASE)
_LEVELS: Final = {"tỉnh": "tinh", "huyện": "huyen", "xã": "xa"}
_COLUMNS: Final = {
    "site": re.compile(r"điểm cầu|đầu cầu|^cấp$|^đơn vị$"),
    "people": re.compile(r"thành phần|đại biểu|học viên|người dự"),
}
_GUESTS_OF: Final = re.compile(r"(?:thành phần|đại biểu)[^.;:]{0,60}gồm(?: có)?\s*:\s*", re.IGNORECASE)
_PRESENT: Final = re.compile(r"(?:(?:Người |Đại biểu )?[Dd]ự |Họp )?[Tt]rực (tiếp|tuyến)")
"""Those who come, and those who are connected."""
_ROOM: Final = re.compile(
    r"\s*(?:phòng (?:họp|học|hội nghị|trực tuyến|khánh tiết|truyền hình|giao ban|số|[A-Z0-9])|hội trường|trụ sở|tầng|lầu|"
    r"nhà (?:văn hóa|khách|hội nghị|[A-Z0-9])|tòa nhà|trung tâm hội nghị|khách sạn|giảng đường|sảnh)(?!\w)[^;]*$",
    re.IGNORECASE,
)
"""A room behind a site's name, with the people of the site below it."""
_UNITS: Final = {
    "trung_uong": re.compile(r"(?<!\w)(?:trung ương|các bộ)(?!\w)", re.IGNORECASE),
    "tinh": re.compile(r"(?<!\w)(?:tỉnh|sở)(?!\w)", re.IGNORECASE),
    "huyen": re.compile(r"(?<!\w)(?:huyện|quận|thị xã(?! hội)|thị ủy)(?!\w)", re.IGNORECASE),
    "xa": re.compile(r"(?<!thị )(?<!\w)(?:xã(?! hội)|phường|thị trấn|đặc khu|thôn|ấp|tổ dân phố)(?!\w)", re.IGNORECASE),
}
_NUMBERED: Final = re.compile(r"((?:Lớp|Nhóm|Khối|Đợt|Phiên|Ca) (?:[0-9]{1,2}|[IVX]{1,4}|[A-E]))\s?:")
_GUEST_POINT: Final = re.compile(r"(?:Khách mời|Mời|Đại biểu mời|Kính mời)\s?:\s", re.IGNORECASE)
"""A point of its own for those invited; it is one item as printed."""
_LONGEST_NAME: Final = 60
_LONGEST_PLAIN: Final = 260


@dataclass(frozen=True)
class Participant:
    tier: str | None
    item: Found[str]


def _item(text: str, start: int, end: int) -> Found[str] | None:
    flat = text[start:end]
    remark = _REMARK.search(flat) or _ADDS.search(flat)
    found = cut(text, start, start + (remark.start() if remark else len(flat)), 0.9)
    return found if found and len(found.value) > 2 else None


def _inline(paper: Paper, block: Block) -> list[Found[str]]:
    """Items on the heading's own line, after its colon; a venue there ("Tại phòng họp …, kính mời:") is none."""
    colon = outside_brackets(block.text, ":")[0][1]
    if colon == len(block.text):
        return []
    begin = colon + 1
    rest = block.text[begin:]
    at_place = re.match(r"\s*(?:tại|Tại)\s", rest) is not None or (bool(block.children) and _ROOM.match(rest))
    invites = [m for m in _INVITES.finditer(rest) if at_place or ":" in m[0]]
    if at_place and not invites:
        return []
    if invites:
        begin += invites[-1].end()
        rest = block.text[begin:]
    if not rest.strip(" .;:"):
        return []
    if _BY_PLAN.match(rest.strip()):
        whole = _item(paper.text, block.start + begin, block.end)
        return [whole] if whole else []
    # A full stop inside a line of guests parts them as ";" does.
    rest = re.sub(r"\.(?=\s(?:Kính mời|Mời|Đại diện|Lãnh đạo|Các đồng chí)\s)", ";", rest)
    parts = [_item(paper.text, s, e) for s, e in clauses(rest, block.start + begin)]
    return [part for part in parts if part is not None and not _NOT_ITEM.match(part.value)]


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


def _is_group(block: Block, own: str | None) -> tuple[bool, list[str]]:
    """Whether a block names a site or tier whose people follow, and which tiers."""
    tiers = site_heading(block, own)
    head = block.text.split(":")[0]
    present = _PRESENT.fullmatch(head) if ":" in block.text else None
    if present:
        there = [own] if present[1] == "tiếp" and own else tiers_in(block.text[len(head) :], None)
        return True, [*there]
    if re.match(r"(?:Tại|Ở)\s", head) and len(head) <= 60 and (":" in block.text or _only_heads(block)):
        return True, tiers or ([own] if own and (_ROOM.match(head[3:]) or is_own_site(head)) else [])
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


def _bodies_with_people(children: list[Block]) -> bool:
    """Whether each point of a list is a body, a colon and its people: "BHXH tỉnh: Ban Giám đốc; …"."""
    if len(children) < 2:
        return False
    for child in children:
        head = _BODY_HEAD.match(child.text)
        if head is None or child.children or not ORGAN_START.match(head["head"]) or _PEOPLE.search(head["head"]):
            return False
        if not _PEOPLE.search(child.text, head.end()):
            return False
    return True


def _explained(paper: Paper, block: Block) -> list[str]:
    """Tiers of a group that the paper numbers and explains elsewhere: "Lớp 2 (khối xã): …", below "Lớp 2: kế toán"."""
    numbered = _NUMBERED.match(block.text)
    said = re.search(rf"{re.escape(numbered[1])} \(([^()\n]{{2,60}})\)", paper.text) if numbered else None
    return tiers_in(said[1]) if said else []


def _walk(paper: Paper, block: Block, tiers: list[str | None], own: str | None, out: list[Participant]) -> None:
    by_body = _bodies_with_people(
        [child for child in takewhile(lambda b: b.kind == block.children[0].kind, block.children)]
    )
    above = {below.start: child for child, below in pairwise(block.children)}
    since = len(out)
    for child in block.children:
        if child.text.startswith("Trân trọng"):
            break
        if child.topics & _OTHER and not child.topics & {Topic.PARTICIPANTS}:
            continue
        if _OTHER_LIST.match(child.text) and child.children and not child.topics:
            continue
        sat = _SAT_AT.match(child.text)
        if sat and len(out) > since and not child.children:
            seats: list[str | None] = [*tiers_in(sat["site"], own)] or [None]
            out[since:] = [Participant(tier, p.item) for p in out[since:] for tier in seats]
            since = len(out)
            continue
        grouped, named = _is_group(child, own)
        if not grouped and by_body and (head := _BODY_HEAD.match(child.text)):
            grouped, named = True, tiers_in(head["head"], own)
        if not grouped and (explained := _explained(paper, child)):
            grouped, named = True, explained
        if grouped:
            inner: list[str | None] = list(named) or [None]
            out.extend(Participant(tier, item) for item in _inline(paper, child) for tier in inner)
            _walk(paper, child, inner, own, out)
            continue
        heads = (
            child.kind not in BULLETS
            and len(child.text) <= _LONGEST_NAME
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
        whole = child.kind in BULLETS and not child.children and _GUEST_POINT.match(child.text)
        before = above.get(child.start, block)
        runs_on = (
            child.kind == "plain"
            and before.text.rstrip().endswith(":")
            and child.text.count("; ") > 1
            and ":" not in child.text.split(";")[0]
        )
        if opens and not whole:
            out.extend(Participant(tier, item) for item in _inline(paper, child) for tier in tiers)
        elif runs_on and not _NOT_ITEM.match(child.text) and not begins_with_verb(child.text):
            items = [_item(paper.text, s, e) for s, e in clauses(child.text, child.start)]
            theirs: list[str | None] = [*_is_group(before, own)[1]] if before is not block else []
            out.extend(Participant(tier, item) for item in items if item for tier in theirs or tiers)
        elif child.kind != "row" and not child.text.startswith("(") and not _NOT_ITEM.match(child.text):
            plain = child.kind in ("plain", "intro", "label")
            if not (plain and (len(child.text) > _LONGEST_PLAIN or ". " in child.text.rstrip())):
                at = _SITS_AT.search(child.text)
                site = tiers_in(at["site"], own) if at else []
                found = _item(paper.text, child.start, child.start + at.start() if at and site else child.end)
                out.extend(Participant(tier, found) for tier in site or _of_one(child.text, tiers) if found)
        _walk(paper, child, tiers, own, out)


def _of_one(text: str, tiers: list[str | None]) -> list[str | None]:
    """Whose people these are of the tiers that a heading puts together ("cấp huyện, xã"): the one that they name."""
    named = [tier for tier in tiers if tier and _UNITS[tier].search(text)] if len(tiers) > 1 else []
    return [named[0]] if len(named) == 1 else tiers


def _leaves_it_to_a_part(block: Block) -> bool:
    """ "… kính mời dự họp:" or "III. Thành phần, thời gian" with a part of its own below on who comes."""
    opens = block.kind in ("intro", "label") or len(block.topics) > 1
    parts = [b for b in block.subtree() if b is not block and not (b.kind in BULLETS and _GUEST_POINT.match(b.text))]
    if block.kind in ("intro", "label") and any(child.topics & {Topic.TIME, Topic.VENUE} for child in block.children):
        return True  # "… kính mời dự họp:" and below it when, where, who
    return opens and any(Topic.PARTICIPANTS in below.topics for below in parts)


def _unnamed(block: Block, own: str | None, paper: Paper) -> str | None:
    """The tier of people listed without a site: that which the list itself names, else that of the convener."""
    if not any(_is_group(below, own)[0] for below in block.subtree() if below is not block):
        levels = {_LEVELS[m[1].lower()] for m in _LEVEL.finditer(" ".join(b.text for b in block.subtree()))}
        if len(levels) == 1:
            return levels.pop()
    return own or ("tinh" if "tỉnh" in paper.text else None)


def read_participants(paper: Paper, own: str | None) -> list[Participant]:
    out: list[Participant] = []
    for block in paper.blocks:
        if Topic.PARTICIPANTS not in block.topics or _leaves_it_to_a_part(block):
            continue
        if block.kind in BULLETS and _GUEST_POINT.match(block.text) and block.parent and site_heading(block.parent, own):
            continue
        if any(Topic.PARTICIPANTS in above.topics and not _leaves_it_to_a_part(above) for above in block.ancestors()):
            continue
        if block.within(Topic.TASKS) or block.within(Topic.REHEARSAL):
            continue
        _, named = _is_group(block, own)
        tiers: list[str | None] = list(named) if named else [_unnamed(block, own, paper)]
        inline = _sites_inline(paper, block, own)
        out.extend(inline)
        if not inline and (not block.topics & {Topic.TIME, Topic.VENUE} or ":" in block.text):
            out.extend(Participant(tier, item) for item in _inline(paper, block) for tier in tiers)
        _walk(paper, block, tiers, own, out)
    out.extend(_from_table(paper, own))
    out = [Participant(None, p.item) if _UNCHANGED.match(p.item.value) else p for p in out]
    return _once(out or list(_in_text(paper, own)) or list(_asked_to_invite(paper, own)))


def _in_text(paper: Paper, own: str | None) -> Iterator[Participant]:
    for named, start, end in guests_in_text(paper, own):
        item = _item(paper.text, start, end)
        if item is not None:
            yield from (Participant(tier, item) for tier in named or [None])


def _from_table(paper: Paper, own: str | None) -> Iterator[Participant]:
    """A table of sites with the people of each."""
    for row in rows_with(paper, _COLUMNS, frozenset({"site", "people"})):
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
        m = _GUESTS_OF.search(block.text) if block.within(Topic.TASKS) else None
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
