"""Adding sites to a conference: for units, for organs, or by a name of their own; many in one action."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from nhipcau.conferences.links import new_link_key
from nhipcau.conferences.locking import locked, refuse_over
from nhipcau.conferences.models import Conference, ConferenceTier, Site, SiteStep
from nhipcau.conferences.sitelist import MAX_SITES_PER_TIER, cell_name
from nhipcau.conferences.sites.arranging import Place, arranged, make_room, rank_of, standing
from nhipcau.conferences.sites.lookups import wanted_organs, wanted_units
from nhipcau.core.access import Actor, Need
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc, search_key
from nhipcau.journal import record as journal
from nhipcau.organs.models import Organ, Tier, Unit

_NAME_LENGTH: Final = 200
_VENUE_LENGTH: Final = 500
_MOST_ROWS: Final = 10_000


@dataclass(frozen=True, slots=True)
class NewSite:
    """A site that somebody wants. unit or organ: whose it is; else `name` and `tier` say it. placeholder: the name is a
    number until somebody names it.

    name: stands before the unit's or the organ's own. under: the site that it belongs to; where nothing is said, the
    nearest unit above that has a site, else the chairing site.
    """

    unit: int | None = None
    organ: int | None = None
    name: str = ""
    tier: str = ""
    under: int | None = None
    venue: str = ""
    placeholder: bool = False


@dataclass(frozen=True, slots=True)
class AddedSites:
    """ids: of the sites meant, one a row, in the order of the rows; made: those among them that are new;
    restored: those that had been withdrawn."""

    ids: list[int] = field(default_factory=list)
    made: list[int] = field(default_factory=list)
    restored: list[int] = field(default_factory=list)


def do_add_sites(actor: Actor, conference_pk: int | str, rows: Sequence[NewSite], key: str) -> AddedSites:
    """Add a site for each row. What is there already stays as it is and is not made twice: a unit has one site in a
    conference, and so has a name under the same site. The same key gives the same answer.
    """
    with transaction.atomic():
        conference = locked(actor, conference_pk, Need.PREPARE)
        done = conference.site_steps.filter(key=key).first()
        if done is not None:
            return AddedSites(done.sites, done.made)
        refuse_over(conference)
        added = add_sites(actor, conference, rows)
        if added.made or added.restored:
            SiteStep.objects.create(
                conference=conference,
                by=actor.name[:200],
                key=key,
                kind=SiteStep.Kind.ADDED,
                sites=added.ids,
                made=added.made,
            )
    return added


def add_sites(actor: Actor, conference: Conference, rows: Sequence[NewSite]) -> AddedSites:
    """As `do_add_sites`, for commands that have looked at rights, hold the conference and remember their own key."""
    _refuse_many(conference, rows)
    units = wanted_units(row.unit for row in rows)
    organs = wanted_organs(row.organ for row in rows)
    places = standing(conference.sites.select_related("unit").order_by("order"))
    adding = _Adding(conference, places, units, organs)
    wanted = [adding.place_for(row) for row in rows]
    adding.settle()
    listed = arranged(adding.places)
    make_room(conference, listed)
    made = _insert([place for place in listed if place.is_new])
    _move_below(conference, adding.moved)
    add_tiers(conference, made)
    restored = _restore([place.site for place in wanted if place.site.withdrawn_at is not None])
    if made:
        told = [
            {"id": site.pk, "tier": str(site.tier), "unit": site.unit_id, "placeholder": site.is_placeholder}
            for site in made
        ]
        journal.append(conference.stream, "sites.added", {"sites": told}, actor)
    if restored:
        journal.append(conference.stream, "sites.restored", {"sites": restored}, actor)
    return AddedSites([place.site.pk for place in wanted], [site.pk for site in made], restored)


class _Adding:
    """The list of places while rows are being looked up in it and added to it."""

    def __init__(
        self, conference: Conference, places: list[Place], units: dict[int, Unit], organs: dict[int, Organ]
    ) -> None:
        self.conference, self.places, self.units, self.organs = conference, places, units, organs
        self.moved: list[Place] = []
        self._main = next((one for one in places if one.site.is_main), None)
        self._by_unit = {one.site.unit_id: one for one in places if one.site.unit_id is not None}
        self._by_organ = {one.site.organ_id: one for one in places if one.site.organ_id is not None}
        self._by_id = {one.site.pk: one for one in places}
        self._by_name = {self._name_key(one): one for one in places if one.site.unit_id is None}

    def place_for(self, row: NewSite) -> Place:
        if row.unit is not None:
            return self._by_unit.get(row.unit) or self._of_unit(self.units[row.unit], row)
        if row.organ is not None and row.organ in self._by_organ:
            return self._by_organ[row.organ]
        return self._named(row)

    def _of_unit(self, unit: Unit, row: NewSite) -> Place:
        name = _clean(row.name) or unit.name
        place = Place(self._site(Tier(unit.tier), name, row.venue, unit=unit), rank_of(unit), self._under(row))
        self._by_unit[unit.pk] = place
        self.places.append(place)
        return place

    def _named(self, row: NewSite) -> Place:
        organ = None if row.organ is None else self.organs[row.organ]
        name = _clean(row.name) or (organ.name if organ else "")
        if not name:
            raise Refusal(
                "no_name", _("Có điểm cầu chưa có tên; chưa thêm điểm cầu nào."), _("Ghi tên rồi thêm lại."), 422
            )
        under = self._under(row) or self._over_organ(organ) or self._main
        place = Place(self._site(_tier(row, under), name, row.venue, organ=organ), None, under)
        place.site.is_placeholder = row.placeholder
        found = self._by_name.get(self._name_key(place)) if organ is None else None
        if found is not None:
            return found
        self._by_name[self._name_key(place)] = place
        if organ is not None:
            self._by_organ[organ.pk] = place
        self.places.append(place)
        return place

    def _site(self, tier: Tier, name: str, venue: str, *, unit: Unit | None = None, organ: Organ | None = None) -> Site:
        return Site(
            conference=self.conference,
            tier=tier,
            unit=unit,
            organ=organ,
            name=name,
            short_name=cell_name(name),
            venue=nfc(" ".join(venue.split()))[:_VENUE_LENGTH],
            link_key=new_link_key(),
        )

    def _under(self, row: NewSite) -> Place | None:
        if row.under is None:
            return None
        if row.under not in self._by_id:
            raise Refusal(
                "no_such_site",
                _("Điểm cầu cấp trên không có trong hội nghị này."),
                _("Tải lại trang rồi chọn lại."),
                404,
            )
        return self._by_id[row.under]

    def _over_organ(self, organ: Organ | None) -> Place | None:
        return None if organ is None or organ.unit is None else self._by_unit.get(organ.unit.pk)

    def _name_key(self, place: Place) -> tuple[str, str, int]:
        return (str(place.site.tier), search_key(place.site.name), id(place.up or self._main))

    def settle(self) -> None:
        """Put each unit below the nearest unit above it that has a site; units that stood below none join as well."""
        by_path = {one.site.unit.path: one for one in self.places if one.site.unit is not None}
        for place in self.places:
            unit = place.site.unit
            if unit is None or place is self._main:
                continue
            if place.up is not None and place.up is not self._main:
                continue
            above = _nearest(unit.path, by_path)
            up = above if above is not None and not above.is_below(place) else self._main
            if up is not place.up:
                place.up = up
                if not place.is_new:
                    self.moved.append(place)


def _nearest(path: str, by_path: dict[str, Place]) -> Place | None:
    steps = path.rstrip("/").split("/")
    for count in range(len(steps) - 1, 0, -1):
        found = by_path.get("/".join(steps[:count]) + "/")
        if found is not None:
            return found
    return None


def _tier(row: NewSite, under: Place | None) -> Tier:
    """The tier that was said; where none was, that of the site above: a school is called with its district."""
    if row.tier in Tier.values:
        return Tier(row.tier)
    if row.tier or under is None:
        raise Refusal(
            "no_tier", _("Chưa chọn cấp của điểm cầu; chưa thêm điểm cầu nào."), _("Chọn cấp rồi thêm lại."), 422
        )
    return Tier(under.site.tier)


def _insert(places: Sequence[Place]) -> list[Site]:
    """From the top down, so that each row finds the one above it."""
    waiting = list(places)
    while waiting:
        ready = [place for place in waiting if place.up is None or not place.up.is_new]
        for place in ready:
            place.site.parent = None if place.up is None else place.up.site
        Site.objects.bulk_create([place.site for place in ready], batch_size=500)
        waiting = [place for place in waiting if place.is_new]
    return [place.site for place in places]


def _move_below(conference: Conference, moved: Iterable[Place]) -> None:
    by_parent: dict[int | None, list[int]] = {}
    for place in moved:
        by_parent.setdefault(None if place.up is None else place.up.site.pk, []).append(place.site.pk)
    for parent, sites in by_parent.items():
        for first in range(0, len(sites), 500):
            conference.sites.filter(pk__in=sites[first : first + 500]).update(parent=parent)


def add_tiers(conference: Conference, made: Iterable[Site]) -> None:
    """The tiers of those sites take part, after those that do already."""
    there = dict(conference.tiers.values_list("tier", "order"))
    new = [tier for tier in Tier.values if tier not in there and any(site.tier == tier for site in made)]
    first = max(there.values(), default=-1) + 1
    ConferenceTier.objects.bulk_create(
        ConferenceTier(conference=conference, tier=tier, order=order) for order, tier in enumerate(new, start=first)
    )


def _restore(sites: Sequence[Site]) -> list[int]:
    """What was withdrawn is wanted again: with a new link, the old one stays dead."""
    for site in sites:
        site.withdrawn_at, site.link_key = None, new_link_key()
    Site.objects.bulk_update(sites, ["withdrawn_at", "link_key"], batch_size=300)
    return [site.pk for site in sites]


def _refuse_many(conference: Conference, rows: Sequence[NewSite]) -> None:
    standing = conference.sites.aggregate(last=Max("order"))["last"] or 0
    if len(rows) > _MOST_ROWS or standing + len(rows) > len(Tier) * MAX_SITES_PER_TIER:
        raise Refusal(
            "too_many_sites",
            _("%(count)s điểm cầu một lần là quá nhiều; chưa thêm điểm cầu nào.") % {"count": len(rows)},
            _("Một hội nghị có nhiều nhất %(most)s điểm cầu mỗi cấp. Kiểm tra lại lựa chọn.")
            % {"most": MAX_SITES_PER_TIER},
            status=422,
        )


def _clean(text: str) -> str:
    return nfc(" ".join(text.split()))[:_NAME_LENGTH]
