"""The banner on a site's pack: the site's own, from the conference's master, small."""

import io
from dataclasses import dataclass
from typing import Final

from PIL import Image

from nhipcau.conferences.models import Conference, Site
from nhipcau.documents.banners import building, facts
from nhipcau.documents.banners.building import Draft
from nhipcau.typeset.banner import Banner, filled

_SIDE: Final = 240
"""Pixels of an emblem that is a centimetre high on the sheet."""


@dataclass(frozen=True, slots=True)
class Banners:
    """common: facts that all banners of the conference share; released: sites may take theirs."""

    draft: Draft
    common: dict[str, str]
    blank: Banner
    released: bool
    emblem: bytes

    @classmethod
    def of(cls, conference: Conference) -> "Banners":
        master = building.master_of(conference)
        draft = building.draft_of(conference, master)
        return cls(
            draft,
            facts.shared(conference),
            building.banner_of(draft),
            master is not None and master.released_at is not None,
            _small(building.emblem_of(conference, draft)),
        )

    def banner(self, site: Site) -> Banner:
        """Blanks that nobody has filled stay blanks."""
        return filled(self.blank, facts.of_site(site, self.common, building.said_by(site)))


def _small(emblem: bytes) -> bytes:
    """The same picture always gives the same bytes."""
    if not emblem:
        return b""
    picture = Image.open(io.BytesIO(emblem))
    picture.thumbnail((_SIDE, _SIDE))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
