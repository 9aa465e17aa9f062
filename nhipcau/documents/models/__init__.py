"""Papers as received and as written, with blocks, bytes and registers of written ones; bundles and packs."""

from nhipcau.documents.models.bundles import Bundle
from nhipcau.documents.models.dispatch import Delivery
from nhipcau.documents.models.packs import SitePack
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
    "SitePack",
]
