"""Small pieces of WordprocessingML that python-docx has no words for. Lengths in millimetres or points as named."""

from __future__ import annotations

from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

TWIPS_PER_MM: Final = 1440 / 25.4


def twips(mm: float) -> str:
    return str(round(mm * TWIPS_PER_MM))


def element(tag: str, **attributes: str) -> Any:
    """An element with attributes of the main name space: element("w:ind", left="0")."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def border(paragraph: Paragraph, *sides: str, points: float = 0.75, colour: str = "auto", space: int = 1) -> None:
    """Lines along these sides of a paragraph."""
    borders = element("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            borders.append(
                element(f"w:{side}", val="single", sz=str(round(points * 8)), space=str(space), color=colour)
            )
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
    )


def number(paragraph: Paragraph, numbering: int, level: int = 0) -> None:
    """Make the paragraph an item of a list."""
    properties = element("w:numPr")
    properties.append(element("w:ilvl", val=str(level)))
    properties.append(element("w:numId", val=str(numbering)))
    paragraph._p.get_or_add_pPr().insert_element_before(
        properties, "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
    )


def field(paragraph: Paragraph, instruction: str) -> None:
    """A field such as PAGE, with a value for readers that do not count by themselves."""
    simple = element("w:fldSimple", instr=instruction)
    run = element("w:r")
    words = element("w:t")
    words.text = "1"
    run.append(words)
    simple.append(run)
    paragraph._p.append(simple)


def bare(table: Table, widths: list[float]) -> None:
    """A table that only places: fixed columns in millimetres, no borders, no padding at the sides."""
    properties = table._tbl.tblPr
    for old in ("w:tblW", "w:tblLayout", "w:tblCellMar", "w:tblLook"):
        for found in properties.findall(qn(old)):
            properties.remove(found)
    properties.append(element("w:tblW", w=twips(sum(widths)), type="dxa"))
    properties.append(element("w:tblLayout", type="fixed"))
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w="0", type="dxa"))
    properties.append(margins)
    set_widths(table, widths)


def cell_margins(table: Table, points: float) -> None:
    """Room at the left and the right within every cell."""
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=str(round(points * 20)), type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def set_widths(table: Table, widths: list[float]) -> None:
    for place, column in enumerate(table._tbl.tblGrid.findall(qn("w:gridCol"))):
        column.set(qn("w:w"), twips(widths[place]))
    for row in table.rows:
        for place, cell in enumerate(row.cells):
            set_width(cell, widths[place])


def set_width(cell: _Cell, mm: float) -> None:
    properties = cell._tc.get_or_add_tcPr()
    for found in properties.findall(qn("w:tcW")):
        properties.remove(found)
    properties.insert(0, element("w:tcW", w=twips(mm), type="dxa"))


def whole_row(row: _Row) -> None:
    """The row does not break over two pages."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def repeated_row(row: _Row) -> None:
    """The row stands at the top of every page of its table."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))
