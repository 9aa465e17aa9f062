"""The text of a .pdf that has a text layer, in reading order.

pypdf's layout mode keeps each word in the column where it stands on the page, so letterhead and signature keep their
two columns for `columns.part_columns`. What a page adds to a paper is taken away here: margins, page numbers, running
heads, lines that end only because the page is full. A table becomes "| a | b |" rows, as from Word: a ruled one by its
rules (`pdf_tables`), one without by its columns (`grids`).
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from nhipcau.core.phrases import phrase
from nhipcau.documents.intake.grids import ruled
from nhipcau.documents.intake.limits import MOST_CHARACTERS, MOST_PAGES, NOTHING_KEPT
from nhipcau.documents.intake.markers import marker_of
from nhipcau.documents.intake.pdf_tables import with_tables
from nhipcau.documents.intake.unreadable import UnreadablePaper

if TYPE_CHECKING:
    from pypdf import PdfReader

_GAP: Final = re.compile(r"(?<=\S) {3,}(?=\S)")
_BLANKS: Final = re.compile(r"(?<=\S) +(?=\S)")
_LEAST_WORDS: Final = 5
_PAGE_NUMBER: Final = re.compile(r"(?:[-–] ?)?[0-9]{1,3}(?: ?[-–])?|(?:Trang|Page) [0-9]{1,3}(?: ?/ ?[0-9]{1,3})?")
_LETTERHEAD: Final = re.compile(r"CỘNG HÒA|CỘNG HOÀ|ĐẢNG CỘNG SẢN|Độc lập|[Ss]ố\s*:?\s*[0-9]*\s?[/-]")
_LIGATURES: Final = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\x00": ""})
_EDGE_LINES: Final = 2
_FULL: Final = 0.8
"""A line that reaches this part of the page's width may end because the page does."""
_BESIDE_MARGIN: Final = 2
_CENTRED: Final = 15
_TELLING: Final = 15
_LEAST_LETTERS: Final = 40
"""Fewer letters than this in a whole paper are a stamp or a file name put over a scanned picture."""


def _refused(code: str, message: str, hint: str) -> UnreadablePaper:
    return UnreadablePaper(code, phrase("%(message)s %(kept)s", message=message, kept=NOTHING_KEPT), hint)


def not_pdf() -> UnreadablePaper:
    return _refused(
        "not_pdf",
        phrase("Tệp có đuôi .pdf nhưng không phải PDF, hoặc đã hỏng."),
        phrase("Hãy mở tệp bằng trình đọc PDF, in lại thành PDF rồi tải lên; hoặc chép phần chữ rồi dán vào."),
    )


def _scan() -> UnreadablePaper:
    return _refused(
        "scan",
        phrase("Tệp PDF này là bản chụp (ảnh quét), không có lớp chữ để đọc."),
        phrase("Hãy tải lên bản Word hoặc PDF xuất từ Word; nếu chỉ có bản chụp, hãy nhận dạng chữ (OCR) rồi dán vào."),
    )


def _encrypted() -> UnreadablePaper:
    return _refused(
        "encrypted",
        phrase("Tệp PDF có mật khẩu nên không mở được."),
        phrase("Hãy bỏ mật khẩu (mở bằng mật khẩu rồi in lại thành PDF) rồi tải lên; hoặc chép phần chữ rồi dán vào."),
    )


def _too_many_pages(pages: int) -> UnreadablePaper:
    return _refused(
        "too_many_pages",
        phrase("Tệp PDF có %(pages)s trang, nhiều hơn %(most)s trang.", pages=pages, most=MOST_PAGES),
        phrase("Hãy chỉ tải lên văn bản triệu tập, để tài liệu kèm theo vào mục tài liệu của hội nghị."),
    )


def pages_of(data: bytes) -> list[str]:
    """Each page as lines whose blanks show where the words stand; raises UnreadablePaper."""
    # Imported here: a text paper must not wait for it.
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    if not data.lstrip()[:5] == b"%PDF-":
        raise not_pdf()
    try:
        return list(_layout(PdfReader(io.BytesIO(data))))
    except (DependencyError, FileNotDecryptedError, NotImplementedError):
        raise _encrypted() from None
    except (PyPdfError, ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError, OSError):
        raise not_pdf() from None
    except RecursionError:
        raise not_pdf() from None


def _layout(reader: PdfReader) -> Iterator[str]:
    # An empty user password only forbids printing or changing; a reader need not ask for anything.
    if reader.is_encrypted and not reader.decrypt(""):
        raise _encrypted()
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise _too_many_pages(count)
    letters = 0
    for page in reader.pages:
        text = with_tables(page, page.extract_text(extraction_mode="layout")).translate(_LIGATURES)
        yield text
        letters += len(text)
        if letters > 4 * MOST_CHARACTERS:
            return  # refused as too long by whoever asked


def _shape(line: str) -> str:
    return re.sub(r"[0-9]+", "#", " ".join(line.split()))


def _without_edges(page: str) -> list[str]:
    """A page's lines without the blank lines and the page number at its edges."""
    lines = [line.rstrip() for line in page.split("\n")]
    while lines and (not lines[0].strip() or _PAGE_NUMBER.fullmatch(lines[0].strip())):
        lines.pop(0)
    while lines and (not lines[-1].strip() or _PAGE_NUMBER.fullmatch(lines[-1].strip())):
        lines.pop()
    return lines


def _without_running(pages: list[list[str]]) -> list[list[str]]:
    """Pages without running heads and feet: what stands at the same place at the top of nearly every page, or at the
    foot; a second letterhead is none, and a row of a table is none."""
    if len(pages) < 2:
        return pages
    filled = [[n for n, line in enumerate(page) if line.strip() and not line.startswith("|")] for page in pages]
    drop: list[set[int]] = [set() for _ in pages]
    for place in (*range(_EDGE_LINES), *range(-_EDGE_LINES, 0)):
        there = [places[place] if len(places) > _EDGE_LINES else None for places in filled]
        shapes = [None if n is None else _shape(page[n]) for page, n in zip(pages, there, strict=True)]
        seen = Counter(shape for shape in shapes if shape is not None)
        for page, n, shape, gone in zip(pages, there, shapes, drop, strict=True):
            running = shape is not None and seen[shape] >= max(2, len(pages) - 1)
            if n is not None and running and not _LETTERHEAD.search(page[n]):
                gone.add(n)
    return [[line for n, line in enumerate(page) if n not in gone] for page, gone in zip(pages, drop, strict=True)]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _margin(lines: list[str]) -> int:
    """Where the page's text begins; short lines (a stamp, a page number) say nothing about it."""
    told = (line for line in lines if len(line.strip()) >= _TELLING and not line.startswith("|"))
    return min((_indent(line) for line in told), default=0)


def _justified(line: str) -> bool:
    """Whether blanks as wide as between columns only fill the line: all words stand alike far apart."""
    blanks = [len(one) for one in _BLANKS.findall(line.strip())][1:]  # behind a dash or a number stands one
    return len(blanks) >= _LEAST_WORDS and max(blanks) - min(blanks) <= 1


def _joined(lines: list[str], width: int) -> list[str]:
    """Lines put together again where the page's width broke them; lines in columns keep their blanks."""
    out: list[str] = []
    before = ""
    """The line on the page that the next may continue; "" where none may."""
    for raw in lines:
        in_columns = _GAP.search(raw) is not None and not _justified(raw)
        apart = not raw.strip() or in_columns or raw.startswith("|")
        line = raw if apart else re.sub(r"(?<=\S) +(?=\S)", " ", raw)
        words = line.strip()
        continues = _indent(line) <= _BESIDE_MARGIN and marker_of(words)[0] == "plain"
        if before and not apart and continues and len(before) >= _FULL * width:
            out[-1] += " " + words
        else:
            if before and not apart and _BESIDE_MARGIN < _indent(line) < _CENTRED:
                out.append("")  # a first line's indent begins a paragraph
            out.append(line)
        before = "" if apart else raw
    return out


def text_of(data: bytes) -> str:
    """The words of a .pdf in reading order; raises UnreadablePaper for a scan, a password, a broken or endless file."""
    pages = [_without_edges(page) for page in pages_of(data)]
    if sum(c.isalpha() for page in pages for line in page for c in line) < _LEAST_LETTERS:
        raise _scan()
    lines: list[str] = []
    for page in _without_running(pages):
        margin = _margin(page)
        lines.extend(line[min(margin, _indent(line)) :] for line in _without_edges("\n".join(page)))
    lines = ruled(lines)
    plain = [line for line in lines if not _GAP.search(line) and not line.startswith("|")]
    return "\n".join(_joined(lines, max((len(line) for line in plain), default=0)))
