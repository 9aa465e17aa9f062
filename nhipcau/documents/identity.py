"""What makes a paper the same paper, whatever file it came in: its number, its issuer and its date."""

from collections.abc import Mapping
from typing import Any

from nhipcau.core import dates
from nhipcau.core.text import search_key

KINDS = {
    "ke_hoach": "Kế hoạch",
    "thong_bao": "Thông báo",
    "giay_moi": "Giấy mời",
    "cong_van": "Công văn",
    "khac": "Văn bản",
}
_LONGEST = 300


def of(facts: Mapping[str, Any]) -> str:
    """`15/tb-ubnd|uy ban nhan dan tinh x|2024-03-02`; empty where the paper lacks one of the three.

    Numbers begin anew each year and each body counts its own (NĐ 30/2020, Điều 15): none of the three is enough alone.
    """
    number, issuer, issued = facts.get("number"), facts.get("issuing_body"), facts.get("issue_date")
    if not (number and issuer and issued) or not number[0].isdigit():
        return ""
    return f"{number_key(number)}|{search_key(issuer)}|{issued}"[:_LONGEST]


def number_key(number: str) -> str:
    """Numbers are the same whatever their case, spaces and leading zeros: `05/KH-UBND` is `5/kh-ubnd`."""
    return search_key(number).replace(" ", "").lstrip("0")


def words(facts: Mapping[str, Any]) -> str:
    """How a paper is spoken of: `Kế hoạch số 12/KH-UBND ngày 02/3/2024`."""
    kind = KINDS.get(facts.get("doc_type") or "khac", "Văn bản")
    number = facts.get("number")
    number = f" số {number}" if number and number[0].isdigit() else ""
    issued = f" ngày {dates.written(facts['issue_date'])}" if facts.get("issue_date") else ""
    return f"{kind}{number}{issued}"
