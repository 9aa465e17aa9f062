"""The list of sites for the people who prepare them: filtered, searched, a page at a time."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from nhipcau.conferences.models import Conference, Site, SiteStep
from nhipcau.core.text import search_key
from nhipcau.organs.models import Tier

PER_PAGE: Final = 80
STEPS_SHOWN: Final = 5
STATES: Final = ("unnamed", "no_venue", "withdrawn")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is asked for. under: id of the site whose own and lower sites are shown; page: from 1."""

    words: str = ""
    tier: str = ""
    under: str = ""
    state: str = ""
    page: int = 1

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> "Wanted":
        page = str(given.get("page", ""))
        return cls(
            str(given.get("q", "")).strip()[:100],
            str(given.get("tier", "")),
            str(given.get("under", "")),
            str(given.get("state", "")),
            max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1,
        )

    @property
    def asks(self) -> bool:
        return bool(self.words or self.tier or self.under or self.state)


@dataclass(frozen=True, slots=True)
class SitePage:
    """rows: the page's sites; found: how many fit; pages: at least 1; counts: of the whole conference."""

    rows: list[Site]
    found: int
    total: int
    page: int
    pages: int
    tiers: list[tuple[str, str, int]]
    states: dict[str, int]
    sections: list[tuple[int, str, int]]

    @property
    def first(self) -> int:
        return (self.page - 1) * PER_PAGE + 1 if self.found else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.found else 0


_COLUMNS = ("pk", "tier", "name", "venue", "parent_id", "is_placeholder", "withdrawn_at", "is_main")


def site_page(conference: Conference, wanted: Wanted) -> SitePage:
    """One pass over narrow rows decides who is shown; only the page's sites are read whole."""
    every = list(conference.sites.order_by("order").values(*_COLUMNS))
    names = {row["pk"]: row["name"] for row in every}
    words = search_key(wanted.words).split()
    fitting = [row["pk"] for row in every if _fits(row, wanted, words, names)]
    pages = max(1, -(-len(fitting) // PER_PAGE))
    page = min(wanted.page, pages)
    shown = fitting[(page - 1) * PER_PAGE : page * PER_PAGE]
    rows = conference.sites.filter(pk__in=shown).select_related("parent", "room", "unit", "organ").order_by("order")
    of_tier = Counter(row["tier"] for row in every if row["withdrawn_at"] is None)
    below = Counter(row["parent_id"] for row in every if row["parent_id"] is not None)
    return SitePage(
        rows=list(rows),
        found=len(fitting),
        total=len(every),
        page=page,
        pages=pages,
        tiers=[(str(tier), str(tier.label), of_tier[tier]) for tier in Tier if of_tier[tier]],
        states={state: sum(_is(row, state) for row in every) for state in STATES},
        sections=[
            (row["pk"], row["name"], below[row["pk"]]) for row in every if below[row["pk"]] and not row["is_main"]
        ],
    )


def _fits(row: Mapping[str, Any], wanted: Wanted, words: list[str], names: Mapping[int, str]) -> bool:
    if wanted.tier and row["tier"] != wanted.tier:
        return False
    if wanted.under and wanted.under not in {str(row["pk"]), str(row["parent_id"])}:
        return False
    if wanted.state and not _is(row, wanted.state):
        return False
    if not words:
        return True
    texts = (row["name"], names.get(row["parent_id"], ""), row["venue"])
    text = " ".join(_key(one) for one in texts if one)
    return all(word in text for word in words)


@lru_cache(maxsize=30_000)
def _key(text: str) -> str:
    """Names of places come again with every letter that is typed."""
    return search_key(text)


def _is(row: Mapping[str, Any], state: str) -> bool:
    alive = row["withdrawn_at"] is None
    match state:
        case "withdrawn":
            return not alive
        case "unnamed":
            return alive and row["is_placeholder"]
        case "no_venue":
            return alive and not row["venue"]
        case _:
            return True


def last_steps(conference: Conference) -> list[SiteStep]:
    """What was done last to many sites at once, the latest first."""
    return list(conference.site_steps.filter(undone_at=None).order_by("-at", "-pk")[:STEPS_SHOWN])


def may_be_above(conference: Conference, site: Site | None = None) -> list[Site]:
    """Sites to choose from as the one above: those of higher tiers that take part, and the one it stands below now."""
    found = conference.sites.filter(is_main=False, withdrawn_at=None).exclude(tier=Tier.COMMUNE)
    if site is not None:
        now = conference.sites.filter(pk=site.parent_id, is_main=False)
        found = (found | now).exclude(pk=site.pk)
    return list(found.only("pk", "name", "tier").order_by("order"))
