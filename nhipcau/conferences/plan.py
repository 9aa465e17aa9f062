"""What a conference is made from: the facts a person confirmed, in typed form, whatever paper they came from."""

from dataclasses import dataclass
from datetime import date, datetime, time

from nhipcau.organs.models import Tier


@dataclass(frozen=True, slots=True)
class PlannedTier:
    """A tier that takes part; count: the number of its sites as printed or corrected, None where none is known."""

    tier: Tier
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The words of a paper: its id, and offsets into its text."""

    paper: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlannedContact:
    name: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """cooperating: the bodies named to work with the assignee, as printed."""

    assignee: str
    action: str
    due_date: date | None = None
    due_time: time | None = None
    cooperating: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class PlannedTrial:
    """A trial run."""

    at: datetime
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class PlannedDeadline:
    """Until when sites or delegates are to be reported."""

    what: str
    due_date: date | None = None
    due_time: time | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class PlannedSpeech:
    """pages, minutes: at most."""

    assignee: str
    topic: str = ""
    pages: int | None = None
    minutes: int | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class PlannedParticular:
    """kind: of `Particular.Kind`; tier: of participants; inherited: the paper that said it, where another did."""

    kind: str
    text: str
    tier: str = ""
    inherited: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class ConferencePlan:
    """units_on: the day whose units take part (the paper's); named: texts that name the issuing unit, best first.

    host: the unit that issues and chairs, where a person chose it. fill: whether every unit of the tiers gets a site,
    or the chairing one alone. kind: of `Conference.Kind`.
    """

    title: str
    tiers: tuple[PlannedTier, ...]
    units_on: date
    named: tuple[str, ...] = ()
    issuing_body: str = ""
    form: str = "truc_tuyen"
    start_date: date | None = None
    start_time: time | None = None
    duration: str = ""
    venue: str = ""
    rehearsals: tuple[PlannedTrial, ...] = ()
    deadlines: tuple[PlannedDeadline, ...] = ()
    speeches: tuple[PlannedSpeech, ...] = ()
    particulars: tuple[PlannedParticular, ...] = ()
    contacts: tuple[PlannedContact, ...] = ()
    tasks: tuple[PlannedTask, ...] = ()
    lobby: bool = True
    kind: str = "hoi_nghi"
    host: int | None = None
    fill: bool = True
