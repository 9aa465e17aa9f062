"""What a paper takes over from one that it goes by: "thành phần theo Kế hoạch số 52/KH-HĐND".

Pure. Taken over is what the paper leaves to the other one: participants of a tier where it only points there, and
contacts, tiers and counts where it says nothing and bids to go by that paper.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from nhipcau.documents import identity
from nhipcau.documents.intake.citations import citations

_POINTS: Final = re.compile(r"^(?:.{0,60}\b)?(?:theo|như)\b.{0,80}\bsố\s*[0-9]", re.IGNORECASE)
_WHOLE: Final = ("contacts", "tiers", "site_counts", "meeting_form", "venue_main", "paper_limits")


@dataclass(frozen=True, slots=True)
class Parent:
    """A paper that is gone by. facts: as confirmed."""

    pk: int
    facts: Mapping[str, Any]

    @property
    def words(self) -> str:
        return identity.words(self.facts)


def inherited(text: str, facts: Mapping[str, Any], parents: Sequence[Parent]) -> dict[str, dict[str, Any]]:
    """By key: {"value", "paper", "said"}, of participants also which groups. Only of the first paper gone by."""
    followed = [one for one in citations(text) if one.followed]
    parent = next((one for one in parents if any(_is(one, cited.number) for cited in followed)), None)
    if parent is None:
        return {}
    told = {"paper": parent.pk, "said": parent.words}
    found: dict[str, dict[str, Any]] = {}
    for key in _WHOLE:
        if not facts[key] and parent.facts.get(key):
            found[key] = {**told, "value": parent.facts[key]}
    value, groups = _participants(facts, parent)
    if groups:
        found["participants"] = {**told, "value": value, "groups": groups}
    return found


def _is(parent: Parent, number: str) -> bool:
    own = parent.facts.get("number")
    return bool(own) and identity.number_key(own) == identity.number_key(number)


def _participants(facts: Mapping[str, Any], parent: Parent) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The groups with what they point to filled in, and which of them (by place) came from the parent."""
    theirs = {group["tier"]: group["items"] for group in parent.facts["participants"]}
    groups: list[dict[str, Any]] = []
    taken: dict[str, str] = {}
    for group in facts["participants"]:
        pointing = [item for item in group["items"] if _POINTS.match(item)]
        if pointing and theirs.get(group["tier"]):
            own = [item for item in group["items"] if item not in pointing]
            if own:
                groups.append({"tier": group["tier"], "items": own})
            taken[str(len(groups))] = parent.words
            groups.append({"tier": group["tier"], "items": list(theirs[group["tier"]])})
        else:
            groups.append(group)
    if not facts["participants"]:
        taken = {str(index): parent.words for index in range(len(parent.facts["participants"]))}
        groups = [dict(group) for group in parent.facts["participants"]]
    return groups, taken
