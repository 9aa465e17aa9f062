"""Which parts of the home page apply to an account, by its roles and where it holds them."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from nhipcau.core.access import Actor, Need, roles_of
from nhipcau.organs.models import Grant

_HOSTS: Final = frozenset({Grant.Role.ADMINISTRATOR, Grant.Role.ORGANISER, Grant.Role.OPERATOR})
_TECHNICIANS: Final = frozenset({Grant.Role.TECHNICIAN, Grant.Role.DISTRICT_TECHNICIAN})
_LOOKS_ON: Final = frozenset(
    {Grant.Role.CHAIR, Grant.Role.SECRETARY, Grant.Role.VIEWER, Grant.Role.RECORDS_CLERK, Grant.Role.PRESS}
)


@dataclass(frozen=True, slots=True)
class Reach:
    """Paths of units below which an account does each thing. takes_part: looks on at what these units take part in."""

    prepares: tuple[str, ...]
    operates: tuple[str, ...]
    views: tuple[str, ...]
    watches: tuple[str, ...]
    hosts: tuple[str, ...]
    registers: tuple[str, ...]
    clerk: tuple[str, ...]
    tests: tuple[str, ...]
    takes_part: tuple[str, ...]

    @property
    def is_clerk_only(self) -> bool:
        """Answers for its unit's own sites and hosts nothing."""
        return bool(self.registers) and not self.hosts

    def may_prepare(self, host_path: str) -> bool:
        return host_path.startswith(self.prepares)

    def may_operate(self, host_path: str) -> bool:
        return host_path.startswith(self.operates)

    def may_host(self, host_path: str) -> bool:
        return host_path.startswith(self.hosts)


def reach_of(actor: Actor) -> Reach:
    """One query."""
    held = roles_of(actor)

    def where(need: Need, roles: frozenset[str] | None = None) -> tuple[str, ...]:
        paths = [path for role, path, needs in held if need in needs and (roles is None or role in roles)]
        return tuple(dict.fromkeys(paths))

    return Reach(
        prepares=where(Need.PREPARE),
        operates=where(Need.OPERATE),
        views=where(Need.VIEW),
        watches=where(Need.WATCH),
        hosts=tuple(dict.fromkeys((*where(Need.PREPARE), *where(Need.OPERATE)))),
        registers=where(Need.REGISTER),
        clerk=where(Need.REGISTER, frozenset({Grant.Role.UNIT_CLERK})),
        tests=where(Need.TEST, _TECHNICIANS),
        takes_part=where(Need.WATCH, _LOOKS_ON),
    )


def below(field: str, paths: tuple[str, ...]) -> Q:
    """A condition: that unit path lies at or below one of these."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{field}__startswith": path})
    return found
