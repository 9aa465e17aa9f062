"""What a clerk should look at in a reading before a conference is made of it. None of it refuses the paper.

`paper_remarks` follow from the paper alone; `remarks` add what needs the day on which it is looked at, the calendar of
public holidays, and the papers that this one goes by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from nhipcau.documents.intake.reading import Reading, Remark, Span
from nhipcau.documents.intake.remarks import agreement, deadlines, numbers, presence, readings, tiers, times

__all__ = ["paper_remarks", "remarks"]


def paper_remarks(facts: dict[str, Any], text: str, spans: Sequence[Span]) -> list[Remark]:
    """Remarks that follow from the paper alone."""
    return _of_paper(facts, text, spans)


def _of_paper(facts: Mapping[str, Any], text: str, spans: Sequence[Span]) -> list[Remark]:
    if not facts["meeting_title"] and not facts["start"] and not facts["participants"]:
        return [presence.CONVENES_NOTHING]
    found = [
        *presence.check(facts, text),
        *times.check(facts, text, spans),
        *deadlines.check(facts, spans),
        *numbers.check(facts, text),
        *tiers.check(facts, text),
        *agreement.citation_forms(facts, text),
    ]
    return [*found, *readings.check(facts, text, spans, found)]


def remarks(reading: Reading, today: date, parents: Sequence[tuple[str, Mapping[str, Any]]] = ()) -> list[Remark]:
    """All remarks on a reading. parents: papers that it goes by, as (what they are called, their facts)."""
    found = _of_paper(reading.facts, reading.text, reading.spans)
    if found == [presence.CONVENES_NOTHING]:
        return found
    found += deadlines.check_today(reading.facts, reading.spans, today)
    found += deadlines.check_notice(reading.facts, reading.text, reading.spans)
    for said, facts in parents:
        found += agreement.participants(reading.facts, reading.spans, said, facts)
    return found
