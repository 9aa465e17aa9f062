"""The process that carries out what the rows ask for, beside the web server and independent of its restarts.

It holds nothing that the rows do not say: started again, it goes on with every active rehearsal. The machines keep
their ids, so that the sites take their old places without being let in anew.
"""

import logging
import signal
import threading
from types import FrameType
from typing import Final

from django.db import OperationalError, close_old_connections

from nhipcau.media.binary import BuildFailed
from nhipcau.rehearsal.commands import end_silent
from nhipcau.rehearsal.conductor import Conductor, Stopped
from nhipcau.rehearsal.models import Rehearsal

_LOOK_SECONDS: Final = 1.0
log = logging.getLogger(__name__)


class Service:
    """Compares rows and running programs, again and again."""

    def __init__(self) -> None:
        self._running: dict[int, Conductor] = {}

    def look(self) -> None:
        """One comparison. Starting a rehearsal takes as long as its clips do."""
        for rehearsal in Rehearsal.objects.filter(ended_at__isnull=True).select_related("conference"):
            if rehearsal.keeper == Rehearsal.Keeper.TERMINAL:
                end_silent(rehearsal.conference.pk)
            elif rehearsal.pk not in self._running:
                self._begin(rehearsal)
        for pk, conductor in list(self._running.items()):
            if not conductor.tend():
                del self._running[pk]

    def close(self) -> None:
        for conductor in self._running.values():
            conductor.close()
        self._running.clear()

    def _begin(self, rehearsal: Rehearsal) -> None:
        conductor = Conductor(rehearsal)
        try:
            conductor.start()
        except Stopped:
            return
        except BuildFailed as error:
            conductor.fail(error)
            return
        self._running[rehearsal.pk] = conductor


def main() -> int:
    """Run until TERM or INT."""
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    service = Service()
    try:
        while not ended.is_set():
            close_old_connections()
            try:
                service.look()
            except OperationalError:  # the database restarts or is being moved: the sites go on, we look again
                log.exception("the rehearsals could not be read")
            ended.wait(_LOOK_SECONDS)
    finally:
        service.close()
    return 0
