"""Letters that state what is so no more after a conference was changed, by a paper or by hand.

Those that have not left are withdrawn; those that have are found again, so that whoever got them can be told.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from nhipcau.conferences.lifecycle import moving
from nhipcau.conferences.models import Conference
from nhipcau.core.access import Actor
from nhipcau.core.text import nfc
from nhipcau.journal import record as journal
from nhipcau.outbox import steering
from nhipcau.outbox.models import Message

WHY: Final = "amended"
_SHORTEST_PLACE: Final = 6
"""Letters; a shorter name of a place stands in other words too."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What letters may state of a conference. start and moments: in the kept form, empty while open."""

    start: str
    venue: str
    moments: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gone:
    """What of it is so no more. moments: that hold no longer; still: those that do; venue: the former place.

    calls: the meeting itself is at another time or place, so that entries for calendars are wrong.
    """

    moments: frozenset[str]
    still: frozenset[str]
    venue: str
    calls: bool


def stated(conference: Conference) -> Stated:
    """As it stands now."""
    start = moving.kept(conference.start_date, conference.start_time)
    dated = {due.kept for _title, rows in moving.dues(conference) for due in rows}
    return Stated(start, nfc(conference.venue), frozenset({start, *dated} - {""}))


def gone(before: Stated, after: Stated) -> Gone:
    """What changed between the two. A place that was not known before cannot have been stated."""
    venue = before.venue if before.venue != after.venue else ""
    calls = bool(before.start and before.start != after.start) or bool(venue)
    return Gone(before.moments - after.moments, after.moments, venue, calls)


def stating(what: Gone) -> Q | None:
    """Letters that state some of it; None where nothing is gone. A day that still holds for something else counts only
    with its hour beside it."""
    found = [_states(moment, {one[:10] for one in what.still}) for moment in sorted(what.moments)]
    if len(what.venue) >= _SHORTEST_PLACE:
        found.append(Q(body__contains=what.venue))
    if what.calls:
        found.append(~Q(calendar=""))
    asked = [one for one in found if one is not None]
    if not asked:
        return None
    wanted = asked[0]
    for one in asked[1:]:
        wanted |= one
    return wanted


def _states(moment: str, still: set[str]) -> Q | None:
    day, hour = f"{date.fromisoformat(moment[:10]):%d/%m/%Y}", moment[11:16]
    if moment[:10] not in still:
        return Q(body__contains=day) | Q(subject__contains=day)
    return Q(body__contains=day) & Q(body__contains=hour) if hour else None


def withdraw(actor: Actor, conference: Conference, what: Gone, said: str) -> int:
    """Take back, inside the caller's transaction, what has not left and states what is so no more; how many.

    said: the paper that changed it, or another word for why; it stays with the letters.
    """
    asked = stating(what)
    if asked is None:
        return 0
    words = f"Đã thu hồi vì nội dung hội nghị đã thay đổi: {said}" if said else "Đã thu hồi vì hội nghị đã thay đổi."
    number = steering.withdraw(_of(conference).filter(asked), WHY, words)
    if number:
        journal.append(conference.stream, "letters.withdrawn", {"letters": number, "why": WHY}, actor)
    return number


def waiting(conference: Conference, what: Gone) -> int:
    """How many letters that have not left would be withdrawn."""
    unsent = [Message.State.QUEUED, Message.State.HELD, Message.State.FAILED]
    asked = stating(what)
    return 0 if asked is None else _of(conference).filter(asked, state__in=unsent).count()


def left(conference: Conference, what: Gone) -> "QuerySet[Message]":
    """Letters that have left, or may have, and state it: the latest first."""
    asked = stating(what)
    if asked is None:
        return Message.objects.none()
    reached = [Message.State.SENT, Message.State.UNSURE]
    return _of(conference).filter(asked, state__in=reached).exclude(to="").order_by("-sent_at", "-pk")


def _of(conference: Conference) -> "QuerySet[Message]":
    return Message.objects.filter(stream=conference.stream)
