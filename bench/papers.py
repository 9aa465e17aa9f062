"""bench papers: how long reading a ten-page paper takes, in this process, from the text to the facts.

The paper is put together from the example papers: head of the first, their numbered parts one after the other until
ten pages are full, tail of the first. A page is what fits on A4 in 14 points with the margins of NĐ 30/2020.
"""

import argparse
import time
from collections.abc import Sequence
from typing import Any

from bench.kit.report import say, show
from bench.kit.statistics import p50_ms, p95_ms
from nhipcau.documents.intake import read_text
from nhipcau.media.toolchain import ROOT

PAGES = 10
CHARACTERS_OF_A_PAGE = 2600
RUNS = 60
WARM_UP = 3
TARGET_P95_MS = 200.0


def ten_pages() -> str:
    """One paper of ten pages: real letterhead and signature, and a body as long as none in practice."""
    papers = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    first = papers[0]
    tail = first.index("Nơi nhận")
    bodies = [paper[paper.index("\n1. ") : paper.index("Nơi nhận")] for paper in papers if "\n1. " in paper]
    body = ""
    while len(first) + len(body) < PAGES * CHARACTERS_OF_A_PAGE:
        body += bodies[body.count("\n1. ") % len(bodies)]
    return first[:tail] + body + first[tail:]


def measure(runs: int) -> dict[str, Any]:
    text = ten_pages()
    taken: list[float] = []
    reading = read_text(text)
    for run in range(WARM_UP + runs):
        began = time.perf_counter()
        reading = read_text(text)
        if run >= WARM_UP:
            taken.append((time.perf_counter() - began) * 1000)
    say(f"{len(text)} characters, {len(reading.facts['tasks'])} tasks read, {runs} runs")
    return {
        "intake_p95_ms": p95_ms(taken),
        "intake_p50_ms": p50_ms(taken),
        "target_p95_ms": TARGET_P95_MS,
        "pages": PAGES,
        "characters": len(text),
        "runs": runs,
    }


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="nhipcau bench papers")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often the paper is read")
    parser.add_argument("--json", action="store_true", help="on one line, for programs")
    chosen = parser.parse_args(arguments)
    if chosen.runs < 1:
        parser.error("--runs: at least 1")
    return show("papers", lambda: measure(chosen.runs), one_line=chosen.json)
