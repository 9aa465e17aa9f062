"""The words of a paper as they are printed, with the profile's labels and signs: what all renderers share.

Here "5" becomes "Số: 05/KH-UBND", grounds end in ";", the body in "./.", a signer on somebody's behalf in
"TM. ỦY BAN NHÂN DÂN". Where the words stand and how large they are is each renderer's own matter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from nhipcau.typeset.model import (
    Annex,
    Basis,
    Block,
    Item,
    Kind,
    Level,
    Paper,
    PlaceDate,
    Run,
    Runs,
    Signer,
    Table,
    Urgency,
    plain,
)
from nhipcau.typeset.numbering import labelled, roman
from nhipcau.typeset.profiles import Profile
from nhipcau.typeset.tidy import TIED, tidy, tidy_line, tidy_runs, tied_title

BLANK = "\u2003\u2003"
"""What an office fills in by hand later: two em spaces, never a row of spaces."""

URGENCY_WORDS: dict[Urgency, str] = {
    Urgency.URGENT: "KHẨN",
    Urgency.VERY_URGENT: "THƯỢNG KHẨN",
    Urgency.IMMEDIATE: "HỎA TỐC",
}
_RANKS = list(Level)
_ENDS = " \u00a0.,;:/"


@dataclass(frozen=True, slots=True)
class Line:
    """A block of the body. style: name of a style in the profile; centred: a part's label above its title.

    leads: it announces what follows ("…, như sau:", a point that is a title) and does not stand alone at the foot of a
    page.
    """

    id: str
    style: str
    label: str
    runs: Runs
    align: str
    level: Level | None
    keep: bool
    table: Table | None = None
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """capacities: the stack above the position; name "" where it is still open."""

    capacities: tuple[str, ...]
    position: str
    name: str


@dataclass(frozen=True, slots=True)
class PrintedAnnex:
    id: str
    label: str
    title: Runs
    note: str
    lines: tuple[Line, ...]
    landscape: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """letter: an official letter, whose abstract stands under the number."""

    title: str
    letter: bool
    parent: tuple[str, ...]
    issuer: tuple[str, ...]
    nation: str
    motto: str
    number: str
    place_date: str
    urgency: str
    circulation: str
    heading: str
    abstract: Runs
    addressee_label: str
    addressees: tuple[str, ...]
    lines: tuple[Line, ...]
    signatures: tuple[Signature, ...]
    distribution_label: str
    distribution: tuple[str, ...]
    drafter: str
    contact: str
    annexes: tuple[PrintedAnnex, ...]


def printed(paper: Paper, profile: Profile) -> Printed:
    letter = paper.kind is Kind.LETTER
    head = profile.head
    contact = paper.contact
    numbered = notation(paper, profile)
    abstract = tied_title(tidy_runs(paper.abstract))
    return Printed(
        title=tidy_line(paper.title),
        letter=letter,
        parent=_capitals(paper.letterhead.parent),
        issuer=_capitals(paper.letterhead.issuer),
        nation=head.nation,
        motto=head.motto,
        number=profile.head.number_label + numbered if numbered else "",
        place_date=place_date(paper.place_date) if paper.place_date else "",
        urgency=URGENCY_WORDS.get(paper.urgency, ""),
        circulation=tidy_line(paper.circulation).upper(),
        heading="" if letter else tidy_line(paper.printed_heading).upper(),
        abstract=(Run(profile.title.letter_prefix), *abstract) if letter and abstract else abstract,
        addressee_label=_addressee_label(paper, profile) if paper.addressees else "",
        addressees=_addressees(paper),
        lines=body(paper.blocks, profile, ends=True),
        signatures=tuple(_signature(paper, profile, place) for place in range(len(paper.signers))),
        distribution_label=profile.distribution.label if _is_sent(paper) else "",
        distribution=_distribution(paper, profile),
        drafter=tidy_line(paper.drafter),
        contact="; ".join(
            tidy_line(words)
            for words in (
                contact.address and f"Địa chỉ: {contact.address}",
                contact.phone and f"Điện thoại: {contact.phone}",
                contact.email and f"Thư điện tử: {contact.email}",
                contact.website and f"Trang thông tin điện tử: {contact.website}",
            )
            if words
        )
        if contact
        else "",
        annexes=tuple(_annex(paper, profile, place) for place in range(len(paper.annexes))),
    )


def notation(paper: Paper, profile: Profile) -> str:
    """The number with its symbol: 05/KH-UBND, 127-TB/TU. Below ten with a leading zero; none leaves a blank."""
    digits = paper.notation.number.strip()
    if not digits and not paper.notation.symbol:
        return ""
    shown = digits.zfill(profile.head.number_digits) if digits.isdigit() else digits or BLANK
    return f"{tidy_line(shown)}{profile.head.number_joint}{tidy_line(paper.notation.symbol)}"


def place_date(where: PlaceDate) -> str:
    """Days below ten and the months 1 and 2 take a leading zero (NĐ 30/2020, Phụ lục I, mục II.4)."""
    day = f" {where.day:02d} " if where.day is not None else BLANK
    month = (f" {where.month:02d} " if where.month < 3 else f" {where.month} ") if where.month is not None else BLANK
    year = f" {where.year}" if where.year is not None else BLANK
    return f"{tidy_line(where.place)}, ngày{day}tháng{month}năm{year}"


def body(blocks: tuple[Block, ...], profile: Profile, *, ends: bool) -> tuple[Line, ...]:
    """The body's lines. ends: the last words carry the sign that the paper ends here."""
    bases = [block.id for block in blocks if isinstance(block, Basis)]
    lines: list[Line] = []
    for block, label in labelled(blocks):
        match block:
            case Table():
                rows = tuple(replace(row, cells=tuple(map(tidy_runs, row.cells))) for row in block.rows)
                columns = tuple(replace(column, title=tidy(column.title)) for column in block.columns)
                table = replace(block, rows=rows, columns=columns)
                lines.append(Line(block.id, "table", "", tidy_runs(block.caption), "left", None, False, table))
            case Basis():
                sign = profile.body.basis_last if block.id == bases[-1] else profile.body.basis_end
                lines.append(
                    Line(block.id, "basis", "", _ended(tidy_runs(block.runs), sign), "justify", None, keep=False)
                )
            case Item():
                lines.append(_item(block, label))
            case _:
                lines.append(Line(block.id, "body", "", tidy_runs(block.runs), block.align.value, None, keep=False))
    lines = [
        replace(line, leads=after is not None and _leads(line, after))
        for line, after in zip(lines, [*lines[1:], None], strict=True)
    ]
    if ends and lines and lines[-1].table is None:
        lines[-1] = replace(lines[-1], runs=_ended(lines[-1].runs, profile.body.end))
    return tuple(lines)


def _leads(line: Line, after: Line) -> bool:
    words = plain(line.runs)
    if line.keep or not words:
        return False
    if line.level is None or after.level is None or words[-1] in _ENDS:
        return words.endswith(":")
    return _RANKS.index(line.level) < _RANKS.index(after.level)


def _item(item: Item, label: str) -> Line:
    match item.level:
        case Level.PART:
            style = "part"
        case Level.ROMAN if item.heading:
            style = "roman"
        case _:
            style = "item_heading" if item.heading else "body"
    align = "center" if item.level is Level.PART else "justify"
    return Line(
        item.id, style, label, tidy_runs(item.runs), align, item.level, keep=item.heading or item.level is Level.PART
    )


def _addressee_label(paper: Paper, profile: Profile) -> str:
    return profile.body.submission_label if paper.kind is Kind.SUBMISSION else profile.body.addressee_label


def _addressees(paper: Paper) -> tuple[str, ...]:
    names = [tidy_line(one.name).rstrip(_ENDS) for one in paper.addressees]
    if len(names) < 2:
        return tuple(f"{name}." for name in names)
    return tuple(f"{name}{';' if place < len(names) else '.'}" for place, name in enumerate(names, 1))


def _signature(paper: Paper, profile: Profile, place: int) -> Signature:
    signer: Signer = paper.signers[place]
    position = signer.position
    if not position and not signer.stack and paper.kind is Kind.MINUTES and len(paper.signers) > 1:
        position = profile.signing.secretary if place == 0 else profile.signing.chair
    written = {stand.capacity: getattr(profile.signing.capacities, stand.capacity.value) for stand in signer.stack}
    return Signature(
        capacities=tuple(f"{written[stand.capacity]} {tidy_line(stand.of).upper()}" for stand in signer.stack),
        position=tidy_line(position).upper(),
        name=tidy_line(signer.name),
    )


def _is_sent(paper: Paper) -> bool:
    return bool(paper.distribution.recipients or paper.distribution.archive)


def _distribution(paper: Paper, profile: Profile) -> tuple[str, ...]:
    if not _is_sent(paper):
        return ()
    sent = profile.distribution
    lines = [
        f"{tidy_line(one.name).rstrip(_ENDS)}{_in_brackets(one.role)}{sent.end}"
        for one in paper.distribution.recipients
    ]
    archive = tidy_line(paper.distribution.archive).rstrip(_ENDS) or sent.archive_default
    return (*lines, f"{sent.archive}{archive}{sent.last}")


def _in_brackets(role: str) -> str:
    return f" ({tidy_line(role).replace(' ', TIED)})" if role else ""


def _annex(paper: Paper, profile: Profile, place: int) -> PrintedAnnex:
    annex: Annex = paper.annexes[place]
    label = profile.annex.label if len(paper.annexes) == 1 else f"{profile.annex.label} {roman(place + 1)}"
    return PrintedAnnex(
        annex.id,
        label,
        tidy_runs(annex.title),
        _attached(paper, profile) if annex.attached else "",
        body(annex.blocks, profile, ends=False),
        annex.landscape,
    )


def _attached(paper: Paper, profile: Profile) -> str:
    """ "(Kèm theo Kế hoạch số 15/KH-UBND ngày 05 tháng 01 năm 2026 của …)"."""
    kind = paper.printed_heading.capitalize() or "Công văn"
    numbered = notation(paper, profile)
    parts = (
        f"{profile.annex.attached} {kind}",
        f"số {numbered}" if numbered else "",
        place_date(paper.place_date).partition(", ")[2].replace(" ", TIED) if paper.place_date else "",
        f"của {tidy_line(paper.letterhead.name) or ' '.join(paper.letterhead.issuer)}",
    )
    return f"({' '.join(part for part in parts if part)})"


def _capitals(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(tidy(line).upper().split()) for line in lines if line.strip())


def _ended(runs: Runs, sign: str) -> Runs:
    """The runs with this sign at the end in place of any they had."""
    kept = list(runs)
    while kept and not kept[-1].text.rstrip(_ENDS):
        kept.pop()
    if not kept:
        return runs
    last = kept[-1]
    bare = last.text.rstrip(_ENDS)
    return (*kept[:-1], replace(last, text=bare), replace(last, text=sign, fact="", underline=False))
