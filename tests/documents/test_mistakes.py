"""Papers full of mistakes: everything a careful clerk would remark is remarked, at its words, and nothing else."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nhipcau.documents.intake import Remark, read_text, remarks
from tests.documents.papers import squeezed

FOLDER = Path(__file__).parent / "mistakes"
PAPERS = sorted(FOLDER.glob("*.txt"))
CODES = {
    "two_times": {"two_times", "two_readings"},
    "two_counts": {"two_readings"},
    "working_days": {"short_notice"},
    "symbol": {"number_form"},
    "missing_number": {"number_missing", "number_blank"},
    "missing_date": {"date_missing"},
    "no_such_date": {"no_such_date"},
    "citation": {"citation_form"},
    "deadline_before_issue": {"deadline_before_issue"},
    "deadline_after_event": {"deadline_after_start"},
    "rehearsal_after_start": {"rehearsal_after_start"},
    "totals": {"totals_differ"},
    "weekday": {"weekday_wrong"},
}
FOLLOWS = {"counts_missing", "start_missing"}
"""Told of what the paper lacks because of its mistakes, or of what is no mistake."""


def remarked(path: Path) -> tuple[str, list[Remark]]:
    reading = read_text(path.read_text("utf-8"))
    on = date.fromisoformat(reading.facts["issue_date"] or "2000-01-01")
    return reading.text, remarks(reading, on)


def answers(wanted: dict[str, Any], remark: Remark, text: str) -> bool:
    """The same kind of mistake, about words that overlap the labelled ones where it has any."""
    if remark.code not in CODES[wanted["kind"]]:
        return False
    if remark.start is None or not wanted.get("words"):
        return True
    said = squeezed(text[remark.start : remark.end])
    digits = set(re.findall(r"\d+", said))
    return any(
        said in squeezed(one) or squeezed(one) in said or digits & set(re.findall(r"\d+", one))
        for one in wanted["words"]
    )


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_every_mistake_is_remarked_and_nothing_else(path: Path) -> None:
    text, found = remarked(path)
    wanted = json.loads(path.with_suffix(".remarks.json").read_text("utf-8"))["remarks"]
    for one in wanted:
        assert any(answers(one, remark, text) for remark in found), one["says"]
    alarms = [one for one in found if one.code not in FOLLOWS and not any(answers(w, one, text) for w in wanted)]
    assert [one.message for one in alarms] == []


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_every_remark_says_what_to_do(path: Path) -> None:
    for one in remarked(path)[1]:
        assert one.hint, one.message
