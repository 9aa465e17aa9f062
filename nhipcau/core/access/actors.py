"""Who acts, what a role may do, and where: the reach of an account through the tree of units."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal, cast

from django.apps import apps
from django.http import HttpRequest
from django.utils.translation import gettext as _

from nhipcau.core.errors import Refusal


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
    duties. TEST: check its line. COMPOSE: write papers of a unit. ISSUE: number, issue and dispatch them."""

    WATCH = "watch"
    VIEW = "view"
    REGISTER = "register"
    TEST = "test"
    PREPARE = "prepare"
    OPERATE = "operate"
    COMPOSE = "compose"
    ISSUE = "issue"
    ADMINISTER = "administer"


LOOKS_ON = frozenset({Need.WATCH, Need.VIEW})
ROLE_NEEDS: dict[str, frozenset[Need]] = {
    "administrator": frozenset(Need),
    "organiser": LOOKS_ON | {Need.REGISTER, Need.PREPARE, Need.COMPOSE},
    "records_clerk": LOOKS_ON | {Need.COMPOSE, Need.ISSUE},
    "unit_clerk": LOOKS_ON | {Need.REGISTER, Need.COMPOSE, Need.ISSUE},
    "operator": LOOKS_ON | {Need.TEST, Need.OPERATE},
    "district_technician": LOOKS_ON | {Need.TEST},
    "secretary": LOOKS_ON,
    "chair": LOOKS_ON,
    "technician": LOOKS_ON | {Need.TEST},
    "press": frozenset({Need.WATCH}),
    "viewer": LOOKS_ON,
}
_AT_A_SITE = LOOKS_ON | {Need.REGISTER, Need.TEST}
_THROUGH_TIME: tuple[frozenset[Need], ...] = (
    frozenset(Need),
    _AT_A_SITE,
    LOOKS_ON,
)
"""What is left of a role at another row of its unit: at the same unit all; at the unit it was merged into what nobody
may be kept from until the appointments are made; at the units that were merged into it, a look."""


_Role = tuple[str, str, frozenset[Need]]
_looked_up: ContextVar[dict[str, list[_Role]] | None] = ContextVar("rights_looked_up", default=None)


@contextmanager
def rights_looked_up_once() -> Generator[None]:
    """Within it the database is asked once what an account's roles reach: for a request that changes nothing."""
    token = _looked_up.set({})
    try:
        yield
    finally:
        _looked_up.reset(token)


def system(part: str) -> Actor:
    """The system itself acting, e.g. `system("hall")`."""
    return Actor("system", part)


def actor_of(request: HttpRequest) -> Actor:
    """The account behind a request; Refusal `login_required` (401) where nobody is logged in."""
    user = cast(Any, request.user)
    if not user.is_authenticated:
        raise Refusal("login_required", _("Bạn chưa đăng nhập."), _("Đăng nhập rồi mở lại trang này."), status=401)
    return Actor("account", str(user.pk), user.get_full_name() or user.get_username())


def may(actor: Actor, unit_path: str, need: Need) -> bool:
    """Whether `actor` holds a role with `need` on the unit with that path, or on one above it."""
    return need in needs_at(actor, unit_path)


def reachable_unit_paths(actor: Actor, need: Need) -> list[str]:
    """Paths of the units at whose subtrees `actor` holds a role with `need`, also of what they were and became."""
    return list(dict.fromkeys(path for path, needs in _reach(actor) if need in needs))


def roles_of(actor: Actor) -> list[_Role]:
    """(role, path of a unit, what the role allows there and below) of an account, also at what its units became."""
    if actor.kind != "account":
        return []
    known = _looked_up.get()
    if known is None:
        return _roles_of(actor)
    if actor.id not in known:
        known[actor.id] = _roles_of(actor)
    return list(known[actor.id])


def _roles_of(actor: Actor) -> list[_Role]:
    reach = cast(Any, apps.get_model("organs", "Grant").objects).reach_of(actor.id)
    return [(role, path, ROLE_NEEDS.get(role, frozenset()) & _THROUGH_TIME[tie]) for role, path, tie in reach]


def _reach(actor: Actor) -> list[tuple[str, frozenset[Need]]]:
    """Paths of units with what `actor` may do there and below. One query at most."""
    return [(path, needs) for _, path, needs in roles_of(actor)]


def roles_at_organs(actor: Actor) -> list[tuple[str, int, frozenset[Need]]]:
    """(role, pk of an organ, what the role allows at the organ's own sites) of an account."""
    if actor.kind != "account" or not actor.id.isdecimal():
        return []
    held = apps.get_model("organs", "OrganGrant").objects.filter(account=actor.id, account__is_active=True)
    found = held.order_by("organ", "role").values_list("role", "organ")
    return [(role, organ, ROLE_NEEDS.get(role, frozenset()) & _AT_A_SITE) for role, organ in found]


def needs_at(actor: Actor, *unit_paths: str, organ: int | None = None) -> frozenset[Need]:
    """All that `actor` may do at any of these units, and at the sites of that organ."""
    if actor.kind == "system":
        return frozenset(Need)
    reach = [needs for path, needs in _reach(actor) if any(at.startswith(path) for at in unit_paths)]
    if organ is not None:
        reach += [needs for _, pk, needs in roles_at_organs(actor) if pk == organ]
    return frozenset(need for needs in reach for need in needs)
