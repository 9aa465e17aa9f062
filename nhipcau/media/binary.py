"""Getting the programs that are not Python: the engine, and the one behind simulated sites.

The engine, in this order: the binary a setting names; `livekit-server` of the pinned version on PATH; our cache;
built from its pinned Go module. Standard library only.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from nhipcau.core.processes import die_with_parent
from nhipcau.media.toolchain import ROOT, cache, fingerprint, go_toolchain

ENGINE_MODULE: Final = ROOT / "engine" / "livekit"
SITES_MODULE: Final = ROOT / "engine" / "sites"
CADDY_MODULE: Final = ROOT / "engine" / "caddy"
_ENGINE_PACKAGE: Final = "github.com/livekit/livekit-server"


class BuildFailed(Exception):
    """A program could not be built; the text is the compiler's last words."""


def pinned_version(module: Path = ENGINE_MODULE, package: str = _ENGINE_PACKAGE) -> str:
    """The version that go.mod pins, e.g. "1.13.5"."""
    found = re.search(rf"{re.escape(package)} v([0-9.]+)", (module / "go.mod").read_text(encoding="utf-8"))
    if found is None:
        raise BuildFailed(f"{module}/go.mod names no version of {package}")
    return found[1]


def version_of(binary: Path) -> str | None:
    """The version that an engine binary says it has; None where it does not run."""
    try:
        ran = subprocess.run([binary, "--version"], capture_output=True, text=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"\d+\.\d+\.\d+", ran.stdout)
    return found[0] if ran.returncode == 0 and found else None


def find_engine(setting: str = "") -> Path | None:
    """An engine that is there already, without building anything."""
    if setting:
        return Path(setting)
    on_path = shutil.which("livekit-server")
    if on_path and version_of(Path(on_path)) == pinned_version():
        return Path(on_path)
    built = _built("livekit-server", ENGINE_MODULE, names=("go.mod", "go.sum"))
    return built if built.exists() else None


def engine_binary(setting: str = "") -> Path:
    """The engine, built where there is none; that takes one to two minutes. BuildFailed where it cannot be."""
    found = find_engine(setting)
    if found is not None:
        return found
    target = _built("livekit-server", ENGINE_MODULE, names=("go.mod", "go.sum"))
    return _build(ENGINE_MODULE, f"{_ENGINE_PACKAGE}/cmd/server", target)


def find_sites() -> Path | None:
    """The simulated sites' program if it is built from the sources as they stand."""
    built = _built("nhipcau-sites", SITES_MODULE)
    return built if built.exists() else None


def sites_binary() -> Path:
    """The simulated sites' program, built anew where its sources changed."""
    return find_sites() or _build(SITES_MODULE, ".", _built("nhipcau-sites", SITES_MODULE))


def find_caddy() -> Path | None:
    """Caddy on PATH, else the one built before."""
    found = shutil.which("caddy")
    if found:
        return Path(found)
    built = _built("caddy", CADDY_MODULE, names=("go.mod", "go.sum"))
    return built if built.exists() else None


def caddy_binary() -> Path:
    """Caddy from PATH, else built from its pinned module."""
    target = _built("caddy", CADDY_MODULE, names=("go.mod", "go.sum"))
    return find_caddy() or _build(CADDY_MODULE, "github.com/caddyserver/caddy/v2/cmd/caddy", target)


def _built(name: str, module: Path, names: tuple[str, ...] = ()) -> Path:
    """Where the program of a module lies in the cache; its name follows from what it is built from."""
    sources = [module / one for one in names] if names else [module]
    return cache() / "bin" / f"{name}-{fingerprint(*sources)}"


def _build(module: Path, package: str, target: Path) -> Path:
    go = go_toolchain()
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    ran = subprocess.run(
        [go.go, "build", "-C", module, "-mod=readonly", "-trimpath", "-ldflags", "-s -w", "-o", fresh, package],
        env=go.environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=die_with_parent,
    )
    if ran.returncode != 0:
        raise BuildFailed(ran.stderr.strip()[-2000:])
    fresh.replace(target)
    return target
