"""Number, place and date of issue (NĐ 30/2020, Phụ lục I, mục 3 and 4; Hướng dẫn 36-HD/VPTW for "Số 12-CV/TU")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from nhipcau.documents.intake.cutting import cut
from nhipcau.documents.intake.heading import head_limit
from nhipcau.documents.intake.letters import LETTER, UPPER
from nhipcau.documents.intake.mail_head import sent_on
from nhipcau.documents.intake.reading import Found

_NUMBER: Final = re.compile(
    r"^[\W_]*(?:Số|SỐ)\s*:?\s*(?P<digits>[0-9]{0,6}[a-z]?|[._]{2,40}|(?:\. ?){2,20})\s*(?P<symbol>[/-]\s?"
    rf"(?:20[0-9]{{2}}\s?[/-]\s?)?{UPPER}[{LETTER[1:-1]}0-9]*(?:\s?[-/.&+,_]\s?{UPPER}[{LETTER[1:-1]}0-9]*)*)",
    re.MULTILINE,
)
_PLACE_DATE: Final = re.compile(
    rf"(?<![Tt]hứ )(?P<place>{UPPER}{LETTER}*\.?(?:[ -]{UPPER}{LETTER}*\.?){{0,6}})\s?,\s*(?:[Nn]gày\s*|"
    rf"(?=[0-9]{{1,2}}\s?[/.-]\s?[0-9]{{1,2}}\s?[/.-]\s?20))(?P<d>[0-9]{{1,2}}|[._ ]*)\s*"
    r"(?:/|-|\s?[Tt]háng)\s*(?P<m>[0-9]{1,2}|[._ ]*)\s*(?:/|-|\.|,?\s?[Nn]ăm)\s*(?P<y>[0-9]{4}|20[._ ]*|[._ ]*)",
)


_MOTTO: Final = re.compile(r"(?:.*(?:CỘNG SẢN VIỆT NAM|CHỦ NGHĨA VIỆT NAM|Hạnh phúc))[\s*-]+(?=\S)")
"""The national title, or the Party's, ahead of the place in one cell of a letterhead."""


@dataclass(frozen=True)
class Identity:
    number: Found[str] | None
    place: Found[str] | None
    issued: Found[date] | None
    year: int | None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_identity(text: str, body_start: int) -> Identity:
    """A blank number keeps its symbol ("/KH-UBND"); a date with a blank day is no date, but its year is known."""
    limit = min(head_limit(text), body_start) or head_limit(text)
    number: Found[str] | None = None
    m = _NUMBER.search(text, 0, limit)
    if m:
        digits = m["digits"].strip(" ._")
        symbol = re.sub(r"\s+", "", m["symbol"])
        number = Found(digits + symbol, m.start("digits") if digits else m.start("symbol"), m.end("symbol"), 0.98)
    place_date = _PLACE_DATE.search(text, 0, limit)
    if number and place_date and place_date.start() < number.end <= place_date.end():
        place_date = _PLACE_DATE.search(text, number.end, limit)
    if place_date is None:
        sent = sent_on(text[:limit])
        return Identity(number, None, sent, sent.value.year if sent else None)
    motto = _MOTTO.match(text, place_date.start("place"), place_date.end("place"))
    begin = motto.end() if motto else place_date.start("place")
    place = cut(text, begin, place_date.end("place"), 0.97)
    year = place_date["y"].strip(" ._")
    issued = _date(year, place_date["m"].strip(" ._"), place_date["d"].strip(" ._"))
    return Identity(
        number,
        place,
        Found(issued, place_date.start("d"), place_date.end("y"), 0.98) if issued else None,
        int(year) if len(year) == 4 else None,
    )
