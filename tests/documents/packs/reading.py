"""Reading a pack back: its words, page by page and as a whole, and what its QR code says."""

import io

import pdfplumber
import pypdf
import zxingcpp


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def whole(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def edges(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Of each page: millimetres of paper that stay white left, right, above and below the letters."""
    found = []
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            part = 25.4 / 72
            width, height = float(page.width), float(page.height)
            found.append(
                (
                    min(char["x0"] for char in page.chars) * part,
                    (width - max(char["x1"] for char in page.chars)) * part,
                    min(char["top"] for char in page.chars) * part,
                    (height - max(char["bottom"] for char in page.chars)) * part,
                )
            )
    return found


def qr_codes(pdf: bytes) -> list[str]:
    """What a telephone reads off the sheets, printed at 150 pixels an inch."""
    found: list[str] = []
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            codes = zxingcpp.read_barcodes(page.to_image(resolution=150).original.convert("L"))
            found += [code.text for code in codes]
    return found


def lines(pdf: bytes) -> list[str]:
    """The lines of all sheets as they stand, an empty one between two sheets."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return "\n\n".join(page.extract_text() for page in opened.pages).splitlines()
