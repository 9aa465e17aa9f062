"""PDF files for the tests of the reader: text set in columns, pictures without text, passwords.

The font is made here as well: a reader sees only which letters stand where, so every letter is the same empty box.
"""

from __future__ import annotations

import functools
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fpdf import FPDF
from PIL import Image

LEFT, RIGHT, WIDTH = 30.0, 100.0, 165.0
"""Millimetres: the left margin, where the right column begins, the width of a full line."""
_SIZE = 11
_LINE = 6.0
_EM = 1000
_WIDTH_OF_LETTER = 480


@functools.cache
def _font() -> str:
    letters = [
        chr(c) for c in (*range(0x20, 0x7F), *range(0xA0, 0x1B1), *range(0x1EA0, 0x1EFA), 0x2013, 0x201C, 0x201D)
    ]
    names = [".notdef", *(f"u{ord(letter):04X}" for letter in letters)]
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"u{ord(letter):04X}" for letter in letters})
    builder.setupGlyf({name: Glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (_WIDTH_OF_LETTER, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    path = Path(tempfile.mkdtemp()) / "boxes.ttf"
    builder.save(path)
    return str(path)


class Sheets:
    """A paper in the making; `bytes()` is the file."""

    def __init__(self, numbered: bool = True, running_head: str = "") -> None:
        self._numbered = numbered
        self._head = running_head
        self._pdf = FPDF(format="A4")
        self._pdf.add_font("Boxes", fname=_font())
        self._pdf.set_auto_page_break(False)
        self.page()

    def page(self) -> None:
        self._pdf.add_page()
        self._pdf.set_font("Boxes", size=_SIZE)
        number = self._pdf.page_no()
        if self._numbered and number > 1:
            self._pdf.text(104, 12, str(number))
        if self._head:
            self._pdf.text(LEFT, 17, f"{self._head} {number}")
        self._pdf.set_y(25)

    def columns(self, left: Sequence[str], right: Sequence[str]) -> Sheets:
        """Two columns side by side, drawn one after the other as word processors do."""
        top = self._pdf.get_y() + _LINE
        for at, lines in ((LEFT, left), (RIGHT, right)):
            for row, line in enumerate(lines):
                self._pdf.text(at, top + row * _LINE, line)
        self._pdf.set_y(top + max(len(left), len(right)) * _LINE)
        return self

    def centred(self, *lines: str) -> Sheets:
        for line in lines:
            self._pdf.set_x(LEFT)
            self._pdf.cell(WIDTH, _LINE, line, align="C", new_x="LMARGIN", new_y="NEXT")
        self._pdf.set_y(self._pdf.get_y() + 4)
        return self

    def paragraph(self, text: str) -> Sheets:
        """Broken into lines as wide as the page, the first one set in; goes on overleaf where the page is full."""
        line = "       "
        for word in text.split():
            if self._pdf.get_string_width(f"{line} {word}") > WIDTH:
                self._put(line)
                line = ""
            line = f"{line} {word}" if line.strip() else f"{line}{word}"
        self._put(line)
        self._pdf.set_y(self._pdf.get_y() + 2)
        return self

    def _put(self, line: str) -> None:
        if self._pdf.get_y() > 270:
            self.page()
        indent = len(line) - len(line.lstrip())
        self._pdf.text(LEFT + indent * 1.6, self._pdf.get_y() + 4, line.strip())
        self._pdf.set_y(self._pdf.get_y() + _LINE)

    def table(self, widths: Sequence[float], rows: Sequence[Sequence[Sequence[str]]]) -> Sheets:
        """Rows of cells of lines."""
        for row in rows:
            top = self._pdf.get_y()
            at = LEFT
            for width, cell in zip(widths, row, strict=True):
                for number, line in enumerate(cell):
                    self._pdf.text(at + 1, top + 4 + number * _LINE, line)
                at += width
            self._pdf.set_y(top + max(len(cell) for cell in row) * _LINE + 1)
        return self

    def protect(self, password: str) -> Sheets:
        self._pdf.set_encryption(owner_password="keeper", user_password=password)
        return self

    def picture(self) -> Sheets:
        """A page as a scanner leaves it: one picture."""
        self._pdf.image(Image.new("L", (60, 80), 200), x=0, y=0, w=210)
        return self

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self._pdf.output(out)
        return out.getvalue()
