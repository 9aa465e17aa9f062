"""How many come and who they are: for the host, and for a district about its own.

A fixed number of queries whatever the conference's size: the database adds up, and only as many rows are read as are
shown. A site below a district counts to that district (below a province where there are no districts), which is the
group of every table here.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import BigIntegerField, Case, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.conferences.models import Conference, Site
from nhipcau.core.access import Actor, Need, may, own_sites
from nhipcau.core.errors import Refusal
from nhipcau.core.languages import in_vietnamese
from nhipcau.core.text import search_key
from nhipcau.organs.models import Tier, Unit
from nhipcau.preparation.models import Category, Delegate

_HEADS = (Tier.PROVINCE, Tier.DISTRICT)
OF_NO_HEAD = 0
OF_UNITS = 10**12
"""More than there are sites: added to the id of a district that has none."""
OTHERS = gettext_lazy("Các điểm cầu khác")
_CHAIRING = gettext_lazy("điểm cầu chính")
ALONE = gettext_lazy("Các điểm cầu")
"""The same where there is no group beside it."""


def head_of(prefix: str = "") -> Case:
    """What a site counts to, as the id of a territory's site: a district for all below it, and where there are none a
    province; the chairing site counts to itself. A commune whose district has no site among those above it counts to
    the district all the same: to the site that this has elsewhere, else to `OF_UNITS` and the district's id.
    0 (`OF_NO_HEAD`): what stands below no territory.

    prefix: `site__` where rows are people.
    """
    site = prefix.removesuffix("__")
    own = {f"{prefix}tier__in": _HEADS, f"{prefix}unit__isnull": False}
    district = {f"{prefix}tier": Tier.COMMUNE, f"{prefix}unit__parent__tier": Tier.DISTRICT}
    elsewhere = Site.objects.filter(conference=OuterRef(f"{prefix}conference"), unit=OuterRef(f"{prefix}unit__parent"))
    of_unit = F(f"{prefix}unit__parent_id") + Value(OF_UNITS)
    return Case(
        When(Q(**{f"{prefix}is_main": True}) | Q(**own), then=F(f"{site}_id" if site else "pk")),
        When(_is_head(f"{prefix}parent__"), then=F(f"{prefix}parent_id")),
        When(_is_head(f"{prefix}parent__parent__"), then=F(f"{prefix}parent__parent_id")),
        When(**district, then=Coalesce(Subquery(elsewhere.order_by().values("pk")[:1]), of_unit)),
        default=Value(OF_NO_HEAD),
        output_field=BigIntegerField(),
    )


def _is_head(above: str) -> Q:
    return Q(**{f"{above}tier__in": _HEADS, f"{above}unit__isnull": False, f"{above}is_main": False})


def group_names(conference: Conference, groups: Iterable[int]) -> dict[int, str | Promise]:
    """Names of what sites count to, in the order of lists; without `OF_NO_HEAD`. Two queries."""
    wanted = set(groups) - {OF_NO_HEAD}
    names: dict[int, str | Promise] = {}
    sites = conference.sites.filter(pk__in=[one for one in wanted if one < OF_UNITS])
    for pk, name, is_main in sites.order_by("order").values_list("pk", "name", "is_main"):
        names[pk] = format_lazy("{} ({})", name, _CHAIRING) if is_main else name
    units = Unit.objects.filter(pk__in=[one - OF_UNITS for one in wanted if one >= OF_UNITS])
    return names | {OF_UNITS + one.pk: one.name for one in units.order_by("order")}


GROUP = head_of()


def chair_among_others(conference: Conference, groups: Collection[int]) -> int | None:
    """The chairing site's group, where no territory stands beside it: it is then one of the others."""
    rest = set(groups) - {OF_NO_HEAD}
    if len(rest) != 1 or OF_NO_HEAD not in groups:
        return None
    return conference.sites.filter(pk__in=rest, is_main=True).values_list("pk", flat=True).first()


@dataclass(slots=True)
class Figures:
    """What sites have answered. reported: lists reported as complete; head_count: of sites that gave a number, the
    list's length for the others; named: people on lists who come."""

    sites: int = 0
    confirmed: int = 0
    reported: int = 0
    named: int = 0
    absent: int = 0
    head_count: int = 0

    @property
    def unconfirmed(self) -> int:
        return self.sites - self.confirmed

    @property
    def unreported(self) -> int:
        return self.sites - self.reported

    def add(self, other: "Figures") -> None:
        self.sites += other.sites
        self.confirmed += other.confirmed
        self.reported += other.reported
        self.named += other.named
        self.absent += other.absent
        self.head_count += other.head_count


@dataclass(frozen=True, slots=True)
class Part:
    """Figures of a tier, a district, or all. key: what the links of its figures ask for."""

    name: str | Promise
    key: str
    figures: Figures


NO_CATEGORY: Final = "none"
"""What is asked for to see those of no category."""


@dataclass(frozen=True, slots=True)
class Report:
    total: Figures
    tiers: list[Part]
    districts: list[Part]
    categories: list[tuple[Category, int]]
    of_none: int = 0
    """Who comes and is of no category."""


def access_reports(actor: Actor, pk: int | str) -> "tuple[Conference, QuerySet[Site], bool]":
    """The conference, those of its sites that `actor` may be told of, and whether these are all: the host's staff all,
    a unit's staff their own and those below."""
    conference = Conference.objects.select_related("host").filter(pk=pk).first()
    if conference is not None:
        taking_part = conference.sites.filter(withdrawn_at=None)
        if may(actor, conference.host.path, Need.VIEW):
            return conference, taking_part, True
        own = taking_part.filter(pk__in=own_sites(actor, Need.REGISTER).values("pk"))
        if own.exists():
            return conference, own, False
    raise Refusal(
        "no_such_conference",
        _("Không có hội nghị này, hoặc tài khoản của bạn không được xem."),
        _("Quay về trang chủ để chọn hội nghị trong phạm vi đơn vị của bạn."),
        status=404,
    )


def report(conference: Conference, sites: "QuerySet[Site]") -> Report:
    """Five queries: sites, people, names of heads, categories."""
    cells = _cells(sites)
    by_category: dict[int | None, int] = {}
    for row in _people(sites):
        figures = cells.setdefault((row["site__tier"], row["group"]), Figures())
        figures.named += row["coming"]
        figures.absent += row["absent"]
        figures.head_count += row["counted"]
        by_category[row["category"]] = by_category.get(row["category"], 0) + row["coming"]
    chair = chair_among_others(conference, {group for _tier, group in cells})
    names = group_names(conference, {group for _tier, group in cells})
    total = Figures()
    tiers: dict[str, Figures] = {}
    groups: dict[int, Figures] = {}
    for (tier, group), figures in cells.items():
        total.add(figures)
        tiers.setdefault(tier, Figures()).add(figures)
        groups.setdefault(OF_NO_HEAD if group == chair else group, Figures()).add(figures)
    order = {pk: place for place, pk in enumerate(names)}
    categories = Category.objects.filter(round=conference.pk).order_by("order")
    return Report(
        total,
        [Part(tier.label, str(tier), tiers[tier]) for tier in Tier if tier in tiers],
        [
            Part(names.get(group, OTHERS), str(group), groups[group])
            for group in sorted(groups, key=lambda pk: (pk != OF_NO_HEAD, order.get(pk, 0)))
        ],
        [(one, by_category.get(one.pk, 0)) for one in categories],
        by_category.get(None, 0),
    )


def _cells(sites: "QuerySet[Site]") -> dict[tuple[str, int], Figures]:
    """By tier and head. Sites and people are added up apart: joined, each site would count once a person."""
    rows = (
        sites.annotate(group=GROUP)
        .order_by()
        .values("tier", "group")
        .annotate(
            n=Count("pk"),
            n_confirmed=Count("answer__confirmed_at"),
            n_reported=Count("answer__delegates_at"),
            told=Coalesce(Sum("answer__head_count"), 0),
        )
    )
    return {
        (row["tier"], row["group"]): Figures(row["n"], row["n_confirmed"], row["n_reported"], head_count=row["told"])
        for row in rows
    }


def _people(sites: "QuerySet[Site]") -> Iterable[dict[str, Any]]:
    """Likewise, and by category. counted: at sites that have not given a number of their own."""
    coming = Q(absent_=False)
    return (
        Delegate.objects.filter(site__in=sites)
        .order_by()
        .annotate(group=head_of("site__"), absent_=F("absent"))
        .values("site__tier", "group", "category")
        .annotate(
            coming=Count("pk", filter=coming),
            absent=Count("pk", filter=~coming),
            counted=Count("pk", filter=coming & Q(site__answer__head_count__isnull=True)),
        )
    )


def site_rows(sites: "QuerySet[Site]", wanted: dict[str, str]) -> "QuerySet[Site]":
    """The sites behind a figure, each with its answer and what it sends: `coming`, `absent`. wanted: as for people;
    answered: `site`, `delegates` for those who did."""
    found = narrowed(sites, wanted)
    match wanted.get("answered"):
        case "site":
            found = found.filter(answer__confirmed_at__isnull=False)
        case "delegates":
            found = found.filter(answer__delegates_at__isnull=False)
    return (
        found.select_related("parent", "answer")
        .annotate(coming=_listed(absent=False), missing=_listed(absent=True))
        .order_by("order")
    )


def _listed(*, absent: bool) -> Coalesce:
    """How many a site's list has: counted for the sites that are shown, not for all of them first."""
    own = Delegate.objects.filter(site=OuterRef("pk"), absent=absent).order_by().values("site")
    return Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0)


def heads_among(sites: "QuerySet[Site]") -> list[tuple[int, str]]:
    """The districts or provinces to choose from: (pk, name)."""
    own = sites.filter(tier__in=_HEADS, unit__isnull=False, is_main=False)
    return list(own.order_by("order").values_list("pk", "name"))


STATES = {
    "coming": gettext_lazy("Dự"),
    "absent": gettext_lazy("Vắng"),
    "substitute": gettext_lazy("Đi thay"),
    "chair": gettext_lazy("Chủ trì tại điểm cầu"),
}


def delegates_in(sites: "QuerySet[Site]", wanted: dict[str, str]) -> "QuerySet[Delegate]":
    """The rows behind a figure. wanted: tier, under (district or province), site, category, state, find; empty: not
    asked for."""
    found = Delegate.objects.filter(site__in=narrowed(sites, wanted))
    category = wanted.get("category", "")
    if category.isdecimal() or category == NO_CATEGORY:
        found = found.filter(category=category if category.isdecimal() else None)
    match wanted.get("state"):
        case "coming":
            found = found.filter(absent=False)
        case "absent":
            found = found.filter(absent=True)
        case "substitute":
            found = found.filter(substitute_for__isnull=False)
        case "chair":
            found = found.filter(chairs=True)
    if wanted.get("find"):
        found = found.filter(key__contains=search_key(wanted["find"]))
    return found.order_by("site__order", "order")


def narrowed(sites: "QuerySet[Site]", wanted: dict[str, str]) -> "QuerySet[Site]":
    """Those of a tier, of a district or province (0: of none), or a single one."""
    if wanted.get("tier") in Tier.values:
        sites = sites.filter(tier=wanted["tier"])
    if wanted.get("under", "").isdecimal():
        sites = sites.annotate(group=GROUP).filter(group=int(wanted["under"]))
    if wanted.get("site", "").isdecimal():
        sites = sites.filter(pk=wanted["site"])
    return sites


@in_vietnamese()
def figures_as_text(conference: Conference, found: Report) -> str:
    """Head-count in words, for a message."""
    total = found.total
    lines = [
        conference.title,
        f"Đến nay {total.reported}/{total.sites} điểm cầu đã báo đại biểu; tổng số {total.head_count} người dự.",
    ]
    lines += [
        f"- {part.name}: {part.figures.reported}/{part.figures.sites} điểm cầu đã báo, {part.figures.head_count} người"
        for part in found.tiers
    ]
    lines += [
        f"- {part.name}: {part.figures.reported}/{part.figures.sites} điểm cầu, {part.figures.head_count} người"
        for part in found.districts
        if part.key != str(OF_NO_HEAD)
    ]
    return "\n".join(lines)
