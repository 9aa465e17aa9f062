"""Number and symbol as printed. State: NĐ 30/2020, Phụ lục I (`05/TB-UBND`, letters `05/UBND-VP`) and Phụ lục III;
Party: HD 36 and HD 05 (`05-TB/TU`, letters `05-CV/TU`)."""

import re
from datetime import date
from typing import Final

ABBREVIATIONS: Final = {
    "plan": "KH",
    "notice": "TB",
    "invitation": "GM",
    "letter": "",
    "party_call": "GM",
    "head_count": "BC",
    "named_list": "BC",
    "registration": "",
    "conclusion": "TB",
    "minutes": "BB",
}
_PARTY: Final = re.compile(r"\b(?:tỉnh ủy|thành ủy|huyện ủy|thị ủy|quận ủy|đảng ủy|đảng bộ)\b", re.IGNORECASE)
_TERM_YEARS: Final = 5
_A_CONGRESS: Final = 2020


def is_party(kind: str, name: str) -> bool:
    """Whether an organ writes in the Party's form: a committee, or an office of one."""
    return kind == "dang" or bool(_PARTY.search(name))


def type_series(kind: str) -> str:
    """The series in which a type counts where each counts by itself. State letters have no abbreviation: `CV`."""
    return ABBREVIATIONS[kind] or "CV"


def symbol(kind: str, organ: str, drafting_unit: str, *, party: bool) -> str:
    """What follows the number: `TB-UBND`, letters `UBND-VP`; Party `TB/TU`, letters `CV/TU`. organ: abbreviated."""
    if party:
        return f"{type_series(kind)}/{organ}"
    return "-".join(filter(None, [ABBREVIATIONS[kind], organ, "" if ABBREVIATIONS[kind] else drafting_unit]))


def printed(number: int, kind: str, organ: str, drafting_unit: str, *, party: bool) -> str:
    """A number below ten takes a zero before it."""
    return f"{number:02d}{'-' if party else '/'}{symbol(kind, organ, drafting_unit, party=party)}"


def term_of(day: date) -> str:
    """The term of the Party's congress in which a day lies; an office whose congress met otherwise writes its own."""
    first = day.year - (day.year - _A_CONGRESS) % _TERM_YEARS
    return f"{first}-{first + _TERM_YEARS}"
