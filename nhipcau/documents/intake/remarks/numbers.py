"""Figures that do not agree: totals against the tiers, telephone numbers that are too short, two dues for one task."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from nhipcau.core.phrases import phrase
from nhipcau.documents.intake.reading import Remark
from nhipcau.documents.intake.remarks.times import printed

_NUMBER: Final = r"(?P<n>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,5})"
_TOTAL: Final = re.compile(
    rf"(?:tổng(?:\s+(?:số|cộng))?|toàn\s+(?:tỉnh|quốc|thành phố|hệ thống)(?:\s+có)?|tất cả)[^0-9.;\n]{{0,40}}"
    rf"{_NUMBER}\s+điểm\s+cầu",
    re.IGNORECASE,
)
_MOBILE: Final = (10, 11)


def check(facts: Mapping[str, Any], text: str) -> Iterator[Remark]:
    yield from _totals(facts, text)
    yield from _phones(facts, text)
    yield from _dues(facts)


def _totals(facts: Mapping[str, Any], text: str) -> Iterator[Remark]:
    counts = facts["site_counts"]
    for m in _TOTAL.finditer(text):
        total = int(m["n"].replace(".", ""))
        of_tiers = {**({"tinh": 1} if "tinh" in facts["tiers"] else {}), **counts}
        summed = sum(of_tiers.values())
        lower = [n for tier, n in counts.items() if tier != "tinh"]
        if not lower or total in {summed, sum(counts.values()), sum(lower), *counts.values()}:
            continue
        sum_words = " + ".join(str(n) for n in of_tiers.values())
        yield Remark(
            "totals_differ",
            phrase(
                "Văn bản ghi tổng %(n)s điểm cầu; cộng các cấp %(sum)s = %(result)s.",
                n=m["n"],
                sum=sum_words,
                result=summed,
            ),
            "site_counts",
            hint=phrase("Sửa số điểm cầu của cấp ghi nhầm; nếu tổng ghi nhầm thì để nguyên."),
            start=m.start("n"),
            end=m.end("n"),
            grave=True,
        )
        return


def _phones(facts: Mapping[str, Any], text: str) -> Iterator[Remark]:
    for contact in facts["contacts"]:
        for phone in re.split(r"[;/]|\s-\s", contact["phone"] or ""):
            digits = re.sub(r"\D", "", phone)
            if not digits or digits.startswith("84") or len(digits) in _MOBILE:
                continue
            if len(digits) < 8 and "máy lẻ" in phone:
                continue
            at = text.find(phone.strip())
            yield Remark(
                "phone_digits",
                phrase("Số điện thoại %(phone)s có %(digits)s chữ số.", phone=phone.strip(), digits=len(digits)),
                "contacts",
                hint=phrase("Số đủ có 10 hoặc 11 chữ số; kiểm tra lại trước khi in cho các điểm cầu."),
            ).at((at, at + len(phone.strip())) if at >= 0 else None)


def _dues(facts: Mapping[str, Any]) -> Iterator[Remark]:
    seen: dict[tuple[str, str], str] = {}
    for task in facts["tasks"]:
        if not task["due"]:
            continue
        what = ((task["assignee"] or "").lower(), (task["action_summary"] or "").lower())
        first = seen.setdefault(what, task["due"])
        if first[:10] != task["due"][:10]:
            yield Remark(
                "two_dues",
                phrase(
                    "Một việc của %(assignee)s có hai hạn: %(first)s và %(due)s.",
                    assignee=task["assignee"],
                    first=printed(first),
                    due=printed(task["due"]),
                ),
                "tasks",
                hint=phrase("Giữ một hạn, xóa dòng kia trên phiếu."),
            )
