"""What the conference page shows of rehearsals."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.rehearsal.lineup import count_eligible
from nhipcau.rehearsal.models import Rehearsal

_SLOW_AFTER: Final = timedelta(seconds=6)
_INSIDE: Final = "in"
_AT_THE_DOOR: Final = "waiting"


@dataclass(frozen=True, slots=True)
class RehearsalStatus:
    """rehearsal: the active or the last one. free: how many sites could be simulated now.

    inside, waiting: simulated sites in the hall and in the lobby. unattended: asked for, but nobody carries it out.
    """

    rehearsal: Rehearsal | None
    active: bool
    free: int
    inside: int
    waiting: int
    unattended: bool

    @property
    def message(self) -> str:
        """What it is doing, or why it ended. Kept in Vietnamese; after a colon come figures, or a program's words."""
        if self.rehearsal is None or not self.rehearsal.message:
            return ""
        what, colon, rest = self.rehearsal.message.partition(": ")
        return f"{gettext(what)}{colon}{rest}"

    @property
    def failed(self) -> bool:
        return self.rehearsal is not None and self.rehearsal.state == Rehearsal.State.FAILED


def rehearsal_status(conference: Conference) -> RehearsalStatus:
    mine = Rehearsal.objects.filter(conference=conference)
    latest = mine.filter(ended_at__isnull=True).first() or mine.order_by("-asked_at").first()
    active = latest is not None and latest.is_active
    counts = latest.counts if latest is not None and active else {}
    return RehearsalStatus(
        rehearsal=latest,
        active=active,
        free=count_eligible(conference),
        inside=counts.get(_INSIDE, 0),
        waiting=counts.get(_AT_THE_DOOR, 0),
        unattended=latest is not None and active and abs(clock.now() - latest.seen_at) > _SLOW_AFTER,
    )
