"""A tier that the country no longer has on the day of the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from nhipcau.core.phrases import phrase
from nhipcau.documents.intake.reading import Remark

DISTRICTS_ENDED: Final = "2025-07-01"
"""Luật Tổ chức chính quyền địa phương số 72/2025/QH15: province and commune only."""
_WORD: Final = re.compile(r"(?:cấp huyện|các huyện|UBND huyện)(?!\w)", re.IGNORECASE)


def check(facts: Mapping[str, Any], text: str) -> Iterator[Remark]:
    day = facts["start"] or facts["issue_date"]
    if not day or day[:10] < DISTRICTS_ENDED or "huyen" not in facts["tiers"]:
        return
    word = _WORD.search(text)
    yield Remark(
        "tier_abolished",
        phrase("Văn bản có điểm cầu cấp huyện; từ ngày 01/7/2025 cả nước chỉ còn cấp tỉnh và cấp xã."),
        "tiers",
        hint=phrase("Kiểm tra lại ngày họp; nếu ngày đúng thì bỏ cấp huyện, chọn xã, phường thay thế."),
        grave=True,
    ).at(word.span() if word else None)
