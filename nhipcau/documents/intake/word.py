"""The text of a .docx in reading order.

python-docx opens the package and walks paragraphs and tables; what it lacks stands here: text boxes, numbers that
Word computes for lists, and the two-column tables that NĐ 30/2020 papers use as a letterhead and as a signature
block, which are read cell by cell. Tables of data become "| a | b |" rows.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final, cast

from nhipcau.documents.intake.package import not_docx

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LAYOUT_COLUMNS: Final = 2
_LAYOUT_ROWS: Final = 3
_DEEPEST_TABLE: Final = 8
_LONGEST_STYLE_CHAIN: Final = 8
_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"  # NĐ 30/2020, Phụ lục I, mục 6: điểm a), b) … in the Vietnamese alphabet


class _Numbering:
    """The number Word shows before a list paragraph; kept nowhere in the paragraph itself."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[tuple[str, str], tuple[str, str, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._styles: dict[str, Any] = {s.get(_W + "styleId"): s for s in document.styles.element.findall(_W + "style")}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        abstract: dict[str, Any] = {a.get(_W + "abstractNumId"): a for a in root.findall(_W + "abstractNum")}
        for num in root.findall(_W + "num"):
            pointer = num.find(_W + "abstractNumId")
            kind = abstract.get(pointer.get(_W + "val")) if pointer is not None else None
            for level in cast("list[Any]", kind.findall(_W + "lvl") if kind is not None else []):
                values = {tag: level.find(_W + tag) for tag in ("numFmt", "lvlText", "start")}
                texts = {tag: node.get(_W + "val") or "" for tag, node in values.items() if node is not None}
                start = texts.get("start", "1")
                self._levels[num.get(_W + "numId"), level.get(_W + "ilvl")] = (
                    texts.get("numFmt", ""),
                    texts.get("lvlText", ""),
                    int(start) if start.isdecimal() else 1,
                )

    def _own(self, paragraph: Any) -> tuple[str, str] | None:
        """List and depth, set on the paragraph or by its style."""
        holder = paragraph
        for _ in range(_LONGEST_STYLE_CHAIN):
            ids = holder.find(f"{_W}pPr/{_W}numPr/{_W}numId")
            if ids is not None:
                level = holder.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
                return ids.get(_W + "val") or "", (level.get(_W + "val") if level is not None else "0") or "0"
            above = holder.find(f"{_W}pPr/{_W}pStyle") if holder is paragraph else holder.find(_W + "basedOn")
            holder = self._styles.get(above.get(_W + "val")) if above is not None else None
            if holder is None:
                return None
        return None

    def label(self, paragraph: Any) -> str:
        own = self._own(paragraph)
        if own is None:
            return ""
        number, depth = own
        found = self._levels.get((number, depth))
        if found is None or not depth.isdecimal():
            return ""
        form, text, start = found
        if form == "bullet":
            return "+ " if text.strip() == "+" else "- "
        at = int(depth)
        counts = self._counts[number]
        counts[at] = counts.get(at, start - 1) + 1
        for deeper in [d for d in counts if d > at]:
            del counts[deeper]
        for d in range(at + 1):
            shown = self._levels.get((number, str(d)))
            text = text.replace(f"%{d + 1}", _shown(counts.get(d, 1), shown[0] if shown else form))
        return text.strip() + " "


def _shown(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = _LETTERS[(count - 1) % len(_LETTERS)]
        return letter.upper() if form == "upperLetter" else letter
    if form in ("upperRoman", "lowerRoman"):
        roman = ""
        for value, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
            while count >= value:
                roman += sign
                count -= value
        return roman if form == "upperRoman" else roman.lower()
    return str(count)


def _paragraph(element: Any, numbering: _Numbering) -> Iterator[str]:
    """The paragraph's line, then the lines of text boxes anchored in it."""
    words: list[str] = []
    boxes: list[Any] = []
    waiting: list[Any] = [element]
    while waiting:
        node = waiting.pop()
        tag = node.tag
        if tag in (_MC_FALLBACK, _W + "del", _W + "instrText"):
            continue  # a text box is kept twice (drawing and fallback); deleted words are no part of the paper
        if tag == _W + "txbxContent":
            boxes.append(node)
        elif tag == _W + "t":
            words.append(node.text or "")
        elif tag in (_W + "tab", _W + "noBreakHyphen"):
            words.append(" " if tag == _W + "tab" else "-")
        elif tag in (_W + "br", _W + "cr"):
            words.append("\n")
        else:
            waiting.extend(reversed(list(node)))
    text = "".join(words)
    yield (numbering.label(element) + text) if text.strip() else ""
    for box in boxes:
        yield from _blocks(box, numbering, 0)


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


def _table(element: Any, numbering: _Numbering, depth: int) -> Iterator[str]:
    if depth > _DEEPEST_TABLE:
        return
    rows: list[list[list[str]]] = []
    for row in element.findall(_W + "tr"):
        cells = row.findall(_W + "tc")
        cells += [cell for content in row.findall(f"{_W}sdt/{_W}sdtContent") for cell in content.findall(_W + "tc")]
        rows.append([list(_blocks(cell, numbering, depth + 1)) for cell in cells])
    layout = _is_layout(rows)
    for row in rows:
        if layout:
            for cell in row:
                yield from cell
                yield ""
        else:
            yield "| " + " | ".join(" ".join(" ".join(cell).replace("|", "/").split()) for cell in row) + " |"
    yield ""


def _blocks(parent: Any, numbering: _Numbering, depth: int) -> Iterator[str]:
    for child in parent:
        if child.tag == _W + "p":
            yield from _paragraph(child, numbering)
        elif child.tag == _W + "tbl":
            yield from _table(child, numbering, depth)
        elif child.tag == _W + "sdt":
            for content in child.findall(_W + "sdtContent"):
                yield from _blocks(content, numbering, depth)


def text_of(data: bytes) -> str:
    """The words of a .docx that has passed `package.check_package`."""
    # Imported here: a text paper must not wait for it.
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = cast(Any, docx.Document(io.BytesIO(data)))
        return "\n".join(_blocks(document.element.body, _Numbering(document), 0))
    except (OpcError, KeyError, ValueError, AttributeError, TypeError, SyntaxError):
        raise not_docx() from None
