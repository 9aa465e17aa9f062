"""Reading a conference for its pages: sites by tier and district, their links, whom to call."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference, Contact, Particular, Site
from nhipcau.core.text import search_key
from nhipcau.organs.models import Tier


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site on a list. find: what the search box compares."""

    site: Site
    find: str

    @property
    def state(self) -> str:
        """withdrawn, unnamed or open: what can be said of its link."""
        if self.site.withdrawn_at is not None:
            return "withdrawn"
        return "unnamed" if self.site.is_placeholder else "open"


@dataclass(frozen=True, slots=True)
class SiteGroup:
    """A district with its communes, or the sites of a tier that stand under no district."""

    title: str
    rows: list[SiteRow]


@dataclass(frozen=True, slots=True)
class TierCount:
    """A tier that takes part: sites made, printed in the paper, still without a name."""

    tier: str
    name: str
    sites: int
    printed: int | None
    unnamed: int


def site_rows(conference: Conference) -> list[SiteRow]:
    """All sites in the order of every list."""
    sites = list(conference.sites.select_related("parent").order_by("order"))
    return [_row(site) for site in sites]


def _row(site: Site) -> SiteRow:
    return SiteRow(site, search_key(f"{site.name} {site.where} {site.venue}"))


def site_groups(rows: Iterable[SiteRow]) -> list[SiteGroup]:
    """The main site alone, each district with what is below it, then what stands under none."""
    groups: dict[str, SiteGroup] = {}
    for row in rows:
        key = _group_key(row.site)
        if key not in groups:
            groups[key] = SiteGroup(_group_title(row.site), [])
        groups[key].rows.append(row)
    return list(groups.values())


def _group_key(site: Site) -> str:
    if site.is_main:
        return "main"
    if site.tier == Tier.DISTRICT and not site.is_placeholder:
        return f"site-{site.pk}"
    if site.parent is not None and not site.parent.is_main:
        return f"site-{site.parent.pk}"
    return f"tier-{site.tier}"


def _group_title(site: Site) -> str:
    if site.is_main:
        return _("Điểm cầu chính")
    if site.tier == Tier.DISTRICT and not site.is_placeholder:
        return site.name
    return site.parent.name if site.parent is not None and not site.parent.is_main else str(Tier(site.tier).label)


def listed_groups(rows: Iterable[SiteRow]) -> list[SiteGroup]:
    """As `site_groups`, for reading: districts without communes that follow each other are one group, by their tier.

    A heading over each single row would say its name twice.
    """
    groups: list[SiteGroup] = []
    alone = False
    for group in site_groups(rows):
        site = group.rows[0].site
        was_alone, alone = alone, len(group.rows) == 1 and site.tier == Tier.DISTRICT and not site.is_main
        if alone and was_alone:
            groups[-1].rows.extend(group.rows)
        else:
            groups.append(SiteGroup(str(Tier(site.tier).label), list(group.rows)) if alone else group)
    return groups


def row_of(site: Site) -> SiteRow:
    """A row of a list in which nobody searches."""
    return SiteRow(site, "")


def tier_counts(conference: Conference, rows: Iterable[SiteRow]) -> list[TierCount]:
    """The conference's tiers from the top down, and any other tier that has a site."""
    rows = list(rows)
    made = Counter(row.site.tier for row in rows)
    unnamed = Counter(row.site.tier for row in rows if row.site.is_placeholder)
    return _tier_counts(conference, made, unnamed)


def tiers_of(conference: Conference) -> list[TierCount]:
    """The same, counted by the database."""
    made: Counter[str] = Counter()
    unnamed: Counter[str] = Counter()
    counted = conference.sites.order_by().values_list("tier", "is_placeholder").annotate(n=Count("pk"))
    for tier, is_placeholder, number in counted:
        made[tier] += number
        if is_placeholder:
            unnamed[tier] += number
    return _tier_counts(conference, made, unnamed)


def _tier_counts(conference: Conference, made: Counter[str], unnamed: Counter[str]) -> list[TierCount]:
    printed = dict(conference.tiers.order_by("order").values_list("tier", "printed_count"))
    tiers = [tier for tier in Tier.values if tier in printed or tier in made]
    return [TierCount(tier, str(Tier(tier).label), made[tier], printed.get(tier), unnamed[tier]) for tier in tiers]


@dataclass(frozen=True, slots=True)
class SectionCount:
    """A section of a list that is too long for one page. query: how the page of sites is asked for it."""

    title: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What a page says of thousands of sites without showing them."""

    tiers: list[TierCount]
    sections: list[SectionCount]
    unnamed: int
    withdrawn: int


def overview(conference: Conference) -> Overview:
    """Counts from one pass over narrow rows, in the order of every list."""
    columns = ("pk", "tier", "name", "parent_id", "is_main", "is_placeholder", "withdrawn_at")
    rows = list(conference.sites.order_by("order").values_list(*columns))
    main = next((pk for pk, *_rest, is_main, _placeholder, _gone in rows if is_main), None)
    names = {row[0]: row[2] for row in rows}
    made, unnamed = Counter(row[1] for row in rows), Counter(row[1] for row in rows if row[5])
    sections: dict[str, tuple[str, str]] = {}
    counts: Counter[str] = Counter()
    for pk, tier, name, parent, is_main, placeholder, _gone in rows:
        if is_main:
            query, title = f"under={pk}&tier={tier}", _("Điểm cầu chính")
        elif tier == Tier.DISTRICT and not placeholder:
            query, title = f"under={pk}", name
        elif parent is not None and parent != main:
            query, title = f"under={parent}", names[parent]
        else:
            query, title = f"tier={tier}", str(Tier(tier).label)
        sections.setdefault(query, (title, query))
        counts[query] += 1
    return Overview(
        _tier_counts(conference, made, unnamed),
        [SectionCount(title, counts[query], query) for title, query in sections.values()],
        sum(unnamed.values()),
        sum(row[6] is not None for row in rows),
    )


def technical_contact(conference: Conference) -> Contact | None:
    """Whom a room calls: the contact whose role speaks of technique, else the first one with a number."""
    contacts = [contact for contact in conference.contacts.order_by("order") if contact.phone]
    return next((one for one in contacts if "ky thuat" in search_key(one.role)), next(iter(contacts), None))


def lines_by_kind(conference: Conference) -> list[tuple[str, str, list[Particular]]]:
    """What the papers say in lines, as (kind, title, rows): participants by tier, then materials, press, recipients
    and notes. Every kind has its place, also where it is empty; participants have one per tier that has any.
    """
    rows = list(conference.particulars.order_by("order"))
    kinds = Particular.Kind
    lines: list[tuple[str, str, list[Particular]]] = []
    for tier in (*Tier.values, ""):
        of_tier = [row for row in rows if row.kind == kinds.PARTICIPANT and row.tier == tier]
        words = str(Tier(tier).label).lower() if tier else _("ngoài các cấp")
        if of_tier:
            lines.append((str(kinds.PARTICIPANT), _("Thành phần: %(tier)s") % {"tier": words}, of_tier))
    if not lines:
        lines.append((str(kinds.PARTICIPANT), _("Thành phần"), []))
    others = (kinds.MATERIAL, kinds.PRESS, kinds.RECIPIENT, kinds.NOTE)
    return lines + [(str(kind), str(kind.label), [row for row in rows if row.kind == kind]) for kind in others]
