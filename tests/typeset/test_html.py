"""The preview: the sheets of the PDF, safe markup, no style of its own in the page."""

import dataclasses
import io
import re
from html.parser import HTMLParser

import pypdf
import pytest

from nhipcau.typeset import profile_by_id, render_html, render_pdf
from nhipcau.typeset.html.css import FILE, stylesheet
from nhipcau.typeset.model import Annex, Kind, Paragraph, System, text
from nhipcau.typeset.tidy import TIED
from tests.typeset.papers import EVERY_KIND, TASKS, paper

STATE = profile_by_id("nd30-2020")
NEW = profile_by_id("hd05-2026")


class Balance(HTMLParser):
    """Notes every element that is closed out of turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("col", "br"):
            self.open.append(tag)
        self.wrong += [f"{tag} {name}" for name, _ in attrs if name == "style" or name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize(("profile", "system"), [(STATE, System.STATE), (NEW, System.PARTY)])
def test_markup_is_whole_and_without_style(kind: Kind, profile: object, system: System) -> None:
    shown = render_html(paper(kind, system), STATE if profile is STATE else NEW)
    parser = Balance()
    parser.feed(shown)
    parser.close()
    assert parser.wrong == []
    assert parser.open == []


def test_there_are_as_many_sheets_as_pages() -> None:
    rows = TASKS.rows[1:2] * 120
    long = dataclasses.replace(
        paper(Kind.PLAN),
        blocks=tuple(Paragraph(f"p{place}", text("Nội dung của hội nghị. " * 12)) for place in range(30)),
        annexes=(Annex("a", text("Bảng"), (dataclasses.replace(TASKS, rows=rows),)),),
    )
    shown = render_html(long, STATE)
    assert shown.count('class="paper-sheet"') == len(pypdf.PdfReader(io.BytesIO(render_pdf(long, STATE))).pages)
    assert shown.count("<tr>") == 120 + shown.count("<thead>")
    assert shown.count("<thead>") > 2
    numbers = re.findall(r'paper-page-number ps-page_number">(\d+)<', shown)
    assert numbers[:3] == ["2", "3", "4"]
    assert numbers.count("2") == 2


def test_facts_and_blocks_are_marked_for_the_editor() -> None:
    shown = render_html(paper(Kind.PLAN), STATE)
    said = f"08{TIED}giờ{TIED}00 ngày{TIED}15 tháng 9 năm 2026"
    assert f'<span class="paper-fact" data-fact="start">{said}</span>' in shown
    assert 'data-block="i5"' in shown


def test_names_cannot_become_markup() -> None:
    bad = "<script>alert(1)</script> & \"'"
    block = Paragraph("x", text(bad))
    shown = render_html(dataclasses.replace(paper(Kind.NOTICE), blocks=(block,), abstract=text(bad)), STATE)
    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;&#x27;" in shown


def test_the_style_sheet_is_written_from_the_profiles() -> None:
    assert FILE.read_text(encoding="utf-8") == stylesheet()
