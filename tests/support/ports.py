"""Rows of loopback ports that two runs on one machine never share."""

import fcntl
import random
import tempfile
from pathlib import Path
from typing import IO

from nhipcau.core.processes import port_is_free
from nhipcau.media.ports import EnginePorts

_ROW = 32
_WEB = 24
_HTTPS = 25
_HTTP = 26


class PortRow:
    """Ports for one stack: the engine's from `engine` on, `web`, `https`, `http`. Taken until `release()`."""

    def __init__(self) -> None:
        dice = random.SystemRandom()
        folder = Path(tempfile.gettempdir()) / "nhipcau-test-ports"
        folder.mkdir(exist_ok=True)
        for _ in range(500):
            self.engine = dice.randrange(10_016, 30_000, _ROW)
            lock = (folder / str(self.engine)).open("w")
            if self._take(lock):
                self._lock = lock
                return
            lock.close()
        raise RuntimeError("no free row of ports")

    def _take(self, lock: IO[str]) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        others = (self.web, self.https, self.http)
        return not EnginePorts.from_base(self.engine).taken() and all(port_is_free(port) for port in others)

    @property
    def web(self) -> int:
        return self.engine + _WEB

    @property
    def https(self) -> int:
        return self.engine + _HTTPS

    @property
    def http(self) -> int:
        return self.engine + _HTTP

    def release(self) -> None:
        self._lock.close()
