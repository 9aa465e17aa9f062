"""The parts of a paper that speak of the time of the sitting ("Thời gian: …"): where its hour is sought first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from nhipcau.documents.intake.moment_roles import bounded, cited
from nhipcau.documents.intake.moments import Moment
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.trials import REHEARSAL

_KEPT: Final = re.compile(
    r"(?:giữ nguyên|không (?:thay )?đổi|như (?:cũ|trước|(?:tại |trong )?(?:Giấy|Thông báo|Kế hoạch|Công văn))|"
    r"vẫn)[^();]*\((?:lúc |từ |vào |hồi |là )*$",
    re.IGNORECASE,
)
"""The time of another paper, said again in brackets because it holds."""


@dataclass(frozen=True)
class Region:
    """A stretch of the paper in which the time of the sitting may stand; line breaks are spaces in `text`."""

    text: str
    start: int
    confidence: float


def time_parts(paper: Paper) -> list[Region]:
    own: list[Region] = []
    for exact in (True, False):
        for block in paper.blocks:
            if Topic.TIME not in block.topics or (len(block.topics) == 1) != exact:
                continue
            if any(above.topics & {Topic.REHEARSAL, Topic.DEADLINE} for above in block.ancestors()):
                continue
            end = max(b.end for b in block.subtree() if not (b.topics - {Topic.TIME, Topic.VENUE}) or b is block)
            own.append(
                Region(
                    paper.text[block.start : end].replace("\n", " ").replace("|", ";"),
                    block.start,
                    0.95 if exact else 0.85,
                )
            )
    return own


def usable(region: Region, moment: Moment) -> bool:
    at = moment.start - region.start
    before = region.text[max(0, at - 90) : at]
    nearest = re.split(r"[.;(]", before)[-1]
    kept = _KEPT.search(before) is not None and moment.hour is not None
    return not ((cited(region.text, at) and not kept) or REHEARSAL.search(nearest) or (bounded(region.text, at)))
