"""Who may do what: the only place where an object is looked up on somebody's behalf.

Everything is denied unless a line here allows it. Accounts hold roles bound to a unit and reach what is hosted by
that unit or below it, and the sites of those units; a site (a machine that gave the right PIN) reaches itself alone;
the system reaches all. A role holds at all rows of its unit, before and after a renaming (`organs.models.reach`).
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
    """What somebody must be allowed. WATCH: the programme alone. REGISTER: answer for a site, its delegates and
    duties. TEST: check its line."""

    WATCH = "watch"
    VIEW = "view"
    REGISTER = "register"
    TEST = "test"
    PREPARE = "prepare"
    OPERATE = "operate"
    ADMINISTER = "administer"


_LOOKS_ON = frozenset({Need.WATCH, Need.VIEW})
ROLE_NEEDS: dict[str, frozenset[Need]] = {
    "administrator": frozenset(Need),
    "organiser": _LOOKS_ON | {Need.REGISTER, Need.PREPARE},
    "records_clerk": _LOOKS_ON,
    "unit_clerk": _LOOKS_ON | {Need.REGISTER},
    "operator": _LOOKS_ON | {Need.TEST, Need.OPERATE},
    "district_technician": _LOOKS_ON | {Need.TEST},
    "secretary": _LOOKS_ON,
    "chair": _LOOKS_ON,
    "technician": _LOOKS_ON | {Need.TEST},
    "press": frozenset({Need.WATCH}),
    "viewer": _LOOKS_ON,
}
_THROUGH_TIME: tuple[frozenset[Need], ...] = (
    frozenset(Need),
    _LOOKS_ON | {Need.REGISTER, Need.TEST},
    _LOOKS_ON,
)
"""What is left of a role at another row of its unit: at the same unit all; at the unit it was merged into what nobody
may be kept from until the appointments are made; at the units that were merged into it, a look."""
_OF_ITS_OWN_SITE = frozenset({Need.VIEW, Need.REGISTER, Need.TEST})


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
    return need in _needs_at(actor, unit_path)


def reachable_unit_paths(actor: Actor, need: Need) -> list[str]:
    """Paths of the units at whose subtrees `actor` holds a role with `need`, also of what they were and became."""
    return list(dict.fromkeys(path for path, needs in _reach(actor) if need in needs))


def _reach(actor: Actor) -> list[tuple[str, frozenset[Need]]]:
    """Paths of units with what `actor` may do there and below. One query."""
    if actor.kind != "account":
        return []
    reach = cast(Any, apps.get_model("organs", "Grant").objects).reach_of(actor.id)
    return [(path, ROLE_NEEDS.get(role, frozenset()) & _THROUGH_TIME[tie]) for role, path, tie in reach]


def _needs_at(actor: Actor, *unit_paths: str) -> frozenset[Need]:
    """All that `actor` may do at any of these units."""
    if actor.kind == "system":
        return frozenset(Need)
    reach = _reach(actor)
    return frozenset(need for path, needs in reach if any(at.startswith(path) for at in unit_paths) for need in needs)


def access_conference(actor: Actor, pk: int | str, need: Need) -> "Conference":
    """The conference, where `actor` may; else Refusal `no_such_conference` (404) or `not_allowed` (403)."""
    found = _find("conferences", "Conference", pk, "host")
    path = None if found is None else found.host.path
    if found is None or path is None or not may(actor, path, Need.WATCH if need is Need.WATCH else Need.VIEW):
        raise Refusal(
            "no_such_conference",
            "Không có hội nghị này, hoặc tài khoản của bạn không được xem.",
            "Quay về trang chủ để chọn hội nghị trong phạm vi đơn vị của bạn.",
            status=404,
        )
    if need not in _LOOKS_ON and not may(actor, path, need):
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
        raise _no_such_site()
    return found


def access_own_site(actor: Actor, pk: int | str, need: Need) -> "Site":
    """The site for those who answer for it: its own unit's staff (or that of a unit above it), the host's, or whoever
    gave its PIN. Who may look at it but not do this is told so (403); to anybody else there is no such site (404)."""
    found = _find("conferences", "Site", pk, "conference__host", "unit")
    if found is not None and actor.kind == "site" and actor.id == str(found.pk) and need in _OF_ITS_OWN_SITE:
        return found
    if found is None:
        raise _no_such_site()
    needs = _needs_at(actor, found.conference.host.path, *([found.unit.path] if found.unit else []))
    if Need.VIEW not in needs:
        raise _no_such_site()
    if need not in needs:
        raise Refusal(
            "not_allowed",
            f"Tài khoản của bạn không có quyền làm việc này cho điểm cầu “{found.name}”.",
            "Đề nghị quản trị của đơn vị cấp quyền.",
            status=403,
        )
    return found


def own_sites(actor: Actor, need: Need) -> "QuerySet[Site]":
    """The sites of the actor's own units and those below them, whoever is host; also past ones."""
    from django.db.models import Q

    reach = Q(pk__in=[])
    for path in reachable_unit_paths(actor, need):
        reach |= Q(unit__path__startswith=path)
    return cast("QuerySet[Site]", apps.get_model("conferences", "Site").objects.filter(reach))


def _no_such_site() -> Refusal:
    return Refusal(
        "no_such_site",
        "Không có điểm cầu này, hoặc bạn không được xem.",
        "Kiểm tra lại đường liên kết.",
        status=404,
    )


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


def visible_conferences(actor: Actor, need: Need = Need.VIEW) -> "QuerySet[Conference]":
    """All conferences hosted within reach of `actor`."""
    from django.db.models import Q

    reach = Q(pk__in=[])
    for path in reachable_unit_paths(actor, need):
        reach |= Q(host__path__startswith=path)
    return cast("QuerySet[Conference]", apps.get_model("conferences", "Conference").objects.filter(reach))


def _find(app: str, model: str, pk: int | str, *related: str, lock: bool = False) -> Any:
    try:
        number = int(pk)
    except ValueError:
        return None
    rows = apps.get_model(app, model).objects.filter(pk=number)
    return (rows.select_for_update() if lock else rows.select_related(*related)).first()
