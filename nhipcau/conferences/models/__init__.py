"""A conference, its ordered tiers, its sites and rooms, its programme, and what papers say of it."""

from nhipcau.conferences.models.conference import Amendment, Conference, ConferenceTier
from nhipcau.conferences.models.programme import Contingency, ProgrammeItem, SectionEdit, Sitting
from nhipcau.conferences.models.rooms import Room
from nhipcau.conferences.models.rows import (
    Contact,
    FromPaper,
    Particular,
    PlannedRehearsal,
    RegistrationDeadline,
    Speech,
    Task,
)
from nhipcau.conferences.models.sites import PinAttempts, Site, SiteSheet, SiteStep

__all__ = [
    "Amendment",
    "Conference",
    "ConferenceTier",
    "Contact",
    "Contingency",
    "FromPaper",
    "Particular",
    "PinAttempts",
    "PlannedRehearsal",
    "ProgrammeItem",
    "RegistrationDeadline",
    "Room",
    "SectionEdit",
    "Site",
    "SiteSheet",
    "SiteStep",
    "Sitting",
    "Speech",
    "Task",
]
