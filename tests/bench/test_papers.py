"""`bench papers`, small: it says what it promises to say; how fast has to be is not checked here."""

import io
import shutil

import pypdf

from bench.kit.one_page import one_page
from bench.papers import measure_banners, measure_packs, measure_writing
from nhipcau.typeset import profile_by_id, render_pdf


def test_writing_is_timed_with_papers_of_one_page() -> None:
    profile = profile_by_id("nd30-2020")
    pages = {len(pypdf.PdfReader(io.BytesIO(render_pdf(one_page(n), profile))).pages) for n in (0, 6, 99, 1059)}
    assert pages == {1}


def test_figures_of_writing() -> None:
    figures = measure_writing(2, libreoffice_files=2)
    assert 0 < figures["pdf_p50_ms"] <= figures["pdf_p95_ms"]
    assert 0 < figures["docx_p50_ms"] <= figures["docx_p95_ms"]
    assert (figures["libreoffice_ratio"] is None) is (shutil.which("soffice") is None)


def test_figures_of_banners() -> None:
    figures = measure_banners(12)
    assert figures["banners"] == 12
    assert figures["banners_seconds"] > 0


def test_figures_of_packs() -> None:
    figures = measure_packs(3)
    assert figures["packs"] == 3
    assert figures["packs_seconds"] > 0
