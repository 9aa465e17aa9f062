"""Numbers and mailboxes of an office that no person is named for: a desk, a room, a branch."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from nhipcau.documents.intake.cutting import squeeze
from nhipcau.documents.intake.letters import LOWER, UPPER
from nhipcau.documents.intake.names import action_at, begins_with_verb
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.words import HONORIFIC, ORGAN_START, PERSON

LONGEST_DESK: Final = 160
"""Letters before a number in which the desk is named that it belongs to."""
_NUMBER_LABEL: Final = re.compile(
    r"(?:^|[.;(]\s?)\W*(?P<label>(?:[Ss]ố\s)?(?:[Đđ]iện thoại|ĐT|SĐT|[Hh]otline)(?:\s[^\W\d_]+){0,4})\s?:?\s?$|"
    r"(?<!\w)(?:gọi|liên hệ(?: số)?|số máy|qua số)\s?:?\s?$"
)
_GIVEN_BEHIND: Final = re.compile(rf"\s?\((?:gặp\s)?{HONORIFIC}\s(?P<name>{PERSON}|{UPPER}{LOWER}+)")
_PHONE_WORD: Final = (
    r"(?:(?:[Ss]ố\s)?(?:[Đđ]iện thoại|ĐT|SĐT|đt|sđt|ĐTDĐ|DĐ|di động|[Tt]el|[Hh]otline|[Zz]alo)(?!\w)|[Ss]ố máy|"
    r"[Đđ]ường dây nóng|[Mm]áy trực|[Tt]rực)"
)
_PHONE_LABEL: Final = re.compile(rf"{_PHONE_WORD}(?:\s[^\W\d]+){{0,4}}\s?[:.]?\s*\(?$")
_NUMBER_WORDS: Final = re.compile(rf"[,;:(\s-]*{_PHONE_WORD}")
_ASKS: Final = re.compile(
    r"(?<!\w)(?:liên hệ|gọi|trao đổi|liên lạc|hỗ trợ|vướng mắc|đầu mối|gặp)(?!\w)[^.;]{0,120}$", re.IGNORECASE
)
"""What makes the number behind it one to call."""
_BETWEEN: Final = re.compile(r"[\s,;/-]*(?:hoặc|và|hay)?\s?")
_LONGEST_LABEL: Final = 8
_MAIL_OWNER_AFTER: Final = re.compile(r"(?:về|gửi|cho|đến|của|với)\s$")
_MAIL_OWNER_ENDS: Final = re.compile(r"\s(?:trước|chậm nhất|hạn|muộn nhất|vào|qua|theo|để|bằng|và)\s|[,.;:(]|\s$|$")


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


_DEGREE_ENDS: Final = re.compile(r"[\s,-]*(?:(?:TS|ThS|BS|DS|KS|CN|PGS|GS|BSCK[I12]+)\.?\s?)+$")
BY_WHEN: Final = re.compile(r"\s(?:trước|chậm nhất|muộn nhất|vào|đến)\s(?=[0-9]|ngày|ngay)")
"""What is handed in at an office says by when; that is no part of its name."""


def office_ahead(before: str) -> str | None:
    """The office named between a label and the person: "Đầu mối: Văn phòng A, ông B"."""
    ahead = _DEGREE_ENDS.sub("", re.sub(rf"[\s,-]*{HONORIFIC}?\s*$", "", before))
    office = BY_WHEN.split(re.split(r"[:;(]|\.\s", ahead)[-1])[0].strip(" ,-")
    named = ORGAN_START.match(office) and len(office) <= LONGEST_DESK and action_at(office) is None
    return squeeze(office) if named else None


def mail_owner(before: str) -> str | None:
    """The body to which a mailbox belongs: the last one named after "về", "gửi" … in the words before it."""
    owner: str | None = None
    for mark in ORGAN_START.finditer(before):
        if _MAIL_OWNER_AFTER.search(before[: mark.start()]):
            ends = _MAIL_OWNER_ENDS.search(before, mark.start())
            owner = squeeze(before[mark.start() : ends.start() if ends else len(before)])
    return owner


def office_numbers(block: Block, text: str, phones: list[re.Match[str]], first: int) -> list[Contact]:
    """Numbers ahead of the first person, who has one of its own: "Điện thoại: 02… (Phòng A) hoặc bà B, 09…"."""
    found: list[Contact] = []
    for phone in phones:
        label = _NUMBER_LABEL.search(text, 0, phone.start())
        if phone.end() > first or label is None:
            continue
        behind = re.match(r"\s?\(([^()0-9]{4,80})\)", text[phone.end() :])
        named = (
            behind[1] if behind and ORGAN_START.match(behind[1]) else office_ahead(text[: label.start()].rstrip(" ("))
        )
        office = squeeze(named or label["label"] or "") or None
        found.append(
            Contact(None, office, squeeze(phone[0]), None, block.start + phone.start(), block.start + phone.end())
        )
    return found


def answered_by_office(block: Block, text: str, phones: list[re.Match[str]]) -> list[Contact]:
    """Numbers that no person has: of the office named in the words before each, or of what its label says; several
    of one office are one contact. A person named in brackets behind the number has it."""
    found: list[Contact] = []
    for phone in phones:
        if found and _BETWEEN.fullmatch(text, found[-1].end - block.start, phone.start()):
            last = found.pop()
            numbers = f"{last.phone}; {squeeze(phone[0])}"
            found.append(replace(last, phone=numbers, end=block.start + phone.end()))
            continue
        behind = _GIVEN_BEHIND.match(text, phone.end())
        before = text[max(0, phone.start() - LONGEST_DESK) : phone.start()]
        if behind:
            found.append(
                Contact(
                    behind["name"],
                    None,
                    squeeze(phone[0]),
                    None,
                    block.start + phone.start(),
                    block.start + behind.end(),
                )
            )
        elif _ASKS.search(before) or _PHONE_LABEL.search(before):
            begin = block.start + phone.start()
            found.append(Contact(None, _office_of(before), squeeze(phone[0]), None, begin, block.start + phone.end()))
    return found


def _office_of(before: str) -> str | None:
    """The last office named before a number, or the label that the number stands behind."""
    clause = re.split(r"[;:(]|\.\s", before.rstrip(" :(.,"))[-1] if _PHONE_LABEL.search(before) else before
    named = [m for m in ORGAN_START.finditer(before) if not m.start() or not before[m.start() - 1].isalnum()]
    near = [m for m in named if m.start() >= len(before.rstrip(" :(.,")) - len(clause)]
    for m in near or reversed(named):
        words = _NUMBER_WORDS.split(before[m.start() :])[0]
        office = squeeze(re.split(r"[;:(]|,\s(?=[a-zđ])|\.\s", words)[0]).strip(" ,;:-().")
        if office and len(office) <= LONGEST_DESK // 2 and action_at(office) is None:
            return office
    label = squeeze(_NUMBER_WORDS.split(re.split(r"[.;(]\s?", before)[-1])[0]).strip(" ,;:-().")
    return label if label and len(label.split()) <= _LONGEST_LABEL and not begins_with_verb(label) else None
