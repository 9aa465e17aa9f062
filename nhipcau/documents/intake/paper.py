"""The parts of a paper: head, body, tail, annex.

The head ends where the heading's abstract ends; the tail begins at "Nơi nhận" or at the signature, whichever stands
first (NĐ 30/2020, Phụ lục I, mục 2: cells 1-5, 6, 7-9). What follows the signature is an annex: a banner, a list of
sites.
"""

from __future__ import annotations

from dataclasses import dataclass

from nhipcau.documents.intake.corrected import as_corrected
from nhipcau.documents.intake.heading import Heading, read_heading
from nhipcau.documents.intake.identity import Identity, read_identity
from nhipcau.documents.intake.moments import Calendar, commonest_year
from nhipcau.documents.intake.outline import Block, outline
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.recipients import read_recipients
from nhipcau.documents.intake.second import second_paper
from nhipcau.documents.intake.signature import Signature, read_signature, tail_start


@dataclass(frozen=True)
class Paper:
    """A text taken apart; blocks and annex are outlines of the body and of what follows the signature."""

    text: str
    heading: Heading
    identity: Identity
    recipients: list[Found[str]]
    signature: Signature | None
    calendar: Calendar
    body_start: int
    body_end: int
    blocks: list[Block]
    annex: list[Block]
    second: int | None = None
    """Where another paper in the same text begins; nothing from there on is read."""
    printed: str = ""
    """The text with what it corrects; `text` is as long and has only what holds."""

    @property
    def body(self) -> str:
        return self.text[self.body_start : self.body_end]

    @property
    def everywhere(self) -> list[Block]:
        return [*self.blocks, *self.annex]


def take_apart(text: str) -> Paper:
    printed, text = text, as_corrected(text)
    heading = read_heading(text)
    second = second_paper(text, heading.body_start)
    whole, text = text, text if second is None else text[:second]
    identity = read_identity(text, heading.body_start)
    body_end = tail_start(text, heading.body_start)
    recipients = read_recipients(text, body_end)
    signature = read_signature(text, body_end)
    tail_end = max(body_end, signature.end if signature else 0, *(item.end for item in recipients), 0)
    issued = identity.issued.value if identity.issued else None
    year = identity.year or commonest_year(text)
    return Paper(
        text=whole,
        heading=heading,
        identity=identity,
        recipients=recipients,
        signature=signature,
        calendar=Calendar(issued, year),
        body_start=heading.body_start,
        body_end=body_end,
        blocks=outline(text, heading.body_start, body_end),
        annex=outline(text, tail_end, len(text)),
        second=second,
        printed=printed,
    )
