"""Hearing what other processes wrote.

A daemon thread with a connection of its own: on SQLite it looks at `PRAGMA data_version` (it changes whenever
another connection committed; a look costs microseconds), on PostgreSQL it waits on LISTEN.
"""

import logging
from threading import Event, Thread

from django.db import connection

from nhipcau.journal import bus
from nhipcau.journal.models import JournalHead

LOOK_SECONDS = 0.1
_log = logging.getLogger(__name__)


class Watcher:
    """Start once per process that has subscribers; stop before it ends."""

    def __init__(self) -> None:
        self._stop = Event()
        self._thread = Thread(target=self._run, name="journal-watch", daemon=True)

    def start(self) -> "Watcher":
        self._thread.start()
        return self

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(timeout=5)

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                if connection.vendor == "postgresql":
                    self._listen()
                else:
                    self._look()
            except Exception:  # noqa: BLE001 - logged; a lost connection is opened anew, the news is read from heads
                _log.exception("the journal watcher lost its connection; opening another")
                self._stop.wait(1)
            finally:
                connection.close()

    def _look(self) -> None:
        with connection.cursor() as cursor:
            seen, known = None, dict[str, int]()  # everything is news at first: what came before the start as well
            while not self._stop.wait(LOOK_SECONDS):
                cursor.execute("PRAGMA data_version")
                version = cursor.fetchone()
                if version != seen:
                    seen, known = version, self._tell_growth(known)

    def _listen(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {bus.CHANNEL}")
        known = self._tell_growth({})
        raw = connection.connection
        while not self._stop.is_set():
            # To the end before the next query: while the generator runs, it holds the connection.
            if list(raw.notifies(timeout=0.5, stop_after=1)):
                known = self._tell_growth(known)

    def _heads(self) -> dict[str, int]:
        return dict(JournalHead.objects.values_list("stream", "seq"))

    def _tell_growth(self, known: dict[str, int]) -> dict[str, int]:
        heads = self._heads()
        for stream, seq in heads.items():
            if seq > known.get(stream, 0):
                bus.deliver(stream, seq)
        return heads
