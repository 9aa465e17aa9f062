"""Which sites to add: from the tree of units, from organs, or from lines that somebody typed or pasted."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.sites.adding import NewSite
from nhipcau.core.errors import Refusal
from nhipcau.core.text import search_key
from nhipcau.organs import browse
from nhipcau.organs.models import Organ, Tier, Unit
from nhipcau.organs.queries import units_at


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit right below the host. units: how many by tier, itself among them; there: how many of all have a site."""

    unit: Unit
    units: list[tuple[str, str, int]]
    there: int
    total: int


def day_of_units(conference: Conference) -> date:
    """The day whose units take part: that of the meeting where the host exists then."""
    host, start = conference.host, conference.start_date
    if start is not None and host.valid_from <= start and (host.valid_to is None or start < host.valid_to):
        return start
    return browse.default_day(host)


def _below(conference: Conference) -> list[Unit]:
    units = units_at(day_of_units(conference)).filter(path__startswith=conference.host.path)
    return list(units.order_by("order", "pk"))


def branches(conference: Conference) -> list[Branch]:
    """The units right below the host, each with what lies below it."""
    units = _below(conference)
    sited = set(conference.sites.filter(withdrawn_at=None).exclude(unit=None).values_list("unit_id", flat=True))
    depth = conference.host.path.count("/") + 1
    heads = {unit.path: unit for unit in units if unit.path.count("/") == depth}
    tiers: dict[str, Counter[str]] = defaultdict(Counter)
    there: Counter[str] = Counter()
    for unit in units:
        head = "/".join(unit.path.split("/")[:depth]) + "/"
        if head in heads:
            tiers[head][unit.tier] += 1
            there[head] += unit.pk in sited
    return [
        Branch(
            head,
            [(str(tier), str(tier.label), tiers[path][tier]) for tier in Tier if tiers[path][tier]],
            there[path],
            sum(tiers[path].values()),
        )
        for path, head in heads.items()
    ]


def rows_of_units(conference: Conference, heads: Collection[str], tiers: Collection[str]) -> list[NewSite]:
    """All units on `tiers` below the chosen units right below the host; heads empty: below the host itself."""
    wanted = {unit.path for unit in Unit.objects.filter(pk__in=[pk for pk in heads if pk.isdecimal()])}
    units = [unit for unit in _below(conference) if unit.tier in tiers and unit.pk != conference.host.pk]
    if heads:
        units = [unit for unit in units if any(unit.path.startswith(path) for path in wanted)]
    if not units:
        raise Refusal(
            "nothing_chosen",
            _("Chưa chọn đơn vị nào có cấp đó."),
            _("Chọn ít nhất một cấp và một địa bàn."),
            status=422,
        )
    return [NewSite(unit=unit.pk) for unit in units]


def organs_to_choose(conference: Conference, words: str, most: int = 60) -> list[Organ]:
    """Offices of the host's area that have no site yet, by name."""
    day = day_of_units(conference)
    organs = (
        browse.organs_at(day)
        .filter(keeper__path__startswith=conference.host.path)
        .exclude(sites__conference=conference)
    )
    if words:
        organs = organs.filter(search__contains=search_key(words))
    return list(organs.select_related("unit").order_by("name")[:most])


def rows_of_lines(conference: Conference, text: str, tier: str, under: Site | None) -> list[NewSite]:
    """A site a line: its name, and after a semicolon or a tab its venue. A line that names a unit of the host on that
    tier means that unit; one that could mean several is refused with its names.
    """
    units: dict[str, list[Unit]] = defaultdict(list)
    for unit in _below(conference):
        if unit.tier == tier:
            units[search_key(unit.name)].append(unit)
    rows: list[NewSite] = []
    doubtful: list[str] = []
    for line in text.splitlines():
        name, _mark, venue = line.replace("\t", ";").partition(";")
        if not name.strip():
            continue
        meant = _meant(units.get(search_key(name), []), under)
        if len(meant) > 1:
            doubtful.append(name.strip())
        elif meant:
            rows.append(NewSite(unit=meant[0].pk, venue=venue))
        else:
            rows.append(NewSite(name=name, tier=tier, under=None if under is None else under.pk, venue=venue))
    if doubtful:
        raise Refusal(
            "which_unit",
            _("Nhiều đơn vị cùng tên: %(names)s. Chưa thêm điểm cầu nào.") % {"names": ", ".join(doubtful[:5])},
            _("Chọn đúng huyện ở ô “Thuộc điểm cầu”, rồi dán riêng danh sách của huyện đó."),
            status=422,
        )
    if not rows:
        raise Refusal("no_lines", _("Chưa có dòng nào."), _("Ghi mỗi dòng một điểm cầu."), status=422)
    return rows


def _meant(units: Sequence[Unit], under: Site | None) -> list[Unit]:
    if len(units) < 2 or under is None or under.unit is None:
        return list(units)
    return [unit for unit in units if unit.path.startswith(under.unit.path)] or list(units)
