"""How close a reading comes to what a careful clerk noted: one figure from 0 to 1 for each key of a paper.

Values that are either right or wrong are compared as such; wording is compared by its likeness, so that a reading that
says the same in nearly the same words counts; lists are paired one to one and scored by precision and recall (F1).
Keys that neither the label nor the reading holds say nothing and are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

EXACT: Final = (
    "doc_type", "issue_date", "meeting_form", "start", "site_counts", "replaces_invitation", "paper_limits",
)  # fmt: skip
WORDING: Final = ("issuing_body", "place", "subject", "meeting_title", "end_or_duration", "venue_main")
LISTS: Final = ("materials", "recipients", "press")
_SAME_PERSON: Final = 0.9
_SAME_BODY: Final = 0.75


def _plain(value: object) -> str:
    text = unicodedata.normalize("NFC", str(value or "")).lower()
    text = re.sub(r"\s*[-–—]\s*", "-", re.sub(r"[*_#>`\\]", "", text))
    return re.sub(r"\s+", " ", text).strip(" .;,:()\"'“”/")


def likeness(a: object, b: object) -> float:
    x, y = _plain(a), _plain(b)
    if x == y:
        return 1.0
    return SequenceMatcher(None, x, y, autojunk=False).ratio() if x and y else 0.0


def _step(value: float, whole: float, half: float) -> float:
    return 1.0 if value >= whole else 0.5 if value >= half else 0.0


def _paired(want: Sequence[Any], got: Sequence[Any], alike: Callable[[Any, Any], float]) -> float:
    """F1 of the best pairs taken first, each entry once."""
    if not want or not got:
        return 1.0 if not want and not got else 0.0
    pairs = sorted(((alike(w, g), i, j) for i, w in enumerate(want) for j, g in enumerate(got)), reverse=True)
    left, right, total = set(range(len(want))), set(range(len(got))), 0.0
    for score, i, j in pairs:
        if score > 0 and i in left and j in right:
            left.discard(i)
            right.discard(j)
            total += score
    return 2 * total / (len(want) + len(got))


def _wording(want: object, got: object) -> float:
    if not want or not got:
        return 1.0 if not want and not got else 0.0
    return _step(likeness(want, got), 0.93, 0.75)


def _task(want: Mapping[str, Any], got: Mapping[str, Any]) -> float:
    who = likeness(want["assignee"], got["assignee"])
    if who < _SAME_BODY:
        return 0.0
    asked = set(re.findall(r"\w+", _plain(want["action_summary"])))
    read = set(re.findall(r"\w+", _plain(got["action_summary"])))
    said = min(1.0, len(asked & read) / len(asked) / 0.6) if asked else 1.0
    return 0.4 * _step(who, 0.9, _SAME_BODY) + 0.4 * (want["due"] == got["due"]) + 0.2 * said


def _digits(phone: str | None) -> list[str]:
    return sorted(filter(None, (re.sub(r"\D", "", part) for part in re.split(r"[;,/]", phone or ""))))


def _contact(want: Mapping[str, Any], got: Mapping[str, Any]) -> float:
    phone = _digits(want["phone"]) == _digits(got["phone"])
    mail = _plain(want["email"]) == _plain(got["email"])
    if want["name"] and likeness(want["name"], got["name"]) < _SAME_PERSON:
        return 0.0
    return 0.0 if not want["name"] and not (phone and mail) else 0.4 + 0.4 * phone + 0.2 * mail


def _people(groups: Sequence[Mapping[str, Any]]) -> list[tuple[str | None, str]]:
    return [(group["tier"], item) for group in groups for item in group["items"]]


def _score(key: str, want: Any, got: Any) -> float:
    if key == "tiers":
        return float(sorted(want) == sorted(got))
    if key == "number":
        return float(_plain(want).replace(" ", "") == _plain(got).replace(" ", ""))
    if key in WORDING:
        return _wording(want, got)
    if key in LISTS:
        return _paired(want, got, lambda w, g: _step(likeness(w, g), 0.9, 0.7))
    if key == "rehearsals":
        return _paired(want, got, lambda w, g: float(w == g))
    if key == "registration_deadlines":
        return _paired(want, got, lambda w, g: float(w["due"] == g["due"]))
    if key == "participants":
        sitting = _people(want), _people(got)
        return _paired(*sitting, lambda w, g: _step(likeness(w[1], g[1]), 0.9, 0.7) * (1.0 if w[0] == g[0] else 0.5))
    if key == "tasks":
        return _paired(want, got, _task)
    if key == "papers":
        return _paired(
            want,
            got,
            lambda w, g: (
                0.5 * (likeness(w["assignee"], g["assignee"]) >= 0.9) + 0.5 * (likeness(w["topic"], g["topic"]) >= 0.8)
            ),
        )
    if key == "contacts":
        return _paired(want, got, _contact)
    if key == "signer":
        if not want or not got:
            return float(not want and not got)
        return sum(_wording(want[field], got[field]) for field in ("authority", "position", "name")) / 3
    return float((want or None) == (got or None))


def score(want: Mapping[str, Any], got: Mapping[str, Any]) -> dict[str, float]:
    """A figure for each key that the label or the reading holds."""
    return {key: _score(key, want[key], got[key]) for key in want if want[key] or got[key]}


def mean(scores: Mapping[str, float]) -> float:
    return sum(scores.values()) / len(scores) if scores else 1.0
