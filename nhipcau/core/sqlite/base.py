"""One writer at a time, in turn.

SQLite has one write lock, and whoever finds it taken sleeps and tries again, up to 100 ms at a time: with six threads
that write at once some wait for seconds while others pass them (212 rooms showing their PIN: the slowest 5.5 s
instead of 0.8). So the threads of one process queue up here first; between processes SQLite's own way remains.
"""
# pyright: reportUnknownMemberType=false

import threading
from collections import defaultdict
from typing import Any, Final

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

QUEUE_SECONDS: Final = 10.0
"""As long as SQLite itself waits (setting `timeout`); then the same error."""

_Wrapped: Any = base.DatabaseWrapper  # the type stubs do not know the steps of a transaction
_turns: Final[defaultdict[str, threading.Lock]] = defaultdict(threading.Lock)


class DatabaseWrapper(_Wrapped):
    """A connection that holds the turn of its database file from BEGIN to COMMIT or ROLLBACK."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._turn: threading.Lock | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # one that fails is rolled back next
        self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._give_turn()

    def _take_turn(self) -> None:
        turn = _turns[str(self.settings_dict["NAME"])]
        if not turn.acquire(timeout=QUEUE_SECONDS):
            raise OperationalError("database is locked")
        self._turn = turn

    def _give_turn(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.release()
