"""What else in a paper says its kind, number, date, issuer and signer: where it says otherwise, the fact is uncertain.

The notation of the number names the kind and the issuer (NĐ 30/2020, Phụ lục III; "12-KH/TU" in Party papers), an annex
repeats kind, number and date ("Kèm theo Kế hoạch số …"), a digital signature prints who signed and when, and the first
sentences name the body that convenes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from nhipcau.documents.intake.abbreviations import expanded, name_key
from nhipcau.documents.intake.citations import Citation, citations
from nhipcau.documents.intake.letterhead import convener
from nhipcau.documents.intake.moments import days_in
from nhipcau.documents.intake.opinions import doubt, weighed
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.words import NUMBER_TYPES, PERSON

_KIND: Final = re.compile(r"(?:^|[/-])(?P<kind>KH|TB|GM)(?=[-/]|$)")
"""A letter has no kind of its own in its number; Party bodies number invitations as letters too."""
_YEAR: Final = re.compile(r"/(?P<year>20[0-9]{2})/")
_ATTACHED: Final = re.compile(r"(?:[Kk]èm theo|KÈM THEO)\s+(?:\w+\s+){0,2}$")
_SIGNED_AT: Final = re.compile(r"(?:Thời gian ký|Ngày ký|Ký ngày|Signing time|Date)\s*:\s*", re.IGNORECASE)
_SIGNED_BY: Final = re.compile(rf"(?:Người ký|Ký bởi|Signed by)\s*:\s*(?P<name>{PERSON})(?=\s|$|[,;.])")
_LONGEST_MOMENT: Final = 40
_ORGANS: Final = (
    ("council", re.compile(r"hội đồng nhân dân|HĐND|TTHĐND", re.IGNORECASE)),
    ("committee", re.compile(r"ủy ban nhân dân|UBND", re.IGNORECASE)),
    ("department", re.compile(r"^sở\s|^sở$|(?<=\s)sở\s", re.IGNORECASE)),
    ("party", re.compile(r"(?:tỉnh|thành|huyện|thị|quận|đảng) ủy|ban thường vụ|ban chấp hành", re.IGNORECASE)),
)
_SYMBOLS: Final = {"UBND": "committee", "HĐND": "council", "TU": "party", "HU": "party", "ĐU": "party", "VPTU": "party"}
_OF_PLACE: Final = re.compile(
    r"^(?P<organ>.*?)\s(?P<kind>tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)\s(?P<name>\S.*)$"
)


def kind_weighed(paper: Paper) -> Found[str] | None:
    """The heading's kind against that of the number and of what the annex says it is attached to."""
    number = paper.identity.number
    kind = _KIND.search(number.value) if number else None
    noted = Found(NUMBER_TYPES[kind["kind"]], number.start, number.end) if kind and number else None
    return weighed(paper.heading.doc_type, noted)


def number_weighed(paper: Paper) -> Found[str] | None:
    """The head's number against the one that the annex repeats."""
    number, attached = paper.identity.number, _attached_to(paper)
    if number is None or attached is None or not number.value[0].isdigit():
        return number
    if _folded(number.value) == _folded(attached.number):
        return number
    return doubt(number, Found(attached.number, attached.start, attached.end))


def date_weighed(paper: Paper) -> Found[date] | None:
    """The date of the head against the number's year, the annex and the digital signature."""
    issued = paper.identity.issued
    if issued is None:
        return None
    return weighed(issued, *_other_dates(paper, issued.value))


def _other_dates(paper: Paper, issued: date) -> list[Found[date]]:
    found: list[Found[date]] = []
    number, attached = paper.identity.number, _attached_to(paper)
    year = _YEAR.search(number.value) if number else None
    if number and year and int(year["year"]) != issued.year:
        found.append(Found(issued.replace(year=int(year["year"]), day=1), number.start, number.end))
    if attached and attached.day and number and _folded(number.value) == _folded(attached.number):
        found.append(Found(attached.day, attached.start, attached.end))
    signed = _SIGNED_AT.search(paper.text)
    at = signed.end() if signed else len(paper.text)
    day = next(iter(days_in(paper.text[at : at + _LONGEST_MOMENT], paper.calendar, at)), None)
    if day is not None:
        found.append(Found(day.first, day.start, day.end))
    return found


def issuer_weighed(paper: Paper, issuer: Found[str] | None) -> Found[str] | None:
    """The letterhead's body against the kinds of organ that the number and the signature speak of, and against the
    body that convenes, where it is the same organ of another place."""
    if issuer is None:
        return None
    own = _organs(issuer.value)
    for other, organs in (_of_number(paper), _of_signature(paper)):
        if other is not None and own and organs and not own & organs:
            return doubt(issuer, other)
    named = convener(paper)
    return doubt(issuer, named) if named and _elsewhere(issuer.value, named.value) else issuer


def _organs(words: str) -> set[str]:
    return {organ for organ, pattern in _ORGANS if pattern.search(words)}


def _of_number(paper: Paper) -> tuple[Found[str] | None, set[str]]:
    number = paper.identity.number
    parts = re.split(r"[/-]", number.value) if number else []
    organs = {_SYMBOLS[part] for part in parts if part in _SYMBOLS}
    return (Found(" ".join(sorted(organs)), number.start, number.end) if number else None), organs


def _of_signature(paper: Paper) -> tuple[Found[str] | None, set[str]]:
    """What a collective signs for ("TM."); a deputy or an office signs for a head who may be of another organ."""
    signed = paper.signature
    if signed is None or not signed.authority or not re.match(r"T\.?M|T/M", signed.authority):
        return None, set()
    return Found(signed.authority, signed.start, signed.end), _organs(signed.authority)


def _elsewhere(issuer: str, named: str) -> bool:
    """Whether both are the same organ of the same kind of place, and the places bear different names."""
    mine, theirs = (_OF_PLACE.match(expanded(words)) for words in (issuer, named))
    return bool(
        mine
        and theirs
        and name_key(mine["organ"]) == name_key(theirs["organ"])
        and mine["kind"] == theirs["kind"]
        and name_key(mine["name"]) != name_key(theirs["name"])
    )


def signer_weighed(paper: Paper, signer: Found[dict[str, str | None]] | None) -> Found[dict[str, str | None]] | None:
    """The name below the signature against the one in the print of the digital signature."""
    by = _SIGNED_BY.search(paper.text)
    if signer is None or by is None or not signer.value["name"]:
        return signer
    if name_key(by["name"]) == name_key(signer.value["name"]):
        return signer
    return doubt(signer, Found(by["name"], by.start("name"), by.end("name")))


def _attached_to(paper: Paper) -> Citation | None:
    """The paper that an annex says it is attached to, where that is this paper by its kind."""
    kind = paper.heading.doc_type.value if paper.heading.doc_type else None
    for one in citations(paper.text[paper.body_end : paper.second]):
        start, end = one.start + paper.body_end, one.end + paper.body_end
        if one.kind == kind and _ATTACHED.search(paper.text[max(0, start - 40) : start]):
            return replace(one, start=start, end=end)
    return None


def _folded(number: str) -> str:
    return re.sub(r"\s", "", number).casefold().lstrip("0")
