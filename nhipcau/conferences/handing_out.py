"""Sheets that are handed out site by site: which sites somebody asks for, a page of them, or all of them to be printed.

An office prints for one district after the other, or for everybody at once. On the screen a page is enough; what is to
be printed whole is asked for whole (`all`), as far as one page of a browser can bear it.
"""

from dataclasses import dataclass
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from nhipcau.conferences import queries
from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.queries import SiteRow, TierCount
from nhipcau.organs.models import Tier

_OF_UNIT: Final = "unit-"


@dataclass(frozen=True, slots=True)
class Above:
    """A site with others below it, to choose them by, or a unit whose own site takes no part. key: what is asked for;
    sites: how many, itself among them."""

    key: str
    name: str
    sites: int


@dataclass(frozen=True, slots=True)
class Sheets:
    """What a page of sheets shows. total: all that were chosen; whole: none of them is left out; may_whole: so many
    may be asked for at once."""

    wanted: dict[str, str]
    rows: list[SiteRow]
    page: Page
    total: int
    whole: bool
    may_whole: bool
    tiers: list[TierCount]
    aboves: list[Above]


def sheets(request: HttpRequest, conference: Conference, per_page: int, at_most: int) -> Sheets:
    """Six queries, whatever the conference's size; at_most: how many are shown at once to be printed."""
    wanted = {name: request.GET.get(name, "") for name in ("site", "under", "tier")}
    found = _chosen(conference, wanted)
    total = found.count()
    whole = total <= per_page or (total <= at_most and bool(request.GET.get("all")))
    rows = found.select_related("parent").order_by("order")
    page = Paginator(rows, max(total, 1) if whole else per_page).get_page(request.GET.get("page"))
    return Sheets(
        wanted,
        [queries.row_of(site) for site in page],
        page,
        total,
        whole,
        per_page < total <= at_most,
        queries.tiers_of(conference),
        aboves(conference),
    )


def _chosen(conference: Conference, wanted: dict[str, str]) -> "QuerySet[Site]":
    """One, a district's, a tier's, or all whose link is alive."""
    found = conference.sites.filter(withdrawn_at=None)
    if wanted["site"]:
        found = found.filter(pk=_number(wanted["site"]))
    if wanted["under"].startswith(_OF_UNIT):
        found = found.filter(_without_above(), unit__parent=_number(wanted["under"].removeprefix(_OF_UNIT)))
    elif wanted["under"]:
        under = _number(wanted["under"])
        found = found.filter(Q(pk=under) | Q(parent=under))
    if wanted["tier"]:
        found = found.filter(tier=wanted["tier"])
    return found


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def aboves(conference: Conference) -> list[Above]:
    """Districts and whatever else has sites below it, the chairing one apart: nearly all stand below that. Then the
    units of those that stand below no other site, where they are of several: the provinces of a country's communes."""
    taking_part = conference.sites.filter(withdrawn_at=None)
    below = dict(taking_part.filter(parent__isnull=False).order_by().values_list("parent").annotate(n=Count("pk")))
    named = conference.sites.filter(is_main=False).filter(Q(pk__in=below) | Q(tier=Tier.DISTRICT))
    found = [
        Above(str(pk), name, below.get(pk, 0) + 1) for pk, name in named.order_by("order").values_list("pk", "name")
    ]
    alone = taking_part.filter(_without_above(), tier=Tier.COMMUNE, unit__parent__isnull=False)
    units = (
        alone.values_list("unit__parent", "unit__parent__name").annotate(n=Count("pk")).order_by("unit__parent__path")
    )
    of_units = [Above(f"{_OF_UNIT}{pk}", name, number) for pk, name, number in units.order_by("unit__parent__path")]
    return found + (of_units if len(of_units) > 1 else [])


def _without_above() -> Q:
    return Q(is_main=False) & (Q(parent=None) | Q(parent__is_main=True))
