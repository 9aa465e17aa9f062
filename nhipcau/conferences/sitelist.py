"""From a plan's tiers to its sites: the units held for that day, and numbered placeholders for what is only counted.

The issuing unit chairs: its site is the main one. Below it stand its units in the order of the official list. Where
more sites are printed than units are held, the rest are placeholders to be named; where fewer are printed, all held
units get a site and a remark says so: a site too many is withdrawn in one step, one forgotten is noticed on the day.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.conferences.plan import PlannedTier
from nhipcau.core.languages import in_vietnamese
from nhipcau.organs.models import Tier, Unit

TIER_ORDER = (Tier.CENTRE, Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)
MAIN_NAME = "Điểm cầu chính"
MAX_SITES_PER_TIER = 4000  # more than all communes of the country: a misread number, not a conference
_KINDS_IN_CELLS = {
    "Thành phố ": "TP. ",
    "Thị xã ": "TX. ",
    "Thị trấn ": "TT. ",
    "Phường ": "P. ",
    "Huyện ": "",
    "Xã ": "",
}
_TIER_WORDS = {
    Tier.CENTRE: gettext_lazy("Trung ương"),
    Tier.PROVINCE: gettext_lazy("cấp tỉnh"),
    Tier.DISTRICT: gettext_lazy("cấp huyện"),
    Tier.COMMUNE: gettext_lazy("cấp xã"),
}


@dataclass(frozen=True, slots=True)
class PlannedSite:
    """A site to be made. parent: place of its parent in the same list."""

    tier: Tier
    name: str
    short_name: str
    unit_id: int | None = None
    parent: int | None = None
    is_main: bool = False
    is_placeholder: bool = False


@dataclass(frozen=True, slots=True)
class CountRemark:
    """A printed count that differs from the units held."""

    tier: Tier
    printed: int
    held: int

    @property
    def message(self) -> str:
        words = (
            _(
                "Văn bản ghi %(printed)s điểm cầu %(tier)s, danh mục đơn vị có %(held)s. %(more)s điểm cầu còn lại "
                "được đánh số để đặt tên sau."
            )
            if self.printed > self.held
            else _(
                "Văn bản ghi %(printed)s điểm cầu %(tier)s, danh mục đơn vị có %(held)s. Tất cả %(held)s đơn vị đều có "
                "điểm cầu; điểm cầu nào thừa thì thu hồi liên kết."
            )
        )
        return words % {
            "printed": self.printed,
            "tier": _TIER_WORDS[self.tier],
            "held": self.held,
            "more": self.printed - self.held,
        }


def ordered(tiers: Sequence[PlannedTier]) -> list[PlannedTier]:
    """From the top down, each tier once."""
    by_tier = {planned.tier: planned for planned in tiers}
    return [by_tier[tier] for tier in TIER_ORDER if tier in by_tier]


def build(tiers: Sequence[PlannedTier], root: Unit | None, units: Sequence[Unit]) -> list[PlannedSite]:
    """All sites in the order of every list, the main site first.

    root: the issuing unit where it is held; units: root and those below it on the planned tiers, in tree order.
    """
    sites: list[PlannedSite] = []
    places: dict[str, int] = {}
    printed = {planned.tier: planned.count for planned in ordered(tiers)}
    main_tier = Tier(root.tier) if root is not None else _tier_of_chair(printed)
    if root is None or not any(unit.pk == root.pk for unit in units):
        name = root.name if root is not None else MAIN_NAME
        short = cell_name(root.name) if root is not None else MAIN_NAME
        sites.append(PlannedSite(main_tier, name, short, getattr(root, "pk", None), is_main=True))
        if root is not None:
            places[root.path] = 0
    for unit in units:
        is_main = root is not None and unit.pk == root.pk
        places[unit.path] = len(sites)
        sites.append(
            PlannedSite(
                Tier(unit.tier),
                unit.name,
                cell_name(unit.name),
                unit.pk,
                None if is_main else _parent(unit, places),
                is_main,
            )
        )
    have = Counter(site.tier for site in sites)
    for tier, count in printed.items():
        sites.extend(_placeholders(tier, have[tier], count or 0))
    return sites


def cell_name(name: str) -> str:
    """A unit's name for the control room's small cells: towns and wards keep a mark, a commune needs none.

    `Thành phố Lạng Sơn` → `TP. Lạng Sơn`, `Xã Đồng Giáp` → `Đồng Giáp`; the province keeps its whole name, since its
    capital often bears the same.
    """
    for kind, mark in _KINDS_IN_CELLS.items():
        if name.startswith(kind):
            return mark + name.removeprefix(kind)
    return name


def _tier_of_chair(printed: dict[Tier, int | None]) -> Tier:
    """Where the issuing unit is not held: the top tier, unless that has many districts or communes and none above."""
    top = next(iter(printed), Tier.PROVINCE)
    many = (printed.get(top) or 0) > 1
    return Tier.PROVINCE if many and top in {Tier.DISTRICT, Tier.COMMUNE} else top


def _parent(unit: Unit, places: dict[str, int]) -> int | None:
    """The nearest unit above that has a site: the district, or the province where districts take no part."""
    path = unit.path
    while path:
        path = path.rstrip("/").rpartition("/")[0]
        path = f"{path}/" if path else ""
        if path in places:
            return places[path]
    return None


def _placeholders(tier: Tier, have: int, wanted: int) -> Iterator[PlannedSite]:
    with in_vietnamese():  # their names are kept, and read by everybody
        words = str(_TIER_WORDS[tier])
    for number in range(have + 1, wanted + 1):
        name = f"Điểm cầu {words} số {number}"
        yield PlannedSite(tier, name, name, parent=0, is_placeholder=True)


def count_remarks(tiers: Sequence[PlannedTier], units: Sequence[Unit]) -> list[CountRemark]:
    """Where the printed counts differ from the units held; nothing where no units are held at all."""
    if not units:
        return []
    held = Counter(Tier(unit.tier) for unit in units)
    return [
        CountRemark(planned.tier, planned.count, held[planned.tier])
        for planned in ordered(tiers)
        if planned.count is not None and planned.count != held[planned.tier]
    ]
