"""Papers as received and as written, the blocks and bytes of written ones, the registers of their numbers; bundles."""

from nhipcau.documents.models.bundles import Bundle
from nhipcau.documents.models.dispatch import Delivery
from nhipcau.documents.models.papers import Paper, ReceivedPaper
from nhipcau.documents.models.registers import Numbering, Register, RegisterEntry
from nhipcau.documents.models.writing import PaperBlock, PaperFile, PaperStep

__all__ = [
    "Bundle",
    "Delivery",
    "Numbering",
    "Paper",
    "PaperBlock",
    "PaperFile",
    "PaperStep",
    "ReceivedPaper",
    "Register",
    "RegisterEntry",
]
