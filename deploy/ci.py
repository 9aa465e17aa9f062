"""What `make check` and `make test` run, one after the other; all of it also after a failure.

    .venv/bin/python deploy/ci.py check|test

Ends with one line per step and its seconds; exit code 1 where any step failed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nhipcau.media import parts  # noqa: E402  # found through the line above
from nhipcau.media.binary import SITES_MODULE, BuildFailed  # noqa: E402
from nhipcau.media.toolchain import go_toolchain, node_toolchain  # noqa: E402

BIN = ROOT / ".venv" / "bin"
FRONTEND = ROOT / "frontend"
PYTEST = (BIN / "python", "-m", "pytest", "-q", "--durations=10")
WHOLE = "(stack or browser)"
"""Tests of a product that runs; see the markers in pyproject.toml."""
# In the order of the folders: by the number of their tests the files whose one test takes longest would come last, and
# one processor would wait for the other.
SHARED = ("--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder")
# What a database has a part in: constraints, locks, what happens at once, order, JSON, and every page once. Who gets
# where is asked of the same few queries again and again and does not depend on the database; `tests/conftest.py` leaves
# out what opens none.
WITHOUT_ROLES = "--ignore-glob=*/test_?*_access.py"
# Nor does what a paper says to whoever reads it again.
WITHOUT_READING = "--ignore-glob=*/test_*read_again.py"
ON_POSTGRESQL = (
    "tests/core/test_access.py",
    "tests/journal",
    "tests/conferences",
    "tests/hall",
    "tests/organs",
    "tests/outbox",
    "tests/preparation",
    "tests/documents/writing",
    "tests/rehearsal",
    "tests/web/test_english_pages.py",
    "tests/web/test_plain.py",
)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass
class Run:
    """Steps carried out so far, with their outcome."""

    outcomes: list[tuple[str, bool, float]] = field(default_factory=list)

    def step(self, name: str, act: Callable[[], bool]) -> None:
        print(f"\n── {name}", flush=True)
        began = time.monotonic()
        good = act()
        self.outcomes.append((name, good, time.monotonic() - began))

    def command(self, name: str, *command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
        self.step(name, lambda: subprocess.run(command, cwd=cwd, env=env, check=False).returncode == 0)

    def begin(self, name: str, *command: str | Path, env: dict[str, str] | None = None) -> Callable[[], None]:
        """Start a step that lives on the processor time which the steps after it leave over; the answer waits for its
        end and says then what it said."""
        began = time.monotonic()
        said = tempfile.TemporaryFile()  # noqa: SIM115 - open until the step has ended
        process = subprocess.Popen(
            ["nice", "-n", "19", *command], cwd=ROOT, env=env, stdout=said, stderr=subprocess.STDOUT
        )

        def end() -> None:
            good = process.wait() == 0
            took = time.monotonic() - began
            print(f"\n── {name}", flush=True)
            with said:
                said.seek(0)
                shutil.copyfileobj(said, sys.stdout.buffer)
            sys.stdout.flush()
            self.outcomes.append((f"{name} (beside the one before)", good, took))

        return end

    def close(self) -> int:
        print()
        for name, good, seconds in self.outcomes:
            print(f"{'ok  ' if good else 'FAIL'} {seconds:6.1f} s  {name}")
        return 0 if all(good for _, good, _ in self.outcomes) else 1


def check(run: Run) -> None:
    run.command("ruff", BIN / "ruff", "check", ".")
    run.command("ruff format", BIN / "ruff", "format", "--check", ".")
    run.command("types", BIN / "basedpyright", "--level", "error")
    run.command("import rules", BIN / "lint-imports", "--no-cache")
    run.command("templates", BIN / "djlint", "nhipcau", "--lint", "--quiet")
    node = node_toolchain()
    run.step("front-end packages", built("pages"))
    run.command("front end", *node.pnpm_command("run", "check"), cwd=FRONTEND, env=node.environment)
    go = go_toolchain()
    run.step("gofmt", lambda: is_formatted(go.go, go.environment))
    run.command("go vet", go.go, "vet", "./...", cwd=SITES_MODULE, env=go.environment)


def test(run: Run) -> None:
    for name in parts.NAMES:
        run.step(f"build {name}", built(name))
    run.step("browser", have_chromium)
    node, go = node_toolchain(), go_toolchain()
    run.command("pytest", *PYTEST, "-m", f"not {WHOLE}", *SHARED)
    # A product in browsers waits for itself two fifths of the time.
    on_postgresql = run.begin(
        "pytest on PostgreSQL",
        *(*PYTEST, "-m", f"not {WHOLE}", *SHARED, WITHOUT_ROLES, WITHOUT_READING, *ON_POSTGRESQL),
        env={**os.environ, "NHIPCAU_TEST_DATABASE": "postgresql"},
    )
    run.command("pytest, whole product", *PYTEST, "-m", f"{WHOLE} and not keeps_time", *SHARED)
    on_postgresql()
    # One after the other, with the machine for itself.
    run.command("pytest, what keeps time", *PYTEST, "-m", "keeps_time")
    run.command("vitest", *node.pnpm_command("exec", "vitest", "run"), cwd=FRONTEND, env=node.environment)
    run.command("go test", go.go, "test", "./...", cwd=SITES_MODULE, env=go.environment)


def built(name: str) -> Callable[[], bool]:
    def act() -> bool:
        try:
            parts.build(name)
        except BuildFailed as failed:
            print(failed)
            return False
        return True

    return act


def is_formatted(go: Path, environment: dict[str, str]) -> bool:
    """gofmt lies beside go; its list of files to be formatted is empty."""
    beside = go.resolve().with_name("gofmt")
    ran = subprocess.run(
        [beside, "-l", "engine"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    print(ran.stdout + ran.stderr, end="")
    return ran.returncode == 0 and not ran.stdout.strip()


def have_chromium() -> bool:
    """Chromium of the machine, else Debian's where we may install it, else the line that does."""
    if any(shutil.which(name) for name in CHROMIUM_NAMES):
        return True
    if shutil.which("apt-get") and os.geteuid() == 0:
        commands = (
            ["apt-get", "update", "-q"],
            ["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"],
        )
        return all(subprocess.run(one, stdout=subprocess.DEVNULL, check=False).returncode == 0 for one in commands)
    print("No Chromium here. On Debian or Ubuntu: sudo apt-get install chromium")
    print(f"Elsewhere: {BIN / 'playwright'} install chromium")
    return False


def main(arguments: list[str]) -> int:
    tasks = {"check": check, "test": test}
    if len(arguments) != 1 or arguments[0] not in tasks:
        print(__doc__)
        return 2
    # What a machine's images like to set would have every process compile all sources again: the product's at each of
    # its starts, pytest's with every assertion rewritten.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    run = Run()
    tasks[arguments[0]](run)
    return run.close()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
