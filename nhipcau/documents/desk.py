"""The paper beside its facts: what the page that checks a reading shows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nhipcau.core import clock, dates
from nhipcau.core.languages import translated
from nhipcau.documents import bodies, intake, places, planning, queries, sheet
from nhipcau.documents.corrections import Correction, Sides
from nhipcau.documents.intake.reading import EMPTY_FACTS, Remark, Span
from nhipcau.documents.intake.unit_names import Body
from nhipcau.documents.models import ReceivedPaper
from nhipcau.documents.row_places import REMARK, PlacesOfRows, as_shown
from nhipcau.documents.sheet_posted import corrected as corrected_keys
from nhipcau.organs.models import Tier

_WORDS = {
    places.SURE: gettext_lazy("Chắc chắn"),
    places.CHECK: gettext_lazy("Nên xem lại"),
    places.DOUBT: gettext_lazy("Cần quyết định"),
    "corrected": gettext_lazy("Đã sửa"),
    "inherited": gettext_lazy("Theo văn bản khác"),
    "inferred": "Suy ra",
    "absent": gettext_lazy("Không thấy"),
    "add": "",
}


@dataclass(frozen=True, slots=True)
class RowOnDesk:
    """A row of the sheet with the numbers of its places and how sure it is; remarks: messages about it."""

    row: sheet.Row
    numbers: tuple[int, ...]
    certainty: str
    remarks: tuple[str, ...] = ()
    anchors: tuple[int, ...] = ()  # numbers whose link from the text leads here: each to one row
    next_weak: str = ""  # of an uncertain row, the id of the control of the next one
    correction: Correction | None = None
    inherited: str = ""  # the paper that said it, where another did
    checked: bool = False  # a person found an uncertain row right
    bodies: tuple[Body, ...] = ()  # those named on it of which the list of units, or of short forms, says something

    @property
    def words(self) -> str:
        return _("Đã xem, đúng") if self.doubtful and self.checked else self.as_read

    @property
    def as_read(self) -> str:
        """How sure it is by itself, whoever has looked at it."""
        return str(_WORDS[self.certainty])

    @property
    def why(self) -> tuple[str, ...]:
        """Why somebody has to look, where he looks."""
        if self.remarks or any(body.unknown for body in self.bodies):
            return self.remarks
        return (_("Suy ra từ câu chữ, văn bản không ghi thẳng: đối chiếu với chỗ được tô."),) if self.numbers else ()

    @property
    def not_held(self) -> list[str]:
        """Units named on it that are not held and of which no remark on it speaks."""
        named = [words for body in self.bodies for words in body.unknown]
        return [words for words in named if not any(f"“{words}”" in one for one in self.remarks)]

    @property
    def doubtful(self) -> bool:
        """As it was read it is not sure: somebody has to look."""
        return self.certainty in {places.CHECK, places.DOUBT}

    @property
    def weak(self) -> bool:
        """Nobody has looked yet."""
        return self.doubtful and not self.checked

    @property
    def control(self) -> str:
        """The id of its first control."""
        return self.row.inputs[0].id

    @property
    def alone(self) -> bool:
        """One control: the row's label is its label too."""
        return len(self.row.inputs) == 1


@dataclass(frozen=True, slots=True)
class RemarkOnDesk:
    """A remark with the number of its words, and the control where it is mended. anchor: the text leads here."""

    said: Remark
    number: int | None = None
    anchor: bool = False
    control: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    issuer: list[places.Line]
    nation: list[places.Line]
    pages: list[list[places.Line]]
    groups: list[tuple[str, list[RowOnDesk]]]
    remarks: list[RemarkOnDesk]
    sites: list[tuple[str, int]]
    site_total: int
    facts: Mapping[str, Any]

    @property
    def weak(self) -> list[RowOnDesk]:
        """The uncertain rows, in order."""
        return [one for _, rows in self.groups for one in rows if one.weak]

    @property
    def doubtful(self) -> int:
        """How many rows somebody had, or has, to look at."""
        return sum(one.doubtful for _, rows in self.groups for one in rows)

    @property
    def summary(self) -> str:
        """What confirming makes: `họp 08:00 24/12/2021, 212 điểm cầu (1 cấp tỉnh + …), 2 nhiệm vụ, …`."""
        of_tiers = " + ".join(f"{count} {name[0].lower()}{name[1:]}" for name, count in self.sites)
        sites = ngettext("%(n)s điểm cầu", "%(n)s điểm cầu", self.site_total) % {"n": self.site_total}
        start = self.facts["start"]
        tasks, rehearsals = len(self.facts["tasks"]), len(self.facts["rehearsals"])
        return ", ".join(
            (
                _("họp %(moment)s") % {"moment": dates.written(start)} if start else _("chưa định ngày"),
                f"{sites} ({of_tiers})" if len(self.sites) > 1 else sites,
                ngettext("%(n)s nhiệm vụ", "%(n)s nhiệm vụ", tasks) % {"n": tasks},
                ngettext("%(n)s buổi chạy thử", "%(n)s buổi chạy thử", rehearsals) % {"n": rehearsals},
            )
        )


def lay_out(
    paper: ReceivedPaper,
    facts: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
    parents: Sequence[tuple[str, Mapping[str, Any]]] = (),
) -> Desk:
    """facts: those to show where they are not the paper's own; errors, typed: by field name, see `sheet.groups`;
    parents: the papers that this one goes by, as (what they are called, their facts).
    """
    base = {**EMPTY_FACTS, **queries.proposed(paper)}
    shown = {**EMPTY_FACTS, **(facts or paper.confirmed or base)}
    corrected = set(corrected_keys(base, shown))
    root, planned, of_sites = planning.sites(shown)
    day = planning.units_day(shown)
    names = bodies.names_held(root, day)
    remarks = [one for one in _remarks(paper, shown, parents) if one.key not in corrected or one.code == "start_past"]
    remarks = [one for one in remarks if one.code != "counts_missing"] + of_sites
    remarks += bodies.remarks(shown, [Span(**span) for span in paper.spans], names, root, day)
    remarks += [Remark.from_json(one) for one in paper.file_remarks]
    remarks = [replace(one, message=translated(one.message), hint=translated(one.hint)) for one in remarks]
    remarks.sort(key=lambda one: not one.grave)
    numbered = places.number_places([*paper.spans, *_spans(remarks)], len(paper.text))
    located = as_shown(numbered, paper.facts, shown)
    sides = Sides(paper, base, shown, corrected)
    of_rows = PlacesOfRows(located)
    groups = [
        (
            group.title,
            [_on_desk(row, sides, of_rows, remarks, bodies.of_row(row, shown, names)) for row in group.rows],
        )
        for group in sheet.groups(shown, errors, typed)
    ]
    groups = _chained(_anchored(groups))
    counted = Counter(site.tier for site in planned)
    issuer, nation, lines = places.letterhead(places.lit(paper.text, located))
    return Desk(
        issuer=issuer,
        nation=nation,
        pages=places.pages(lines, len(issuer)),
        groups=groups,
        remarks=_placed(remarks, located, groups),
        sites=[(str(Tier(tier).label), counted[tier]) for tier in counted],
        site_total=len(planned),
        facts=shown,
    )


def _spans(remarks: Sequence[Remark]) -> list[dict[str, Any]]:
    """The words of remarks, to be lit as well."""
    return [
        {"key": REMARK, "start": one.start, "end": one.end, "confidence": 0.3 if one.grave else 0.6}
        for one in remarks
        if one.start is not None and one.end is not None
    ]


def _placed(
    remarks: Sequence[Remark], located: Sequence[places.Place], groups: Sequence[tuple[str, Sequence[RowOnDesk]]]
) -> list[RemarkOnDesk]:
    rows = [row for _, of_group in groups for row in of_group]
    taken = {number for row in rows for number in row.anchors}
    by_words = {(place.start, place.end): place.number for place in located}
    first = {place.key: place.number for place in reversed(located)}
    placed: list[RemarkOnDesk] = []
    for one in remarks:
        number = by_words.get((one.start or 0, one.end or 0)) or first.get(one.key or "")
        placed.append(RemarkOnDesk(one, number, number not in taken, _mended_at(one, rows)))
        if number:
            taken.add(number)
    return placed


def _mended_at(remark: Remark, rows: Sequence[RowOnDesk]) -> str:
    """The control at which a remark is mended: of the row that it is about, else of the first of its fact."""
    told = [row for row in rows if remark.message in row.remarks]
    of_key = [row for row in rows if row.row.key == remark.key]
    return next((row.control for row in (*told, *of_key)), "")


@dataclass(frozen=True, slots=True)
class Text:
    """The paper's text alone, to be read."""

    issuer: list[places.Line]
    nation: list[places.Line]
    pages: list[list[places.Line]]


def to_read(paper: ReceivedPaper, at: str) -> Text:
    """The text with its facts lit. at: `start-end`, the words that somebody came to see, else anything."""
    located = places.number_places(paper.spans, len(paper.text))
    start, _, end = at.partition("-")
    if start.isdecimal() and end.isdecimal() and len(at) < 20 and int(start) < int(end) <= len(paper.text):
        located = [*located, places.Place(0, "", int(start), int(end), places.HERE)]
    issuer, nation, lines = places.letterhead(places.lit(paper.text, located))
    return Text(issuer, nation, places.pages(lines, len(issuer)))


def _anchored(groups: list[tuple[str, list[RowOnDesk]]]) -> list[tuple[str, list[RowOnDesk]]]:
    taken: set[int] = set()
    anchored: list[tuple[str, list[RowOnDesk]]] = []
    for title, rows in groups:
        placed: list[RowOnDesk] = []
        for one in rows:
            free = tuple(number for number in one.numbers if number not in taken)
            taken.update(free)
            placed.append(replace(one, anchors=free))
        anchored.append((title, placed))
    return anchored


def _chained(groups: list[tuple[str, list[RowOnDesk]]]) -> list[tuple[str, list[RowOnDesk]]]:
    """Each uncertain row with the way to the next, so that they can be gone through by the keyboard."""
    following = ""
    chained: list[tuple[str, list[RowOnDesk]]] = []
    for title, rows in reversed(groups):
        placed: list[RowOnDesk] = []
        for one in reversed(rows):
            placed.append(replace(one, next_weak=following) if one.weak else one)
            following = one.control if one.weak else following
        chained.append((title, placed[::-1]))
    return chained[::-1]


def _remarks(
    paper: ReceivedPaper, facts: dict[str, Any], parents: Sequence[tuple[str, Mapping[str, Any]]]
) -> list[Remark]:
    """Remarks on the facts as they stand now, in the words of the reader of papers."""
    reading = intake.Reading(facts, [Span(**span) for span in paper.spans], paper.text, [])
    return intake.remarks(reading, clock.local(clock.now()).date(), parents)


def _is_about(remark: Remark, row: sheet.Row, mine: Sequence[places.Place]) -> bool:
    """A remark on a fact of one row, on words within those of this row, or on those that say otherwise; of other rows
    of a list it says nothing."""
    if remark.key == row.key and row.index is None and row.value is None:
        return True
    if any(place.other == (remark.start, remark.end) for place in mine if place.other):
        return True
    if remark.key not in (None, row.key) or remark.start is None or remark.end is None:
        return False
    return any(place.start < remark.end and remark.start < place.end for place in mine)


def _on_desk(
    row: sheet.Row,
    sides: Sides,
    located: PlacesOfRows,
    remarks: Sequence[Remark],
    named: tuple[Body, ...],
) -> RowOnDesk:
    mine = located.of(row)
    numbers = tuple(sorted({place.number for place in mine}))
    about = tuple(one.message for one in remarks if _is_about(one, row, mine))
    shown = RowOnDesk(row, numbers, "", about, checked=row.name in sides.paper.checked, bodies=named)
    if correction := sides.correction(row):
        return replace(shown, certainty="corrected", correction=correction)
    if said := sides.inherited(row):
        return replace(shown, certainty="inherited", inherited=said)
    if row.empty and not mine:
        listed = row.index is not None
        return replace(shown, certainty="add" if listed else (places.CHECK if about else "absent"))
    odd = bool(about) or any(one.unknown for one in named)
    if not mine:
        return replace(shown, certainty=places.CHECK if odd else "inferred")
    found = {place.certainty for place in mine}
    weakest = next(one for one in (places.DOUBT, places.CHECK, places.SURE) if one in found)
    return replace(shown, certainty=places.CHECK if odd and weakest == places.SURE else weakest)
