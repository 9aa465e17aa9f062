"""Written papers as pages list them, and by whom they can be written."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, may, reachable_unit_paths, written_papers
from nhipcau.core.errors import Refusal
from nhipcau.documents import identity
from nhipcau.documents.compose.about import takes_part
from nhipcau.documents.compose.overtaken import Change, overtaken
from nhipcau.documents.compose.proposing import kinds_for
from nhipcau.documents.models import Paper
from nhipcau.documents.register import notation
from nhipcau.documents.register.allocation import rule_for
from nhipcau.documents.writing import deadlines, states
from nhipcau.organs.models import Organ, Unit
from nhipcau.organs.queries import organs_writing_for

_WRITING: tuple[str, ...] = (Organ.Kind.COMMITTEE, Organ.Kind.COUNCIL, Organ.Kind.PARTY, Organ.Kind.OFFICE)


@dataclass(frozen=True, slots=True)
class Desk:
    """A conference as somebody writes for it. unit: for whom; None where they only look on."""

    conference: Conference
    unit: Unit | None
    host: bool


def desk_of(actor: Actor, pk: int | str, wanted: str = "") -> Desk:
    """The conference for its host's staff, or for a unit that takes part. wanted: pk of the unit that writes.

    Refusal (404) for everybody else: there is no such conference.
    """
    text = str(pk)
    found = Conference.objects.select_related("host").filter(pk=int(text)).first() if text.isdecimal() else None
    if found is None:
        raise _none()
    sees = may(actor, found.host.path, Need.VIEW)
    unit = _unit_of(actor, found, wanted)
    if not sees and unit is None:
        raise _none()
    return Desk(found, unit, unit is not None and unit.pk == found.host.pk)


def _unit_of(actor: Actor, conference: Conference, wanted: str) -> Unit | None:
    if wanted.isdecimal():
        unit = Unit.objects.filter(pk=int(wanted)).first()
        if unit is not None and may(actor, unit.path, Need.COMPOSE):
            return unit if unit.pk == conference.host.pk or takes_part(conference, unit) else None
        return None
    if may(actor, conference.host.path, Need.COMPOSE):
        return conference.host
    own = Unit.objects.filter(path__in=reachable_unit_paths(actor, Need.COMPOSE)).order_by("path")
    return next((one for one in own if takes_part(conference, one)), None)


def _none() -> Refusal:
    return Refusal(
        "no_such_conference",
        _("Không có hội nghị này, hoặc tài khoản của bạn không được xem."),
        _("Quay về trang chủ để chọn hội nghị trong phạm vi đơn vị của bạn."),
        status=404,
    )


def papers_of(actor: Actor, conference: Conference) -> QuerySet[Paper]:
    """Those that `actor` may read, the ones being worked on first."""
    found = written_papers(actor).filter(conference=conference).exclude(state=Paper.State.DISCARDED)
    return found.select_related("unit", "issuer", "follows", "conference").order_by("issued_at", "-uploaded_at", "-pk")


@dataclass(frozen=True, slots=True)
class OvertakenShown:
    """A paper that no longer says rightly what its conference is, for those who write for `unit` (a pk)."""

    paper: Paper
    changes: tuple[Change, ...]
    draft: Paper | None
    unit: int

    @property
    def words(self) -> str:
        """How the paper is spoken of."""
        if self.paper.direction == Paper.Direction.WRITTEN:
            return f"{self.paper.get_kind_display()} {self.paper.notation}"
        return identity.words(self.paper.confirmed or self.paper.facts)


def overtaken_shown(
    actor: Actor, conference: Conference, unit: Unit | None, *, briefly: bool = False
) -> list[OvertakenShown]:
    """Nothing for those who only look on: it is not theirs to write. briefly: see `overtaken`."""
    if unit is None or not may(actor, unit.path, Need.COMPOSE):
        return []
    found = overtaken(conference, unit, briefly=briefly)
    return [OvertakenShown(one.paper, one.changes, one.draft, unit.pk) for one in found]


def organs_of(unit: Unit) -> list[Organ]:
    """Offices of the unit that write, those for whom it acts first."""
    found = organs_writing_for(unit.pk)
    place = {kind: n for n, kind in enumerate(_WRITING)}
    return sorted(found, key=lambda one: (place.get(one.kind, len(place)), one.name))


def kinds_offered(desk: Desk, organs: list[Organ]) -> list[Paper.Kind]:
    party = any(notation.is_party(one.kind, one.name) for one in organs)
    return kinds_for(host=desk.host, party=party)


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be done with a paper, by whom. late: its deadline is over."""

    words: str
    shape: str
    late: bool = False


def next_of(paper: Paper) -> Next:
    due = deadlines.of(paper)
    late = due is not None and due.late and not paper.was_issued
    words = {
        Paper.State.DRAFT: _("Soạn, rồi ký nháy và trình ký"),
        Paper.State.INITIALLED: _("Chờ ký"),
        Paper.State.SIGNED: _("Văn thư cấp số, phát hành"),
        Paper.State.NUMBERED: _("Văn thư phát hành"),
        Paper.State.ISSUED: _("Gửi, theo dõi nơi nhận"),
        Paper.State.RECALLED: _("Không còn hiệu lực"),
        Paper.State.REPLACED: _("Không còn hiệu lực"),
    }[Paper.State(paper.state)]
    shape = "ok" if paper.state == Paper.State.ISSUED else "none" if paper.was_issued else "bad" if late else "soon"
    return Next(words, shape, late)


def owns_register(paper: Paper) -> bool:
    """Whether its number is given here at issue."""
    if paper.issuer is None:
        return False
    return rule_for(paper.issuer, paper.kind, clock.local(clock.now()).date()).own


def allowed(actor: Actor, paper: Paper) -> frozenset[str]:
    """The verbs that lead on from here and that `actor` may do."""
    if paper.unit is None:
        return frozenset()
    composes, issues = (may(actor, paper.unit.path, need) for need in (Need.COMPOSE, Need.ISSUE))
    by_issuer = {"number", "issue", "recall", "dispatch"}
    return frozenset(
        verb for verb in states.FROM if states.may(paper, verb) and (issues if verb in by_issuer else composes)
    )
