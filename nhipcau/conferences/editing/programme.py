"""The minutes of a programme against the time there is."""

from collections import defaultdict
from dataclasses import dataclass

from nhipcau.conferences.models import Conference, ProgrammeItem, Sitting


@dataclass(frozen=True, slots=True)
class SittingTime:
    """sitting: None for items of no sitting. asked: minutes of its items; unknown: items without any; there: minutes
    that the sitting lasts, None where nobody said."""

    sitting: Sitting | None
    items: list[ProgrammeItem]
    asked: int
    unknown: int
    there: int | None

    @property
    def over(self) -> int:
        """Minutes too many; 0 where they fit or where the time is not known."""
        return 0 if self.there is None else max(0, self.asked - self.there)

    @property
    def left(self) -> int | None:
        return None if self.there is None else max(0, self.there - self.asked)


def sitting_times(conference: Conference) -> list[SittingTime]:
    """Each sitting with its items in order, then the items of none."""
    items: dict[int | None, list[ProgrammeItem]] = defaultdict(list)
    for item in conference.programme.order_by("order"):
        items[item.sitting_id].append(item)
    sittings = list(conference.sittings.order_by("order"))
    rows = [_time(sitting, items[sitting.pk]) for sitting in sittings]
    return [*rows, _time(None, items[None])] if items[None] else rows


def _time(sitting: Sitting | None, items: list[ProgrammeItem]) -> SittingTime:
    asked = sum(item.minutes or 0 for item in items)
    unknown = sum(item.minutes is None for item in items)
    return SittingTime(sitting, items, asked, unknown, None if sitting is None else sitting.minutes)
