"""Numbers whose form is not their issuer's, and participants that contradict the paper this one goes by.

State bodies write `12/KH-UBND` (NĐ 30/2020, Phụ lục I); Party bodies `12-KH/TU` (Hướng dẫn 36-HD/VPTW). The last part
of the symbol names the issuer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from nhipcau.core.phrases import phrase
from nhipcau.core.text import search_key
from nhipcau.documents.intake.abbreviations import name_key
from nhipcau.documents.intake.citations import citations
from nhipcau.documents.intake.reading import Remark, Span

_PARTY: Final = re.compile(
    r"\b(?:tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ|huyện ủy|huyện uỷ|thị ủy|đảng ủy|đảng uỷ|ban thường vụ|trung ương đảng|"
    r"đảng đoàn|ban cán sự đảng|ban bí thư|bộ chính trị|ban chấp hành)\b",
    re.IGNORECASE,
)
_STATE: Final = re.compile(
    r"\b(?:ủy ban nhân dân|uỷ ban nhân dân|UBND|hội đồng nhân dân|HĐND|sở|bộ|chính phủ|thủ tướng)\b", re.IGNORECASE
)
_ISSUERS: Final = (
    ("UBND", re.compile(r"ủy ban nhân dân|uỷ ban nhân dân|UBND|chủ tịch|văn phòng", re.IGNORECASE)),
    ("HĐND", re.compile(r"hội đồng nhân dân|HĐND|đại biểu", re.IGNORECASE)),
    ("TTg", re.compile(r"thủ tướng", re.IGNORECASE)),
    ("TU", re.compile(r"tỉnh [uủ][yỷ]|thành [uủ][yỷ]|ban thường vụ|tỉnh đảng bộ|văn phòng", re.IGNORECASE)),
)
_SYMBOLS: Final = {"ke_hoach": "KH", "thong_bao": "TB", "giay_moi": "GM"}
_KINDS: Final = {"ke_hoach": phrase("Kế hoạch"), "thong_bao": phrase("Thông báo"), "giay_moi": phrase("Giấy mời")}
_TIER_NAMES: Final = {
    "trung_uong": phrase("trung ương"),
    "tinh": phrase("cấp tỉnh"),
    "huyen": phrase("cấp huyện"),
    "xa": phrase("cấp xã"),
}
_PARTY_FORM: Final = re.compile(r"^[0-9]+[a-z]?-[A-ZĐ]\w*/")
_BY_ANOTHER: Final = re.compile(r"\b(?:theo|như)\b.{0,60}\bsố\s*[0-9]", re.IGNORECASE)
_SHOWN: Final = 3


def wrong_form(number: str, kind: str, issuer: str) -> str:
    """Why a number is not of the issuer's form, in words; empty where nothing speaks against it."""
    of_party = bool(_PARTY.match(issuer)) or (bool(_PARTY.search(issuer)) and not _STATE.search(issuer))
    of_state = bool(_STATE.search(issuer)) and not _PARTY.search(issuer)
    party_form = bool(_PARTY_FORM.match(number))
    if of_party and not party_form:
        return phrase("ký hiệu theo thể thức cơ quan nhà nước, cơ quan Đảng ghi như “12-KH/TU”")
    if of_state and party_form:
        return phrase("ký hiệu theo thể thức của Đảng, cơ quan nhà nước ghi như “12/KH-UBND”")
    parts = re.split(r"[/-]", number)
    organ = parts[-1] if party_form else parts[-1] if len(parts) > 2 else ""
    for symbol, names in _ISSUERS:
        if issuer and organ == symbol and not names.search(issuer):
            return phrase("ký hiệu “%(symbol)s” không phải của %(issuer)s", symbol=symbol, issuer=issuer)
    wanted = _SYMBOLS.get(kind)
    named = next((part for part in parts[1:] if part in _SYMBOLS.values()), "")
    if wanted and named and named != wanted:
        return phrase("ký hiệu “%(symbol)s” không phải của %(issuer)s", symbol=named, issuer=_KINDS[kind])
    return ""


def citation_forms(facts: Mapping[str, Any], text: str) -> Iterator[Remark]:
    number = facts["number"]
    if (
        number
        and number[0].isdigit()
        and (why := wrong_form(number, facts["doc_type"] or "", facts["issuing_body"] or ""))
    ):
        at = text.find(number)
        yield Remark(
            "number_form",
            phrase("Số %(number)s của chính văn bản: %(why)s.", number=number, why=why),
            "number",
            hint=phrase("Kiểm tra lại số, ký hiệu với văn thư."),
        ).at((at, at + len(number)) if at >= 0 else None)
    told: set[str] = set()
    for one in citations(text):
        why = wrong_form(one.number, one.kind, one.issuer)
        if why and one.number not in told:
            told.add(one.number)
            yield Remark(
                "citation_form",
                phrase(
                    "Viện dẫn %(words)s số %(number)s của %(issuer)s: %(why)s.",
                    words=one.words,
                    number=one.number,
                    issuer=one.issuer,
                    why=why,
                )
                if one.issuer
                else phrase("Viện dẫn %(words)s số %(number)s: %(why)s.", words=one.words, number=one.number, why=why),
                None,
                hint=phrase("Đối chiếu với văn bản được viện dẫn trước khi ban hành."),
                start=one.start,
                end=one.end,
            )


def participants(
    facts: Mapping[str, Any], spans: Sequence[Span], said: str, parent: Mapping[str, Any]
) -> Iterator[Remark]:
    """Where both papers name who comes on a tier, and name others. said: what the parent paper is called."""
    theirs = _by_tier(parent)
    for tier, mine in _by_tier(facts).items():
        if tier not in theirs or any(_BY_ANOTHER.search(item) for item in mine.values()):
            continue
        added = [item for key, item in mine.items() if not _is_among(key, theirs[tier])]
        missing = [item for key, item in theirs[tier].items() if not _is_among(key, mine)]
        if not added or not missing:  # an addition alone, or a shorter list, contradicts nothing
            continue
        place = next((s for s in spans if s.key == "participants" and s.value in added), None)
        yield Remark(
            "participants_differ",
            phrase(
                "Thành phần %(tier)s khác %(said)s: văn bản này ghi %(added)s; %(said)s ghi %(missing)s.",
                tier=_TIER_NAMES.get(tier) or phrase("ngoài các cấp"),
                said=said,
                added=_listed(added),
                missing=_listed(missing),
            ),
            "participants",
            hint=phrase("Hỏi lại người soạn giữ thành phần nào, rồi sửa trên phiếu."),
        ).at((place.start, place.end) if place else None)
    for tier in facts["site_counts"]:
        known = parent["site_counts"].get(tier)
        if known is not None and known != facts["site_counts"][tier]:
            words = phrase(
                "Số điểm cầu %(tier)s khác %(said)s: %(count)s, trước là %(known)s.",
                tier=_TIER_NAMES[tier],
                said=said,
                count=facts["site_counts"][tier],
                known=known,
            )
            yield Remark(
                "counts_against_parent", words, "site_counts", hint=phrase("Giữ số nào thì ghi số đó trên phiếu.")
            )


def _by_tier(facts: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    tiers: dict[str, dict[str, str]] = {}
    for group in facts["participants"]:
        tiers.setdefault(group["tier"] or "", {}).update({_key(item): item for item in group["items"]})
    return tiers


def _key(words: str) -> str:
    return search_key(name_key(words))


def _is_among(key: str, others: Mapping[str, str]) -> bool:
    """The same words, or most of them: offices shorten lists of people from paper to paper."""
    words = set(key.split())
    for other in others:
        theirs = set(other.split())
        if key in other or other in key or len(words & theirs) >= 0.7 * min(len(words), len(theirs)):
            return True
    return False


def _listed(items: Sequence[str]) -> str:
    shown = "; ".join(f"“{item}”" for item in items[:_SHOWN])
    return phrase("%(shown)s và %(n)s mục khác", shown=shown, n=len(items) - _SHOWN) if len(items) > _SHOWN else shown
