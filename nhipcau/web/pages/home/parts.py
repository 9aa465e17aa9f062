"""Which parts of the home page apply to an account, by its roles and where it holds them."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from nhipcau.core.access import Actor, Need, roles_at_organs, roles_of
from nhipcau.organs.models import Grant

_HOSTS: Final = frozenset({Grant.Role.ADMINISTRATOR, Grant.Role.ORGANISER, Grant.Role.OPERATOR})
_TECHNICIANS: Final = frozenset({Grant.Role.TECHNICIAN, Grant.Role.DISTRICT_TECHNICIAN})
_LOOKS_ON: Final = frozenset(
    {Grant.Role.CHAIR, Grant.Role.SECRETARY, Grant.Role.VIEWER, Grant.Role.RECORDS_CLERK, Grant.Role.PRESS}
)


@dataclass(frozen=True, slots=True)
class Reach:
    """Paths of units below which an account does each thing. takes_part: looks on at what these units take part in.

    registers_organs, tests_organs, takes_part_organs: organs at whose own sites it does so.
    """

    prepares: tuple[str, ...]
    operates: tuple[str, ...]
    views: tuple[str, ...]
    watches: tuple[str, ...]
    hosts: tuple[str, ...]
    registers: tuple[str, ...]
    clerk: tuple[str, ...]
    tests: tuple[str, ...]
    takes_part: tuple[str, ...]
    registers_organs: tuple[int, ...] = ()
    tests_organs: tuple[int, ...] = ()
    takes_part_organs: tuple[int, ...] = ()

    @property
    def is_clerk_only(self) -> bool:
        """Answers for its unit's own sites and hosts nothing."""
        return self.answers and not self.hosts

    @property
    def answers(self) -> bool:
        """Answers for sites of units or of organs."""
        return bool(self.registers or self.registers_organs)

    def may_prepare(self, host_path: str) -> bool:
        return host_path.startswith(self.prepares)

    def may_operate(self, host_path: str) -> bool:
        return host_path.startswith(self.operates)

    def may_host(self, host_path: str) -> bool:
        return host_path.startswith(self.hosts)


def reach_of(actor: Actor) -> Reach:
    """Two queries."""
    held, at_organs = roles_of(actor), roles_at_organs(actor)

    def where(need: Need, roles: frozenset[str] | None = None) -> tuple[str, ...]:
        paths = [path for role, path, needs in held if need in needs and (roles is None or role in roles)]
        return tuple(dict.fromkeys(paths))

    def organs(need: Need, roles: frozenset[str] | None = None) -> tuple[int, ...]:
        found = [organ for role, organ, needs in at_organs if need in needs and (roles is None or role in roles)]
        return tuple(dict.fromkeys(found))

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
        registers_organs=organs(Need.REGISTER),
        tests_organs=organs(Need.TEST, _TECHNICIANS),
        takes_part_organs=organs(Need.WATCH, _LOOKS_ON),
    )


def below(field: str, paths: tuple[str, ...]) -> Q:
    """A condition: that unit path lies at or below one of these."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{field}__startswith": path})
    return found
