"""The way to the mail server as a whole. While it is broken one letter is tried now and then, and the others wait.

Three troubles one after the other, without an answer between, say that it is the server and not the letters.
"""

import logging
from datetime import timedelta
from secrets import SystemRandom
from threading import Lock
from typing import Final

from django.db.models import F

from nhipcau.core import clock
from nhipcau.outbox.models import Line

_ONE: Final = 1
_MOST_TROUBLES: Final = 3
_FIRST_PAUSE: Final = timedelta(seconds=30)
_LONGEST_PAUSE: Final = timedelta(minutes=5)
_log = logging.getLogger(__name__)


def outage() -> Line | None:
    """Since when and why no letters leave, for pages; None while they do."""
    return Line.objects.filter(pk=_ONE, down_since__isnull=False).first()


def is_down() -> bool:
    return Line.objects.filter(pk=_ONE, down_since__isnull=False).exists()


def take_turn() -> bool:
    """Whether the server may be tried now. While it is down one sender at a time tries."""
    row = outage()
    if row is None:
        return True
    moment = clock.now()
    if row.next_at is not None and moment < row.next_at <= moment + _LONGEST_PAUSE:  # later: the clock was ahead
        return False
    return bool(Line.objects.filter(pk=_ONE, next_at=row.next_at).update(next_at=moment + _LONGEST_PAUSE))


def note_down(why: str) -> None:
    """The server takes no letters from us at all."""
    _note(why, _MOST_TROUBLES)


def note_trouble(why: str) -> None:
    """The line broke, or the server was silent, over one letter."""
    _note(why, 1)


def note_answer() -> None:
    """It said yes or no to a letter: it is there."""
    Line.objects.filter(pk=_ONE).exclude(troubles=0, down_since=None).update(
        down_since=None, next_at=None, troubles=0, why=""
    )


def _note(why: str, weight: int) -> None:
    moment = clock.now()
    Line.objects.get_or_create(pk=_ONE)
    Line.objects.filter(pk=_ONE).update(troubles=F("troubles") + weight, why=why[:500])
    row = Line.objects.get(pk=_ONE)
    if row.troubles < _MOST_TROUBLES:
        return
    whole = min(_FIRST_PAUSE * 2 ** min(row.troubles // _MOST_TROUBLES - 1, 20), _LONGEST_PAUSE)
    pause = whole * SystemRandom().uniform(0.5, 1.0)
    Line.objects.filter(pk=_ONE).update(down_since=row.down_since or moment, next_at=moment + pause)
    _log.warning("no letters leave for %.0f s: %s", pause.total_seconds(), why)


class Lanes:
    """The senders of one process that talk to the server at this moment. A server that takes no further connection is
    not down while it talks to another of us; the one that it did not take rests."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: set[object] = set()
        self._resting: set[object] = set()

    def opened(self, sender: object) -> None:
        with self._lock:
            self._open.add(sender)

    def closed(self, sender: object) -> None:
        with self._lock:
            self._open.discard(sender)
            if not self._open:
                self._resting.clear()

    def may_go_on(self, sender: object) -> bool:
        """Not while it rests: until the others are done."""
        with self._lock:
            return sender not in self._resting

    def rest(self, sender: object) -> bool:
        """Whether it rests because others are being served; if not, nobody is."""
        with self._lock:
            if not self._open - {sender}:
                return False
            self._resting.add(sender)
            return True
