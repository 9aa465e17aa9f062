"""Who may do what: the only place where an object is looked up on somebody's behalf.

Everything is denied unless a line here allows it. Accounts hold roles bound to a unit and reach what is hosted by
that unit or below it; a site (a machine that gave the right PIN) reaches itself alone; the system reaches all.
An object that may not be seen is answered like one that does not exist.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, cast

from django.apps import apps
from django.http import HttpRequest

from nhipcau.core.errors import Refusal

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from nhipcau.conferences.models import Conference, Site
    from nhipcau.documents.models import ReceivedPaper
    from nhipcau.organs.models import Organ, Unit


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts. id: account pk or site pk as text, or a word for a part of the system."""

    kind: Literal["account", "site", "system"]
    id: str
    name: str = ""

    @property
    def reference(self) -> str:
        """How the journal names the actor: `account:3`, `site:17`, `system:hall`."""
        return f"{self.kind}:{self.id}"


class Need(Enum):
    VIEW = "view"
    PREPARE = "prepare"
    OPERATE = "operate"
    ADMINISTER = "administer"


ROLE_NEEDS: dict[str, frozenset[Need]] = {
    "administrator": frozenset(Need),
    "organiser": frozenset({Need.VIEW, Need.PREPARE}),
    "operator": frozenset({Need.VIEW, Need.OPERATE}),
    "viewer": frozenset({Need.VIEW}),
}


def system(part: str) -> Actor:
    """The system itself acting, e.g. `system("hall")`."""
    return Actor("system", part)


def actor_of(request: HttpRequest) -> Actor:
    """The account behind a request; Refusal `login_required` (401) where nobody is logged in."""
    user = cast(Any, request.user)
    if not user.is_authenticated:
        raise Refusal("login_required", "Bạn chưa đăng nhập.", "Đăng nhập rồi mở lại trang này.", status=401)
    return Actor("account", str(user.pk), user.get_full_name() or user.get_username())


def may(actor: Actor, unit_path: str, need: Need) -> bool:
    """Whether `actor` holds a role with `need` on the unit with that path, or on one above it."""
    if actor.kind == "system":
        return True
    if actor.kind != "account":
        return False
    grants = apps.get_model("organs", "Grant").objects.filter(account_id=actor.id, account__is_active=True)
    return any(
        unit_path.startswith(path) and need in ROLE_NEEDS.get(role, frozenset())
        for role, path in grants.values_list("role", "unit__path")
    )


def reachable_unit_paths(actor: Actor, need: Need) -> list[str]:
    """Paths of the units at whose subtrees `actor` holds a role with `need`."""
    if actor.kind != "account":
        return []
    grants = apps.get_model("organs", "Grant").objects.filter(account_id=actor.id, account__is_active=True)
    return [
        path for role, path in grants.values_list("role", "unit__path") if need in ROLE_NEEDS.get(role, frozenset())
    ]


def access_conference(actor: Actor, pk: int | str, need: Need) -> "Conference":
    """The conference, where `actor` may; else Refusal `no_such_conference` (404) or `not_allowed` (403)."""
    found = _find("conferences", "Conference", pk, "host")
    path = None if found is None else found.host.path
    if found is None or path is None or not may(actor, path, Need.VIEW):
        raise Refusal(
            "no_such_conference",
            "Không có hội nghị này, hoặc tài khoản của bạn không được xem.",
            "Quay về trang chủ để chọn hội nghị trong phạm vi đơn vị của bạn.",
            status=404,
        )
    if not may(actor, path, need):
        raise Refusal(
            "not_allowed",
            "Tài khoản của bạn không có quyền làm việc này.",
            "Đề nghị quản trị của đơn vị chủ trì cấp quyền.",
            status=403,
        )
    return found


def access_site(actor: Actor, pk: int | str, need: Need) -> "Site":
    """The site, where `actor` may; a site's own machine reaches it for viewing only its own self."""
    found = _find("conferences", "Site", pk, "conference__host")
    if found is not None and actor.kind == "site" and actor.id == str(found.pk) and need is Need.VIEW:
        return found
    if found is None or not may(actor, found.conference.host.path, need):
        raise Refusal(
            "no_such_site",
            "Không có điểm cầu này, hoặc bạn không được xem.",
            "Kiểm tra lại đường liên kết.",
            status=404,
        )
    return found


def access_paper(actor: Actor, pk: int | str, need: Need, *, lock: bool = False) -> "ReceivedPaper":
    """The paper: until its conference exists it is its uploader's alone, from then on the conference's.

    need: on the conference, or, before there is one, anywhere. lock: hold the row until the transaction ends.
    """
    found = _find("documents", "ReceivedPaper", pk, "conference__host", lock=lock)
    if found is not None and found.conference is not None:
        access_conference(actor, found.conference.pk, need)
        return found
    own = found is not None and actor.kind == "account" and actor.id == str(found.uploaded_by_id)
    if found is None or not own or not reachable_unit_paths(actor, need):
        raise Refusal(
            "no_such_paper",
            "Không có văn bản này, hoặc bạn không được xem.",
            "Quay về trang chủ; văn bản chưa lập hội nghị chỉ người đưa lên mới xem được.",
            status=404,
        )
    return found


def access_unit(actor: Actor, pk: int | str, need: Need) -> "Unit":
    """The unit: who has a role anywhere sees the whole tree (it is published law); a change needs the role there."""
    found = _find("organs", "Unit", pk, "parent")
    if found is None or not _on_the_staff(actor):
        raise Refusal(
            "no_such_unit",
            "Không có đơn vị này, hoặc tài khoản của bạn không được xem.",
            "Mở lại danh mục đơn vị để tìm.",
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
            "Tài khoản của bạn chưa có quyền với danh mục đơn vị.",
            "Đề nghị quản trị của đơn vị cấp quyền.",
            status=403,
        )


def access_organ(actor: Actor, pk: int | str, need: Need, *, lock: bool = False) -> "Organ":
    """The organ: seen like units; changed by those who administer the unit that keeps its record."""
    found = _find("organs", "Organ", pk, "keeper", lock=lock)
    if found is None or not _on_the_staff(actor):
        raise Refusal(
            "no_such_organ",
            "Không có cơ quan này, hoặc tài khoản của bạn không được xem.",
            "Mở lại danh mục đơn vị để tìm.",
            status=404,
        )
    if need is not Need.VIEW and not may(actor, found.keeper.path, need):
        raise _not_allowed_there(found.name)
    return found


def _on_the_staff(actor: Actor) -> bool:
    return actor.kind == "system" or bool(reachable_unit_paths(actor, Need.VIEW))


def _not_allowed_there(name: str) -> Refusal:
    return Refusal(
        "not_allowed",
        f"Tài khoản của bạn không có quyền thay đổi “{name}”.",
        "Đề nghị quản trị của đơn vị cấp trên thực hiện hoặc cấp quyền.",
        status=403,
    )


def visible_conferences(actor: Actor) -> "QuerySet[Conference]":
    """All conferences hosted within reach of `actor`."""
    from django.db.models import Q

    reach = Q(pk__in=[])
    for path in reachable_unit_paths(actor, Need.VIEW):
        reach |= Q(host__path__startswith=path)
    return cast("QuerySet[Conference]", apps.get_model("conferences", "Conference").objects.filter(reach))


def _find(app: str, model: str, pk: int | str, related: str, *, lock: bool = False) -> Any:
    try:
        number = int(pk)
    except ValueError:
        return None
    rows = apps.get_model(app, model).objects.filter(pk=number)
    return (rows.select_for_update() if lock else rows.select_related(related)).first()
