"""Make the Word form of two papers from their text: python tests/documents/corpus/make_docx.py

The letterhead is a table of two columns without borders, rows of cells become real tables, the distribution list and
the signature stand side by side: the places where the order of reading in Word is not that of the page.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH

HERE = Path(__file__).parent
NAMES = ("hdnd-ke-hoach-phu-luc-tham-luan", "ke-hoach-hai-cap-bang-viec")
COLUMNS_APART = re.compile(r"\s{4,}(?=\S)")
RULE = re.compile(r"[-_|: ]{3,}")


def side_by_side(paper: Paper, left: list[str], right: list[str]) -> None:
    for cell, lines in zip(paper.add_table(rows=1, cols=2).rows[0].cells, (left, right), strict=True):
        cell.text = "\n".join(lines)
        for paragraph in cell.paragraphs:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def cells_of(line: str) -> list[str]:
    return [cell.strip() for cell in (line.strip("|").split("|") if line.startswith("|") else line.split("\t"))]


def grid(paper: Paper, lines: list[str]) -> None:
    rows = [cells_of(line) for line in lines if not RULE.fullmatch(line)]
    made = paper.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for drawn, row in zip(made.rows, rows, strict=True):
        for cell, words in zip(drawn.cells, row, strict=False):
            cell.text = words


def head_of(lines: list[str]) -> tuple[list[str], list[str]]:
    """Left and right column: printed side by side, or one block after the other."""
    if any(COLUMNS_APART.search(line) for line in lines[:2]):
        pairs = [COLUMNS_APART.split(line, maxsplit=1) for line in lines if line and not RULE.fullmatch(line)]
        return [pair[0] for pair in pairs], [pair[-1] for pair in pairs]
    state = lines.index("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    printed = [line for line in lines if line and not RULE.fullmatch(line)]
    left = [line for line in lines[:state] if line in printed]
    return left, printed[len(left) :]


def make(text: str) -> Paper:
    paper = Document()
    # A fixed day, so that making the papers again changes nothing in the repository.
    paper.core_properties.created = paper.core_properties.modified = datetime(2021, 12, 1, tzinfo=UTC)
    paper.core_properties.author = "Nhịp Cầu"
    lines = text.strip().split("\n")
    heading, recipients = lines.index("KẾ HOẠCH"), lines.index("Nơi nhận:")
    side_by_side(paper, *head_of(lines[:heading]))
    for block in "\n".join(lines[heading:recipients]).split("\n\n"):
        rows = [line for line in block.split("\n") if line.startswith("|") or "\t" in line]
        for line in block.split("\n"):
            if line and line not in rows and not RULE.fullmatch(line):
                paper.add_paragraph(line)
        if rows:
            grid(paper, rows)
    listed, signature, name, *appendix = "\n".join(lines[recipients:]).split("\n\n")
    side_by_side(paper, listed.split("\n"), [*signature.split("\n"), "", "", name])
    if appendix:
        paper.add_page_break()
    for line in "\n".join(appendix).split("\n"):
        if line:
            paper.add_paragraph(line)
    return paper


if __name__ == "__main__":
    for paper_name in NAMES:
        make((HERE / f"{paper_name}.txt").read_text(encoding="utf-8")).save(str(HERE / f"{paper_name}.docx"))
