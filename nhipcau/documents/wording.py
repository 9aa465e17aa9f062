"""A fact in a few words, for saying what was read before and what stands now."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nhipcau.core import dates
from nhipcau.documents import planning
from nhipcau.documents.sheet import DOC_TYPES, FORMS, LINES, LISTS, MOMENTS, SELECTS, TEXTS, TIER_NAMES

_OTHER_LABELS = {
    "tiers": gettext_lazy("Cấp có điểm cầu"),
    "site_counts": gettext_lazy("Số điểm cầu"),
    "participants": gettext_lazy("Thành phần"),
    "rehearsals": gettext_lazy("Chạy thử"),
    "paper_limits": gettext_lazy("Giới hạn tham luận"),
    "signer": gettext_lazy("Người ký"),
    "replaces_invitation": gettext_lazy("Thay giấy mời"),
}


def label(key: str) -> str:
    """What the sheet calls a fact."""
    for known in (TEXTS, MOMENTS, LINES, _OTHER_LABELS):
        if key in known:
            return str(known[key])
    if key in SELECTS:
        return str(SELECTS[key][0])
    return next(str(form.label) for form in LISTS if form.key == key)


def told(key: str, value: Any) -> str:
    """The value in words, one entry to a line; empty where there is none."""
    if value is None or value in ([], {}, ""):
        return ""
    if key in MOMENTS:
        return dates.written(value)
    if key == "meeting_form":
        return str(FORMS.get(value, ""))
    if key == "doc_type":
        return str(DOC_TYPES.get(value, ""))
    if key == "tiers":
        return ", ".join(str(TIER_NAMES[one]) for one in value)
    if key == "site_counts":
        return ", ".join(f"{count} {str(TIER_NAMES[tier]).lower()}" for tier, count in value.items())
    if key == "participants":
        return "\n".join(
            f"{TIER_NAMES.get(one['tier'] or '', _('Ngoài các cấp'))}: {'; '.join(one['items'])}" for one in value
        )
    if key == "rehearsals":
        return "\n".join(map(dates.written, value))
    if key == "paper_limits":
        return planning.limit_words(value)
    if key == "replaces_invitation":
        return _("có") if value else _("không")
    if isinstance(value, list):
        return "\n".join(one if isinstance(one, str) else entry(one) for one in value)
    return entry(value) if isinstance(value, Mapping) else str(value)


def one(key: str, value: Any) -> str:
    """An entry of a list fact, or of a tier: (has sites, their number)."""
    if value is None:
        return ""
    if key == "site_counts":
        there, count = value
        if not there:
            return _("không có điểm cầu")
        return ngettext("có, %(n)s điểm cầu", "có, %(n)s điểm cầu", count) % {"n": count} if count else _("có")
    return told(key, [value])


def entry(values: Mapping[str, Any]) -> str:
    """An entry of a list: its parts, dates as offices write them."""
    parts = (dates.written(part) if name == "due" else part for name, part in values.items())
    return ", ".join(str(part) for part in parts if part)


def taken_over(inherited: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, list[str]]]:
    """By paper: what a paper lets hold as the other said it."""
    told: dict[str, list[str]] = {}
    for key, taken in inherited.items():
        told.setdefault(taken["said"], []).append(label(key))
    return list(told.items())
