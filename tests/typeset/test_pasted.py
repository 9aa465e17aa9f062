"""Words as people paste them: loose accents, control signs, line breaks. Every form is still made, and readable."""

import dataclasses
import io
import unicodedata

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.typeset import profile_by_id, render_docx, render_html, render_pdf, render_text
from nhipcau.typeset.model import Kind, Letterhead, Paper, Paragraph, Recipient, Signer, text
from nhipcau.typeset.tidy import tidy
from tests.typeset.papers import paper

STATE = profile_by_id("nd30-2020")


def holding(words: str) -> Paper:
    """The words in every place where somebody may type."""
    plan = paper(Kind.NOTICE)
    return dataclasses.replace(
        plan,
        letterhead=Letterhead(issuer=(words or "X",), name=words),
        abstract=text(words),
        blocks=(Paragraph("p", text(f"Trước {words} sau")),),
        signers=(Signer("s", words, words),),
        distribution=dataclasses.replace(plan.distribution, recipients=(Recipient("r", words, words),), archive=words),
        drafter=words,
        circulation=words,
    )


def test_loose_accents_are_composed() -> None:
    loose = unicodedata.normalize("NFD", "Ủy ban nhân dân xã Tân Hòa")
    assert loose != "Ủy ban nhân dân xã Tân Hòa"
    for shown in (render_text(holding(loose), STATE), render_html(holding(loose), STATE)):
        assert "Trước Ủy ban nhân dân xã Tân Hòa sau" in shown


def test_invisible_and_control_signs_go_and_line_breaks_stay() -> None:
    assert tidy("a\x00b\x0bc\u200bd\u00ade\ufefff") == "a b cdef"
    assert tidy("một\r\nhai\rba") == "một\nhai\nba"
    assert tidy("half \ud800 sign") == "half  sign"


def test_a_line_break_within_a_paragraph_breaks_the_line() -> None:
    written = holding("dòng một\ndòng hai")
    document = docx.Document(io.BytesIO(render_docx(written, STATE)))
    assert any("dòng một\ndòng hai" in one.text for one in document.paragraphs)
    assert "dòng một<br>dòng hai" in render_html(written, STATE)
    page = pypdf.PdfReader(io.BytesIO(render_pdf(written, STATE))).pages[0].extract_text()
    assert any(line.strip().startswith("dòng hai") for line in page.splitlines())


@given(st.text(max_size=60))
@settings(max_examples=40)
def test_any_text_at_all_can_be_printed(words: str) -> None:
    for render in (render_text, render_html, render_docx, render_pdf):
        assert render(holding(words), STATE)


@pytest.mark.parametrize("words", ["", " ", "\n", "\t\t", "\u2003"])
def test_empty_words_are_no_fault(words: str) -> None:
    for render in (render_text, render_html, render_docx, render_pdf):
        assert render(holding(words), STATE)
