"""What a paper says and no field of the conference holds: shown with the conference, so that nothing is lost."""

from collections.abc import Iterator, Mapping
from typing import Any

from nhipcau.core import dates
from nhipcau.documents.sheet import DOC_TYPES, TIER_NAMES


def particulars(facts: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """Titles with their lines; only what the paper holds."""
    return [(title, lines) for title, lines in _all(facts) if lines]


def _all(facts: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    def listed(key: str) -> list[Any]:
        return facts.get(key) or []

    for entry in listed("participants"):
        yield f"Thành phần: {TIER_NAMES.get(entry['tier'], 'ngoài các cấp').lower()}", list(entry["items"])
    yield "Tài liệu", listed("materials")
    yield "Tham luận", [_joined(entry.get("assignee"), entry.get("topic")) for entry in listed("papers")]
    limits = facts.get("paper_limits") or {}
    words = ((limits.get("pages"), "trang"), (limits.get("minutes"), "phút"))
    yield (
        "Giới hạn tham luận",
        [", ".join(f"tối đa {n} {unit}" for n, unit in words if n)] if any(n for n, _ in words) else [],
    )
    yield (
        "Hạn đăng ký",
        [_joined(entry.get("what"), dates.written(entry.get("due"))) for entry in listed("registration_deadlines")],
    )
    yield "Báo chí", listed("press")
    yield "Giấy mời", ["Văn bản này thay giấy mời"] if facts.get("replaces_invitation") else []
    yield "Nơi nhận", listed("recipients")
    signer = facts.get("signer") or {}
    yield "Người ký", [_joined(signer.get("authority"), signer.get("position"), signer.get("name"))] if signer else []
    kind = DOC_TYPES.get(facts.get("doc_type") or "", "")
    named = _joined(kind, facts.get("number"), facts.get("place"), dates.written(facts.get("issue_date")))
    yield "Văn bản", [text for text in (named, facts.get("subject")) if text]


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)
