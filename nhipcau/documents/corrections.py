"""What persons changed in a reading, and what was taken over from another paper: told row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nhipcau.documents import sheet, wording
from nhipcau.documents.models import ReceivedPaper


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person changed: what had been read, what stands now, who did it and when; nobody until it is kept."""

    key: str
    label: str
    was: str
    now: str
    by: str
    at: datetime | None


def corrections(paper: ReceivedPaper) -> list[Correction]:
    """In the order of the sheet's keys."""
    confirmed = paper.confirmed or {}
    return [
        Correction(
            key,
            wording.label(key),
            wording.told(key, made["was"]),
            wording.told(key, confirmed.get(key)),
            made["by"],
            datetime.fromisoformat(made["at"]),
        )
        for key, made in paper.corrections.items()
    ]


@dataclass(frozen=True, slots=True)
class Sides:
    """What was proposed and what stands, to tell for each row whether a person changed it, and what had been read."""

    paper: ReceivedPaper
    base: Mapping[str, Any]
    shown: Mapping[str, Any]
    corrected: set[str]

    def correction(self, row: sheet.Row) -> Correction | None:
        """Who changed this row, and what stood there before; None where it stands as it was read."""
        if row.key not in self.corrected or (row.empty and row.index is not None):
            return None
        was, now = self._values(self.base, row), self._values(self.shown, row)
        if was == now:
            return None
        made = self.paper.corrections.get(row.key)
        told = wording.told(row.key, was) if row.index is None and row.value is None else wording.one(row.key, was)
        at = datetime.fromisoformat(made["at"]) if made else None
        return Correction(row.key, str(row.label), told, "", made["by"] if made else "", at)

    def _values(self, facts: Mapping[str, Any], row: sheet.Row) -> Any:
        if row.value is not None:
            return row.value in facts["tiers"], facts["site_counts"].get(row.value)
        if row.index is None:
            return facts[row.key]
        entries = facts[row.key]
        if facts is self.shown:
            return entries[row.index] if row.index < len(entries) else None
        now = self._values(self.shown, row)
        if now in entries:
            return now
        gone = [entry for entry in entries if entry not in self.shown[row.key]]
        return max(gone, key=lambda entry: _likeness(entry, now), default=None)

    def inherited(self, row: sheet.Row) -> str:
        """The paper that said what this row says, where another did."""
        taken = self.paper.inherited.get("tiers" if row.value is not None else row.key)
        if taken is None or row.empty or self._values(self.base, row) != self._values(self.shown, row):
            return ""
        groups = taken.get("groups")
        return taken["said"] if groups is None or str(row.index) in groups else ""


def _likeness(one: Any, other: Any) -> int:
    """How many parts of two entries are the same, or for plain values none."""
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return 0
    return sum(one[part] == other.get(part) for part in one)
