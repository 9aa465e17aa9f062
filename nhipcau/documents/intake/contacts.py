"""People and mailboxes to turn to, with telephone numbers as printed."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from nhipcau.core.text import unaccent
from nhipcau.documents.intake.contact_offices import (
    BY_WHEN,
    LONGEST_DESK,
    Contact,
    answered_by_office,
    mail_owner,
    office_ahead,
    office_numbers,
)
from nhipcau.documents.intake.cutting import squeeze
from nhipcau.documents.intake.mail_head import sender
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.people import NamedPerson, persons_in
from nhipcau.documents.intake.phone_numbers import phones_in, public_numbers
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.words import ORGAN_START, PERSON

_EMAIL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,100})\.[A-Za-z]{2,12}")
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
_LABEL: Final = re.compile(
    r"[\s,;:(|-]*(?:(?:[Ss]ố\s)?(?:điện thoại|ĐT|đt|SĐT|sđt|[Ðđ]iện thoại|Đt|ĐTDĐ|DĐ|di động|[Tt]el|[Hh]otline|"
    r"Zalo|zalo)(?:\s(?:di động|liên hệ|số))?|[Ee]-?mail|hộp thư|địa chỉ)?[\s.:;,(]*$"
)
_ROLE_END: Final = re.compile(
    r"[,;:(\s-]*(?:(?:[Ss]ố\s)?(?:điện thoại|Điện thoại|ĐT|SĐT|Đt|đt|sđt|ĐTDĐ|DĐ|di động|Tel|Hotline|Zalo|Email|"
    r"email|E-mail|hộp thư|số máy|máy lẻ)(?!\w)|số (?=0)).*$|[,;:(\s-]+(?:số|máy)\s*$"
)
_CLAUSE: Final = re.compile(r"[.;]\s+|\(")
_BESIDE: Final = re.compile(r"\s?[;,/-]?\s?(?:(?:hoặc|và)\s)?(?:[Ee]-?mail|hộp thư|thư điện tử)?\s?:?\s?")
"""Between the number and the mailbox of one office."""
_THEN_PHONE: Final = re.compile(
    r"\s?[;,/-]?\s?(?:(?:hoặc|và)\s)?(?:(?:[Ss]ố\s)?(?:[Đđ]iện thoại|ĐT|SĐT|[Tt]el|[Hh]otline|[Zz]alo))?\s?[:.]?\s?"
)
"""Between the mailbox and the number of one office."""
_OTHER_CLAUSE: Final = re.compile(r"[;.]\s+[^\W\d]")
_REACHED: Final = re.compile(r"\s*(?:ĐT|SĐT|DĐ|Điện thoại|Mobile|Tel|Zalo)(?!\w)[^\n]{6,120}", re.IGNORECASE)
_DUTY: Final = re.compile(
    r"(?:^|[.;]\s|\()(?P<who>(?:[Ss]ố |[Đđ]iện thoại |[Mm]áy )?(?:trực|[Đđ]ường dây nóng|[Hh]otline|[Tt]ổng "
    r"đài)[^:0-9]{0,60}):?\s"
)
_AREA: Final = re.compile(r"^(?:[^:]*?(?:[Vv]ề|[Pp]hụ trách)\s)?(?P<area>[^:]{4,90}):")
_OWN_LINE: Final = re.compile(r"e-?mail|hộp thư|thư điện tử|website|điện thoại|địa chỉ", re.IGNORECASE)


def _role(text: str, person: NamedPerson, end: int, area: str | None) -> str | None:
    after = _ROLE_END.sub("", text[person.end : end])
    role = squeeze(after).strip(" ,;:-|().")
    if role.count("(") > role.count(")"):
        role += ")"
    if role and area and area.lower() not in role.lower():
        return f"{role} ({area})"
    return role or area or office_ahead(text[: person.start])


def _area(text: str, person: NamedPerson) -> str | None:
    """What the person answers for: "Về nội dung: đồng chí …"."""
    m = _AREA.match(_CLAUSE.split(text[: person.start])[-1])
    if not m or Topic.CONTACTS.value in m["area"]:
        return None
    area = BY_WHEN.split(squeeze(m["area"]))[0].strip(" -+,")
    if re.match(r"(?:[Đđ]ầu mối|[Ll]iên hệ|[Tt]hông tin|[Mm]ọi|[Cc]hi tiết)", area) or ORGAN_START.match(area):
        return None
    return area[:1].lower() + area[1:]


def _role_ahead(before: str) -> str | None:
    """The office named between a label and a number that stands before the person: "Địa chỉ nhận: Phòng A, ĐT …"."""
    role = squeeze(_ROLE_END.sub("", before).split(":")[-1]).strip(" ,;:-|().")
    return role if ORGAN_START.match(role[:1].upper() + role[1:]) and len(role) <= LONGEST_DESK // 2 else None


def _common_box(text: str, person: NamedPerson, mail: re.Match[str]) -> bool:
    """A mailbox set apart from the person named ahead of it, that does not bear the person's name.

    One in the bracket behind the name is the person's own: "bà A (ĐT: 02…; email: phong@…)".
    """
    between = text[person.end : mail.start()]
    if between.count("(") > between.count(")"):
        return False
    apart = re.search(
        r"^[^()]*\)\s(?:hoặc|và)[^.;@]*$|\.\s[^@]*(?:gửi|nộp|đăng ký)\s[^@]*$|[;.]\s*(?:hộp thư|hòm thư|thư điện tử|"
        r"e-?mail)[^;.@]*$",
        between,
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
        reach = max(0, phone.start() - LONGEST_DESK)
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


def _of_one_person(text: str, phones: list[re.Match[str]]) -> list[re.Match[str]]:
    """The numbers up to the one that a further clause gives to an office: "ông B, 02…; kỹ thuật: Văn phòng A, 02…"."""
    for ahead, behind in pairwise(phones):
        between = text[ahead.end() : behind.start()]
        if _OTHER_CLAUSE.search(between) and ORGAN_START.search(between):
            return phones[: phones.index(behind)]
    return phones


def _in_block(paper: Paper, block: Block) -> list[Contact]:
    text = block.text if block.kind != "row" else paper.text[block.start : block.end]
    phones = phones_in(text)
    mails = list(_EMAIL.finditer(text))
    if not phones and not mails:
        return []
    persons = persons_in(text)
    found, manned = _desks(block, text, phones)
    phones = [phone for phone in phones if phone.start() not in manned]
    used: set[int] = set()
    for i, person in enumerate(persons):
        limit = persons[i + 1].start if i + 1 < len(persons) else len(text)
        own = [p for p in phones if person.end <= p.start() < limit]
        own = _of_one_person(text, own)
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
    if found and persons:
        left = [p for p in phones if p.start() not in used]
        found.extend(office_numbers(block, text, left, persons[0].start))
    for m in mails:
        if m.start() in used:
            continue
        desk = next((one for one in found if not one.name and not one.email and one.phone), None)
        if desk and _BESIDE.fullmatch(text, desk.end - block.start, m.start()):
            found[found.index(desk)] = replace(desk, email=m[0], end=block.start + m.end())
            continue
        owner = mail_owner(text[max(0, m.start() - 200) : m.start()])
        beside = next((p for p in phones if p.start() not in used and _beside(text, p, m)), None)
        begin = min(beside.start(), m.start()) if beside else m.start()
        end = max(beside.end(), m.end()) if beside else m.end()
        phone = squeeze(beside[0]) if beside else None
        used.update({beside.start()} if beside else ())
        found.append(Contact(None, owner, phone, m[0], block.start + begin, block.start + end))
    if block.kind != "row":
        known = {squeeze(number) for one in found for number in (one.phone or "").split("; ")}
        left = [p for p in phones if p.start() not in used and squeeze(p[0]) not in known]
        found.extend(answered_by_office(block, text, left))
    return found


def _beside(text: str, phone: re.Match[str], mail: re.Match[str]) -> bool:
    """Whether a number and a mailbox are those of one office, in whichever order they stand."""
    return bool(
        _BESIDE.fullmatch(text, phone.end(), mail.start()) or _THEN_PHONE.fullmatch(text, mail.end(), phone.start())
    )


def _in_head(paper: Paper, issuer: str | None) -> list[Contact]:
    """The issuer's own numbers and mailbox below its name, and the mailbox from which a message came."""
    found: list[Contact] = []
    at = 0
    for line in paper.text[: paper.body_start].split("\n"):
        begin, at = at, at + len(line) + 1
        phones, mails = [squeeze(m[0]) for m in public_numbers(line)], [m[0] for m in _EMAIL.finditer(line)]
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


def _below_signature(paper: Paper) -> list[Contact]:
    """Who signed a message, where the line below says how to reach that person."""
    signed = paper.signature
    below = _REACHED.match(paper.text, signed.end) if signed else None
    phones = phones_in(below[0]) if below else []
    if not (signed and signed.name and below and phones):
        return []
    numbers = "; ".join(squeeze(phone[0]) for phone in phones)
    return [Contact(signed.name, signed.position, numbers, None, signed.start, below.end())]


def read_contacts(paper: Paper, issuer: str | None = None) -> list[Contact]:
    found = [*_in_head(paper, issuer), *_below_signature(paper)]
    for block in paper.everywhere:
        for contact in _in_block(paper, block):
            if not any(c.name == contact.name and c.phone == contact.phone and c.email == contact.email for c in found):
                found.append(contact)
    of_persons = {number for one in found if one.name and one.phone for number in one.phone.split("; ")}
    return [one for one in found if one.name or one.email or not {*(one.phone or "").split("; ")} <= of_persons]
