"""What a clerk should look at in a reading before a conference is made of it. None of it refuses the paper."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from nhipcau.documents.intake.reading import Reading, Remark

_WEEKDAYS: Final = {"hai": 0, "ba": 1, "tư": 2, "bốn": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5, "chủ nhật": 6}
_NAMES: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAY: Final = re.compile(r"thứ\s(?P<name>hai|ba|tư|bốn|năm|sáu|bảy|bẩy)(?!\w)|(?P<sunday>chủ nhật)", re.IGNORECASE)
_AROUND: Final = 30
_TIER_NAMES: Final = {"trung_uong": "trung ương", "tinh": "cấp tỉnh", "huyen": "cấp huyện", "xa": "cấp xã"}


def paper_remarks(facts: dict[str, Any], text: str, start_at: tuple[int, int] | None) -> list[Remark]:
    """Remarks that follow from the paper alone."""
    found: list[Remark] = []
    if not facts["meeting_title"] and not facts["start"] and not facts["participants"]:
        found.append(
            Remark("convenes_nothing", "Văn bản này không triệu tập cuộc họp nào, hoặc hệ thống chưa nhận ra.", None)
        )
        return found
    if not facts["number"]:
        found.append(Remark("number_missing", "Không thấy số, ký hiệu của văn bản.", "number"))
    elif facts["number"].startswith(("/", "-")):
        found.append(Remark("number_blank", "Văn bản chưa điền số; mới có ký hiệu.", "number"))
    if not facts["issue_date"]:
        found.append(Remark("date_missing", "Ngày ban hành chưa đủ ngày, tháng, năm.", "issue_date"))
    if not facts["start"]:
        found.append(Remark("start_missing", "Chưa có thời điểm khai mạc rõ ràng: cần điền trước khi mời.", "start"))
    elif len(facts["start"]) == 10:
        found.append(Remark("hour_missing", "Có ngày họp nhưng chưa có giờ bắt đầu.", "start"))
    found.extend(_weekday(facts, text, start_at))
    uncounted = [t for t in facts["tiers"] if t in ("huyen", "xa") and t not in facts["site_counts"]]
    if uncounted:
        names = ", ".join(_TIER_NAMES[t] for t in uncounted)
        found.append(Remark("counts_missing", f"Văn bản không ghi số điểm cầu {names}.", "site_counts"))
    if facts["start"] and facts["issue_date"] and facts["start"][:10] < facts["issue_date"]:
        found.append(Remark("start_before_issue", "Ngày họp đứng trước ngày ban hành văn bản.", "start"))
    late = [t for t in facts["tasks"] if facts["start"] and t["due"] and t["due"][:10] > facts["start"][:10]]
    found.extend(
        Remark("deadline_after_start", f"Hạn {_printed(t['due'])} của {t['assignee']} sau ngày họp.", "tasks")
        for t in late
    )
    return found


def _printed(iso: str) -> str:
    return date.fromisoformat(iso[:10]).strftime("%d/%m/%Y")


def _weekday(facts: dict[str, Any], text: str, start_at: tuple[int, int] | None) -> list[Remark]:
    if start_at is None or not facts["start"]:
        return []
    near = text[max(0, start_at[0] - _AROUND) : start_at[1] + _AROUND]
    m = _WEEKDAY.search(near)
    if not m:
        return []
    printed = _WEEKDAYS["chủ nhật" if m["sunday"] else m["name"].lower()]
    true = date.fromisoformat(facts["start"][:10]).weekday()
    if printed == true:
        return []
    day = _printed(facts["start"])
    return [Remark("weekday_wrong", f"Văn bản ghi {_NAMES[printed]}, nhưng ngày {day} là {_NAMES[true]}.", "start")]


def remarks(reading: Reading, today: date) -> list[Remark]:
    """The reading's own remarks, and those that depend on the day it is looked at."""
    found = list(reading.remarks)
    start = reading.facts["start"]
    if start and date.fromisoformat(start[:10]) < today:
        found.append(Remark("start_past", f"Ngày họp {_printed(start)} đã qua.", "start"))
    past = [d for d in reading.facts["registration_deadlines"] if d["due"] and d["due"][:10] < today.isoformat()]
    found.extend(
        Remark("registration_past", f"Hạn đăng ký {_printed(d['due'])} đã qua.", "registration_deadlines") for d in past
    )
    return found
