"""The process that sends letters, beside the web server and the worker: a slow mail server keeps nobody else waiting.

It holds nothing that the rows do not say: killed and started again, it goes on where it was.
"""

import logging
import signal
import threading
from datetime import datetime, timedelta
from types import FrameType
from typing import Final

from django.db import OperationalError, close_old_connections

from nhipcau.core import clock
from nhipcau.core.config import Config, config
from nhipcau.outbox.handlers import jobs
from nhipcau.outbox.sender import Sender

_LOOK_SECONDS: Final = 1.0
_MINUTE: Final = timedelta(minutes=1)
_log = logging.getLogger(__name__)


class Service:
    """Sends what is due, and once a minute lets others queue what is to leave by the clock."""

    def __init__(self, settings: Config, ended: threading.Event) -> None:
        self._sender = Sender(settings, ended)
        self._jobs_at: datetime | None = None

    def look(self) -> None:
        moment = clock.now()
        # Further off than a minute: the clock was ahead when it was set.
        if self._jobs_at is None or not timedelta() < self._jobs_at - moment <= _MINUTE:
            self._jobs_at = moment + _MINUTE
            run_jobs()
        self._sender.look()


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
    service = Service(config(), ended)
    while not ended.is_set():
        close_old_connections()
        try:
            service.look()
        except OperationalError:  # the database restarts or is being moved: nothing is lost, we look again
            _log.exception("the outbox could not be read")
        ended.wait(_LOOK_SECONDS)
    return 0
