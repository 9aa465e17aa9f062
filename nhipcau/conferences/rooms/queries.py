"""Reading rooms: of a unit and below it, those that a site may use, and where a room is used next."""

from nhipcau.conferences.models import Conference, Room, Site
from nhipcau.organs import history
from nhipcau.organs.models import Unit

MOST_LISTED = 300


def rooms_of(unit: Unit) -> list[Room]:
    """Rooms of the unit, then those of units below it; the unit before and after a renaming is one."""
    own = Room.objects.filter(unit__in=history.lineage(unit), retired_at=None).select_related("unit")
    below = Room.objects.filter(unit__path__startswith=unit.path, retired_at=None).exclude(unit=unit)
    lower = below.exclude(pk__in=own.values("pk")).select_related("unit").order_by("unit__path", "name")
    return [*own.order_by("name"), *lower[:MOST_LISTED]]


def rooms_for(conference: Conference, site: Site) -> list[Room]:
    """Rooms from which the site may join: its own unit's, the host's, and the one it has."""
    unit = site.unit or (site.organ.unit if site.organ else None)
    units = {conference.host.pk} | (history.lineage(unit) if unit is not None else set())
    rooms = Room.objects.filter(unit__in=units, retired_at=None)
    if site.room_id is not None:
        rooms = rooms | Room.objects.filter(pk=site.room_id)
    return list(rooms.select_related("unit").order_by("unit__path", "name"))


def next_uses(room: Room) -> list[Site]:
    """Sites that join from this room in conferences that are not over, by day."""
    over = (Conference.State.CLOSED, Conference.State.CANCELLED)
    uses = room.sites.filter(withdrawn_at=None).exclude(conference__state__in=over)
    return list(uses.select_related("conference__host").order_by("conference__start_date", "pk")[:20])
