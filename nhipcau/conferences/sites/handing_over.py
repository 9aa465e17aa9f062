"""A site whose unit became another one goes on as the site of that one: same link, same PIN, same list."""

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences.locking import locked, refuse_over
from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.sitelist import cell_name
from nhipcau.conferences.sites.placing import settle
from nhipcau.core.access import Actor, Need
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.organs.models import Unit


def do_hand_over_site(actor: Actor, conference_pk: int | str, site_pk: int, unit: Unit) -> Site:
    """The site is that unit's from now on and bears its name. Refusal `has_site` where the unit has one already."""
    with transaction.atomic():
        conference = locked(actor, conference_pk, Need.PREPARE)
        refuse_over(conference)
        site = conference.sites.select_related("unit", "parent").filter(pk=site_pk).first()
        if site is None:
            raise Refusal("no_such_site", _("Không có điểm cầu này trong hội nghị."), _("Tải lại trang."), status=404)
        if site.unit_id == unit.pk:
            return site
        if conference.sites.filter(unit=unit).exists():
            raise Refusal(
                "has_site",
                _("%(name)s đã có điểm cầu trong hội nghị này; chưa có gì thay đổi.") % {"name": unit.name},
                _("Rút điểm cầu của đơn vị cũ, hoặc khôi phục, đổi tên ở trang Điểm cầu."),
            )
        before = site.unit_id
        was_named = site.unit is not None and site.name == site.unit.name
        site.unit = unit
        if was_named:
            site.name, site.short_name = unit.name, cell_name(unit.name)
        moved = _put_below(conference, site, unit)
        site.save(update_fields=["unit", "name", "short_name", "parent"])
        settle(conference, moved)
        data = {"site": site.pk, "unit": unit.pk, "before": before, "name": site.name}
        journal.append(conference.stream, "site.handed_over", data, actor)
    return site


def _put_below(conference: Conference, site: Site, unit: Unit) -> list[int]:
    """Below the site of the unit above, where there is one and it is another than now; which sites moved."""
    above = conference.sites.filter(unit=unit.parent_id, withdrawn_at=None).first() if unit.parent_id else None
    if above is None or above.pk in {site.pk, site.parent_id}:
        return []
    site.parent = above
    return [site.pk]
