"""Which tiers take part and in which order, which unit hosts, and which site chairs."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from nhipcau.conferences.locking import locked, refuse_over
from nhipcau.conferences.models import Conference, ConferenceTier, Site
from nhipcau.conferences.sites.arranging import Place, make_room
from nhipcau.core.access import Actor, Need, access_unit
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.organs.models import Tier


def do_order_tiers(actor: Actor, conference_pk: int | str, tiers: Sequence[str]) -> bool:
    """The conference has these tiers, in this order; whether that is new. A tier that has sites stays."""
    with transaction.atomic():
        conference = locked(actor, conference_pk, Need.PREPARE)
        refuse_over(conference)
        wanted = list(dict.fromkeys(tiers))
        if not wanted or any(tier not in Tier.values for tier in wanted):
            raise Refusal("no_tier", _("Chọn ít nhất một cấp; chưa lưu gì."), _("Chọn cấp rồi lưu lại."), status=422)
        used = set(conference.sites.filter(withdrawn_at=None).values_list("tier", flat=True))
        missing = [str(Tier(tier).label) for tier in Tier.values if tier in used and tier not in wanted]
        if missing:
            raise Refusal(
                "tier_has_sites",
                _("%(missing)s đang có điểm cầu nên không bỏ được; chưa lưu gì.") % {"missing": ", ".join(missing)},
                _("Thu hồi hoặc chuyển các điểm cầu của cấp đó trước."),
                status=422,
            )
        before = list(conference.tiers.order_by("order").values_list("tier", flat=True))
        if before == wanted:
            return False
        conference.tiers.exclude(tier__in=wanted).delete()
        conference.tiers.update(order=F("order") + 100)
        for order, tier in enumerate(wanted):
            ConferenceTier.objects.update_or_create(conference=conference, tier=tier, defaults={"order": order})
        journal.append(conference.stream, "conference.tiers", {"before": before, "after": wanted}, actor)
    return True


def do_set_host(actor: Actor, conference_pk: int | str, unit_pk: int | str) -> Conference:
    """That unit hosts from now on, its staff sees and runs the conference; only a unit for which one prepares too."""
    with transaction.atomic():
        conference = locked(actor, conference_pk, Need.PREPARE)
        refuse_over(conference)
        unit = access_unit(actor, unit_pk, Need.PREPARE)
        if not conference.is_ahead:
            raise Refusal(
                "already_begun",
                _("Hội nghị đang diễn ra nên không đổi đơn vị chủ trì được; chưa có gì thay đổi."),
                _("Đổi trước giờ họp."),
            )
        if unit.pk != conference.host.pk:
            before = conference.host
            conference.host = unit
            conference.save(update_fields=["host"])
            journal.append(
                conference.stream, "conference.host", {"before": before.pk, "after": unit.pk, "code": unit.code}, actor
            )
    return conference


def do_set_main(actor: Actor, conference_pk: int | str, site_pk: int | str) -> Site:
    """That site chairs from now on: first on every list, the one before it below it."""
    with transaction.atomic():
        conference = locked(actor, conference_pk, Need.PREPARE)
        refuse_over(conference)
        site = conference.sites.filter(pk=site_pk).first()
        if site is None:
            raise Refusal("no_such_site", _("Không có điểm cầu này trong hội nghị."), _("Tải lại trang."), status=404)
        if not conference.is_ahead or site.withdrawn_at is not None:
            raise Refusal(
                "not_now",
                _("Chỉ đổi điểm cầu chính trước giờ họp, sang điểm cầu đang dùng; chưa có gì thay đổi."),
                _("Tải lại trang để xem tình trạng hiện nay."),
            )
        before = conference.sites.filter(is_main=True).first()
        if before == site:
            return site
        conference.sites.filter(is_main=True).update(is_main=False)
        conference.sites.filter(pk=site.pk).update(is_main=True, parent=None)
        if before is not None:
            conference.sites.filter(pk=before.pk).update(parent=site)
            conference.sites.filter(parent=before).exclude(pk=site.pk).update(parent=site)
        rest = list(conference.sites.exclude(pk=site.pk).order_by("order"))
        site.refresh_from_db()
        make_room(conference, [Place(site, None), *(Place(one, None) for one in rest)])
        if site.venue and conference.venue != site.venue:
            conference.venue = site.venue
            conference.save(update_fields=["venue"])
        data = {"site": site.pk, "before": None if before is None else before.pk}
        journal.append(conference.stream, "conference.main_site", data, actor)
    return site
