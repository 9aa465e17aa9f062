"""`nhipcau up`: everything of one machine under one supervisor.

The pages come first. What is not built yet (engine, live pages, simulated sites) is built beside them, and
`media.progress` says so; each part starts as soon as it is there.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final

from nhipcau.core.config import Config
from nhipcau.core.errors import Refusal
from nhipcau.core.processes import Occupied, allow_open_files, hold_pid_file, port_is_free
from nhipcau.media import lan, parts, progress
from nhipcau.media.access import is_loopback, note_path
from nhipcau.media.binary import find_engine, version_of
from nhipcau.media.ports import EnginePorts, choose_again
from nhipcau.media.process import engine_command, write_config
from nhipcau.media.supervisor import Child, Supervisor

_OURS: Final = [sys.executable, "-m", "nhipcau"]


def claim(settings: Config) -> IO[str]:
    """Take the data folder and check the ports, or a Refusal that names what stands in the way.

    A new folder is its owner's alone: papers, telephone numbers and sessions lie in it.
    """
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        held = hold_pid_file(settings.home / "run" / "nhipcau.pid")
    except Occupied as occupied:
        raise Refusal(
            "already_running",
            f"Nhịp Cầu đang chạy với thư mục dữ liệu {settings.home} (tiến trình số {occupied.pid}).",
            "Dừng bản đang chạy trước (Ctrl-C ở cửa sổ của nó), hoặc đặt NHIPCAU_HOME là một thư mục khác.",
        ) from None
    if not port_is_free(settings.port, settings.bind):
        raise Refusal(
            "port_taken",
            f"Cổng {settings.port} đã có chương trình khác sử dụng, nên máy chủ web chưa thể chạy.",
            f"Chọn cổng khác, ví dụ: make up PORT={settings.port + 1}",
        )
    lan_ports = (("HTTPS", settings.lan_https_port), ("HTTP", settings.lan_http_port)) if settings.lan else ()
    for name, port in lan_ports:
        if not port_is_free(port, "0.0.0.0"):  # noqa: S104
            raise Refusal(
                "lan_port_taken",
                f"Không mở được cổng {port} ({name} cho máy khác): đã có chương trình dùng, hoặc cần quyền quản trị.",
                f"Chạy bằng quyền quản trị, hoặc đặt NHIPCAU_LAN_{name}_PORT là một cổng khác (trên 1024).",
            )
    return held


def claim_engine_ports(settings: Config) -> EnginePorts:
    """The engine's ports, free now; Refusal where a setting fixes them and something listens there."""
    ports = choose_again(settings)
    if taken := ports.taken():
        raise Refusal(
            "engine_port_taken",
            f"Cổng {taken[0]} dành cho máy chủ hình và tiếng đã có chương trình khác sử dụng.",
            "Đặt NHIPCAU_ENGINE_PORT là một số khác (cần 18 cổng liền nhau), hoặc bỏ cài đặt này để tự chọn.",
        )
    return ports


def pid_path(settings: Config, name: str) -> Path:
    """The file with the process id that a child was last started with."""
    return settings.home / "run" / "pids" / name


async def run(settings: Config, announce: Callable[[], None]) -> int:
    """Run until a signal ends it; `announce` is called once the pages answer. Returns the exit code."""
    allow_open_files()
    with claim(settings):
        ports = None if settings.engine_url else claim_engine_ports(settings)
        return await _Up(settings, ports, announce).run()


class _Up:
    def __init__(self, settings: Config, ports: EnginePorts | None, announce: Callable[[], None]) -> None:
        self._settings = settings
        self._ports = ports
        self._announce = announce
        self._supervisor = Supervisor(started=self._note_pid)
        self._held = ports.hold() if ports else ExitStack()
        self._asked = asyncio.Event()
        self._environment = _environment(settings)

    async def run(self) -> int:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._ask_to_end)
        story = asyncio.create_task(self._story())
        asked = asyncio.create_task(self._asked.wait())
        await asyncio.wait({story, asked}, return_when=asyncio.FIRST_COMPLETED)
        code = story.result() if story.done() else 0
        self._held.close()
        await self._supervisor.stop()  # first: children are asked before their waiters give them up
        story.cancel()
        await asyncio.gather(story, return_exceptions=True)
        note_path(self._settings).unlink(missing_ok=True)
        return code

    def _note_pid(self, name: str, pid: int) -> None:
        """Who runs as what, for `nhipcau doctor`; whoever reads it meets the old number or the new, never none."""
        path = pid_path(self._settings, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_text(f"{pid}\n", encoding="ascii")
        new.replace(path)

    def _ask_to_end(self) -> None:
        if self._asked.is_set():  # asked a second time: no more patience
            self._supervisor.kill()
        self._asked.set()

    async def _story(self) -> int:
        """Everything in its order; returns only where the start is refused."""
        note_path(self._settings).unlink(missing_ok=True)
        waiting = self._note_parts()
        building = asyncio.create_task(self._build(waiting))
        try:
            return await self._served(building)
        finally:
            building.cancel()

    async def _served(self, building: asyncio.Task[None]) -> int:
        prepared = await self._supervisor.run(self._ours("prepare"))
        if prepared.code != 0:
            return prepared.code
        self._supervisor.keep(self._ours("web"))
        await self._page_answers()
        self._announce()
        for name in ("worker", "outbox", "rehearsals"):
            self._supervisor.keep(self._ours(name))
        await building
        await asyncio.Event().wait()
        return 0

    def _note_parts(self) -> list[str]:
        """Write down what is ready and what is not; returns what has to be built."""
        waiting = []
        for name in ("caddy", *parts.NAMES) if self._settings.lan else parts.NAMES:
            ready = (name == "engine" and self._ports is None) or parts.is_ready(name, self._settings.engine_binary)
            progress.write(self._settings.home, progress.Part(name, "ready" if ready else "waiting"))
            if not ready:
                waiting.append(name)
        if "engine" not in waiting:
            self._start_engine()
        if self._settings.lan and "caddy" not in waiting:
            self._supervisor.keep(lan.child(self._settings))
        return waiting

    async def _build(self, waiting: list[str]) -> None:
        """The pages beside the rest; the sites after the engine, whose modules they share."""
        first = [name for name in waiting if name == "pages"]
        rest = [name for name in waiting if name != "pages"]
        await asyncio.gather(self._build_in_turn(first), self._build_in_turn(rest))

    async def _build_in_turn(self, names: list[str]) -> None:
        for name in names:
            progress.write(self._settings.home, progress.Part(name, "building"))
            ended = await self._supervisor.run(Child(name, [*_OURS, "build", name], self._environment, once=True))
            why = "" if ended.code == 0 else (ended.last_lines or ("không rõ nguyên nhân",))[-1]
            progress.write(self._settings.home, progress.Part(name, "failed" if why else "ready", why))
            if name == "engine" and not why:
                self._start_engine()
            if name == "caddy" and not why:
                self._supervisor.keep(lan.child(self._settings))

    def _start_engine(self) -> None:
        """Our engine, told where it may listen. The note says which one it is, for the health page."""
        binary = find_engine(self._settings.engine_binary)
        if self._ports is None or binary is None:
            return
        command = engine_command(binary, write_config(self._settings, self._ports))
        self._held.close()
        note = note_path(self._settings)
        note.write_text(json.dumps({"version": version_of(binary), "binary": str(binary)}), encoding="utf-8")
        self._supervisor.keep(Child("engine", command, _engine_environment(), signals=2))

    async def _page_answers(self) -> None:
        while True:
            try:
                _, writer = await asyncio.open_connection(_reachable(self._settings.bind), self._settings.port)
            except OSError:
                await asyncio.sleep(0.1)
                continue
            writer.close()
            return

    def _ours(self, name: str) -> Child:
        return Child(name, [*_OURS, name], self._environment)


def _reachable(bind: str) -> str:
    """An address of this machine under which a server bound to `bind` answers."""
    return "127.0.0.1" if bind in ("0.0.0.0", "::") else bind  # noqa: S104


def _environment(settings: Config) -> dict[str, str]:
    """Children see the settings as resolved here: the same home and port, whatever the shell says later."""
    return {
        **os.environ,
        "NHIPCAU_HOME": str(settings.home),
        "NHIPCAU_PORT": str(settings.port),
        "NHIPCAU_PUBLIC_URL": settings.public_url,
        "NHIPCAU_ENGINE_ADDRESS": settings.engine_address,
        "PYTHONUNBUFFERED": "1",
    }


def _engine_environment() -> dict[str, str]:
    """Without settings of other engines that might stand in the shell (LIVEKIT_KEYS and the like)."""
    return {name: value for name, value in os.environ.items() if not name.startswith("LIVEKIT_")}


def with_lan(settings: Config) -> Config:
    """The settings that follow from a LAN name, where they are not set on their own."""
    if not settings.lan:
        return settings
    own = settings.engine_address
    following = {
        "public_url": settings.public_url or lan.address(settings),
        "engine_address": lan.own_address(settings.lan) if is_loopback(own) else own,
    }
    return settings.model_copy(update=following)
