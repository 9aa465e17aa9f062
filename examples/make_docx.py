"""Make the Word form of every example paper from its text: python examples/make_docx.py

The page is that of NĐ 30/2020, Phụ lục I: A4, Times New Roman, letterhead and signature in two-column tables without
borders. The text has its parts in order, parted by blank lines: issuer and number; national title, place and date;
heading; body; distribution list; signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
HEADING = re.compile(r"[IVX]+\. ")
TEXT_WIDTH, ORDINALS = 165, 12
"""Millimetres."""
LEFT_COLUMN, RIGHT_COLUMN = Mm(66), Mm(99)


def line(
    cell: Cell | Paper, words: str, size: float, *, bold: bool = False, italic: bool = False, centre: bool = True
) -> Paragraph:
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(words)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


def rule(cell: Cell | Paper, indent: float) -> None:
    """The solid rule below a title, as the border of a line of its own between two indents (mm): the decree wants it
    no part of the letters, and indents on the title itself would break it."""
    paragraph = line(cell, "", 2)
    paragraph.paragraph_format.line_spacing = Pt(6)  # exactly: an empty line would be as high as the text
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(indent)
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    border.append(top)
    # Word insists on the schema's order of properties: the border stands before spacing, indent and alignment.
    paragraph._p.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:ind", "w:jc")


def columns(paper: Paper, rows: int, widths: Sequence[Length]) -> Table:
    """Widths stand in the grid for LibreOffice and in the cells for Word; a row never breaks over two pages."""
    made = paper.add_table(rows=rows, cols=len(widths))
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for row in made.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return made


def two_columns(paper: Paper) -> tuple[Cell, Cell]:
    left, right = columns(paper, 1, [LEFT_COLUMN, RIGHT_COLUMN]).rows[0].cells
    return left, right


def drop_first(cell: Cell) -> None:
    """A new cell holds an empty paragraph."""
    first = cell.paragraphs[0]._p
    first.getparent().remove(first)


def letterhead(paper: Paper, issuer: list[str], state: list[str]) -> None:
    left, right = two_columns(paper)
    *organ, number = issuer
    for words in organ:
        line(left, words, 13, bold=True)
    rule(left, 20)
    line(left, number, 13)
    title, motto, place_date = state
    line(right, title, 12, bold=True)
    line(right, motto, 13, bold=True)
    rule(right, 22)
    line(right, place_date, 13, italic=True)
    drop_first(left)
    drop_first(right)


def table(paper: Paper, rows: list[str]) -> None:
    """A first column of ordinal numbers is narrow, the others share what is left."""
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    width = Mm(TEXT_WIDTH // len(cells[0]))
    others = Mm((TEXT_WIDTH - ORDINALS) // (len(cells[0]) - 1))
    widths = [Mm(ORDINALS)] + [others] * (len(cells[0]) - 1) if cells[0][0] == "TT" else [width] * len(cells[0])
    grid = columns(paper, len(cells), widths)
    grid.style = "Table Grid"
    for index, (drawn, row) in enumerate(zip(grid.rows, cells, strict=True)):
        for cell, words in zip(drawn.cells, row, strict=True):
            cell.text = words
            for run in cell.paragraphs[0].runs:
                run.bold = index == 0


def body(paper: Paper, block: str) -> None:
    if block.startswith("|"):
        table(paper, block.split("\n"))
        return
    paragraph = paper.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.space_after = Pt(0)
    heading = bool(HEADING.match(block))
    paragraph.paragraph_format.keep_with_next = heading
    paragraph.add_run(block).bold = heading


def closing(paper: Paper, recipients: list[str], signature: list[str]) -> None:
    left, right = two_columns(paper)
    word, *items = recipients
    line(left, word, 12, bold=True, italic=True, centre=False)
    for item in items:
        line(left, item, 11, centre=False)
    *posts, name = signature
    for post in posts:
        line(right, post, 14, bold=True)
    line(right, "", 14).paragraph_format.space_after = Pt(48)
    line(right, name, 14, bold=True)
    drop_first(left)
    drop_first(right)


def make(source: Path) -> Paper:
    issuer, state, heading, *blocks, recipients, signature = source.read_text(encoding="utf-8").strip().split("\n\n")
    paper = Document()
    # A fixed day, so that making the examples again changes nothing in the repository.
    paper.core_properties.created = paper.core_properties.modified = datetime(2021, 12, 1, tzinfo=UTC)
    paper.core_properties.author = "Nhịp Cầu"
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(30), Mm(15), Mm(20), Mm(20)
    letters = paper.styles["Normal"].font
    letters.name, letters.size = "Times New Roman", Pt(14)
    letters.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Times New Roman")
    letterhead(paper, issuer.split("\n"), state.split("\n"))
    kind, abstract = heading.split("\n")
    line(paper, kind, 14, bold=True).paragraph_format.space_before = Pt(12)
    line(paper, abstract, 14, bold=True)
    rule(paper, 60)
    for block in blocks:
        body(paper, block)
    closing(paper, recipients.split("\n"), signature.split("\n"))
    return paper


if __name__ == "__main__":
    for text in sorted(HERE.glob("*.txt")):
        make(text).save(str(text.with_suffix(".docx")))
