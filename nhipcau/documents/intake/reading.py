"""What reading a paper gives: facts, their places in the text, and remarks on them.

The keys and their forms are the contract that the page, the command line and the scorer share; they stand here once
so that no reader of a single fact can forget or invent a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Generic, TypeVar

from nhipcau.core.phrases import packed, unpacked

T = TypeVar("T")

EMPTY_FACTS: Final[Mapping[str, Any]] = {
    "doc_type": None,
    "number": None,
    "issuing_body": None,
    "place": None,
    "issue_date": None,
    "subject": None,
    "meeting_title": None,
    "meeting_form": None,
    "tiers": [],
    "site_counts": {},
    "start": None,
    "end_or_duration": None,
    "venue_main": None,
    "participants": [],
    "tasks": [],
    "rehearsals": [],
    "registration_deadlines": [],
    "materials": [],
    "papers": [],
    "paper_limits": None,
    "contacts": [],
    "recipients": [],
    "signer": None,
    "replaces_invitation": False,
    "press": [],
}

TIERS: Final = ("trung_uong", "tinh", "huyen", "xa")


@dataclass(frozen=True)
class Found(Generic[T]):
    """A value read at text[start:end]; confidence is 1 for what is printed as such and falls with each inference.

    other: the place that another rule reads differently, where there is one.
    """

    value: T
    start: int
    end: int
    confidence: float = 0.9
    other: tuple[int, int] | None = None


@dataclass(frozen=True)
class Span:
    """The place of one fact; `index` joins it to its entry in a list fact, `value` to its entry in a mapping.

    other_start, other_end: the words that another rule reads differently; the fact is uncertain then.
    """

    key: str
    start: int
    end: int
    confidence: float
    index: int | None = None
    value: str | None = None
    other_start: int | None = None
    other_end: int | None = None

    def to_json(self) -> dict[str, Any]:
        form: dict[str, Any] = {
            "key": self.key,
            "start": self.start,
            "end": self.end,
            "confidence": round(self.confidence, 2),
        }
        if self.index is not None:
            form["index"] = self.index
        if self.value is not None:
            form["value"] = self.value
        if self.other_start is not None:
            form |= {"other_start": self.other_start, "other_end": self.other_end}
        return form


@dataclass(frozen=True)
class Remark:
    """Something the clerk should look at before the paper becomes a conference; never a reason to refuse it.

    message: what, and where it stands; hint: what to do; key: the fact that it is about; start, end: the words, where
    some can be shown; grave: the paper contradicts itself, somebody must decide.
    """

    code: str
    message: str
    key: str | None = None
    hint: str = ""
    start: int | None = None
    end: int | None = None
    grave: bool = False

    def to_json(self) -> dict[str, Any]:
        """In a form that keeps what its words are made of."""
        return {**asdict(self), "message": packed(self.message), "hint": packed(self.hint)}

    @staticmethod
    def from_json(form: Mapping[str, Any]) -> Remark:
        return Remark(**{**form, "message": unpacked(form["message"]), "hint": unpacked(form["hint"])})

    def at(self, place: tuple[int, int] | None) -> Remark:
        """The same remark about text[start:end]."""
        return self if place is None else replace(self, start=place[0], end=place[1])


@dataclass(frozen=True)
class Reading:
    """`text` is the paper as `normal.normalise` leaves it (NFC, LF, plain dashes, quotes and spaces, no Markdown
    marks); every span is a pair of offsets into it. `remarks` are those that need no knowledge of the day's date."""

    facts: dict[str, Any]
    spans: list[Span]
    text: str
    remarks: list[Remark]

    def to_json(self, spans: bool = False) -> dict[str, Any]:
        form = dict(self.facts)
        if spans:
            form["spans"] = [span.to_json() for span in self.spans]
        return form
