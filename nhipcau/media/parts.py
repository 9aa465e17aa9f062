"""The parts that are built after the pages are served already: engine, live pages, simulated sites.

Each is skipped where what it is made from has not changed. Standard library only.
"""

import fcntl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from nhipcau.core.processes import die_with_parent
from nhipcau.media.binary import (
    BuildFailed,
    caddy_binary,
    engine_binary,
    find_caddy,
    find_engine,
    find_sites,
    sites_binary,
)
from nhipcau.media.toolchain import ROOT, fingerprint, node_toolchain

NAMES: Final = ("pages", "engine", "sites")
"""In the order in which they are built."""
FRONTEND: Final = ROOT / "frontend"
STAMPS: Final = ROOT / ".stamps"
_MANIFEST: Final = FRONTEND / "dist" / ".vite" / "manifest.json"


def is_ready(name: str, engine_setting: str = "") -> bool:
    """Whether a part needs no building."""
    if name == "engine":
        return find_engine(engine_setting) is not None
    if name == "caddy":
        return find_caddy() is not None
    if name == "sites":
        return find_sites() is not None
    return _MANIFEST.exists() and _stamp() == fingerprint(FRONTEND)


def build(name: str) -> None:
    """Build one part in the foreground; BuildFailed with the tool's last words."""
    _BUILDERS[name]()


def _pages() -> None:
    with _alone():
        if is_ready("pages"):
            return
        node = node_toolchain()
        _run(node.pnpm_command("install", "--frozen-lockfile", "--reporter=append-only"), node.environment)
        _run(node.pnpm_command("exec", "vite", "build", "--logLevel", "warn"), node.environment)
        (STAMPS / "pages").write_text(fingerprint(FRONTEND), encoding="ascii")


def _run(command: list[str], environment: dict[str, str]) -> None:
    ran = subprocess.run(
        command,
        cwd=FRONTEND,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        preexec_fn=die_with_parent,
    )
    if ran.returncode != 0:
        raise BuildFailed(ran.stdout.strip()[-2000:])


def _stamp() -> str:
    try:
        return (STAMPS / "pages").read_text(encoding="ascii")
    except FileNotFoundError:
        return ""


@contextmanager
def _alone() -> Iterator[None]:
    """One builder of the pages at a time: they are built in the checkout, which two starts may share."""
    STAMPS.mkdir(exist_ok=True)
    with (STAMPS / "pages.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


_BUILDERS: Final[dict[str, Callable[[], object]]] = {
    "pages": _pages,
    "engine": engine_binary,
    "sites": sites_binary,
    "caddy": caddy_binary,
}
