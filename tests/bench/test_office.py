"""The measurement of the office pages, small: it runs on the real pages and says what it promises to say."""

import json
import subprocess
import sys

from nhipcau.media.toolchain import ROOT


def test_the_office_pages_are_measured_beside_few_and_many() -> None:
    command = [sys.executable, "-m", "nhipcau", "bench", "office", "--json"]
    small = ["--conferences", "12", "--delegates", "40", "--requests", "1"]
    done = subprocess.run([*command, *small], cwd=ROOT, capture_output=True, text=True, timeout=280, check=True)
    figures = json.loads(done.stdout)
    assert (figures["bench"], figures["conferences"], figures["sites"], figures["delegates"]) == (
        "office",
        12,
        3322,
        40,
    )
    for page in ("home", "sites", "rollup", "named", "own"):
        assert figures[f"{page}_p95_ms"] > 0
        assert figures[f"{page}_p95_ms_beside_10"] > 0
        assert figures["growth"][page] > 0
    assert figures["pages"] > 60
    assert len(figures["slowest_pages"]) == 10
    # What does not depend on the machine is held here: with 3,322 sites, 3,321 units below one, and as many letters.
    assert figures["most_queries"] <= figures["targets"]["page_queries"] == 40
    heaviest = figures["heaviest_pages"][0]
    assert heaviest["kilobytes"] <= figures["targets"]["page_kilobytes"] == 300, heaviest
    assert figures["export_seconds"] > 0
    assert figures["import_seconds"] > 0
