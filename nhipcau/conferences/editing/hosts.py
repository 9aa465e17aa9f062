"""Units for which somebody may prepare conferences."""

from nhipcau.core.access import Actor, Need, reachable_unit_paths
from nhipcau.organs.models import Unit


def hosts_for(actor: Actor, besides: Unit | None = None) -> list[Unit]:
    """The units of the actor's own roles, the highest first and those of today before those of old; and `besides`."""
    units = list(Unit.objects.filter(path__in=reachable_unit_paths(actor, Need.PREPARE)).order_by("path"))
    if besides is not None and besides not in units:
        units.append(besides)
    return sorted(units, key=lambda unit: (unit.valid_to is not None, unit.path.count("/"), unit.path))
