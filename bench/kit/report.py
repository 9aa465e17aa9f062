"""How a measurement is called and printed: one JSON object on standard output, everything else on standard error."""

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

_started = time.monotonic()


def say(text: str) -> None:
    """Progress, with the seconds since the start."""
    print(f"{time.monotonic() - _started:6.1f} s  {text}", file=sys.stderr, flush=True)


def run(name: str, measure: Callable[[int], dict[str, Any]], arguments: Sequence[str], least: int) -> int:
    """Measure as the command line asks and print the figures; exit code 0.

    least: the smallest number of sites with which the measurement means anything.
    """
    parser = argparse.ArgumentParser(prog=f"nhipcau bench {name}")
    parser.add_argument("--sites", type=int, default=212, help="sites in the hall (212: one province)")
    parser.add_argument("--json", action="store_true", help="on one line, for programs")
    chosen = parser.parse_args(arguments)
    if chosen.sites < least:
        parser.error(f"--sites: at least {least}")
    return show(name, lambda: {"sites": chosen.sites, **measure(chosen.sites)}, one_line=chosen.json)


def show(name: str, measure: Callable[[], dict[str, Any]], *, one_line: bool) -> int:
    """Measure and print the figures with what they were measured on; exit code 0."""
    load = os.getloadavg()[0]
    figures = {"bench": name, **measure(), **_machine(load)}
    print(json.dumps(figures, ensure_ascii=False, indent=None if one_line else 2))
    return 0


def _machine(load: float) -> dict[str, Any]:
    """On what it was measured. load_before: others' work on the same processors spoils the figures."""
    return {
        "cpus": os.cpu_count(),
        "load_before": round(load, 2),
        "python": platform.python_version(),
        "wall_seconds": round(time.monotonic() - _started, 1),
    }
