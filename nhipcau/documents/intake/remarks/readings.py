"""Facts that two rules read differently: both readings are told, somebody has to choose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from nhipcau.core.phrases import joined, phrase
from nhipcau.documents.intake.reading import Remark, Span
from nhipcau.documents.intake.remarks.times import written

_LABELS: Final = {
    "doc_type": phrase("Loại văn bản"),
    "number": phrase("Số, ký hiệu"),
    "issue_date": phrase("Ngày ban hành"),
    "issuing_body": phrase("Cơ quan ban hành"),
    "signer": phrase("Người ký"),
    "meeting_title": phrase("Tên hội nghị"),
    "meeting_form": phrase("Hình thức"),
    "start": phrase("Thời gian"),
    "end_or_duration": phrase("Kết thúc, thời lượng"),
    "venue_main": phrase("Điểm cầu chính"),
    "tiers": phrase("Cấp có điểm cầu"),
    "site_counts": phrase("Số điểm cầu"),
    "paper_limits": phrase("Giới hạn tham luận"),
    "registration_deadlines": phrase("Hạn đăng ký"),
    "tasks": phrase("Hạn của nhiệm vụ"),
    "contacts": phrase("Điện thoại của đầu mối"),
    "replaces_invitation": phrase("Giấy mời"),
}
_TIER_NAMES: Final = {
    "trung_uong": phrase("trung ương"),
    "tinh": phrase("cấp tỉnh"),
    "huyen": phrase("cấp huyện"),
    "xa": phrase("cấp xã"),
}
_HINT: Final = phrase("Xem hai chỗ được tô trong văn bản, giữ cách đọc đúng rồi đánh dấu “đúng”, hoặc sửa trên phiếu.")
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
            label = (
                joined(" ", [_LABELS[key], _TIER_NAMES[span.value]])
                if key == "site_counts" and span.value
                else _LABELS[key]
            )
            yield Remark(
                "two_readings",
                phrase(
                    "%(label)s: hệ thống lấy “%(taken)s”, chỗ khác trong văn bản ghi “%(other)s”.",
                    label=label,
                    taken=taken,
                    other=_cut(text[slice(*place)]),
                ),
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
        return joined(", ", [_TIER_NAMES[tier] for tier in value])
    return _cut(text[span.start : span.end])


def _cut(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rstrip()}…"
