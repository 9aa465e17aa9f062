"""A site's pack: the few sheets that its clerk prints and hangs beside the machine. Pure, as the package is."""

from nhipcau.typeset.pack.files import write_merged, write_packs
from nhipcau.typeset.pack.model import Check, Day, Due, Moment, Pack, Passage, People, Person
from nhipcau.typeset.pack.render import render_pack

__all__ = [
    "Check",
    "Day",
    "Due",
    "Moment",
    "Pack",
    "Passage",
    "People",
    "Person",
    "render_pack",
    "write_merged",
    "write_packs",
]
