"""Reading convening papers: from a notice, plan or invitation to the facts of a conference, each with its place.

Pure Python: no web framework, no database, no network; the same text always gives the same facts. `read_text` never
refuses; the readers of files raise `UnreadablePaper`, which says in Vietnamese what happened and what to do. What
strangers upload goes through `read_upload`, which opens Word and PDF files in a process of its own; what they paste,
through `read_pasted`.
"""

from nhipcau.documents.intake.assemble import read_text
from nhipcau.documents.intake.child import read_upload
from nhipcau.documents.intake.command import run
from nhipcau.documents.intake.files import read_bytes, read_file, read_pasted
from nhipcau.documents.intake.reading import Reading, Remark, Span
from nhipcau.documents.intake.remarks import remarks
from nhipcau.documents.intake.unreadable import UnreadablePaper

__all__ = [
    "Reading",
    "Remark",
    "Span",
    "UnreadablePaper",
    "read_bytes",
    "read_file",
    "read_pasted",
    "read_text",
    "read_upload",
    "remarks",
    "run",
]
