"""What a format profile holds. Lengths in millimetres (`mm`), sizes, gaps and lines in points."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from nhipcau.typeset.model import Node, System


class Under(StrEnum):
    """What stands below the issuer or the abstract."""

    LINE = "line"
    STAR = "star"
    DASHES = "dashes"


@dataclass(frozen=True, slots=True)
class Style(Node):
    """How one component is set; size in points."""

    size: float
    bold: bool = False
    italic: bool = False
    caps: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Page(Node):
    """Margins from the edge; number_from_top: from the edge to the top of the page number's line."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    number_from_top: float

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Head(Node):
    """Letterhead: two columns; under_nation and issuer_line are parts of the text's length; gap: before the number."""

    left: float
    right: float
    nation: str
    motto: str
    under_nation: float
    under_issuer: Under
    issuer_line: float
    number_label: str
    number_joint: str
    number_digits: int
    gap: float


@dataclass(frozen=True, slots=True)
class Title(Node):
    under: Under
    line: float
    letter_prefix: str
    gap: float


@dataclass(frozen=True, slots=True)
class Body(Node):
    """line: from one base line to the next."""

    indent: float
    gap: float
    line: float
    basis_end: str
    basis_last: str
    end: str
    addressee_label: str
    submission_label: str


@dataclass(frozen=True, slots=True)
class Capacities(Node):
    on_behalf: str
    for_head: str
    by_order: str
    by_delegation: str
    acting: str


@dataclass(frozen=True, slots=True)
class Signing(Node):
    """secretary, chair: what stands over the two signatures of minutes."""

    left: float
    right: float
    blank_lines: int
    secretary: str
    chair: str
    capacities: Capacities


@dataclass(frozen=True, slots=True)
class Sent(Node):
    """The list "Nơi nhận": signs at the ends of its lines, words before the archive."""

    label: str
    end: str
    last: str
    archive: str
    archive_default: str


@dataclass(frozen=True, slots=True)
class Attachment(Node):
    label: str
    attached: str


@dataclass(frozen=True, slots=True)
class Styles(Node):
    nation: Style
    motto: Style
    parent: Style
    issuer: Style
    number: Style
    place_date: Style
    heading: Style
    abstract: Style
    letter_abstract: Style
    basis: Style
    body: Style
    part: Style
    roman: Style
    item_heading: Style
    addressee: Style
    capacity: Style
    position: Style
    name: Style
    distribution_label: Style
    distribution: Style
    urgency: Style
    circulation: Style
    drafter: Style
    contact: Style
    annex_label: Style
    annex_title: Style
    annex_note: Style
    page_number: Style
    table_head: Style
    table: Style
    caption: Style


@dataclass(frozen=True, slots=True)
class Profile(Node):
    """valid_to: first day on which it no longer holds."""

    id: str
    name: str
    system: System
    valid_from: dt.date
    page: Page
    head: Head
    title: Title
    body: Body
    signing: Signing
    distribution: Sent
    annex: Attachment
    styles: Styles
    valid_to: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
