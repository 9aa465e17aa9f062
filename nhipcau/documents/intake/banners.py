"""What is hung up at a meeting: banners, backdrops, their words."""

from __future__ import annotations

from collections.abc import Iterator

from nhipcau.documents.intake.cutting import cut
from nhipcau.documents.intake.material_words import BANNER, EXPLAINED, HANGING, TITLE
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.topics import Topic


def banners(paper: Paper, start: int, text: str) -> Iterator[Found[str]]:
    """What is hung up, with the words to stand on it."""
    last = 0
    for m in BANNER.finditer(text):
        if m.start() < last:
            continue
        explained = EXPLAINED.match(text, m.end())
        titled = TITLE.match(text, m.end())
        last = titled.end() if titled else explained.end() if explained else m.end()
        found = cut(paper.text, start + m.start(), start + last, 0.75)
        if found:
            yield found


def hung_elsewhere(paper: Paper) -> Iterator[Found[str]]:
    """What is hung up by whoever is asked outside the tasks: in an annex, in a part without heading."""
    for block in paper.everywhere:
        if (
            block.kind == "row"
            or not HANGING.search(block.text)
            or block.context & {Topic.PARTICIPANTS, Topic.PURPOSE, Topic.VENUE}
        ):
            continue
        yield from banners(paper, block.start, block.text)
