"""What stands in a Word file, read back."""

import io

import docx
from docx.text.paragraph import Paragraph


def paragraphs(data: bytes) -> list[tuple[str, bool]]:
    """Every paragraph of the body, in tables too: its words, and whether it stays with the next."""
    document = docx.Document(io.BytesIO(data))
    found = [Paragraph(one, document) for one in document.element.body.iter("{*}p")]
    return [(one.text, bool(one.paragraph_format.keep_with_next)) for one in found]
