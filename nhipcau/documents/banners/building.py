"""From rows to banners: the draft of the master, the banner of each site, and what tells one state from another."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Final

from django.db.models import QuerySet

from nhipcau.conferences.models import Conference, Site
from nhipcau.core.text import unaccent
from nhipcau.documents.banners import facts
from nhipcau.documents.banners.proposing import proposed
from nhipcau.documents.compose.facts import TOKEN
from nhipcau.documents.models import BannerEmblem, BannerMaster
from nhipcau.typeset.banner import Banner, BannerBlock, Role, blanks, filled
from nhipcau.typeset.model import Run, Runs

_VERSION: Final = 2
"""Rises when the same words are laid out otherwise: what was made before is then out of date."""


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a draft. pk: 0 where it is not kept yet."""

    pk: int
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The master as it is kept, or as somebody is just typing it. Millimetres; emblem: its SHA-256, or empty."""

    parts: tuple[Part, ...]
    width: int = 6000
    height: int = 1200
    ground: str = "#c8102e"
    ink: str = "#ffe100"
    emblem: str = ""


def master_of(conference: Conference) -> BannerMaster | None:
    found = BannerMaster.objects.filter(conference=conference).select_related("emblem", "conference__host")
    return found.defer("emblem__data").first()


def draft_of(conference: Conference, master: BannerMaster | None) -> Draft:
    """What is kept; before anything is, what is proposed."""
    if master is None:
        return Draft(tuple(Part(0, role, text) for role, text in proposed()))
    return Draft(
        tuple(Part(one.pk, one.role, one.text) for one in master.parts.all()),
        master.width,
        master.height,
        master.ground,
        master.ink,
        master.emblem.sha256 if master.emblem else "",
    )


def with_part(draft: Draft, pk: int, role: str, text: str) -> Draft:
    """The draft with one block as it is being typed."""
    return replace(draft, parts=tuple(Part(pk, role, text) if one.pk == pk else one for one in draft.parts))


def banner_of(draft: Draft) -> Banner:
    """With its blanks. An emblem takes room only where there is one."""
    kept = (one for one in draft.parts if one.role != Role.EMBLEM or draft.emblem)
    blocks = tuple(BannerBlock(str(n), Role(one.role), _runs(one.text)) for n, one in enumerate(kept))
    return Banner(blocks, float(draft.width), float(draft.height), draft.ground, draft.ink)


def _runs(text: str) -> Runs:
    at = 0
    found: list[Run] = []
    for m in TOKEN.finditer(text):
        found += [Run(text[at : m.start()])] if m.start() > at else []
        found.append(Run("", fact=" ".join(m[1].split())))
        at = m.end()
    return (*found, Run(text[at:])) if at < len(text) else tuple(found)


def emblem_of(conference: Conference, draft: Draft) -> bytes:
    found = BannerEmblem.objects.filter(conference=conference, sha256=draft.emblem).first() if draft.emblem else None
    return bytes(found.data) if found else b""


def sites_of(conference: Conference) -> QuerySet[Site]:
    """The sites that take part, with all that their banners say; one query."""
    found = conference.sites.filter(withdrawn_at=None).select_related("unit", "organ__unit", "banner_words", "parent")
    return found.order_by("order")


def said_by(site: Site) -> dict[str, str]:
    words = getattr(site, "banner_words", None)
    return words.values if words else {}


@dataclass(frozen=True, slots=True)
class SiteBanner:
    """One site's banner; missing: the blanks that nobody has filled."""

    site: Site
    banner: Banner
    missing: tuple[str, ...]


def site_banners(conference: Conference, draft: Draft, sites: Iterable[Site]) -> Iterable[SiteBanner]:
    banner, common = banner_of(draft), facts.shared(conference)
    for site in sites:
        made = filled(banner, facts.of_site(site, common, said_by(site)))
        yield SiteBanner(site, made, blanks(made))


def site_banner(conference: Conference, draft: Draft, site: Site) -> SiteBanner:
    return next(iter(site_banners(conference, draft, [site])))


def unfilled(conference: Conference, draft: Draft) -> Banner:
    """The master with the conference's own facts, its blanks left open."""
    common = {name: words for name, words in facts.shared(conference).items() if name not in facts.SITE}
    return filled(banner_of(draft), common)


def longest(conference: Conference, draft: Draft) -> Site | None:
    """The site whose words in the banner's blanks are the longest: where it is at its tightest."""
    common, names = facts.shared(conference), site_blanks(draft)

    def letters(site: facts.Named) -> int:
        values = facts.of_named(site, common)
        return sum(len(values.get(name, "")) for name in names)

    sites = sites_of(conference)
    found = max(facts.named(sites), key=letters, default=None)
    return None if found is None else sites.get(pk=found.pk)


def missing_on(conference: Conference, draft: Draft, sites: Iterable[facts.Named]) -> dict[int, tuple[str, ...]]:
    """The blanks that nobody has filled on the banners of these sites, by site; only where there are any."""
    common, names = facts.shared(conference), blanks(banner_of(draft))
    found = {}
    for site in sites:
        values = facts.of_named(site, common)
        if open_ := tuple(name for name in names if not values.get(name)):
            found[site.pk] = open_
    return found


def site_blanks(draft: Draft) -> list[str]:
    """The blanks that sites fill, in the order in which they stand: known ones and those of the office's own making."""
    return [name for name in blanks(banner_of(draft)) if name not in facts.SHARED]


def digest(conference: Conference, draft: Draft, sites: Iterable[Site], more: Mapping[str, object]) -> str:
    """SHA-256 over all that the banners of these sites are made of."""
    common = facts.shared(conference)
    of_sites = [[one.pk, one.order, one.name, facts.of_site(one, common, said_by(one))] for one in sites]
    told = json.dumps([_VERSION, asdict(draft), of_sites, dict(more)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def file_name(site: Site, width: int = 0) -> str:
    """ASCII, without an ending; width: digits of its place on the list, which stands first where there are many."""
    kept = "".join(one if one.isalnum() and one.isascii() else "-" for one in unaccent(site.name).lower())
    name = "-".join(filter(None, kept.split("-")))[:60] or "diem-cau"
    return f"{site.order:0{width}d}-{name}" if width else f"phong-{name}"
