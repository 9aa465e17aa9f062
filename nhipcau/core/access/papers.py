"""Papers written here, looked up on somebody's behalf.

A draft is its own office's; once issued the host of its conference may read it as well.
"""

from typing import TYPE_CHECKING, cast

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nhipcau.core.access.actors import Actor, Need, may, reachable_unit_paths
from nhipcau.core.access.lookup import find, one
from nhipcau.core.errors import Refusal

if TYPE_CHECKING:
    from nhipcau.documents.models import Delivery, Paper
    from nhipcau.organs.models import Organ

_ISSUED = ("issued", "recalled", "replaced")


def written_papers(actor: Actor) -> "QuerySet[Paper]":
    """Those that `actor` may read: of its own units, and issued ones of conferences that its units host."""
    papers = apps.get_model("documents", "Paper").objects.filter(direction="written")
    if actor.kind != "system":
        reach = Q(pk__in=[])
        for path in reachable_unit_paths(actor, Need.VIEW):
            reach |= Q(unit__path__startswith=path)
            reach |= Q(conference__host__path__startswith=path, state__in=_ISSUED)
        papers = papers.filter(reach)
    return cast("QuerySet[Paper]", papers)


def own_deliveries(actor: Actor, need: Need) -> "QuerySet[Delivery]":
    """What was sent to the actor's units, or to those below them."""
    reach = Q(pk__in=[])
    for path in reachable_unit_paths(actor, need):
        reach |= Q(unit__path__startswith=path)
    return cast("QuerySet[Delivery]", apps.get_model("documents", "Delivery").objects.filter(reach))


def access_delivery(actor: Actor, pk: int | str, need: Need, *, lock: bool = False) -> "Delivery":
    """What one unit received, for its staff and for those above it."""
    found = own_deliveries(actor, Need.VIEW)
    row = one(found if lock else found.select_related("unit", "paper__issuer", "paper__conference"), pk, lock=lock)
    if row is None:
        raise Refusal(
            "no_such_delivery",
            _("Không có văn bản đến này, hoặc văn bản gửi cho đơn vị khác."),
            _("Mở lại hộp văn bản đến của đơn vị."),
            status=404,
        )
    if need is not Need.VIEW and not may(actor, row.unit.path, need):
        raise Refusal(
            "not_allowed",
            _("Tài khoản của bạn không tiếp nhận văn bản thay đơn vị này."),
            _("Đề nghị quản trị của đơn vị cấp vai trò “Đầu mối của đơn vị” hoặc “Văn thư”."),
            status=403,
        )
    return cast("Delivery", row)


def access_written(actor: Actor, pk: int | str, need: Need, *, lock: bool = False) -> "Paper":
    """The written paper; what changes it needs the role at the unit that writes it."""
    papers = written_papers(actor)
    found = one(papers if lock else papers.select_related("unit", "issuer", "conference__host"), pk, lock=lock)
    if found is None:
        raise Refusal(
            "no_such_paper",
            _("Không có văn bản này, hoặc bạn không được xem."),
            _("Mở lại danh sách văn bản của hội nghị để tìm."),
            status=404,
        )
    if need is not Need.VIEW and not may(actor, found.unit.path, need):
        raise Refusal(
            "not_allowed",
            _("Cấp số, phát hành và gửi văn bản là việc của văn thư; tài khoản của bạn chưa có quyền này.")
            if need is Need.ISSUE
            else _("Tài khoản của bạn không soạn văn bản của đơn vị này."),
            _("Đề nghị quản trị của đơn vị cấp vai trò, hoặc nhờ văn thư của đơn vị."),
            status=403,
        )
    return cast("Paper", found)


def access_registers(actor: Actor, organ_pk: int | str, need: Need) -> "Organ":
    """The organ whose numbers are looked at or kept: by the staff of the unit that keeps its record."""
    organ = find("organs", "Organ", organ_pk, "keeper")
    if organ is None or not may(actor, organ.keeper.path, Need.VIEW):
        raise Refusal(
            "no_such_organ",
            _("Không có cơ quan này, hoặc bạn không được xem sổ của cơ quan này."),
            _("Mở lại danh sách văn bản để tìm."),
            status=404,
        )
    if not may(actor, organ.keeper.path, need):
        raise Refusal(
            "not_allowed",
            _("Sổ văn bản đi do văn thư của cơ quan giữ; tài khoản của bạn chưa có quyền này."),
            _("Đề nghị quản trị của đơn vị cấp vai trò “Văn thư”."),
            status=403,
        )
    return cast("Organ", organ)
