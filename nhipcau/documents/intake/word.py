"""The text of a .docx in reading order.

python-docx opens the package and walks paragraphs and tables; what it lacks stands here: text boxes (once each, after
their paragraph), numbers that Word computes for lists, footnotes where they are called, words deleted or moved away
under tracked changes left out, fonts of before Unicode, a letterhead kept in the page's header, and the two-column
tables that NĐ 30/2020 papers use as a letterhead and as a signature block, which are read cell by cell. Tables of
data become "| a | b |" rows, merged cells repeated in each row they stand for.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, cast

from nhipcau.documents.intake.old_encodings import Converted, encoding_of_font, of_font
from nhipcau.documents.intake.package import not_docx
from nhipcau.documents.intake.word_numbers import Numbering, W, value_of

_MC_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RELATIONSHIP: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_GONE: Final = frozenset({W + "del", W + "moveFrom", W + "instrText", W + "delText", _MC_FALLBACK})
"""Deleted, moved away, a field's command; and the second copy of a text box (drawing and fallback)."""
_LAYOUT_COLUMNS: Final = 2
_LAYOUT_ROWS: Final = 3
_DEEPEST_TABLE: Final = 8
_MOST_SPANNED: Final = 60
_LONGEST_STYLE_CHAIN: Final = 8
_LETTERHEAD: Final = re.compile(r"CỘNG H|ĐẢNG CỘNG SẢN|ỦY BAN|UBND|HỘI ĐỒNG|(?:^|\n)Số\s*:")
_OFF: Final = ("0", "false", "off", "none")


class _Document:
    """What of a document the reading of one paragraph needs; encodings: the old ones that its fonts have shown."""

    def __init__(self, document: Any) -> None:
        self.encodings: set[str] = set()
        self.numbering = Numbering(document)
        self._styles: dict[str, Any] = {s.get(W + "styleId"): s for s in document.styles.element.findall(W + "style")}
        defaults = document.styles.element.find(f"{W}docDefaults/{W}rPrDefault")
        self._default = defaults.find(W + "rPr") if defaults is not None else None
        self.notes: dict[tuple[str, str], Any] = {}
        for kind in ("footnote", "endnote"):
            for part in _related(document, f"{kind}s"):
                for note in part.findall(W + kind):
                    if note.get(W + "type") in (None, "normal"):
                        self.notes[kind, note.get(W + "id") or ""] = note

    def _properties(self, run: Any, paragraph: Any) -> Iterator[Any]:
        """Run properties from the nearest to the most general."""
        own = run.find(W + "rPr")
        if own is not None:
            yield own
        styles = [value_of(own, W + "rStyle"), value_of(paragraph, f"{W}pPr/{W}pStyle") or "Normal"]
        for name in styles:
            style = self._styles.get(name or "")
            for _ in range(_LONGEST_STYLE_CHAIN):
                if style is None:
                    break
                found = style.find(W + "rPr")
                if found is not None:
                    yield found
                style = self._styles.get(value_of(style, W + "basedOn") or "")
        if self._default is not None:
            yield self._default

    def printed(self, run: Any, paragraph: Any, words: str) -> str:
        """The run's words as they look on paper: hidden ones not at all, in capitals where set so, of an old font."""
        font = ""
        capitals: bool | None = None
        hidden: bool | None = None
        for properties in self._properties(run, paragraph):
            fonts = properties.find(W + "rFonts")
            if fonts is not None and not font:
                font = fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""
            capitals = _switch(properties, "caps") if capitals is None else capitals
            hidden = _switch(properties, "vanish") if hidden is None else hidden
        if hidden:
            return ""
        encoding = encoding_of_font(font)
        if encoding and words.strip():
            self.encodings.add(encoding)
        words = of_font(words, font)
        return words.upper() if capitals else words


def _switch(properties: Any, name: str) -> bool | None:
    found = properties.find(W + name)
    return None if found is None else (found.get(W + "val") or "1").lower() not in _OFF


def _related(document: Any, kind: str) -> Iterator[Any]:
    """The parsed parts of one kind (footnotes …) that belong to the document."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype == _RELATIONSHIP + kind and not relation.is_external:
            yield cast(Any, parse_xml(relation.target_part.blob))


def _words(element: Any, paper: _Document, boxes: list[Any]) -> str:
    words: list[str] = []
    waiting: list[tuple[Any, Any]] = [(element, None)]
    while waiting:
        node, run = waiting.pop()
        tag = node.tag
        if tag in _GONE:
            continue
        if tag == W + "txbxContent":
            boxes.append(node)
        elif tag == W + "t":
            text = node.text or ""
            words.append(paper.printed(run, element, text) if run is not None else text)
        elif tag in (W + "tab", W + "noBreakHyphen"):
            words.append("\t" if tag == W + "tab" and _is_run(node) else "-" if tag != W + "tab" else "")
        elif tag in (W + "br", W + "cr"):
            words.append("\n")
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            note = paper.notes.get((tag.removeprefix(W).removesuffix("Reference"), node.get(W + "id") or ""))
            said = (
                " ".join("".join(_words(p, paper, [])) for p in note.iter(W + "p")).split() if note is not None else []
            )
            words.append(f" (chú thích: {' '.join(said)})" if said else "")
        else:
            inner = node if tag == W + "r" else run
            waiting.extend((child, inner) for child in reversed(list(node)))
    return "".join(words)


def _is_run(tab: Any) -> bool:
    """A tab pressed, not a tab stop among the paragraph's properties."""
    return tab.getparent() is not None and tab.getparent().tag == W + "r"


def _mark_is_gone(element: Any) -> bool:
    """Whether the paragraph's own mark was deleted or moved away: its words go on in the next paragraph."""
    mark = element.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(mark.find(W + gone) is not None for gone in ("del", "moveFrom"))


def _joined(paragraphs: Iterable[Any], paper: _Document) -> Iterator[str]:
    """The line of paragraphs whose marks between them are gone, set as the last of them is, as Word does; then the
    lines of text boxes anchored in them."""
    boxes: list[Any] = []
    text, last = "", None
    for last in paragraphs:
        text += _words(last, paper, boxes)
    yield (paper.numbering.label(last) + text) if text.strip() else ""
    for box in boxes:
        yield from _blocks(box, paper, 0)


def _is_layout(rows: list[list[list[str]]]) -> bool:
    """Whether a table only places text: few rows, two columns, and some cell with several lines."""
    columns = max((len(row) for row in rows), default=0)
    return columns <= _LAYOUT_COLUMNS and (
        columns < _LAYOUT_COLUMNS
        or (
            len(rows) <= _LAYOUT_ROWS
            and any(len([line for line in cell if line.strip()]) > 1 for row in rows for cell in row)
        )
        or any("CỘNG H" in line or "Nơi nhận" in line for row in rows for cell in row for line in cell)
    )


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.find(f"{W}tcPr/{W}cellDel") is not None:
            continue
        if child.tag == W + "tc":
            yield child
        elif child.tag == W + "sdt":
            for content in child.findall(W + "sdtContent"):
                yield from content.findall(W + "tc")


def _rows(element: Any, paper: _Document, depth: int) -> Iterator[list[list[str]]]:
    """Cells of each row that is not deleted; a cell over several columns is followed by empty ones, a cell over
    several rows is repeated."""
    above: list[list[str]] = []
    for row in element.findall(W + "tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        cells: list[list[str]] = []
        for cell in _cells(row):
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(W + "val") != "restart"
            at = len(cells)
            cells.append(above[at] if goes_on and at < len(above) else list(_blocks(cell, paper, depth + 1)))
            span = value_of(cell, f"{W}tcPr/{W}gridSpan") or "1"
            cells.extend([[] for _ in range(min(int(span), _MOST_SPANNED) - 1)] if span.isdecimal() else [])
        above = cells
        yield cells


def _table(element: Any, paper: _Document, depth: int) -> Iterator[str]:
    if depth > _DEEPEST_TABLE:
        return
    rows = list(_rows(element, paper, depth))
    layout = _is_layout(rows)
    for row in rows:
        if layout:
            for cell in row:
                yield from cell
                yield ""
        else:
            yield "| " + " | ".join(" ".join(" ".join(cell).replace("|", "/").split()) for cell in row) + " |"
    yield ""


def _blocks(parent: Any, paper: _Document, depth: int) -> Iterator[str]:
    open_ones: list[Any] = []
    for child in parent:
        if child.tag == W + "p":
            open_ones.append(child)
            if _mark_is_gone(child):
                continue
        if open_ones:  # no paragraph goes on in a table
            yield from _joined(open_ones, paper)
            open_ones = []
        if child.tag == W + "tbl":
            yield from _table(child, paper, depth)
        elif child.tag == W + "sdt":
            for content in child.findall(W + "sdtContent"):
                yield from _blocks(content, paper, depth)
        elif child.tag in (W + "ins", W + "moveTo", W + "customXml"):
            yield from _blocks(child, paper, depth)
    if open_ones:
        yield from _joined(open_ones, paper)


def _header(document: Any, paper: _Document) -> list[str]:
    """The first page's header where it holds the letterhead; page numbers and running heads are no part of a paper."""
    section = document.sections[0] if len(document.sections) else None
    if section is None:
        return []
    header = section.first_page_header if section.different_first_page_header_footer else section.header
    lines = [] if header.is_linked_to_previous else list(_blocks(header._element, paper, 0))
    return [*lines, ""] if _LETTERHEAD.search("\n".join(lines)) else []


def text_of(data: bytes) -> Converted:
    """The words of a .docx that has passed `package.check_package`, and the old encodings of its fonts, if any."""
    # Imported here: a text paper must not wait for it.
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = cast(Any, docx.Document(io.BytesIO(data)))
        paper = _Document(document)
        body = list(_blocks(document.element.body, paper, 0))
        header = _header(document, paper)
        lines = [*header, *body] if not _LETTERHEAD.search("\n".join(body[:8])) else body
        return Converted("\n".join(lines), " và ".join(sorted(paper.encodings)))
    except (OpcError, KeyError, ValueError, AttributeError, TypeError, SyntaxError):
        raise not_docx() from None
