"""A conference, its ordered tiers, its sites, rehearsals, contacts and tasks."""

from nhipcau.conferences.models.conference import Amendment, Conference, ConferenceTier
from nhipcau.conferences.models.rows import (
    Contact,
    FromPaper,
    Particular,
    PlannedRehearsal,
    RegistrationDeadline,
    Speech,
    Task,
)
from nhipcau.conferences.models.sites import PinAttempts, Site, SiteStep

__all__ = [
    "Amendment",
    "Conference",
    "ConferenceTier",
    "Contact",
    "FromPaper",
    "Particular",
    "PinAttempts",
    "PlannedRehearsal",
    "RegistrationDeadline",
    "Site",
    "SiteStep",
    "Speech",
    "Task",
]
