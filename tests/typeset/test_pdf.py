"""A paper as PDF: the same bytes for the same paper, text that can be selected, no sign that is read as markup."""

import dataclasses
import io

import pypdf
import pytest

from nhipcau.typeset import profile_by_id, render_pdf
from nhipcau.typeset.model import Kind, Letterhead, Paragraph, Recipient, text
from tests.typeset.papers import paper

STATE = profile_by_id("nd30-2020")
SIGNS = 'Ông A\' & <b>B</b> #panic() $x$ @c *d* _e_ `f` [g] {h} \\i ~j "k" // l /* m */ = n'


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_same_paper_gives_the_same_bytes() -> None:
    first = render_pdf(paper(Kind.PLAN), STATE)
    render_pdf(paper(Kind.LETTER), STATE)
    assert render_pdf(paper(Kind.PLAN), STATE) == first


def test_the_title_stands_in_the_metadata_and_the_text_is_tagged() -> None:
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(paper(Kind.NOTICE), STATE)))
    assert reader.metadata is not None
    assert reader.metadata.title == (
        "Thông báo Tổ chức Hội nghị trực tuyến toàn tỉnh sơ kết công tác 9 tháng đầu năm 2026"
    )
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "vi-VN"


@pytest.mark.parametrize("sign", [SIGNS, "#" * 40, "$" * 3, "*_*", "<label>", "@ref", "\\", "/*", "//"])
def test_signs_of_names_are_printed_as_they_are(sign: str) -> None:
    plan = paper(Kind.PLAN)
    written = dataclasses.replace(
        plan,
        letterhead=Letterhead(issuer=(f"Xã {sign}",)),
        abstract=text(f"Họp {sign}"),
        blocks=(Paragraph("p", text(f"Nội dung {sign} hết")),),
        distribution=dataclasses.replace(plan.distribution, recipients=(Recipient("r", f"Sở {sign} X"),)),
    )
    shown = words_of(render_pdf(written, STATE)).replace(" ", "")
    assert f"Nội dung {sign} hết".replace(" ", "") in shown
    assert f"Xã {sign}".upper().replace(" ", "") in shown
    assert f"- Sở {sign} X;".replace(" ", "") in shown
