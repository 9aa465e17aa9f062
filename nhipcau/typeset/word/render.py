"""Putting a DOCX together: sections, letterhead, title, body, signatures, annexes; then bytes that never differ."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from functools import cache
from typing import Final

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm

from nhipcau.typeset.model import Paper, plain
from nhipcau.typeset.printed import Printed, PrintedAnnex, printed
from nhipcau.typeset.profiles import Profile
from nhipcau.typeset.word.body import Body
from nhipcau.typeset.word.ending import add_ending
from nhipcau.typeset.word.head import add_addressees, add_annex_head, add_letterhead, add_title
from nhipcau.typeset.word.lists import Lists
from nhipcau.typeset.word.styles import add_styles, dressed
from nhipcau.typeset.word.xml import border, element, field

_THEN: Final = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
"""Written as the time of making: the paper's own date is in the paper."""
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)


def render_docx(paper: Paper, profile: Profile) -> bytes:
    """A Word file; the same paper with the same profile gives the same bytes."""
    shown = printed(paper, profile)
    document = docx.Document(io.BytesIO(_empty(profile)))
    _describe(document, shown)
    _set_page(document.sections[0], profile, landscape=False)
    _add_page_number(document.sections[0])
    _add_contact(document.sections[0], profile, shown.contact)
    lists = Lists(document, profile)
    body = Body(document, profile, lists)
    add_letterhead(document, profile, shown)
    if not shown.letter:
        add_title(document, profile, shown)
    add_addressees(document, profile, lists, shown)
    body.add(shown.lines, last=True)
    add_ending(document, profile, lists, shown)
    for annex in shown.annexes:
        _add_annex(document, profile, body, annex)
    return _same_bytes(document)


@cache
def _empty(profile: Profile) -> bytes:
    """A file with the profile's styles and no words: making the styles takes longer than a page of text."""
    document = docx.Document()
    add_styles(document, profile)
    _be_of_today(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _be_of_today(document: Document) -> None:
    """Word 2013 and later, without its mode for older files, in which tables stand out into the margin."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _describe(document: Document, shown: Printed) -> None:
    core = document.core_properties
    core.title = shown.title[:255]  # the most that a Word file keeps of it
    core.author = ""
    core.comments = ""
    core.last_modified_by = ""
    core.language = "vi-VN"
    core.revision = 1
    core.created = core.modified = _THEN


def _set_page(section: Section, profile: Profile, *, landscape: bool) -> None:
    page = profile.page
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width = Mm(page.height if landscape else page.width)
    section.page_height = Mm(page.width if landscape else page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance = section.footer_distance = Mm(page.number_from_top)
    section.different_first_page_header_footer = True


def _add_page_number(section: Section) -> None:
    field(dressed(section.header.paragraphs[0], "page_number"), "PAGE")


def _add_contact(section: Section, profile: Profile, words: str) -> None:
    """At the foot of the first page, above the margin: the text of that page ends earlier."""
    if not words:
        return
    section.footer_distance = Mm(profile.page.bottom)
    paragraph = dressed(section.first_page_footer.paragraphs[0], "contact")
    paragraph.add_run(words)
    border(paragraph, "top", points=0.75, space=2)


def _add_annex(document: Document, profile: Profile, body: Body, annex: PrintedAnnex) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, profile, landscape=annex.landscape)
    for old in section._sectPr.findall("{*}pgNumType"):
        section._sectPr.remove(old)
    section._sectPr.append(element("w:pgNumType", start="1"))
    section.first_page_footer.is_linked_to_previous = False
    add_annex_head(document, profile, annex.label, plain(annex.title), annex.note)
    body.add(annex.lines, last=False)


def _same_bytes(document: Document) -> bytes:
    """The package with its parts in order and without times of its own."""
    made = io.BytesIO()
    document.save(made)
    steady = io.BytesIO()
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as out:
        names = sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            out.writestr(entry, parts.read(name))
    return steady.getvalue()
