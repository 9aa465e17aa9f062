"""Who writes, everybody hears: the announcement that a stream has grown.

In the writing process subscribers are called at once, after the commit. Other processes are told by
`PRAGMA data_version` (SQLite, looked at every 100 ms) or LISTEN/NOTIFY (PostgreSQL); see `watch.py`.
An announcement is a hint that there is something to read: a subscriber reads the entries after the last seq it
has, so that hearing the same news twice does nothing.
"""

import logging
from collections.abc import Callable
from threading import Lock

from django.db import connection

Subscriber = Callable[[str, int], None]
CHANNEL = "nhipcau_journal"

_log = logging.getLogger(__name__)
_lock = Lock()
_subscribers: list[Subscriber] = []


def subscribe(subscriber: Subscriber) -> Callable[[], None]:
    """Call `subscriber(stream, seq)` for every new entry; the returned function ends the subscription."""
    with _lock:
        _subscribers.append(subscriber)

    def unsubscribe() -> None:
        with _lock:
            _subscribers.remove(subscriber)

    return unsubscribe


def notify(stream: str, seq: int) -> None:
    """Tell the other processes on PostgreSQL, inside the transaction that writes.

    The database passes it on with the commit, and not at all without one: a process killed right after its commit
    has told everybody all the same.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{seq} {stream}"])


def deliver(stream: str, seq: int) -> None:
    """Call the subscribers of this process, after the commit. One that fails must not keep the news from the others."""
    with _lock:
        current = list(_subscribers)
    for subscriber in current:
        try:
            subscriber(stream, seq)
        except Exception:  # noqa: BLE001 - logged in full; the entry is committed and the others still have to hear
            _log.exception("a subscriber failed on %s@%s", stream, seq)
