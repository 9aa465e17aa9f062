"""Children are kept running, end together, and never outlive the supervisor."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from nhipcau.core.processes import die_with_parent
from nhipcau.media import supervisor
from nhipcau.media.supervisor import Child, Ended, Supervisor
from tests.support.stack import wait_until

GRACE = 0.6


def python(script: str, name: str = "child", **more: int) -> Child:
    return Child(name, [sys.executable, "-c", script], **more)  # type: ignore[arg-type]


class Watched:
    """A supervisor with what it said and whom it started."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.pids: list[int] = []
        self.supervisor = Supervisor(
            grace=GRACE, say=self.lines.append, started=lambda _name, pid: self.pids.append(pid)
        )

    async def until(self, condition: Callable[[], object]) -> None:
        async with asyncio.timeout(20):
            while not condition():
                await asyncio.sleep(0.01)

    def said(self, text: str) -> bool:
        return any(text in line for line in self.lines)


def told(story: Callable[[Watched], Awaitable[None]]) -> Watched:
    async def run() -> Watched:
        watched = Watched()
        try:
            await story(watched)
        finally:
            await watched.supervisor.stop()
        return watched

    return asyncio.run(run())


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and waits to be collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in ("Z", "X")


def test_a_child_that_ends_is_started_again_and_its_lines_bear_its_name() -> None:
    async def story(watched: Watched) -> None:
        watched.supervisor.keep(python("print('xin chào')", "chào"))
        await watched.until(lambda: len(watched.pids) >= 2)

    watched = told(story)
    assert watched.said("chào      │ xin chào")
    assert watched.said("khởi động lại sau 0.5 giây")


def test_a_program_that_is_not_there_is_said_and_tried_again() -> None:
    async def story(watched: Watched) -> None:
        watched.supervisor.keep(Child("engine", ["/no/such/livekit-server"]))
        await watched.until(lambda: watched.said("khởi động lại sau 1 giây"))

    assert told(story).said("/no/such/livekit-server")


def test_a_child_that_hangs_is_killed_after_the_grace() -> None:
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
    )

    async def story(watched: Watched) -> None:
        watched.supervisor.keep(python(deaf))
        await watched.until(lambda: watched.said("deaf"))
        began = time.monotonic()
        await watched.supervisor.stop()
        assert GRACE <= time.monotonic() - began < GRACE + 60  # it sleeps for ten minutes

    assert not is_alive(told(story).pids[0])


def test_the_engine_is_asked_twice_because_it_waits_for_its_participants() -> None:
    patient = (
        "import signal, sys, time\n"
        "asked = []\n"
        "def on_term(*_):\n"
        "    asked.append(1); print('asked', len(asked), flush=True)\n"
        "    if len(asked) == 2: sys.exit(0)\n"
        "signal.signal(signal.SIGTERM, on_term); print('here', flush=True)\n"
        "while True: time.sleep(600)\n"
    )

    async def story(watched: Watched) -> None:
        watched.supervisor.keep(python(patient, "engine", signals=2))
        await watched.until(lambda: watched.said("here"))

    assert told(story).said("asked 2")


def test_what_a_child_started_goes_with_it() -> None:
    """A grandchild that holds on to the output must neither live on nor block the supervisor."""
    parent = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print('grandchild', child.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    grandchildren: list[int] = []

    async def story(watched: Watched) -> None:
        watched.supervisor.keep(python(parent))
        await watched.until(lambda: watched.said("grandchild"))
        grandchildren.append(int(watched.lines[0].split()[-1]))
        os.kill(watched.pids[0], signal.SIGKILL)
        await watched.until(lambda: len(watched.pids) == 2)
        await watched.until(lambda: not is_alive(grandchildren[0]))

    told(story)


def test_what_left_its_group_and_kept_the_output_does_not_hold_up_anything() -> None:
    parent = (
        "import subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'], start_new_session=True)\n"
        "print('grandchild', child.pid, flush=True)\n"
        "raise SystemExit(7)\n"
    )
    watched = Watched()

    async def story() -> Ended:
        async with asyncio.timeout(15):
            ended = await watched.supervisor.run(python(parent))
            watched.supervisor.keep(python(parent))
            await watched.until(lambda: len(watched.pids) >= 3)  # started again in spite of it
            await watched.supervisor.stop()
        return ended

    try:
        assert asyncio.run(story()).code == 7
    finally:
        for line in watched.lines:
            if "grandchild" in line:
                os.kill(int(line.split()[-1]), signal.SIGKILL)


def test_a_child_whose_waiter_gave_up_goes_as_well() -> None:
    async def story(watched: Watched) -> None:
        waiter = asyncio.create_task(watched.supervisor.run(python("import time; time.sleep(600)")))
        await watched.until(lambda: watched.pids)
        waiter.cancel()
        await asyncio.wait({waiter})
        await watched.until(lambda: not is_alive(watched.pids[0]))

    told(story)


def test_a_child_that_waits_to_be_started_again_does_not_hold_up_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "_FIRST_PAUSE", 600.0)

    async def story(watched: Watched) -> None:
        watched.supervisor.keep(python("raise SystemExit(5)"))
        await watched.until(lambda: watched.said("khởi động lại sau 600 giây"))
        began = time.monotonic()
        await watched.supervisor.stop()
        assert time.monotonic() - began < 60

    told(story)


def test_a_killed_supervisor_takes_its_children_with_it(tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    script = (
        "import asyncio, pathlib, sys\n"
        "from nhipcau.media.supervisor import Child, Supervisor\n"
        "async def main():\n"
        f"    note = lambda name, pid: pathlib.Path({str(noted)!r}).write_text(str(pid))\n"
        "    supervisor = Supervisor(started=note)\n"
        "    supervisor.keep(Child('child', [sys.executable, '-c', 'import time; time.sleep(600)']))\n"
        "    await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", script], preexec_fn=die_with_parent)
    pid = wait_until(lambda: noted.exists() and noted.read_text(), 20, "child")
    assert is_alive(int(pid))
    supervisor.kill()
    supervisor.wait()
    wait_until(lambda: not is_alive(int(pid)), 5, "end of the child")
