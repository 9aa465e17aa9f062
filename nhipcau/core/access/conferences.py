"""Conferences, their sites and their papers, looked up on somebody's behalf."""

from typing import TYPE_CHECKING, cast

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from nhipcau.core.access.actors import (
    LOOKS_ON,
    Actor,
    Need,
    may,
    needs_at,
    reachable_unit_paths,
    roles_at_organs,
)
from nhipcau.core.access.lookup import find
from nhipcau.core.errors import Refusal

if TYPE_CHECKING:
    from nhipcau.conferences.models import Conference, Site
    from nhipcau.documents.models import ReceivedPaper

_OF_ITS_OWN_SITE = frozenset({Need.VIEW, Need.REGISTER, Need.TEST})


def access_conference(actor: Actor, pk: int | str, need: Need) -> "Conference":
    """The conference, where `actor` may; else Refusal `no_such_conference` (404) or `not_allowed` (403)."""
    found = find("conferences", "Conference", pk, "host")
    path = None if found is None else found.host.path
    if found is None or path is None or not may(actor, path, Need.WATCH if need is Need.WATCH else Need.VIEW):
        raise Refusal(
            "no_such_conference",
            _("Không có hội nghị này, hoặc tài khoản của bạn không được xem."),
            _("Quay về trang chủ để chọn hội nghị trong phạm vi đơn vị của bạn."),
            status=404,
        )
    if need not in LOOKS_ON and not may(actor, path, need):
        raise Refusal(
            "not_allowed",
            _("Tài khoản của bạn không có quyền làm việc này."),
            _("Đề nghị quản trị của đơn vị chủ trì cấp quyền."),
            status=403,
        )
    return found


def access_site(actor: Actor, pk: int | str, need: Need) -> "Site":
    """The site, where `actor` may; a site's own machine reaches it for viewing only its own self."""
    found = find("conferences", "Site", pk, "conference__host")
    if found is not None and actor.kind == "site" and actor.id == str(found.pk) and need is Need.VIEW:
        return found
    if found is None or not may(actor, found.conference.host.path, need):
        raise _no_such_site()
    return found


def access_own_site(actor: Actor, pk: int | str, need: Need) -> "Site":
    """The site for those who answer for it: the staff of its own unit or organ (or of a unit above it), the host's, or
    whoever gave its PIN. Who may look at it but not do this is told so (403); to anybody else there is no such site
    (404)."""
    found = find("conferences", "Site", pk, "conference__host", "unit", "organ__unit")
    if found is not None and actor.kind == "site" and actor.id == str(found.pk) and need in _OF_ITS_OWN_SITE:
        return found
    if found is None:
        raise _no_such_site()
    at = found.unit or (found.organ.unit if found.organ else None)
    needs = needs_at(actor, found.conference.host.path, *([at.path] if at else []), organ=found.organ_id)
    if Need.VIEW not in needs:
        raise _no_such_site()
    if need not in needs:
        raise Refusal(
            "not_allowed",
            _("Tài khoản của bạn không có quyền làm việc này cho điểm cầu “%(name)s”.") % {"name": found.name},
            _("Đề nghị quản trị của đơn vị cấp quyền."),
            status=403,
        )
    return found


def own_sites(actor: Actor, need: Need) -> "QuerySet[Site]":
    """The sites of the actor's own units and those below them, and of their organs, whoever is host; also past ones."""
    reach = Q(pk__in=[])
    for path in reachable_unit_paths(actor, need):
        reach |= Q(unit__path__startswith=path)
    sites = cast("QuerySet[Site]", apps.get_model("conferences", "Site").objects.all())
    granted = [organ for _, organ, needs in roles_at_organs(actor) if need in needs]
    # Organs are few and most have no site: asked one by one, not by way of the sites of all conferences.
    has_sites = Exists(sites.filter(organ=OuterRef("pk")))
    organs = apps.get_model("organs", "Organ").objects.filter(has_sites, reach)
    pks = {*organs.order_by().values_list("pk", flat=True), *granted}
    if not pks:
        return sites.filter(reach)
    # Two searches, each by its own index; one condition on both would read the sites of all conferences.
    both = sites.filter(reach).order_by().values("pk").union(sites.filter(organ__in=pks).order_by().values("pk"))
    return sites.filter(pk__in=both)


def _no_such_site() -> Refusal:
    return Refusal(
        "no_such_site",
        _("Không có điểm cầu này, hoặc bạn không được xem."),
        _("Kiểm tra lại đường liên kết."),
        status=404,
    )


def access_paper(actor: Actor, pk: int | str, need: Need, *, lock: bool = False) -> "ReceivedPaper":
    """The paper: until its conference exists it is its uploader's alone, from then on the conference's.

    need: on the conference, or, before there is one, anywhere. lock: hold the row until the transaction ends.
    """
    found = find("documents", "ReceivedPaper", pk, "conference__host", lock=lock)
    if found is not None and found.conference is not None:
        if may(actor, found.conference.host.path, Need.VIEW):
            access_conference(actor, found.conference.pk, need)
            return found
        found = None  # to whom the conference is none of theirs its paper is not there either, in the same words
    own = found is not None and actor.kind == "account" and actor.id == str(found.uploaded_by_id)
    if found is None or not own or not reachable_unit_paths(actor, need):
        raise Refusal(
            "no_such_paper",
            _("Không có văn bản này, hoặc bạn không được xem."),
            _("Quay về trang chủ; văn bản chưa lập hội nghị chỉ người đưa lên mới xem được."),
            status=404,
        )
    return found


def visible_conferences(actor: Actor, need: Need = Need.VIEW) -> "QuerySet[Conference]":
    """All conferences hosted within reach of `actor`."""
    reach = Q(pk__in=[])
    for path in reachable_unit_paths(actor, need):
        reach |= Q(host__path__startswith=path)
    return cast("QuerySet[Conference]", apps.get_model("conferences", "Conference").objects.filter(reach))
