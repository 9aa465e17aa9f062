"""Papers as received and as written, with blocks, bytes and registers of written ones; banners, bundles, packs."""

from nhipcau.documents.models.banners import BannerEmblem, BannerMaster, BannerPart, BannerStep, SiteWords
from nhipcau.documents.models.bundles import Bundle
from nhipcau.documents.models.dispatch import Delivery
from nhipcau.documents.models.packs import SitePack
from nhipcau.documents.models.papers import Paper, ReceivedPaper
from nhipcau.documents.models.registers import Numbering, Register, RegisterEntry
from nhipcau.documents.models.writing import PaperBlock, PaperFile, PaperPresence, PaperStep

__all__ = [
    "BannerEmblem",
    "BannerMaster",
    "BannerPart",
    "BannerStep",
    "Bundle",
    "Delivery",
    "Numbering",
    "Paper",
    "PaperBlock",
    "PaperFile",
    "PaperPresence",
    "PaperStep",
    "ReceivedPaper",
    "Register",
    "RegisterEntry",
    "SitePack",
    "SiteWords",
]
