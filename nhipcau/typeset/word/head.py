"""The top of a paper: letterhead, number and date, stamps, title, addressees."""

from __future__ import annotations

from typing import Final

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from nhipcau.typeset.model import plain
from nhipcau.typeset.printed import Printed
from nhipcau.typeset.profiles import Profile, Style, Under
from nhipcau.typeset.widths import balanced, styled_width, wrapped
from nhipcau.typeset.word.lists import Lists
from nhipcau.typeset.word.styles import dressed
from nhipcau.typeset.word.xml import bare, border, number

STAMP_WIDTHS: Final = {"HỎA TỐC": 30.0, "THƯỢNG KHẨN": 40.0, "KHẨN": 20.0}
"""Millimetres (NĐ 30/2020, Phụ lục I, mục II.10)."""
_SIDE: Final = 2.0
"""Free at each side of a column of the letterhead, in millimetres."""
_RULE: Final = 3.0
"""Height of the empty paragraph that carries a line, in points."""
_SLACK: Final = 4.0
"""Other programs measure a little differently; a line that just fits here must fit there, in millimetres. Less where
a word more would fit."""
_THICK: Final = 0.75
"""Of the line itself, in points."""
_BEFORE_BODY: Final = 6.0
"""More than the gap of the title, in points: what follows begins a new part of the page."""
_RED: Final = "FF0000"


def add_letterhead(document: Document, profile: Profile, shown: Printed) -> None:
    head = profile.head
    table = document.add_table(1, 2)
    left, right = table.rows[0].cells
    for words in shown.parent:
        _balance(_line(left, "parent", words), words, profile.styles.parent, head.left)
    for words in shown.issuer:
        _balance(_line(left, "issuer", words), words, profile.styles.issuer, head.left)
    if head.under_issuer is Under.STAR:
        _line(left, "number", "*").paragraph_format.space_before = Pt(1)
    else:
        room = head.left - 2 * _SIDE
        longest = max((balanced(words, profile.styles.issuer, room) for words in shown.issuer), default=0.0)
        _rule(left.add_paragraph(), head.left, longest * head.issuer_line)
    _line(right, "nation", shown.nation)
    if shown.motto:
        _line(right, "motto", shown.motto).paragraph_format.space_before = Pt(1.5)
    below, style = (shown.motto, profile.styles.motto) if shown.motto else (shown.nation, profile.styles.nation)
    _rule(right.add_paragraph(), head.right, styled_width(below, style) * head.under_nation)
    numbered = table.add_row().cells
    gap = Pt(head.gap if head.under_issuer is Under.STAR else head.gap - _RULE - _THICK)
    _line(numbered[0], "number", shown.number).paragraph_format.space_before = gap
    _line(numbered[1], "place_date", shown.place_date).paragraph_format.space_before = gap
    if shown.letter or shown.urgency or shown.circulation:
        below_number = table.add_row().cells[0]
        if shown.letter:
            words = plain(shown.abstract)
            paragraph = _line(below_number, "letter_abstract", words)
            _balance(paragraph, words, profile.styles.letter_abstract, head.left)
        _add_stamps(below_number, profile, shown)
    bare(table, [head.left, head.right])


def add_title(document: Document, profile: Profile, shown: Printed) -> None:
    """Name of the kind, abstract, and what the profile puts below."""
    dressed(document.add_paragraph(shown.heading), "heading")
    words = " ".join(filter(None, plain(shown.abstract).split(" ")))
    room = profile.page.text_width
    wide = balanced(words, profile.styles.abstract, room - 30)
    paragraph = dressed(document.add_paragraph(), "abstract")
    paragraph.add_run(words)
    _narrow(paragraph, room, wide + _slack(words, profile.styles.abstract, wide))
    if profile.title.under is Under.DASHES:
        closing = dressed(document.add_paragraph("-----"), "abstract")
        closing.paragraph_format.space_before = Pt(2)
        closing.paragraph_format.space_after = Pt(profile.title.gap + _BEFORE_BODY)
    else:
        closing = document.add_paragraph()
        _rule(closing, room, wide * profile.title.line)
        closing.paragraph_format.space_after = Pt(profile.title.gap + _BEFORE_BODY - _RULE)


def add_annex_head(document: Document, profile: Profile, label: str, title: str, note: str) -> None:
    """Number and title of an annex, and of what paper it is one; lines of like length."""
    dressed(document.add_paragraph(label), "annex_label")
    room = profile.page.text_width
    last = dressed(document.add_paragraph(title), "annex_title")
    if note:
        last = dressed(document.add_paragraph(note), "annex_note")
        wide = balanced(note, profile.styles.annex_note, room - 10)
        _narrow(last, room, wide + _slack(note, profile.styles.annex_note, wide))
    last.paragraph_format.space_after = Pt(profile.title.gap)


def add_addressees(document: Document, profile: Profile, lists: Lists, shown: Printed) -> None:
    """One stands behind the colon, several below it, their dashes under the colon."""
    if not shown.addressees:
        return
    label = shown.addressee_label
    first = dressed(document.add_paragraph(), "addressee")
    first.paragraph_format.space_before = Pt(profile.title.gap)
    last = first
    if len(shown.addressees) == 1:
        first.add_run(f"{label} {shown.addressees[0]}")
        first.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        indent = 24.0
        first.add_run(label)
        first.paragraph_format.left_indent = Mm(indent)
        colon = indent + styled_width(label.rstrip(":"), profile.styles.addressee)
        dash = 3.0
        for words in shown.addressees:
            last = dressed(document.add_paragraph(words), "addressee")
            number(last, lists.of_label("-", colon + dash, -dash))
    last.paragraph_format.space_after = Pt(profile.title.gap + _BEFORE_BODY)


def _add_stamps(cell: _Cell, profile: Profile, shown: Printed) -> None:
    if shown.urgency:
        stamp = _line(cell, "urgency", shown.urgency)
        stamp.runs[0].font.color.rgb = RGBColor.from_string(_RED)
        _box(stamp, profile.head.left, STAMP_WIDTHS[shown.urgency], colour=_RED)
    if shown.circulation:
        words = _line(cell, "circulation", shown.circulation)
        _box(words, profile.head.left, styled_width(shown.circulation, profile.styles.circulation) + 6)


def _line(cell: _Cell, style: str, words: str) -> Paragraph:
    """A paragraph in a cell; the empty one that every cell begins with is used up first."""
    first = cell.paragraphs[0]
    paragraph = first if len(cell.paragraphs) == 1 and not first.runs else cell.add_paragraph()
    dressed(paragraph, style).add_run(words)
    return paragraph


def _rule(paragraph: Paragraph, room: float, length: float) -> None:
    """An empty low paragraph whose upper edge is a line of this length, in the middle."""
    shape = paragraph.paragraph_format
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(_RULE)
    shape.space_before = Pt(2)
    _narrow(paragraph, room, length)
    border(paragraph, "top", points=0.75, space=0)


def _box(paragraph: Paragraph, room: float, wide: float, colour: str = "auto") -> None:
    paragraph.paragraph_format.space_before = Pt(8)
    _narrow(paragraph, room, wide)
    border(paragraph, "top", "left", "bottom", "right", points=1, colour=colour, space=2)


def _balance(paragraph: Paragraph, words: str, style: Style, column: float) -> None:
    """Lines of like length in a column of the letterhead."""
    wide = balanced(words, style, column - 2 * _SIDE)
    _narrow(paragraph, column, wide + _slack(words, style, wide))


def _slack(words: str, style: Style, wide: float) -> float:
    """What a paragraph may be wider without taking another word into a line."""
    lines = wrapped(words, style, wide)
    return next((one for one in (_SLACK, 2.0, 1.0, 0.5) if wrapped(words, style, wide + one) == lines), 0.3)


def _narrow(paragraph: Paragraph, room: float, wide: float) -> None:
    side = max(0.0, (room - wide) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(side)
