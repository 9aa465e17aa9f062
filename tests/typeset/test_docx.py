"""A paper as DOCX: what an office finds when it opens the file, measured in its XML."""

import dataclasses
import functools
import io
import re
import zipfile
from collections.abc import Iterator

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph as Para

from nhipcau.typeset import Profile, profile_by_id, render_docx
from nhipcau.typeset.model import Annex, Item, Kind, Level, Paper, Paragraph, System, Urgency, text
from nhipcau.typeset.printed import printed
from nhipcau.typeset.word.styles import NAMES
from tests.typeset.papers import EVERY_KIND, paper

PROFILES = {
    "nd30-2020": System.STATE,
    "hd36-2018": System.PARTY,
    "hd05-2026": System.PARTY,
}
STATE = profile_by_id("nd30-2020")


@functools.cache
def opened(written: Paper, profile: Profile) -> Document:
    return docx.Document(io.BytesIO(render_docx(written, profile)))


def paragraphs(document: Document) -> Iterator[Para]:
    """Every paragraph in the order of the page, those of tables row by row."""
    for part in document.element.body.iterchildren():
        if part.tag == qn("w:p"):
            yield Para(part, document)
        elif part.tag == qn("w:tbl"):
            for row in Table(part, document).rows:
                for cell in row.cells:
                    yield from cell.paragraphs


def in_style(document: Document, key: str) -> list[str]:
    return [one.text for one in paragraphs(document) if one.style is not None and one.style.name == NAMES[key]]


@pytest.fixture(params=[(one, kind) for one in PROFILES for kind in EVERY_KIND], ids=lambda given: "-".join(given))
def written(request: pytest.FixtureRequest) -> tuple[Paper, Profile]:
    profile, kind = request.param
    return paper(kind, PROFILES[profile]), profile_by_id(profile)


def test_every_style_says_what_the_profile_says(written: tuple[Paper, Profile]) -> None:
    document = opened(*written)
    for key, name in NAMES.items():
        wanted = getattr(written[1].styles, key)
        font = document.styles[name].font  # type: ignore[attr-defined]  # paragraph styles have one
        assert font.name == "Times New Roman"
        assert font.size.pt == wanted.size
        assert (font.bold, font.italic, font.underline, font.all_caps) == (
            wanted.bold,
            wanted.italic,
            wanted.underline,
            wanted.caps,
        ), name


def test_the_page_is_the_profiles(written: tuple[Paper, Profile]) -> None:
    page = written[1].page
    for section in opened(*written).sections:
        assert section.page_width is not None
        assert section.page_height is not None
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (page.width, page.height)
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(one.mm, 1) for one in margins if one is not None] == [
            page.top, page.bottom, page.left, page.right,
        ]  # fmt: skip


def test_nothing_is_placed_by_spaces_or_empty_paragraphs(written: tuple[Paper, Profile]) -> None:
    for one in paragraphs(opened(*written)):
        assert "  " not in one.text
        assert "\t" not in one.text
        assert one.text == one.text.lstrip(" ")


def test_words_stand_in_the_style_of_their_part(written: tuple[Paper, Profile]) -> None:
    document, shown = opened(*written), printed(*written)
    assert in_style(document, "issuer") == list(shown.issuer)
    assert in_style(document, "parent") == list(shown.parent)
    assert in_style(document, "nation") == [shown.nation]
    assert in_style(document, "motto") == ([shown.motto] if shown.motto else [])
    assert in_style(document, "heading") == ([shown.heading] if shown.heading else [])
    assert in_style(document, "distribution") == list(shown.distribution)
    assert in_style(document, "name") == [one.name for one in shown.signatures]
    assert in_style(document, "capacity") == [line for one in shown.signatures for line in one.capacities]
    assert in_style(document, "position") == [one.position for one in shown.signatures if one.position]
    assert len(in_style(document, "basis")) == sum(line.style == "basis" for line in shown.lines)


def test_columns_are_tables_without_borders(written: tuple[Paper, Profile]) -> None:
    document, profile = opened(*written), written[1]
    head = document.tables[0]
    assert [round(cell.width.mm, 1) for cell in head.rows[0].cells if cell.width] == [
        profile.head.left,
        profile.head.right,
    ]
    assert head._tbl.tblPr.find(qn("w:tblBorders")) is None
    assert head._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"


def test_body_paragraphs_are_indented_spaced_and_justified(written: tuple[Paper, Profile]) -> None:
    document, body = opened(*written), written[1].body
    for key in ("body", "basis", "item_heading", "roman"):
        shape = document.styles[NAMES[key]].paragraph_format  # type: ignore[attr-defined]  # paragraph styles have one
        assert round(shape.first_line_indent.mm, 1) == body.indent
        assert shape.space_before.pt == body.gap
        assert shape.line_spacing.pt == body.line
        assert shape.alignment == 3


def test_items_are_counted_by_word(written: tuple[Paper, Profile]) -> None:
    for one in paragraphs(opened(*written)):
        if one.style is not None and one.style.name in (NAMES["body"], NAMES["item_heading"], NAMES["roman"]):
            assert not re.match(r"(?:[IVX]+\.|\d+\.|[a-zđ]\)|[-+])\s", one.text)
    document = opened(paper(Kind.PLAN), STATE)
    numbered = [one for one in paragraphs(document) if one._p.pPr is not None and one._p.pPr.numPr is not None]
    assert len(numbered) >= 11


def test_points_beyond_d_keep_the_vietnamese_alphabet() -> None:
    items = tuple(Item(str(place), Level.LETTER, text("x")) for place in range(6))
    document = opened(dataclasses.replace(paper(Kind.NOTICE), blocks=items), STATE)
    numbering = document.part.numbering_part.element
    labels = [one.get(qn("w:val")) for one in numbering.iter(qn("w:lvlText"))]
    assert "đ)" in labels
    assert "e)" in labels
    assert "f)" not in labels
    level = next(one for one in numbering.iter(qn("w:lvl")) if one.find(qn("w:lvlText")).get(qn("w:val")) == "đ)")
    assert level.find(qn("w:numFmt")).get(qn("w:val")) == "none", "of a bullet LibreOffice prints one letter"


def test_a_higher_rank_that_comes_after_a_lower_one_begins_at_one() -> None:
    items = (Item("a", Level.ARABIC, text("Trước")), Item("b", Level.ROMAN, text("Sau")))
    document = opened(dataclasses.replace(paper(Kind.NOTICE), blocks=items), STATE)
    used = [
        p._p.pPr.numPr.numId.val for p in paragraphs(document) if p._p.pPr is not None and p.text in ("Trước", "Sau./.")
    ]
    assert len(set(used)) == 2


def test_it_opens_as_a_file_of_today() -> None:
    settings = opened(paper(Kind.NOTICE), STATE).settings.element.iter(qn("w:compatSetting"))
    modes = [one.get(qn("w:val")) for one in settings if one.get(qn("w:name")) == "compatibilityMode"]
    assert modes == ["15"]


def test_each_annex_counts_pages_and_items_anew() -> None:
    one = Item("x", Level.ARABIC, text("Một"))
    two = dataclasses.replace(one, id="y")
    annexes = (Annex("a", text("A"), (one,)), Annex("b", text("B"), (two,), landscape=True))
    document = opened(dataclasses.replace(paper(Kind.PLAN), annexes=annexes), STATE)
    assert len(document.sections) == 3
    for section in document.sections[1:]:
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    last = document.sections[2]
    assert last.page_width is not None
    assert round(last.page_width.mm) == 297
    used = [p._p.pPr.numPr.numId.val for p in paragraphs(document) if p.text == "Một" and p._p.pPr is not None]
    assert len(set(used)) == 2


def test_the_page_number_is_a_field_in_the_head_hidden_on_page_one() -> None:
    section = opened(paper(Kind.PLAN), STATE).sections[0]
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0]._p.xpath(".//w:fldSimple/@w:instr") == ["PAGE"]
    assert section.header_distance is not None
    assert round(section.header_distance.mm) == 10
    assert section.first_page_header.paragraphs[0].text == ""


def test_the_same_paper_gives_the_same_bytes_without_times() -> None:
    first = render_docx(paper(Kind.PLAN), STATE)
    assert render_docx(paper(Kind.PLAN), STATE) == first
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_signature_stays_with_the_last_words() -> None:
    document = opened(paper(Kind.NOTICE), STATE)
    everything = list(paragraphs(document))
    last = next(one for one in everything if one.text.endswith("./."))
    assert last.paragraph_format.keep_with_next
    signing = [one for one in everything if one.style is not None and one.style.name == NAMES["capacity"]]
    assert all(one.paragraph_format.keep_with_next for one in signing)
    assert document.tables[-1].rows[0]._tr.xpath("./w:trPr/w:cantSplit")


@pytest.mark.parametrize(("urgency", "words", "wide"), [
    (Urgency.URGENT, "KHẨN", 20), (Urgency.VERY_URGENT, "THƯỢNG KHẨN", 40), (Urgency.IMMEDIATE, "HỎA TỐC", 30),
])  # fmt: skip
def test_urgency_is_a_red_box_of_the_prescribed_width(urgency: Urgency, words: str, wide: float) -> None:
    document = opened(dataclasses.replace(paper(Kind.LETTER), urgency=urgency), STATE)
    stamp = next(one for one in paragraphs(document) if one.text == words)
    shape = stamp.paragraph_format
    assert shape.left_indent is not None
    assert shape.right_indent is not None
    assert abs(STATE.head.left - shape.left_indent.mm - shape.right_indent.mm - wide) < 0.2
    assert str(stamp.runs[0].font.color.rgb) == "FF0000"


def test_any_sign_in_a_name_is_kept() -> None:
    sign = 'Xã A\' & <b>B</b> "C" #d $e$'
    document = opened(dataclasses.replace(paper(Kind.NOTICE), blocks=(Paragraph("p", text(sign)),)), STATE)
    assert f"{sign}./." in [one.text for one in paragraphs(document)]
