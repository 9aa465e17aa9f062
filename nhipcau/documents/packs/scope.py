"""Which sites of a conference are meant."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from nhipcau.conferences.models import Conference, Site
from nhipcau.organs.models import Tier


@dataclass(frozen=True, slots=True)
class Scope:
    """Which sites: of a tier, of a district with its communes, all. As a form or an address says it."""

    tier: str = ""
    under: str = ""

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Scope":
        tier, under = str(given.get("tier", "")), str(given.get("under", ""))
        return cls(
            tier if tier in Tier.values else "",
            under if under.isdecimal() and len(under) < 10 else "",  # a pk
        )

    def sites(self, conference: Conference) -> QuerySet[Site]:
        """Those that take part."""
        found = conference.sites.filter(withdrawn_at=None)
        if self.tier:
            found = found.filter(tier=self.tier)
        if self.under:
            found = found.filter(Q(pk=int(self.under)) | Q(parent=int(self.under)))
        return found.order_by("order")
