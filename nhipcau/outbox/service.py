"""The process that sends letters, beside the web server and the worker: a slow mail server keeps nobody else waiting.

Letters leave by a few lanes, so that one over which the server thinks for minutes keeps no other letter. It holds
nothing that the rows do not say: killed and started again, it goes on where it was.
"""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from types import FrameType
from typing import Final

from django.db import OperationalError, close_old_connections, connections

from nhipcau.core import clock
from nhipcau.core.config import Config, config
from nhipcau.outbox import line
from nhipcau.outbox.handlers import jobs
from nhipcau.outbox.post import PATIENCE_SECONDS, TIMEOUT_SECONDS
from nhipcau.outbox.sender import Sender, keep_house, tell_results

LANES: Final = 4
_LOOK_SECONDS: Final = 1.0
_LAST_LETTERS_SECONDS: Final = 5.0
"""How long to wait at the end for letters in hand: one whose end went out is found by its row afterwards."""
_MINUTE: Final = timedelta(minutes=1)
_log = logging.getLogger(__name__)


class Service:
    """Sends what is due, and once a minute lets others queue what is to leave by the clock."""

    def __init__(
        self,
        settings: Config,
        ended: threading.Event,
        timeout: float = TIMEOUT_SECONDS,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._settings = settings
        self._ended = ended
        lanes = line.Lanes()
        self._threads = [
            threading.Thread(
                target=self._send,
                args=[Sender(settings, ended, timeout, patience, lanes)],
                name=f"lane-{n}",
                daemon=True,
            )
            for n in range(LANES)
        ]
        self._jobs_at: datetime | None = None
        self._broke = False

    def run(self) -> int:
        """Until it is ended; 1 where a lane broke, so that the supervisor starts all of it again."""
        for thread in self._threads:
            thread.start()
        _again_and_again(self._ended, self.look)
        for thread in self._threads:
            thread.join(_LAST_LETTERS_SECONDS / LANES)
        return int(self._broke)

    def look(self) -> None:
        """What is done beside sending: by the clock, for the dead, and for those who asked for letters."""
        moment = clock.now()
        # Further off than a minute: the clock was ahead when it was set.
        if self._jobs_at is None or not timedelta() < self._jobs_at - moment <= _MINUTE:
            self._jobs_at = moment + _MINUTE
            run_jobs()
        keep_house(self._settings)
        tell_results()

    def _send(self, sender: Sender) -> None:
        try:
            _again_and_again(self._ended, sender.send_due)
        except Exception:  # noqa: BLE001 - logged in full; the whole process ends over it
            _log.exception("a lane broke")
            self._broke = True
            self._ended.set()
        finally:
            connections.close_all()


def _again_and_again(ended: threading.Event, work: Callable[[], object]) -> None:
    while not ended.is_set():
        close_old_connections()
        try:
            work()
        except OperationalError:  # the database restarts or is being moved: nothing is lost, we look again
            _log.exception("the outbox could not be read")
        ended.wait(_LOOK_SECONDS)


def run_jobs() -> None:
    """What others have registered to be done about once a minute."""
    for name, job in jobs():
        try:
            job()
        except Exception:  # noqa: BLE001 - logged in full; it is called again in a minute, and the letters still leave
            _log.exception("the job %s failed", name)


def main() -> int:
    """Run until TERM or INT; the letter in hand is finished first."""
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    return Service(config(), ended).run()
