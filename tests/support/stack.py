"""The whole product, or its engine alone, as real processes in a folder of their own on free loopback ports.

Used by the browser journey, the fault tests and the benches. Every wait is for a condition and has a limit; the
text of a failure carries the last lines of the log. Nothing outlives the Python process that started it.
"""

import atexit
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from nhipcau.core.config import Config
from nhipcau.core.processes import die_with_parent
from nhipcau.media import progress, up
from nhipcau.media.access import EngineAccess, engine_access
from nhipcau.media.binary import engine_binary
from nhipcau.media.ports import engine_ports
from nhipcau.media.process import engine_command, write_config
from tests.support.ports import PortRow

PAGE_SECONDS = 60.0
ENGINE_SECONDS = 60.0
STOP_SECONDS = 10.0
DATABASE = "nhipcau.sqlite3"


def wait_until(condition: Callable[[], Any], seconds: float, what: str, log: Callable[[], str] = str) -> Any:
    """The first truthy answer of `condition`; AssertionError with `what` and the log when time is up."""
    deadline = time.monotonic() + seconds
    while not (answer := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {seconds:g} s\n{log()}")
        time.sleep(0.02)
    return answer


class _Placed:
    """A folder and a row of ports, given back at the end."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="nhipcau-stack-"))
        self.ports = PortRow()
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("NHIPCAU_", "DJANGO_"))}
        self.environment = {
            **inherited,
            "NHIPCAU_HOME": str(self.home),
            "NHIPCAU_PORT": str(self.ports.web),
            "NHIPCAU_ENGINE_PORT": str(self.ports.engine),
            "NHIPCAU_LAN_HTTPS_PORT": str(self.ports.https),
            "NHIPCAU_LAN_HTTP_PORT": str(self.ports.http),
            **environment,
        }
        self.process: subprocess.Popen[bytes] | None = None
        self._log = self.home / "output.log"

    @property
    def settings(self) -> Config:
        """The settings as the started processes see them."""
        prefix = "NHIPCAU_"
        named = {name[len(prefix) :].lower(): value for name, value in self.environment.items() if name[:8] == prefix}
        return Config.model_validate({"NHIPCAU_PORT": named.pop("port"), **named})

    @property
    def access(self) -> EngineAccess:
        return engine_access(self.settings)

    def log(self, lines: int = 40) -> str:
        """The last lines of everything the processes printed."""
        if not self._log.exists():
            return ""
        return "\n".join(self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])

    def _launch(self, command: list[str]) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as output:
            return subprocess.Popen(
                command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                process_group=0,
                preexec_fn=die_with_parent,
            )

    def _end(self) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def close(self) -> None:
        self._end()
        self.ports.release()
        shutil.rmtree(self.home, ignore_errors=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Stack(_Placed):
    """`nhipcau up` in a temporary home. `with Stack() as stack:` yields it with page and engine answering.

    environment: further settings, e.g. {"NHIPCAU_ADMISSION_PER_SECOND": "0"}. first_start: the home is empty, as a
    newcomer's; otherwise its database is what `nhipcau prepare` leaves behind, made once a process and copied.
    """

    def __init__(self, environment: Mapping[str, str] | None = None, *, first_start: bool = False) -> None:
        super().__init__(environment or {})
        if not first_start and "NHIPCAU_DATABASE_URL" not in self.environment:
            shutil.copy(_prepared_database(), self.settings.home / DATABASE)

    def __enter__(self) -> Self:
        try:
            self.start()
            self.wait_for_page()
            self.wait_for_engine()
        except BaseException:
            self.close()
            raise
        return self

    @property
    def url(self) -> str:
        """Where the pages are, without a trailing slash."""
        return f"http://127.0.0.1:{self.ports.web}"

    def start(self) -> None:
        """Start `nhipcau up` and return at once; needs no build where the cache has the engine."""
        if "NHIPCAU_ENGINE_BINARY" not in self.environment:
            engine_binary()
        self.process = self._launch([sys.executable, "-m", "nhipcau", "up"])

    def stop(self) -> None:
        """As Ctrl-C does; the home stays, `start()` may follow."""
        self._end()

    def health(self) -> dict[str, Any] | None:
        """What /healthz says; None while nobody answers."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                return json.load(answer)
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return None

    def engine_is_up(self) -> bool:
        return bool((self.health() or {}).get("engine", {}).get("up"))

    def wait_for_page(self, seconds: float = PAGE_SECONDS) -> None:
        wait_until(lambda: self._alive() and self.health(), seconds, "page", self.log)

    def wait_for_engine(self, seconds: float = ENGINE_SECONDS) -> None:
        wait_until(lambda: self._alive() and self.engine_is_up(), seconds, "engine", self.log)

    def wait_for_part(self, name: str, seconds: float = 300) -> None:
        """Until "pages" or "sites" are built; AssertionError as soon as building them has failed."""

        def ready() -> bool:
            part = next(part for part in progress.read(self.home) if part.name == name)
            assert part.state != "failed", f"{name}: {part.why}\n{self.log()}"
            return part.state == "ready"

        wait_until(ready, seconds, name, self.log)

    def wait_for(self, condition: Callable[[], Any], seconds: float, what: str) -> Any:
        return wait_until(condition, seconds, what, self.log)

    def pid(self, name: str) -> int:
        """The process that now runs as `name`: "web", "worker", "outbox", "engine", "rehearsals"."""
        return int(up.pid_path(self.settings, name).read_text(encoding="ascii"))

    def kill(self, name: str) -> int:
        """kill -9 of one part; its former process id. The supervisor starts it again."""
        pid = self.pid(name)
        os.kill(pid, signal.SIGKILL)
        return pid

    def wait_for_restart(self, name: str, former: int, seconds: float = 20) -> int:
        """The new process id of a part that was killed."""
        return self.wait_for(lambda: (now := self.pid(name)) != former and now, seconds, f"{name} again")

    def manage(self, *arguments: str, stdin: str = "") -> str:
        """Output of `nhipcau …` with this stack's settings."""
        ran = subprocess.run(
            [sys.executable, "-m", "nhipcau", *arguments],
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=280,
        )
        assert ran.returncode == 0, f"nhipcau {' '.join(arguments)}: {ran.stdout}{ran.stderr}"
        return ran.stdout

    def _alive(self) -> bool:
        code = None if self.process is None else self.process.poll()
        if self.process is None or code is not None:
            raise AssertionError(f"nhipcau up ended with {code}\n{self.log()}")
        return True


@cache
def _prepared_database() -> Path:
    """Tables and the example, of which each stack gets its own copy; goes with this process."""
    folder = Path(tempfile.mkdtemp(prefix="nhipcau-prepared-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with closing(Stack({"NHIPCAU_HOME": str(folder)}, first_start=True)) as stack:
        stack.manage("prepare")
    with closing(sqlite3.connect(folder / DATABASE)) as whole:
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / DATABASE


class EngineAlone(_Placed):
    """The media engine as the product configures it, without the product around it."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        super().__init__(environment or {})

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def start(self) -> None:
        settings = self.settings
        config_file = write_config(settings, engine_ports(settings))
        self.process = self._launch(engine_command(engine_binary(), config_file))
        wait_until(self._answers, ENGINE_SECONDS, "engine", self.log)

    def kill(self) -> None:
        """kill -9; `start()` brings it back at the same address."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.access.api_url, timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return False

    def _end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
        super()._end()
