"""The facts that a posted sheet holds, and which of them a person changed. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from nhipcau.core import dates
from nhipcau.documents.intake.reading import EMPTY_FACTS, TIERS
from nhipcau.documents.sheet import LINES, LISTS, MOMENTS, SELECTS, SIGNER_PARTS, TEXTS, ListForm


@dataclass
class Posted:
    """What came back: facts in the contract's form, and by field name what could not be understood."""

    facts: dict[str, Any]
    errors: dict[str, str] = field(default_factory=dict)


class _Taker:
    def __init__(self, post: Mapping[str, str]) -> None:
        self.post = post
        self.errors: dict[str, str] = {}

    def text(self, name: str) -> str | None:
        return " ".join(self.post.get(name, "").split()) or None

    def lines(self, name: str) -> list[str]:
        return [" ".join(line.split()) for line in self.post.get(name, "").splitlines() if line.strip()]

    def moment(self, name: str) -> str | None:
        typed = self.post.get(name, "")
        try:
            return dates.kept(typed)
        except ValueError:
            self.errors[name] = _("“%(typed)s” không phải ngày giờ. Ghi như 24/12/2021 hoặc 08:00 24/12/2021.") % {
                "typed": typed.strip()[:40]
            }
            return None

    def number(self, name: str) -> int | None:
        typed = self.post.get(name, "").strip().replace(".", "")
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit() and len(typed) <= 6):
            self.errors[name] = _("“%(typed)s” không phải số. Chỉ ghi chữ số, ví dụ 11.") % {"typed": typed[:40]}
            return None
        return int(typed)

    def indices(self, key: str) -> Sequence[int]:
        found = {name.split("-")[1] for name in self.post if name.startswith(f"{key}-")}
        return sorted(int(one) for one in found if one.isascii() and one.isdigit() and len(one) <= 4)

    def entries(self, form: ListForm) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = []
        for index in self.indices(form.key):
            entry = {
                part: (self.moment if kind == "moment" else self.text)(f"{form.key}-{index}-{part}")
                for part, _label, kind in form.parts
            }
            bad = any(name.startswith(f"{form.key}-{index}-") for name in self.errors)
            if bad or any(value is not None for value in entry.values()):
                entries.append(entry)
        return entries


def taken(post: Mapping[str, str]) -> Posted:
    """The facts that a posted sheet holds."""
    take = _Taker(post)
    facts: dict[str, Any] = dict(EMPTY_FACTS)
    facts |= {key: take.text(key) for key in TEXTS}
    facts |= {key: take.lines(key) for key in LINES}
    facts |= {key: take.moment(key) for key in MOMENTS}
    for key, (_label, options) in SELECTS.items():
        facts[key] = post.get(key) if post.get(key) in options else None
    facts |= {form.key: take.entries(form) for form in LISTS}
    counts = {tier: take.number(f"site_counts-{tier}") for tier in TIERS}
    facts["site_counts"] = {tier: count for tier, count in counts.items() if count is not None}
    facts["tiers"] = [tier for tier in TIERS if post.get(f"tiers-{tier}")]
    participants = [
        {
            "tier": post.get(f"participants-{index}-tier") or None,
            "items": take.lines(f"participants-{index}-items"),
        }
        for index in take.indices("participants")
    ]
    facts["participants"] = [entry for entry in participants if entry["items"]]
    moments = [take.moment(f"rehearsals-{index}") for index in take.indices("rehearsals")]
    facts["rehearsals"] = [moment for moment in moments if moment is not None]
    limits = {part: take.number(f"paper_limits-{part}") for part in ("pages", "minutes")}
    facts["paper_limits"] = limits if any(value is not None for value in limits.values()) else None
    signer = {part: take.text(f"signer-{part}") for part in SIGNER_PARTS}
    facts["signer"] = signer if any(signer.values()) else None
    facts["replaces_invitation"] = bool(post.get("replaces_invitation"))
    return Posted(facts, take.errors)


def corrected(read: Mapping[str, Any], confirmed: Mapping[str, Any]) -> list[str]:
    """Keys whose value a person changed. White space does not count, nor does None where nothing was read."""
    return [key for key in EMPTY_FACTS if _plain(read.get(key)) != _plain(confirmed.get(key))]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, Mapping):
        return {key: plain for key, item in value.items() if (plain := _plain(item)) is not None} or None
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value] or None
    return value or None
