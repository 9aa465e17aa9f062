"""The end of a paper: whom it goes to, beside who signs; two signatures side by side under minutes."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from nhipcau.typeset.printed import Printed, Signature
from nhipcau.typeset.profiles import Profile
from nhipcau.typeset.word.lists import Lists
from nhipcau.typeset.word.styles import dressed
from nhipcau.typeset.word.xml import bare, number, whole_row

_DASH = 2.5
"""From the dash of a recipient to its name, in millimetres."""

_ABOVE = Pt(14)
"""Between the last words and the signature."""
_WHOLE_LINES = 28
"""A list of recipients up to this long stays on one page with the signature; a longer one may run on."""


def add_ending(document: Document, profile: Profile, lists: Lists, shown: Printed) -> None:
    signing = profile.signing
    if len(shown.signatures) <= 1:
        table = document.add_table(1, 2)
        left, right = table.rows[0].cells
        _add_sent(left, lists, shown)
        for signature in shown.signatures:
            _add_signature(right, signature)
        bare(table, [signing.left, signing.right])
        if len(shown.distribution) <= _WHOLE_LINES:
            whole_row(table.rows[0])
        return
    table = document.add_table(1, len(shown.signatures))
    for cell, signature in zip(table.rows[0].cells, shown.signatures, strict=True):
        _add_signature(cell, signature)
    bare(table, [(signing.left + signing.right) / len(shown.signatures)] * len(shown.signatures))
    whole_row(table.rows[0])
    if shown.distribution:
        below = document.add_table(1, 1)
        _add_sent(below.rows[0].cells[0], lists, shown)
        bare(below, [signing.left + signing.right])


def _add_sent(cell: _Cell, lists: Lists, shown: Printed) -> None:
    if shown.distribution:
        _line(cell, "distribution_label", shown.distribution_label).paragraph_format.space_before = _ABOVE
    for words in shown.distribution:
        number(_line(cell, "distribution", words), lists.of_label("-", _DASH, -_DASH))
    if shown.drafter:
        _line(cell, "drafter", shown.drafter).paragraph_format.space_before = Pt(6)


def _add_signature(cell: _Cell, signature: Signature) -> None:
    lines = [("capacity", words) for words in signature.capacities]
    if signature.position:
        lines.append(("position", signature.position))
    first = None
    for style, words in lines:
        paragraph = _line(cell, style, words)
        paragraph.paragraph_format.keep_with_next = True
        first = first or paragraph
    _line(cell, "name", signature.name)
    if first is not None:
        first.paragraph_format.space_before = _ABOVE


def _line(cell: _Cell, style: str, words: str) -> Paragraph:
    first = cell.paragraphs[0]
    unused = len(cell.paragraphs) == 1 and not first.runs and first._p.pPr is None
    paragraph = first if unused else cell.add_paragraph()
    dressed(paragraph, style).add_run(words)
    return paragraph
