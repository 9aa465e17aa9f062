"""People and mailboxes to turn to, with telephone numbers as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from nhipcau.core.text import unaccent
from nhipcau.documents.intake.cutting import squeeze
from nhipcau.documents.intake.letters import LETTER, UPPER
from nhipcau.documents.intake.mail_head import sender
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.words import DEGREES, HONORIFIC, ORGAN_START, PERSON

_PHONE: Final = re.compile(
    r"(?<![\w.-])(?:\((?:\+84|0)[0-9]{1,4}\)|(?:\+84|0)[0-9]{1,4})(?:[ .-]{0,2}[0-9]{1,4}){2,5}(?![0-9])"
)
_LEAST_DIGITS: Final = 9
_EMAIL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,100})\.[A-Za-z]{2,12}")
_NAMED: Final = re.compile(rf"{HONORIFIC}\s*:?\s*(?P<name>{PERSON})")
_TURN_TO: Final = re.compile(
    rf"(?:[Ll]iên hệ|[Gg]ặp|[Gg]ọi|[Bb]áo|[Hh]ỏi|[Đđ]ường dây nóng|[Ll]iên lạc|[Tt]hông tin|[Nn]hận|[Đđ]ầu mối|"
    rf"[Pp]hụ trách|"
    rf"[Tt]rực|[Cc]huyên viên|[Cc]án bộ(?: đầu mối| kỹ thuật| phụ trách)?|[Vv]ăn thư|"
    rf"[Kk]ỹ thuật viên)\s?:?\s(?:với\s)?(?:(?:TS|ThS|BS|DS|KS|CN|BSCK[I12]+|PGS)\.?\s?)*(?P<name>{PERSON})"
)
_GIVEN_NAME: Final = re.compile(
    rf"(?<!\w)(?:[Ee]m|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Tt]hầy|[Bb]ạn|[Đđ]/c|[Đđ]ồng chí|[Ôô]ng|[Bb]à)\s"
    rf"(?P<name>{UPPER}{LETTER}*)(?=(?:\s?\([^()0-9]{{1,40}}\)|\s{UPPER}{{2,6}}(?!\w))?"
    rf"\s?[,:(-]{{0,2}}\s?\(?(?:(?:[Ss]ố|ĐT|SĐT|[Đđ]iện thoại|[Zz]alo|[Ss]ố máy)[\s:.]*)*"
    r"(?:\+84|0)[0-9])"
)
"""A given name alone, as in a message, straight before its number."""
_THEN_NUMBER: Final = re.compile(
    rf"(?:^|[:(;,\-|.]\s*)(?:(?:TS|ThS|BS|DS|KS|CN|BSCK[I12]+|PGS|"
    rf"[acAC])\.?\s?)*(?P<name>{PERSON})(?=\s+\(?(?:\+84|0)[0-9])"
)
"""A name straight before its number."""
_MANNED: Final = re.compile(
    r"(?:^|[.;:,(]\s|\s)(?P<who>(?:[Tt]ổng đài|[Đđ]ường dây nóng|[Tt]rực ban|[Hh]otline|[Ss]ố trực|[Mm]áy trực|"
    r"[Bb]ộ phận trực)"
    r"(?:\s(?!số\s|ĐT|hoặc\s)[^\W\d_]+){0,6})\s?(?:số\s|ĐT\s?)?:?\s?$"
)
"""A desk that somebody mans, straight before a number: the number is the desk's, not the person's named ahead."""
_OFFICE: Final = re.compile(r"[.;]\s(?P<who>[^\W\d][^.;:,()0-9@\"]{2,50}):\s?$")
_OWN_NUMBER: Final = re.compile(
    r"(?:số|máy|điện thoại|đt|sđt|di động|zalo|hotline|tel|cơ quan|nhà riêng|"
    r"fax)(?!\w)",
    re.IGNORECASE,
)
"""A label of one more number of the person named ahead."""
_LONGEST_DESK: Final = 160
"""Letters before a number in which the desk is named that it belongs to."""
_BARE: Final = re.compile(
    rf"(?:^|[:(;,\-|]\s*)(?:(?:TS|ThS|BS|DS|KS|CN|BSCK[I12]+|"
    rf"PGS)\.?\s?)*(?P<name>{PERSON})(?=\s*[,(:\-|])"
)
_LABEL: Final = re.compile(
    r"[\s,;:(|-]*(?:(?:[Ss]ố\s)?(?:điện thoại|ĐT|đt|SĐT|sđt|[Ðđ]iện thoại|Đt|ĐTDĐ|DĐ|di động|[Tt]el|[Hh]otline|"
    r"Zalo|zalo)(?:\s(?:di động|liên hệ|số))?|[Ee]-?mail|hộp thư|địa chỉ)?[\s.:;,(]*$"
)
_ROLE_END: Final = re.compile(
    r"[,;:(\s-]*(?:(?:[Ss]ố\s)?(?:điện thoại|Điện thoại|ĐT|SĐT|Đt|đt|sđt|ĐTDĐ|DĐ|di động|Tel|Hotline|Zalo|Email|"
    r"email|E-mail|hộp thư|số máy|máy lẻ)(?!\w)|số (?=0)).*$|[,;:(\s-]+(?:số|máy)\s*$"
)
_CLAUSE: Final = re.compile(r"[.;]\s+|\(")
_DUTY: Final = re.compile(
    r"(?:^|[.;]\s|\()(?P<who>(?:[Ss]ố |[Đđ]iện thoại |[Mm]áy )?(?:trực|[Đđ]ường dây nóng|[Hh]otline|[Tt]ổng "
    r"đài)[^:0-9]{0,60}):?\s"
)
_AREA: Final = re.compile(r"^(?:[^:]*?(?:[Vv]ề|[Pp]hụ trách)\s)?(?P<area>[^:]{4,90}):")
_MAIL_OWNER_AFTER: Final = re.compile(r"(?:về|gửi|cho|đến|của|với)\s$")
_MAIL_OWNER_ENDS: Final = re.compile(r"\s(?:trước|chậm nhất|qua|theo|để|bằng|và)\s|[,.;:(]|\s$|$")
_NOT_PERSON: Final = re.compile(
    r"(?:Phòng|Ban|Sở|Văn|Trung|UBND|HĐND|Viễn|Điện|Thường|Hội|Ủy|Công|Ông|Bà|Đồng(?= chí)|Email|Trưởng|Phó|"
    r"Chuyên|Giám|"
    r"Chánh|Cán|Tổ|Liên|Số|Hệ|Kỹ|Nội|Mọi|Đầu|Thông)\b"
)


_SHORT_FORM: Final = re.compile(rf"(?<!\w){UPPER}{{2,}}(?!\w)")
"""Capitals are the short form of an office ("CV", "NN"), never part of a name in running words."""


_OWN_LINE: Final = re.compile(r"e-?mail|hộp thư|thư điện tử|website|điện thoại|địa chỉ", re.IGNORECASE)


@dataclass(frozen=True)
class Contact:
    """other: the place that gives this person another number."""

    name: str | None
    role: str | None
    phone: str | None
    email: str | None
    start: int
    end: int
    other: tuple[int, int] | None = None

    def to_json(self) -> dict[str, str | None]:
        return {"name": self.name, "role": self.role, "phone": self.phone, "email": self.email}


@dataclass(frozen=True)
class _Person:
    name: str
    start: int
    end: int


def _persons(text: str) -> list[_Person]:
    found = [
        _Person(squeeze(DEGREES.sub("", m["name"])), m.start("name"), m.end("name")) for m in _NAMED.finditer(text)
    ]
    found = [_Person(p.name, p.start, p.end) for p in found if not _SHORT_FORM.search(p.name)]
    for m in _GIVEN_NAME.finditer(text):
        if not any(p.start <= m.start("name") < p.end for p in found):
            found.append(_Person(m["name"], m.start("name"), m.end("name")))
    for m in (*_TURN_TO.finditer(text), *_BARE.finditer(text), *_THEN_NUMBER.finditer(text)):
        known = any(p.start <= m.start("name") < p.end for p in found)
        if (
            not known
            and not _NOT_PERSON.match(m["name"])
            and len(m["name"].split()) >= 2
            and not _SHORT_FORM.search(m["name"])
        ):
            found.append(_Person(squeeze(m["name"]), m.start("name"), m.end("name")))
    return sorted(found, key=lambda p: p.start)


def _role(text: str, person: _Person, end: int, area: str | None) -> str | None:
    after = _ROLE_END.sub("", text[person.end : end])
    role = squeeze(after).strip(" ,;:-|().")
    if role and area and area.lower() not in role.lower():
        return f"{role} ({area})"
    return role or area or _office_ahead(text[: person.start])


def _office_ahead(before: str) -> str | None:
    """The office named between a label and the person: "Đầu mối: Văn phòng A, ông B"."""
    office = re.split(r"[:;(]|\.\s", re.sub(rf"[\s,-]*{HONORIFIC}?\s*$", "", before))[-1].strip(" ,-")
    return squeeze(office) if ORGAN_START.match(office) and len(office) <= _LONGEST_DESK else None


def _area(text: str, person: _Person) -> str | None:
    """What the person answers for: "Về nội dung: đồng chí …"."""
    m = _AREA.match(_CLAUSE.split(text[: person.start])[-1])
    if not m or Topic.CONTACTS.value in m["area"]:
        return None
    area = squeeze(m["area"]).strip(" -+")
    if re.match(r"(?:[Đđ]ầu mối|[Ll]iên hệ|[Tt]hông tin|[Mm]ọi|[Cc]hi tiết)", area) or ORGAN_START.match(area):
        return None
    return area[:1].lower() + area[1:]


def _role_ahead(before: str) -> str | None:
    """The office named between a label and a number that stands before the person: "Địa chỉ nhận: Phòng A, ĐT …"."""
    role = squeeze(_ROLE_END.sub("", before).split(":")[-1]).strip(" ,;:-|().")
    return role if ORGAN_START.match(role[:1].upper() + role[1:]) and len(role) <= _LONGEST_DESK // 2 else None


def _mail_owner(before: str) -> str | None:
    """The body to which a mailbox belongs: the last one named after "về", "gửi" … in the words before it."""
    owner: str | None = None
    for mark in ORGAN_START.finditer(before):
        if _MAIL_OWNER_AFTER.search(before[: mark.start()]):
            ends = _MAIL_OWNER_ENDS.search(before, mark.start())
            owner = squeeze(before[mark.start() : ends.start() if ends else len(before)])
    return owner


def _common_box(text: str, person: _Person, mail: re.Match[str]) -> bool:
    """A mailbox set apart from the person named ahead of it, that does not bear the person's name."""
    apart = re.search(
        r"[;.]\s*(?:hộp thư|hòm thư|thư điện tử|"
        r"e-?mail)[^;.@]*$",
        text[person.end : mail.start()],
        re.IGNORECASE,
    )
    given = unaccent(person.name.split()[-1]).lower()
    return apart is not None and given not in mail[0].split("@")[0].lower()


def _desks(block: Block, text: str, phones: list[re.Match[str]]) -> tuple[list[Contact], set[int]]:
    """Contacts without a person, and where the numbers stand that are theirs."""
    found: list[Contact] = []
    manned: set[int] = set()
    for index, phone in enumerate(phones):
        if phone.start() in manned:
            continue
        reach = max(0, phone.start() - _LONGEST_DESK)
        desk = _MANNED.search(text, reach, phone.start())
        office = _OFFICE.search(text, reach, phone.start()) if desk is None else None
        if office and not _OWN_NUMBER.match(office["who"]) and not re.search(PERSON, office["who"]):
            desk = office
        if desk is None:
            continue
        own = [phone]
        for further in phones[index + 1 :]:
            if text[own[-1].end() : further.start()].strip() not in (",", "/", "-", "hoặc", "và"):
                break
            own.append(further)
        manned.update(number.start() for number in own)
        area = _AREA.match(_CLAUSE.split(text[: desk.start("who")])[-1])
        role = squeeze(desk["who"]) + (f" {squeeze(area['area'])}" if area else "")
        numbers = "; ".join(squeeze(number[0]) for number in own)
        found.append(Contact(None, role, numbers, None, block.start + desk.start("who"), block.start + own[-1].end()))
    return found, manned


def _in_block(paper: Paper, block: Block) -> list[Contact]:
    text = block.text if block.kind != "row" else paper.text[block.start : block.end]
    phones = [m for m in _PHONE.finditer(text) if sum(map(str.isdigit, m[0])) >= _LEAST_DIGITS]
    mails = list(_EMAIL.finditer(text))
    if not phones and not mails:
        return []
    persons = _persons(text)
    found, manned = _desks(block, text, phones)
    phones = [phone for phone in phones if phone.start() not in manned]
    used: set[int] = set()
    for i, person in enumerate(persons):
        limit = persons[i + 1].start if i + 1 < len(persons) else len(text)
        own = [p for p in phones if person.end <= p.start() < limit]
        if not own and i == 0 and len(persons) == 1:
            own = [p for p in phones if p.end() <= person.start]  # "Phòng A, điện thoại … - đ/c B"
        mail = [m for m in mails if person.end <= m.start() < limit and not _common_box(text, person, m)]
        if not own and not mail:
            continue
        first = min(m.start() for m in (*own, *mail))
        last = max(person.end, *(m.end() for m in (*own, *mail)))
        ahead = first < person.start
        used.update(m.start() for m in (*own, *mail))
        found.append(
            Contact(
                name=person.name,
                role=_role_ahead(text[:first]) if ahead else _role(text, person, first, _area(text, person)),
                phone="; ".join(squeeze(p[0]) for p in own) or None,
                email="; ".join(m[0] for m in mail) or None,
                start=block.start + min(first, person.start),
                end=block.start + last,
            )
        )
    duty = _DUTY.search(text)
    if duty and not found and not mails:
        own = [p for p in phones if p.start() >= duty.end()]
        bracket = re.search(r"\(([^()0-9]{4,80})\)", text[own[-1].end() :]) if own else None
        if own:
            words = bracket[1] if bracket else duty["who"]
            end = block.start + own[-1].end()
            numbers = "; ".join(squeeze(p[0]) for p in own)
            found.append(Contact(None, squeeze(words).strip(" :"), numbers, None, block.start + own[0].start(), end))
    for m in mails:
        if m.start() in used:
            continue
        owner = _mail_owner(text[max(0, m.start() - 200) : m.start()])
        found.append(Contact(None, owner, None, m[0], block.start + m.start(), block.start + m.end()))
    return found


def _in_head(paper: Paper, issuer: str | None) -> list[Contact]:
    """The issuer's own numbers and mailbox below its name, and the mailbox from which a message came."""
    found: list[Contact] = []
    at = 0
    for line in paper.text[: paper.body_start].split("\n"):
        begin, at = at, at + len(line) + 1
        numbers = [m for m in _PHONE.finditer(line) if sum(map(str.isdigit, m[0])) >= _LEAST_DIGITS]
        phones, mails = [squeeze(m[0]) for m in numbers], [m[0] for m in _EMAIL.finditer(line)]
        sent = sender(line)
        if sent and mails:
            who = squeeze(re.split(r"[<(\[]", sent["who"])[0])
            named = re.fullmatch(PERSON, who) is not None and not ORGAN_START.match(who)
            found.append(
                Contact(who if named else None, None if named else who or issuer, None, mails[0], begin, at - 1)
            )
        elif phones or (mails and _OWN_LINE.search(line)):
            found.append(
                Contact(None, issuer, "; ".join(phones) or None, "; ".join(mails) or None, begin, begin + len(line))
            )
    return found


def read_contacts(paper: Paper, issuer: str | None = None) -> list[Contact]:
    found = _in_head(paper, issuer)
    for block in paper.everywhere:
        for contact in _in_block(paper, block):
            if not any(c.name == contact.name and c.phone == contact.phone and c.email == contact.email for c in found):
                found.append(contact)
    return found
