"""Who has a paper and who has not, tier by tier."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from nhipcau.core.access import Actor, Need, access_written, own_deliveries
from nhipcau.core.errors import Refusal
from nhipcau.documents.dispatch import mailed, recipients
from nhipcau.documents.dispatch.standing import Standing, may_be_reminded, standing_of
from nhipcau.documents.models import Delivery, Paper

_NOT_THERE = {
    Delivery.State.QUEUED,
    Delivery.State.FAILED,
    Delivery.State.UNSURE,
    Delivery.State.RETURNED,
    Delivery.State.WITHDRAWN,
}


def readable(actor: Actor, pk: int | str) -> Paper:
    """A paper of the actor's own office, or one that was sent to it."""
    text = str(pk)
    received = own_deliveries(actor, Need.VIEW).filter(paper=int(text)) if text.isdecimal() else None
    if received is not None and received.exists():
        return Paper.objects.select_related("issuer", "conference__host", "unit").get(pk=int(text))
    found = access_written(actor, pk, Need.VIEW)
    if not found.was_issued:
        raise Refusal("no_such_paper", "", "", status=404)
    return found


def since(row: Delivery) -> list[Delivery]:
    """What the same unit was sent later that amends, replaces or recalls the paper: the later one holds."""
    hows = [Paper.Follows.AMENDS, Paper.Follows.REPLACES, Paper.Follows.RECALLS]
    later = Delivery.objects.filter(unit=row.unit, paper__follows=row.paper, paper__follows_how__in=hows)
    return list(later.select_related("paper").order_by("queued_at", "pk"))


def ended_by(papers: Sequence[Paper]) -> dict[int, Paper]:
    """By paper that no longer holds: the issued paper that replaced it, or says that it is recalled."""
    over = [one.pk for one in papers if one.state in {Paper.State.RECALLED, Paper.State.REPLACED}]
    hows = [Paper.Follows.REPLACES, Paper.Follows.RECALLS]
    later = Paper.objects.filter(follows__in=over, follows_how__in=hows, state=Paper.State.ISSUED).order_by("pk")
    return {one.follows_id: one for one in later.select_related("issuer")} if over else {}  # pyright: ignore[reportAttributeAccessIssue]


@dataclass(slots=True)
class Counts:
    """Of a group of recipients. there: units that are to have it, sent or not."""

    there: int = 0
    sent: int = 0
    opened: int = 0
    acknowledged: int = 0
    failed: int = 0

    @property
    def missing(self) -> int:
        return self.there - self.acknowledged

    @property
    def share(self) -> int:
        """Acknowledged, in parts of ten, for the width of a bar."""
        return round(10 * self.acknowledged / self.there) if self.there else 10

    def add(self, row: Delivery | None) -> None:
        self.there += 1
        if row is None:
            return
        self.sent += row.state not in _NOT_THERE
        self.opened += row.opened_at is not None
        self.acknowledged += row.state == Delivery.State.ACKNOWLEDGED
        self.failed += row.state == Delivery.State.FAILED


@dataclass(slots=True)
class Line:
    """One recipient. row: None where a unit below has not been sent it yet. who, phone: whom to call."""

    name: str
    row: Delivery | None
    who: str = ""
    phone: str = ""
    below: list["Line"] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    own_paper: str = ""
    standing: Standing | None = None

    @property
    def has_it(self) -> bool:
        return self.row is not None and self.row.state == Delivery.State.ACKNOWLEDGED


@dataclass(frozen=True, slots=True)
class Matrix:
    """lines: direct recipients, units first; tier one and the units below them counted apart.

    holds: the paper was neither recalled nor replaced; of one that was, nobody is missing any more.
    """

    lines: list[Line]
    direct: Counts
    below: Counts
    holds: bool = True

    @property
    def missing(self) -> list[tuple[str, Line]]:
        """Who has not acknowledged, with the name of the unit above; late ones are called from this list."""
        found: list[tuple[str, Line]] = []
        for line in self.lines if self.holds else []:
            if not line.has_it:
                found.append(("", line))
            found += [(line.name, one) for one in line.below if not one.has_it]
        return found

    @property
    def to_remind(self) -> int:
        """Direct recipients who have the paper, have not acknowledged it and were not reminded just now."""
        return sum(one.row is not None and may_be_reminded(one.row) for one in self.lines)

    @property
    def not_there(self) -> list[tuple[str, int]]:
        """Of those to whom it was sent and whom it has not reached: how each kind stands, in words, and how many."""
        lines = [one for line in self.lines for one in (line, *line.below)]
        some = [one.standing.words for one in lines if one.standing and one.row and one.row.state in _NOT_THERE]
        return Counter(some).most_common()

    @property
    def failed(self) -> int:
        """Letters that the server refused, which can be sent again together."""
        return sum(
            one.row is not None
            and one.row.state == Delivery.State.FAILED
            and one.row.channel == Delivery.Channel.EMAIL
            and one.standing is not None
            and not one.standing.next
            for line in self.lines
            for one in (line, *line.below)
        )


def matrix(paper: Paper) -> Matrix:
    """A handful of queries, whatever the number of recipients."""
    rows = list(paper.deliveries.select_related("unit"))
    letters = {one.key: one for one in mailed.letters_of(rows)}
    standing = {row.pk: standing_of(row, letters.get(mailed.key_of(row))) for row in rows}
    phones = recipients.phones_of(paper.conference) if paper.conference else {}
    of_unit = {row.unit.pk: row for row in rows if row.unit is not None}
    direct, below = Counts(), Counts()
    followed = _own_papers(paper)
    units_below = _units_below(paper, [row for row in rows if row.parent_id is None])  # pyright: ignore[reportAttributeAccessIssue]
    lines = []
    for row in rows:
        if row.parent_id is not None:  # pyright: ignore[reportAttributeAccessIssue]
            continue
        who, phone = phones.get(row.unit.pk, ("", "")) if row.unit else ("", "")
        line = Line(row.name, row, who, phone, own_paper=followed.get(row.unit.pk, "") if row.unit else "")
        line.standing = standing[row.pk]
        direct.add(row)
        for pk, name in units_below.get(row.pk, []):
            reached = of_unit.get(pk)
            who, phone = phones.get(pk, ("", ""))
            under = Line(name, reached, who, phone, own_paper=followed.get(pk, ""))
            under.standing = standing[reached.pk] if reached else None
            line.below.append(under)
            line.counts.add(reached)
            below.add(reached)
        lines.append(line)
    return Matrix(lines, direct, below, paper.state == Paper.State.ISSUED)


def below_of(parent: Delivery) -> Matrix:
    """The same for a recipient that passes the paper on: the units right below it, sent or not."""
    paper, unit = parent.paper, parent.unit
    rows = {one.unit.pk: one for one in paper.deliveries.filter(unit__isnull=False).select_related("unit") if one.unit}
    letters = {one.key: one for one in mailed.letters_of(rows.values())}
    phones = recipients.phones_of(paper.conference) if paper.conference else {}
    followed = _own_papers(paper)
    direct, lines = Counts(), []
    for one, _email in recipients.below(paper.conference, unit) if paper.conference and unit else []:
        row = rows.get(one.pk)
        who, phone = phones.get(one.pk, ("", ""))
        line = Line(one.name, row, who, phone, own_paper=followed.get(one.pk, ""))
        line.standing = standing_of(row, letters.get(mailed.key_of(row))) if row else None
        direct.add(row)
        lines.append(line)
    return Matrix(lines, direct, Counts(), paper.state == Paper.State.ISSUED)


def _units_below(paper: Paper, direct: Sequence[Delivery]) -> dict[int, list[tuple[int, str]]]:
    """By direct delivery: the units of the conference below its unit, as (pk, name)."""
    if paper.conference is None:
        return {}
    sites = paper.conference.sites.filter(withdrawn_at=None, unit__isnull=False).order_by("order")
    units = list(sites.values_list("unit__pk", "unit__name", "unit__path"))
    found: dict[int, list[tuple[int, str]]] = {}
    for row in direct:
        if row.unit is not None:
            path = row.unit.path
            found[row.pk] = [(pk, name) for pk, name, at in units if at.startswith(path) and at != path]
    return found


def _own_papers(paper: Paper) -> dict[int, str]:
    """By unit: the number of the paper that it issued to carry this one out."""
    issued = paper.followers.filter(Q(follows_how=Paper.Follows.CARRIES_OUT), state=Paper.State.ISSUED)
    return dict(issued.order_by("pk").values_list("unit_id", "notation"))


def missing_as_text(paper: Paper, found: Matrix) -> str:
    """Who has not acknowledged, with telephone numbers, to be copied."""
    lines = [f"{paper.notation}: {paper.title}"]
    for above, line in found.missing:
        name = f"{line.name} ({above})" if above else line.name
        stands = line.standing.words.lower() if line.standing and line.row and line.row.state in _NOT_THERE else ""
        lines.append(" - ".join(filter(None, (name, " ".join(filter(None, (line.who, line.phone))), stands))))
    return "\n".join(lines)
