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
class PlannedContact:
    name: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class PlannedTask:
    assignee: str
    action: str
    due_date: date | None = None
    due_time: time | None = None


@dataclass(frozen=True, slots=True)
class ConferencePlan:
    """units_on: the day whose units take part (the paper's); named: texts that name the issuing unit, best first."""

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
    rehearsals: tuple[datetime, ...] = ()
    contacts: tuple[PlannedContact, ...] = ()
    tasks: tuple[PlannedTask, ...] = ()
    lobby: bool = True
