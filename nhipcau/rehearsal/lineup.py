"""Which sites are simulated, and what each needs to come in.

A simulated machine never takes the place of a person's: a site that has let a real machine in, or has one waiting
at its door, is left alone, and so is the main site unless it is asked for.
"""

from dataclasses import dataclass
from typing import Final

from nhipcau.conferences import pins
from nhipcau.conferences.models import Conference, Site
from nhipcau.hall import store
from nhipcau.hall.state import simulated_device
from nhipcau.rehearsal.clips import ClipSpec

LABEL: Final = "Điểm cầu mô phỏng"


@dataclass(frozen=True, slots=True)
class Player:
    """A site that takes part in a rehearsal."""

    site: str
    link: str
    pin: str
    name: str
    place: str
    device: str

    @property
    def clip(self) -> ClipSpec:
        return ClipSpec(int(self.site), self.name, self.place)


def lineup(conference: Conference, wanted: int, *, with_main: bool = False) -> list[Player]:
    """At most `wanted` sites in the conference's order."""
    return [_player(site) for site in eligible(conference, with_main=with_main)[:wanted]]


def eligible(conference: Conference, *, with_main: bool = False) -> list[Site]:
    """The sites that a rehearsal may use now."""
    taken = _with_people(conference)
    sites = Site.objects.filter(conference=conference, withdrawn_at__isnull=True).select_related("parent")
    return [site for site in sites if str(site.pk) not in taken and (with_main or not site.is_main)]


def count_eligible(conference: Conference) -> int:
    """How many sites a rehearsal without the chairing one may use now; pages ask this of thousands."""
    taken = _with_people(conference)
    sites = Site.objects.filter(conference=conference, withdrawn_at__isnull=True, is_main=False).order_by()
    return sum(str(pk) not in taken for pk in sites.values_list("pk", flat=True))


def _with_people(conference: Conference) -> set[str]:
    """Sites with a real machine, in the hall or at its door."""
    halls = store.current(conference.pk).state.sites
    return {site for site, found in halls.items() if any(not machine.simulated for machine in found.machines)}


def _player(site: Site) -> Player:
    return Player(
        site=str(site.pk),
        link=site.link_key,
        pin=pins.pin(site.pk, site.version),
        name=site.name,
        place=site.parent.name if site.parent and not site.parent.is_main else "",
        device=simulated_device(site.pk),
    )
