"""The legal ground that the papers of a committee or a council begin with, by the day on which they are issued."""

from datetime import date
from typing import Final

from nhipcau.documents.compose.about import Subject

_LAWS: Final = (
    (date(2025, 6, 16), "ngày 16 tháng 6 năm 2025"),  # 72/2025/QH15
    (date(2025, 3, 1), "ngày 19 tháng 02 năm 2025"),  # 65/2025/QH15
    (date(2016, 1, 1), "ngày 19 tháng 6 năm 2015"),  # 77/2015/QH13
)
"""Luật Tổ chức chính quyền địa phương: from when each held, and its own date."""
_OF_TERRITORIES: Final = frozenset({"ubnd", "hdnd"})


def law(subject: Subject, on: date) -> str:
    """Empty for issuers that the law on local government says nothing about."""
    if subject.party or subject.organ.kind not in _OF_TERRITORIES:
        return ""
    dated = next((words for since, words in _LAWS if since <= on), "")
    return f"Căn cứ Luật Tổ chức chính quyền địa phương {dated}" if dated else ""
