"""Every write to a conference before and around the call itself."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nhipcau.conferences import particulars, sitelist
from nhipcau.conferences.links import new_link_key
from nhipcau.conferences.locking import locked
from nhipcau.conferences.models import Conference, ConferenceTier, Site
from nhipcau.conferences.plan import ConferencePlan
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_conference, access_site, access_unit, may, reachable_unit_paths
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc
from nhipcau.journal import record as journal
from nhipcau.organs import queries as organs
from nhipcau.organs.models import Tier, Unit

_NAME_LENGTH = 200


def do_create_conference(actor: Actor, plan: ConferencePlan, key: str) -> Conference:
    """Make the conference with all that the plan holds. The same key gives the same conference, made once."""
    with transaction.atomic():
        made = _made_before(actor, key)
        if made is not None:
            return made
        root = _chosen(actor, plan) or organs.unit_named_in(plan.named, plan.units_on)
        host = _host(actor, root, plan.units_on)
        _check(plan)
        try:
            with transaction.atomic():
                conference = _insert(plan, host, key)
        except IntegrityError:
            made = _made_before(actor, key)  # by another process, at the same moment
            if made is None:
                raise
            return made
        tiers = sitelist.ordered(plan.tiers)
        ConferenceTier.objects.bulk_create(
            ConferenceTier(conference=conference, tier=planned.tier, order=order, printed_count=planned.count)
            for order, planned in enumerate(tiers)
        )
        particulars.add(conference, plan)
        journal.append(
            conference.stream,
            "conference.created",
            {
                "host": host.code,
                "tiers": {str(planned.tier): planned.count for planned in tiers},
                "start": _start(conference),
                "rehearsals": [trial.at.isoformat() for trial in plan.rehearsals],
                "tasks": len(plan.tasks),
                "contacts": len(plan.contacts),
                "speeches": len(plan.speeches),
                "deadlines": len(plan.deadlines),
                "particulars": len(plan.particulars),
            },
            actor,
            detail={
                "title": plan.title,
                "contacts": [[c.name, c.role, c.phone, c.email] for c in plan.contacts],
            },
        )
        reach = [planned.tier for planned in tiers] if plan.fill else []
        units = [] if root is None else organs.tree(root, plan.units_on, reach)
        _add_sites(actor, conference, sitelist.build(tiers if plan.fill else (), root, units))
    return conference


def _made_before(actor: Actor, key: str) -> Conference | None:
    made = Conference.objects.filter(creation_key=key).first()
    return None if made is None else access_conference(actor, made.pk, Need.PREPARE)


def _insert(plan: ConferencePlan, host: Unit, key: str) -> Conference:
    return Conference.objects.create(
        title=plan.title,
        host=host,
        issuing_body=plan.issuing_body,
        kind=plan.kind,
        form=plan.form,
        start_date=plan.start_date,
        start_time=plan.start_time,
        duration=plan.duration,
        venue=plan.venue,
        lobby=plan.lobby,
        creation_key=key,
    )


def _chosen(actor: Actor, plan: ConferencePlan) -> Unit | None:
    return None if plan.host is None else access_unit(actor, plan.host, Need.PREPARE)


def _host(actor: Actor, root: Unit | None, day: date) -> Unit:
    """The issuing unit where the actor prepares conferences there; else the actor's own highest unit of that day."""
    if root is not None and may(actor, root.path, Need.PREPARE):
        return root
    paths = reachable_unit_paths(actor, Need.PREPARE)
    if not paths:
        raise Refusal(
            "not_allowed",
            _("Tài khoản của bạn không có quyền lập hội nghị."),
            _("Đề nghị quản trị của đơn vị cấp quyền “Tổ chức hội nghị”."),
            status=403,
        )
    then = set(organs.units_at(day).filter(path__in=paths).values_list("path", flat=True))
    return Unit.objects.get(path=min(paths, key=lambda path: (path not in then, path.count("/"), path)))


def _check(plan: ConferencePlan) -> None:
    if not plan.title.strip():
        raise Refusal("no_title", _("Hội nghị chưa có tên."), _("Ghi tên hội nghị rồi xác nhận lại."), status=422)
    if plan.start_time is not None and plan.start_date is None:
        raise Refusal(
            "time_without_date", _("Có giờ họp nhưng chưa có ngày họp."), _("Ghi thêm ngày, hoặc bỏ giờ."), status=422
        )
    for planned in plan.tiers:
        if planned.count is not None and not 0 <= planned.count <= sitelist.MAX_SITES_PER_TIER:
            raise Refusal(
                "count_out_of_range",
                _("Số điểm cầu %(count)s nằm ngoài khoảng 0–%(most)s.")
                % {"count": planned.count, "most": sitelist.MAX_SITES_PER_TIER},
                _("Sửa lại số điểm cầu của cấp đó."),
                status=422,
            )


def _start(conference: Conference) -> str | None:
    if conference.start_date is None:
        return None
    time = f"T{conference.start_time:%H:%M}" if conference.start_time else ""
    return f"{conference.start_date.isoformat()}{time}"


def _add_sites(
    actor: Actor, conference: Conference, planned: Sequence[sitelist.PlannedSite], first_order: int = 0
) -> None:
    """Two passes, so that parents have their ids before children name them."""
    sites = [
        Site(
            conference=conference,
            tier=one.tier,
            unit_id=one.unit_id,
            name=one.name,
            short_name=one.short_name,
            is_main=one.is_main,
            is_placeholder=one.is_placeholder,
            order=first_order + order,
            venue=conference.venue if one.is_main else "",
            link_key=new_link_key(),
        )
        for order, one in enumerate(planned)
    ]
    Site.objects.bulk_create(sites)
    for site, one in zip(sites, planned, strict=True):
        if one.parent is not None:
            site.parent = sites[one.parent]
    Site.objects.bulk_update([site for site in sites if site.parent_id is not None], ["parent"])
    journal.append(
        conference.stream,
        "sites.added",
        {
            "sites": [
                {"id": site.pk, "tier": str(site.tier), "unit": site.unit_id, "placeholder": site.is_placeholder}
                for site in sites
            ]
        },
        actor,
    )


def do_rename_sites(actor: Actor, conference_pk: int | str, names: dict[int, str]) -> int:
    """Give sites their names; a named placeholder is one no more. The number of names that changed."""
    with transaction.atomic():
        conference = access_conference(actor, conference_pk, Need.PREPARE)
        sites = {site.pk: site for site in conference.sites.filter(pk__in=names)}
        changed = []
        for pk, given in names.items():
            name = _clean_name(given)
            site = sites.get(pk)
            if site is None:
                raise Refusal(
                    "no_such_site", _("Không có điểm cầu này trong hội nghị."), _("Tải lại trang."), status=404
                )
            if name and name != site.name:
                site.name = site.short_name = name
                site.is_placeholder = False
                changed.append(site)
        if changed:
            Site.objects.bulk_update(changed, ["name", "short_name", "is_placeholder"])
            journal.append(conference.stream, "sites.renamed", {"sites": {str(s.pk): s.name for s in changed}}, actor)
    return len(changed)


def do_name_placeholders(actor: Actor, conference_pk: int | str, tier: str, names: Sequence[str]) -> int:
    """Name the placeholders of a tier in their order; names beyond them become further sites of that tier."""
    with transaction.atomic():
        conference = access_conference(actor, conference_pk, Need.PREPARE)
        wanted = [name for name in map(_clean_name, names) if name]
        _refuse_repeated(wanted)
        waiting = list(conference.sites.filter(tier=tier, is_placeholder=True).order_by("order"))
        named = dict(zip([site.pk for site in waiting], wanted, strict=False))
        do_rename_sites(actor, conference_pk, named)
        further = wanted[len(named) :]
        if further:
            last = conference.sites.order_by("-order").values_list("order", flat=True).first()
            main = conference.sites.filter(is_main=True).first()
            planned = [sitelist.PlannedSite(Tier(tier), name, name) for name in further]
            _add_sites(actor, conference, planned, first_order=0 if last is None else last + 1)
            conference.sites.filter(order__gt=last or 0, parent=None, is_main=False).update(parent=main)
    return len(wanted)


def _refuse_repeated(names: Sequence[str]) -> None:
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise Refusal(
            "repeated_names",
            _("Tên điểm cầu bị lặp: %(repeated)s. Chưa có điểm cầu nào được đổi tên.")
            % {"repeated": ", ".join(repeated[:5])},
            _("Ghi thêm tên huyện cho các điểm cầu trùng tên, ví dụ “Xã Tân Thành (Bắc Sơn)”."),
            status=422,
        )


def _clean_name(text: str) -> str:
    return nfc(" ".join(text.split()))[:_NAME_LENGTH]


def _locked_site(actor: Actor, pk: int | str) -> Site:
    site = access_site(actor, pk, Need.OPERATE)
    journal.lock(site.conference.stream)
    site.refresh_from_db(fields=["version", "withdrawn_at", "link_key"])
    return site


def do_withdraw_link(actor: Actor, site_pk: int | str) -> Site:
    """From now on the site's link leads nowhere and passes given out before are void."""
    with transaction.atomic():
        site = _locked_site(actor, site_pk)
        if site.withdrawn_at is None:
            site.withdrawn_at = clock.now()
            site.version += 1
            site.save(update_fields=["withdrawn_at", "version"])
            journal.append(
                site.conference.stream, "site.link_withdrawn", {"site": site.pk, "version": site.version}, actor
            )
    return site


def do_restore_link(actor: Actor, site_pk: int | str) -> Site:
    """Give a withdrawn site a new link; the old one stays dead."""
    with transaction.atomic():
        site = _locked_site(actor, site_pk)
        if site.withdrawn_at is not None:
            site.withdrawn_at = None
            site.link_key = new_link_key()
            site.save(update_fields=["withdrawn_at", "link_key"])
            journal.append(site.conference.stream, "site.link_restored", {"site": site.pk}, actor)
    return site


def do_set_lobby(actor: Actor, conference_pk: int | str, on: bool) -> Conference:
    """Whether a machine seen for the first time waits until somebody has looked at it."""
    with transaction.atomic():
        conference = locked(actor, conference_pk, Need.OPERATE)
        if conference.lobby != on:
            conference.lobby = on
            conference.save(update_fields=["lobby"])
            journal.append(conference.stream, "conference.lobby", {"on": on}, actor)
    return conference
