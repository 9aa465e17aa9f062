"""Units and organs, looked up on somebody's behalf."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from nhipcau.core.access.actors import Actor, Need, may, reachable_unit_paths
from nhipcau.core.access.lookup import find
from nhipcau.core.errors import Refusal

if TYPE_CHECKING:
    from nhipcau.conferences.models import Room
    from nhipcau.organs.models import Organ, Unit


def access_unit(actor: Actor, pk: int | str, need: Need) -> "Unit":
    """The unit: who has a role anywhere sees the whole tree (it is published law); a change needs the role there."""
    found = find("organs", "Unit", pk, "parent")
    if found is None or not _on_the_staff(actor):
        raise Refusal(
            "no_such_unit",
            _("Không có đơn vị này, hoặc tài khoản của bạn không được xem."),
            _("Mở lại danh mục đơn vị để tìm."),
            status=404,
        )
    if need is not Need.VIEW and not may(actor, found.path, need):
        raise _not_allowed_there(found.name)
    return found


def access_unit_list(actor: Actor, need: Need) -> None:
    """The tree as a whole: to look at with any role, to change where one may change any unit of it."""
    if not (_on_the_staff(actor) if need is Need.VIEW else actor.kind == "system" or reachable_unit_paths(actor, need)):
        raise Refusal(
            "not_allowed",
            _("Tài khoản của bạn chưa có quyền với danh mục đơn vị."),
            _("Đề nghị quản trị của đơn vị cấp quyền."),
            status=403,
        )


def access_organ(actor: Actor, pk: int | str, need: Need, *, lock: bool = False) -> "Organ":
    """The organ: seen like units; changed by those who administer the unit that keeps its record."""
    found = find("organs", "Organ", pk, "keeper", lock=lock)
    if found is None or not _on_the_staff(actor):
        raise Refusal(
            "no_such_organ",
            _("Không có cơ quan này, hoặc tài khoản của bạn không được xem."),
            _("Mở lại danh mục đơn vị để tìm."),
            status=404,
        )
    if need is not Need.VIEW and not may(actor, found.keeper.path, need):
        raise _not_allowed_there(found.name)
    return found


def access_room(actor: Actor, pk: int | str, need: Need) -> "Room":
    """The meeting room: it names who is on duty with a number, so its unit's staff and those above see it alone."""
    found = find("conferences", "Room", pk, "unit")
    if found is None or not may(actor, found.unit.path, Need.VIEW):
        raise Refusal(
            "no_such_room",
            _("Không có phòng họp này, hoặc tài khoản của bạn không được xem."),
            _("Mở danh sách phòng họp của đơn vị để tìm."),
            status=404,
        )
    if not may(actor, found.unit.path, need):
        raise _not_allowed_there(found.name)
    return found


def _on_the_staff(actor: Actor) -> bool:
    return actor.kind == "system" or bool(reachable_unit_paths(actor, Need.VIEW))


def _not_allowed_there(name: str) -> Refusal:
    return Refusal(
        "not_allowed",
        _("Tài khoản của bạn không có quyền thay đổi “%(name)s”.") % {"name": name},
        _("Đề nghị quản trị của đơn vị cấp trên thực hiện hoặc cấp quyền."),
        status=403,
    )
