"""An official paper as a typed tree: what stands on it, never how it looks.

Composers build it, the editor changes it block by block, the renderers turn it into PDF, DOCX, HTML and text. How it
looks (sizes, margins, lines, signs at the end) comes from a dated format profile. All nodes are frozen: a change makes
a new paper. Blocks that somebody may edit carry an `id` that is unique within the paper and stays the same while words
change. A run may name a fact of the conference (`facts.py`); its text is then what the fact last said.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from nhipcau.typeset.vocabulary import HEADINGS, Align, Capacity, Kind, Level, System, Urgency


class Node:
    """What every part of a paper has in common: read from JSON strictly, unknown keys refused."""

    __slots__ = ()
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, slots=True)
class Run(Node):
    """Words of one look. `fact`: key of the conference's fact that they say, "" for words of their own."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    fact: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Letterhead(Node):
    """Who issues. Lines as the office breaks them; a long line wraps by itself. `parent` may be empty.

    name: the issuer as written in a sentence ("Thường trực Hội đồng nhân dân tỉnh"), "" for the issuer's lines.
    """

    issuer: tuple[str, ...]
    parent: tuple[str, ...] = ()
    system: System = System.STATE
    name: str = ""


@dataclass(frozen=True, slots=True)
class Notation(Node):
    """`number` as digits ("" while none is given: a blank is printed), `symbol` without the number: "KH-UBND"."""

    symbol: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class PlaceDate(Node):
    """Place and date of issue; what is not known yet is None and printed as a blank. Raises ValueError for no date."""

    place: str
    day: int | None = None
    month: int | None = None
    year: int | None = None

    def __post_init__(self) -> None:
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(f"month {self.month} does not exist")
        if self.day is not None:
            dt.date(self.year or 2000, self.month or 1, self.day)

    @classmethod
    def on(cls, place: str, day: dt.date) -> PlaceDate:
        return cls(place, day.day, day.month, day.year)

    @property
    def date(self) -> dt.date | None:
        if self.day is None or self.month is None or self.year is None:
            return None
        return dt.date(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Addressee(Node):
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Basis(Node):
    """A legal ground ("Căn cứ …"); the sign at its end is the profile's."""

    id: str
    runs: Runs
    type: Literal["basis"] = "basis"


@dataclass(frozen=True, slots=True)
class Paragraph(Node):
    id: str
    runs: Runs
    align: Align = Align.JUSTIFY
    type: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Item(Node):
    """Numbered text; the number follows from the rank and the items before (`numbering.py`).

    heading: its words are a title: in bold, never alone at the foot of a page.
    addressee: id of the addressee whose own requests begin here, "" for none.
    """

    id: str
    level: Level
    runs: Runs
    heading: bool = False
    addressee: str = ""
    type: Literal["item"] = "item"


@dataclass(frozen=True, slots=True)
class Column(Node):
    """share: width in parts of the sum of all shares."""

    title: str
    share: int = 1
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Row(Node):
    """group: one bold cell over all columns (a tier, a day); else as many cells as columns."""

    cells: tuple[Runs, ...]
    group: bool = False


@dataclass(frozen=True, slots=True)
class Table(Node):
    """Its head is repeated on every page. Raises ValueError where a row has not one cell for each column."""

    id: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: Runs = ()
    type: Literal["table"] = "table"

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, 1):
            wanted = 1 if row.group else len(self.columns)
            if len(row.cells) != wanted:
                raise ValueError(f"table {self.id}: row {number} has {len(row.cells)} cells instead of {wanted}")


Block = Annotated[Basis | Paragraph | Item | Table, Field(discriminator="type")]


@dataclass(frozen=True, slots=True)
class Stand(Node):
    """One line of a signing stack: ON_BEHALF of "ỦY BAN NHÂN DÂN", FOR_HEAD "CHỦ TỊCH"."""

    capacity: Capacity
    of: str


@dataclass(frozen=True, slots=True)
class Signer(Node):
    """name "" while it is not known who signs: the place stays free."""

    id: str
    position: str
    name: str = ""
    stack: tuple[Stand, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient(Node):
    """A line of "Nơi nhận". role: printed in brackets ("b/c", "đưa tin"), "" for none."""

    id: str
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Distribution(Node):
    """archive: what follows "Lưu:" ("VT, KGVX")."""

    recipients: tuple[Recipient, ...] = ()
    archive: str = ""


@dataclass(frozen=True, slots=True)
class Annex(Node):
    """Begins on its own page and counts its own pages.

    attached: print "(Kèm theo …)" below the title; blanks stay blank on electronic papers (NĐ 30/2020, Phụ lục I).
    """

    id: str
    title: Runs
    blocks: tuple[Block, ...] = ()
    attached: bool = True
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Contact(Node):
    """Foot of the first page."""

    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Paper(Node):
    """One paper with its annexes.

    heading: the kind's name as printed; "" takes the usual one.
    abstract: without "V/v", which the profile adds to letters.
    signers: the right-most last; two stand side by side (minutes: secretary left, chair right).
    place_date None prints none (minutes). profile: id of the profile it was issued with, "" while it is a draft.
    circulation: boxed words such as "XEM XONG TRẢ LẠI". drafter: initials of the drafter and number of copies.
    """

    kind: Kind
    letterhead: Letterhead
    notation: Notation
    place_date: PlaceDate | None
    abstract: Runs
    blocks: tuple[Block, ...]
    signers: tuple[Signer, ...]
    distribution: Distribution
    addressees: tuple[Addressee, ...] = ()
    heading: str = ""
    urgency: Urgency = Urgency.NORMAL
    circulation: str = ""
    drafter: str = ""
    annexes: tuple[Annex, ...] = ()
    contact: Contact | None = None
    profile: str = ""

    @property
    def printed_heading(self) -> str:
        return self.heading or HEADINGS.get(self.kind, "")

    @property
    def title(self) -> str:
        """In one line, for lists and for a file's metadata."""
        words = "".join(run.text for run in self.abstract)
        return " ".join(f"{self.printed_heading.capitalize()} {words}".split()) or self.notation.symbol


def plain(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def text(words: str, *, bold: bool = False, italic: bool = False) -> Runs:
    """Words of their own as runs."""
    return (Run(words, bold=bold, italic=italic),)
