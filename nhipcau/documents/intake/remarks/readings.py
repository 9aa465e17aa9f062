"""Facts that two rules read differently: both readings are told, somebody has to choose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from nhipcau.documents.intake.reading import Remark, Span
from nhipcau.documents.intake.remarks.times import written

_LABELS: Final = {
    "doc_type": "Loại văn bản",
    "number": "Số, ký hiệu",
    "issue_date": "Ngày ban hành",
    "issuing_body": "Cơ quan ban hành",
    "signer": "Người ký",
    "meeting_title": "Tên hội nghị",
    "meeting_form": "Hình thức",
    "start": "Thời gian",
    "end_or_duration": "Kết thúc, thời lượng",
    "venue_main": "Điểm cầu chính",
    "tiers": "Cấp có điểm cầu",
    "site_counts": "Số điểm cầu",
    "paper_limits": "Giới hạn tham luận",
    "registration_deadlines": "Hạn đăng ký",
    "tasks": "Hạn của nhiệm vụ",
    "contacts": "Điện thoại của đầu mối",
    "replaces_invitation": "Giấy mời",
}
_TIER_NAMES: Final = {"trung_uong": "trung ương", "tinh": "cấp tỉnh", "huyen": "cấp huyện", "xa": "cấp xã"}
_HINT: Final = "Xem hai chỗ được tô trong văn bản, giữ cách đọc đúng rồi đánh dấu “đúng”, hoặc sửa trên phiếu."
_LONGEST: Final = 110


def check(facts: Mapping[str, Any], text: str, spans: Sequence[Span], told: Sequence[Remark]) -> Iterator[Remark]:
    """told: remarks already made; what one of them says of the same words is not said twice."""
    known = {(one.start, one.end) for one in told}
    for key in _LABELS:
        for span in spans:
            if span.key != key or span.other_start is None or span.other_end is None:
                continue
            place = span.other_start, span.other_end
            if place in known:
                continue
            known.add(place)
            taken = _taken(facts, text, span)
            label = f"{_LABELS[key]} {_TIER_NAMES[span.value]}" if key == "site_counts" and span.value else _LABELS[key]
            yield Remark(
                "two_readings",
                f"{label}: hệ thống lấy “{taken}”, chỗ khác trong văn bản ghi “{_cut(text[slice(*place)])}”.",
                key,
                hint=_HINT,
                start=place[0],
                end=place[1],
            )


def _taken(facts: Mapping[str, Any], text: str, span: Span) -> str:
    """What stands on the sheet, as offices write it."""
    value = facts[span.key]
    if span.key in ("tasks", "registration_deadlines") and span.index is not None and span.index < len(value):
        return written(value[span.index]["due"]) if value[span.index]["due"] else ""
    if span.key == "contacts" and span.index is not None and span.index < len(value):
        return ", ".join(filter(None, (value[span.index]["name"], value[span.index]["phone"])))
    if span.key == "site_counts":
        return str(value.get(span.value or "", ""))
    if span.key == "tiers":
        return ", ".join(_TIER_NAMES[tier] for tier in value)
    return _cut(text[span.start : span.end])


def _cut(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rstrip()}…"
