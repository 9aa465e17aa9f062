"""bench papers: how long reading a ten-page paper and writing a one-page paper take, in this process.

Reading: from the text to the facts. The paper is put together from the example papers: head of the first, their
numbered parts one after the other until ten pages are full, tail of the first. A page is what fits on A4 in 14 points
with the margins of NĐ 30/2020.

Writing: from the document model to the bytes of a PDF and of a Word file, warm, each time other words. The same Word
files are then turned into PDF by a warm LibreOffice, where there is one: `libreoffice_ratio` is its processor time over
ours, threads included. Last, the banners of a province's sites, asked for and made by
the worker on a database of its own, and their packs: one PDF each, all in one ZIP.
"""

import argparse
import io
import time
from collections.abc import Callable, Sequence
from typing import Any

from bench.kit.banner_bundle import make_bundle
from bench.kit.libreoffice import warm_ms
from bench.kit.one_page import one_page
from bench.kit.packs import packs
from bench.kit.report import say, show
from bench.kit.statistics import p50_ms, p95_ms
from nhipcau.documents.intake import read_text
from nhipcau.media.toolchain import ROOT
from nhipcau.typeset import Paper, Profile, profile_by_id, render_docx, render_pdf
from nhipcau.typeset.pack import write_packs

PAGES = 10
CHARACTERS_OF_A_PAGE = 2600
RUNS = 60
WARM_UP = 3
TARGET_P95_MS = 200.0
PDF_TARGET_P95_MS = 100.0
LIBREOFFICE_FILES = 20
BANNER_SITES = 212
BANNERS_TARGET_SECONDS = 10.0
PACKS_TARGET_SECONDS = 60.0


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


def measure_reading(runs: int) -> dict[str, Any]:
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


def measure_writing(runs: int, libreoffice_files: int = LIBREOFFICE_FILES) -> dict[str, Any]:
    profile = profile_by_id("nd30-2020")
    pdf, ours = _times(render_pdf, profile, runs)
    word, _ = _times(render_docx, profile, runs)
    say(f"one page: PDF {p95_ms(pdf)} ms, Word {p95_ms(word)} ms at p95, {runs} runs")
    files = [render_docx(one_page(number), profile) for number in range(libreoffice_files)]
    theirs = warm_ms(files)
    say("no LibreOffice here" if theirs is None else f"LibreOffice: {theirs:.0f} ms a file")
    return {
        "pdf_p95_ms": p95_ms(pdf),
        "pdf_p50_ms": p50_ms(pdf),
        "pdf_target_p95_ms": PDF_TARGET_P95_MS,
        "docx_p95_ms": p95_ms(word),
        "docx_p50_ms": p50_ms(word),
        "pdf_processor_ms": round(ours, 1),
        "libreoffice_processor_ms": None if theirs is None else round(theirs, 1),
        "libreoffice_ratio": None if theirs is None else round(theirs / ours, 1),
    }


def measure_banners(sites: int = BANNER_SITES) -> dict[str, Any]:
    """From the request on the page to the file that can be taken, database and worker included."""
    made = make_bundle(sites)
    say(f"{made.parts} banners, {made.bytes / 1e6:.1f} MB")
    return {
        "banners_seconds": round(made.seconds, 2),
        "banners_processor_seconds": round(made.processor, 2),
        "banners_target_seconds": BANNERS_TARGET_SECONDS,
        "banners": made.parts,
    }


def measure_packs(sites: int = BANNER_SITES) -> dict[str, Any]:
    """From the facts of each site to its PDF in the ZIP, by what the worker calls."""
    began = time.perf_counter()
    out = io.BytesIO()
    write_packs(out, packs(sites))
    taken = time.perf_counter() - began
    say(f"{sites} packs, {out.tell() / 1e6:.1f} MB")
    return {"packs_seconds": round(taken, 2), "packs_target_seconds": PACKS_TARGET_SECONDS, "packs": sites}


def _times(render: Callable[[Paper, Profile], bytes], profile: Profile, runs: int) -> tuple[list[float], float]:
    """Milliseconds by the clock for each paper, and milliseconds of processor time a paper. Warm, as LibreOffice is
    measured: neither the first papers count nor the making of the models."""
    papers = [one_page(1000 + run) for run in range(WARM_UP + runs)]
    for paper in papers[:WARM_UP]:
        render(paper, profile)
    taken: list[float] = []
    busy = time.process_time()
    for paper in papers[WARM_UP:]:
        began = time.perf_counter()
        render(paper, profile)
        taken.append((time.perf_counter() - began) * 1000)
    return taken, (time.process_time() - busy) / runs * 1000


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="nhipcau bench papers")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often the paper is read, and one is written")
    parser.add_argument("--json", action="store_true", help="on one line, for programs")
    chosen = parser.parse_args(arguments)
    if chosen.runs < 1:
        parser.error("--runs: at least 1")
    return show(
        "papers",
        lambda: {
            **measure_reading(chosen.runs),
            **measure_writing(chosen.runs),
            **measure_banners(),
            **measure_packs(),
        },
        one_line=chosen.json,
    )
