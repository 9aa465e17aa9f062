"""Moving sites to another tier or below another site, one or many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences.locking import locked, refuse_over
from nhipcau.conferences.models import Conference, Site, SiteStep
from nhipcau.conferences.sites.placing import settle
from nhipcau.conferences.sites.steps import Edited, remember, write_changes
from nhipcau.core.access import Actor, Need
from nhipcau.core.errors import Refusal
from nhipcau.core.text import search_key
from nhipcau.journal import record as journal
from nhipcau.organs.models import Tier


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a site shall stand. tier: empty leaves it; under: pk of the site above it, 0: right below the chairing
    site, None: where it is. seen: its tier and the pk above it (0: none) when the form was opened, where that is known.
    """

    site: int
    tier: str = ""
    under: int | None = None
    seen: tuple[str, int] | None = None


def do_place_sites(actor: Actor, conference_pk: int | str, rows: Sequence[Placement], key: str) -> Edited:
    """All of them or none; links, PINs and what the sites have answered stay. Refusal `misplaced` (422) where a site
    would stand below itself or below a lower one. What somebody else moved meanwhile stays and is told of."""
    with transaction.atomic():
        conference = locked(actor, conference_pk, Need.PREPARE)
        done = conference.site_steps.filter(key=key).first()
        if done is not None:
            return Edited(list(done.sites), [])
        refuse_over(conference)
        sites = {site.pk: site for site in conference.sites.all()}
        main = next((site for site in sites.values() if site.is_main), None)
        before: dict[str, dict[str, Any]] = {}
        clashes: list[int] = []
        for row in rows:
            site = sites.get(row.site)
            if site is None or (row.under and row.under not in sites):
                raise _no_such_site()
            if row.tier not in {"", *Tier.values}:
                raise Refusal("no_tier", _("Không có cấp này; chưa lưu gì."), _("Chọn lại cấp."), status=422)
            change = _change(site, row, main)
            if change and row.seen is not None and (site.tier, site.parent_id or 0) != row.seen:
                clashes.append(site.pk)
            elif change:
                before[str(site.pk)] = change
        moved = [sites[int(pk)] for pk in before]
        write_changes(moved, before)
        settle(conference, [site.pk for site in moved])
        if moved:
            remember(actor, conference, SiteStep.Kind.EDITED, key, moved, before)
            told = {pk: {name: pair[1] for name, pair in change.items()} for pk, change in before.items()}
            journal.append(conference.stream, "sites.moved", {"sites": told}, actor)
    return Edited([site.pk for site in moved], clashes)


def _change(site: Site, row: Placement, main: Site | None) -> dict[str, Any]:
    change: dict[str, Any] = {}
    if row.tier and row.tier != site.tier:
        change["tier"] = [site.tier, row.tier]
    if row.under is not None and not (site.is_main and row.under == 0):
        up = row.under or (main.pk if main is not None else None)
        if up != site.parent_id:
            change["parent_id"] = [site.parent_id, up]
    return change


def above_by_name(conference: Conference, name: str) -> int:
    """The pk of the site of that name that takes part; 0 for no name: right below the chairing site."""
    key = search_key(name)
    if not key:
        return 0
    rows = conference.sites.filter(withdrawn_at=None).order_by("order").values_list("pk", "name", "tier")
    found = [(pk, tier) for pk, one, tier in rows if search_key(one) == key]
    higher = [pk for pk, tier in found if tier != Tier.COMMUNE] or [pk for pk, _tier in found]
    if len(higher) == 1:
        return higher[0]
    raise Refusal(
        "no_such_site",
        (
            _("Có nhiều điểm cầu tên “%(name)s”; chưa lưu gì.")
            if found
            else _("Không có điểm cầu “%(name)s”; chưa lưu gì.")
        )
        % {"name": name[:100]},
        _("Chọn trong danh sách gợi ý, hoặc mở trang của điểm cầu để chọn."),
        status=422,
    )


def _no_such_site() -> Refusal:
    return Refusal("no_such_site", _("Có điểm cầu không còn trong hội nghị này."), _("Tải lại trang."), status=404)
