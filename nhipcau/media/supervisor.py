"""Child processes kept running: started, watched, started again, and ended together.

A child that ends is started again after a growing pause. At the end each is asked (TERM), the engine twice because
it would wait for its participants, and what has not gone after a grace is killed with all it started. The kernel
kills the children should the supervisor itself be killed.
"""

import asyncio
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from nhipcau.core.processes import die_with_parent

log = logging.getLogger(__name__)

GRACE_SECONDS: Final = 4.0
_SECOND_SIGNAL_AFTER: Final = 0.3
_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 15.0
_STEADY_SECONDS: Final = 30.0
_LAST_WORDS_SECONDS: Final = 1.0
_NAME_WIDTH: Final = 9


@dataclass(frozen=True)
class Child:
    """name: the prefix of its log lines; signals: how often TERM is sent at the end; once: not started again."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    signals: int = 1
    once: bool = False


@dataclass(frozen=True)
class Ended:
    """How a child went: its exit code (negative: the signal) and its last lines."""

    code: int
    last_lines: tuple[str, ...]


class Supervisor:
    """Keeps children running from the main thread's event loop until `stop()`."""

    def __init__(
        self,
        grace: float = GRACE_SECONDS,
        say: Callable[[str], None] | None = None,
        started: Callable[[str, int], None] | None = None,
    ) -> None:
        """grace: seconds between asking and killing; say: takes log lines; started: told each child's pid."""
        self._grace = grace
        self._say = say or _to_standard_output
        self._started = started
        self._running: dict[str, asyncio.subprocess.Process] = {}
        self._signals: dict[str, int] = {}
        self._keepers: list[asyncio.Task[None]] = []
        self._stopping = False

    def keep(self, child: Child) -> None:
        """Start `child` and start it again whenever it ends."""
        self._keepers.append(asyncio.create_task(self._keep(child), name=child.name))

    async def run(self, child: Child) -> Ended:
        """Start `child` once and wait for its end."""
        process = await asyncio.create_subprocess_exec(
            *child.command,
            env=dict(child.environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            process_group=0,  # Ctrl-C reaches us alone; we say who ends, and when
            preexec_fn=die_with_parent,
        )
        self._running[child.name] = process
        self._signals[child.name] = child.signals
        if self._started:
            self._started(child.name, process.pid)
        if self._stopping:  # asked to end while it was being started
            _signal_group(process, signal.SIGKILL)
        last: list[str] = []
        relay = asyncio.create_task(self._relay(child.name, process, last))
        try:
            await _exit_of(process)
        finally:  # also where whoever waited for it gave up: nobody would look after it any more
            _signal_group(process, signal.SIGKILL)  # what it started goes with it, and lets go of its output
            self._running.pop(child.name, None)
        # But for what has left its group: that one may keep the output for ever, and asyncio's wait waits for it too.
        collected = asyncio.create_task(process.wait())
        _, late = await asyncio.wait({relay, collected}, timeout=_LAST_WORDS_SECONDS)
        for task in late:
            task.cancel()
        return Ended(code=_code(process), last_lines=tuple(last))

    async def stop(self) -> None:
        """End all children; returns when none is left, after `grace` seconds at the latest plus the killing."""
        self._stopping = True
        for keeper in self._keepers:
            if keeper.get_name() not in self._running:
                keeper.cancel()  # it waits to start its child again
        self._ask(1)
        deadline = time.monotonic() + self._grace
        await self._until_gone(min(_SECOND_SIGNAL_AFTER, self._grace))
        self._ask(2)
        await self._until_gone(deadline - time.monotonic())
        self.kill()
        await asyncio.gather(*self._keepers, return_exceptions=True)

    def kill(self) -> None:
        """End what is left without asking."""
        for process in self._running.values():
            _signal_group(process, signal.SIGKILL)

    def _ask(self, times: int) -> None:
        for name, process in self._running.items():
            if self._signals[name] >= times:
                _signal_group(process, signal.SIGTERM)

    async def _until_gone(self, seconds: float) -> None:
        waits = [asyncio.create_task(_exit_of(process)) for process in self._running.values()]
        if waits:
            await asyncio.wait(waits, timeout=max(seconds, 0.0))
        for wait in waits:
            wait.cancel()

    async def _keep(self, child: Child) -> None:
        pause = _FIRST_PAUSE
        while not self._stopping:
            started = time.monotonic()
            try:
                ended = await self.run(child)
            except OSError as error:  # the program is not there or does not run
                ended = Ended(127, (str(error),))
                self._print(child.name, str(error))
            if self._stopping or child.once:
                return
            if time.monotonic() - started > _STEADY_SECONDS:
                pause = _FIRST_PAUSE
            self._print(child.name, f"đã dừng ({_how(ended.code)}), khởi động lại sau {pause:g} giây")
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _relay(self, name: str, process: asyncio.subprocess.Process, last: list[str]) -> None:
        """Pass on the child's output line by line; `last` keeps the last ones, for whoever asks why it ended."""
        assert process.stdout is not None  # noqa: S101  # PIPE was asked for
        rest = b""
        while chunk := await process.stdout.read(65536):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                text = line.decode(errors="replace").rstrip()
                last[:] = [*last, text][-5:]
                self._print(name, text)
        if rest:
            self._print(name, rest.decode(errors="replace"))
            last[:] = [*last, rest.decode(errors="replace")][-5:]

    def _print(self, name: str, text: str) -> None:
        self._say(f"{name:<{_NAME_WIDTH}} │ {text}")


def _signal_group(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    """To the child and all it started; its group bears its own number."""
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        log.debug("%s has gone already", process.pid)


async def _exit_of(process: asyncio.subprocess.Process) -> None:
    """Wait for the end of the process alone: asyncio's own wait also waits for whoever still holds its output."""
    if not hasattr(os, "pidfd_open"):
        await process.wait()
        return
    try:
        watched = os.pidfd_open(process.pid)
    except ProcessLookupError:
        return
    loop = asyncio.get_running_loop()
    gone = asyncio.Event()
    loop.add_reader(watched, gone.set)
    try:
        await gone.wait()
    finally:
        loop.remove_reader(watched)
        os.close(watched)


def _code(process: asyncio.subprocess.Process) -> int:
    """Its exit code; where asyncio has not heard of the end yet, that of whoever was killed."""
    return process.returncode if process.returncode is not None else -signal.SIGKILL


def _how(code: int) -> str:
    return f"tín hiệu {signal.Signals(-code).name}" if code < 0 else f"mã {code}"


def _to_standard_output(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
