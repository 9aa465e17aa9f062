"""Processor time of single processes, from the kernel's own account."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

from bench.kit.report import say

_TICKS = os.sysconf("SC_CLK_TCK")
QUIET_SECONDS = 25.0
_QUIET = 0.1
"""Share of all processors, taken by others, below which a machine is quiet."""


def cpu_seconds(pid: int) -> float:
    """User and system time that the process has used so far, all its threads together."""
    # The name in brackets may hold blanks: the numbered fields begin after the last bracket.
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def machine_cpu_seconds() -> float:
    """What all processes of this machine together have used since it started."""
    user, nice, system, _idle, _wait, interrupts, soft, *_rest = map(
        int, Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()[1:]
    )
    return (user + nice + system + interrupts + soft) / _TICKS


class Stopwatch:
    """Processor time that named processes, and all others of the machine, use from here on.

    `others` is what spoils a figure: work that has nothing to do with what is measured.
    """

    def __init__(self, pids: Mapping[str, int]) -> None:
        self._pids = {**pids, "bench": os.getpid()}
        self._machine = machine_cpu_seconds()
        self._before = {name: cpu_seconds(pid) for name, pid in self._pids.items()}

    def used(self) -> dict[str, float]:
        """Seconds by name, as keys of the figures: `web_cpu_seconds` …"""
        spent = {name: cpu_seconds(pid) - self._before[name] for name, pid in self._pids.items()}
        spent["others"] = max(0.0, machine_cpu_seconds() - self._machine - sum(spent.values()))
        return {f"{name}_cpu_seconds": round(seconds, 2) for name, seconds in spent.items()}


def wait_until_quiet(pids: Mapping[str, int]) -> None:
    """Let others of the machine finish what they are at, so far as they do within `QUIET_SECONDS`. pids: who is not
    meant."""
    deadline = time.monotonic() + QUIET_SECONDS
    while True:
        stopwatch, began = Stopwatch(pids), time.monotonic()
        time.sleep(1)
        busy = stopwatch.used()["others_cpu_seconds"] / (time.monotonic() - began)
        if busy < _QUIET * (os.cpu_count() or 1):
            return
        if time.monotonic() > deadline:
            say(f"the machine is busy with other work ({busy:.1f} processors)")
            return
