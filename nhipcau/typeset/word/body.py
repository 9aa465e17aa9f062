"""The flowing text: grounds, numbered items, paragraphs, tables."""

from __future__ import annotations

from typing import Final

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from nhipcau.typeset.model import Align, Level, Runs, Table
from nhipcau.typeset.printed import Line
from nhipcau.typeset.profiles import Profile
from nhipcau.typeset.word.lists import Lists
from nhipcau.typeset.word.styles import dressed
from nhipcau.typeset.word.xml import cell_margins, number, repeated_row, set_widths, whole_row

_SIDES: Final = {
    Align.JUSTIFY: WD_ALIGN_PARAGRAPH.LEFT,
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}


_ABOVE: Final = 6.0
"""Above a table, in points."""
_BELOW: Final = 2.0
"""Below it, in points: what follows has a gap of its own."""
_PADDING: Final = 4.0
"""At the sides of a cell, in points."""


class Body:
    def __init__(self, document: Document, profile: Profile, lists: Lists) -> None:
        self._document = document
        self._profile = profile
        self._lists = lists

    def add(self, lines: tuple[Line, ...], *, last: bool) -> None:
        """last: the signature follows, and the last words stay with it."""
        self._lists.new_body()
        for place, line in enumerate(lines, 1):
            ends = last and place == len(lines)
            if line.table:
                self._add_table(line.table, line.runs, ends=ends)
            else:
                paragraph = self._add_line(line)
                if ends or line.leads:
                    paragraph.paragraph_format.keep_with_next = True

    def runs(self, paragraph: Paragraph, runs: Runs) -> None:
        """Words in their own look; what the style says already is not said again."""
        for one in runs:
            run = paragraph.add_run(one.text)
            if one.bold:
                run.bold = True
            if one.italic:
                run.italic = True
            if one.underline:
                run.underline = True

    def _add_line(self, line: Line) -> Paragraph:
        paragraph = dressed(self._document.add_paragraph(), line.style)
        if line.level is not None:
            number(paragraph, *self._lists.of_item(line.level, line.label))
        if line.level is Level.PART:
            paragraph.add_run().add_break()
        elif line.align != "justify":
            paragraph.alignment = _SIDES[Align(line.align)]
            paragraph.paragraph_format.first_line_indent = Mm(0)
        self.runs(paragraph, line.runs)
        return paragraph

    def _leave_room(self) -> None:
        """Tables have no space above: the paragraph before has it below."""
        before = self._document.element.body.xpath("./w:p[last()]")
        if before and before[0].getnext() is self._document.element.body.sectPr:
            shape = Paragraph(before[0], self._document._body).paragraph_format
            shape.space_after = Pt(_ABOVE + (shape.space_after.pt if shape.space_after else 0))

    def _add_table(self, table: Table, caption: Runs, *, ends: bool) -> None:
        """ends: the signature follows, and the last row stays with it."""
        self._leave_room()
        if caption:
            self.runs(dressed(self._document.add_paragraph(), "caption"), caption)
        headed = any(column.title for column in table.columns)
        drawn = self._document.add_table(len(table.rows) + headed, len(table.columns), "Table Grid")
        drawn.autofit = False
        room = self._document.sections[-1]
        wide = (room.page_width or 0) - (room.left_margin or 0) - (room.right_margin or 0)
        shares = sum(column.share for column in table.columns)
        set_widths(drawn, [wide / Mm(1) * column.share / shares for column in table.columns])
        if headed:
            for cell, column in zip(drawn.rows[0].cells, table.columns, strict=True):
                dressed(cell.paragraphs[0], "table_head").add_run(column.title)
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            repeated_row(drawn.rows[0])
            whole_row(drawn.rows[0])
        for row, drawn_row in zip(table.rows, list(drawn.rows)[headed:], strict=True):
            cells = drawn_row.cells
            whole_row(drawn_row)
            if row.group:
                merged = dressed(cells[0].merge(cells[-1]).paragraphs[0], "table_head")
                merged.alignment = WD_ALIGN_PARAGRAPH.LEFT
                merged.paragraph_format.keep_with_next = True
                self.runs(merged, row.cells[0])
                continue
            for cell, column, words in zip(cells, table.columns, row.cells, strict=True):
                paragraph = dressed(cell.paragraphs[0], "table")
                paragraph.alignment = _SIDES[column.align]
                self.runs(paragraph, words)
        cell_margins(drawn, _PADDING)
        below = self._document.add_paragraph().paragraph_format
        below.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        below.line_spacing = Pt(_BELOW)
        if ends:
            for paragraph in drawn.rows[-1].cells[0].paragraphs:
                paragraph.paragraph_format.keep_with_next = True
            below.keep_with_next = True
