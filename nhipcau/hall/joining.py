"""A machine comes in: right link, right PIN, then it waits in the lobby (or walks in) with a pass of its own."""

from dataclasses import dataclass

from nhipcau.conferences.join import do_check_pin
from nhipcau.conferences.models import Site
from nhipcau.core import tokens
from nhipcau.core.access import Actor
from nhipcau.core.tokens import LiveClaims
from nhipcau.hall.commands import do_arrive


@dataclass(frozen=True, slots=True)
class Joined:
    """room_pass: the live token of this machine; admitted: whether it may go straight on into the hall."""

    room_pass: str
    site: Site
    admitted: bool


def do_join(link_key: str, pin: str, device: str, label: str) -> Joined:
    """Check the PIN and let the hall know of the machine, also before the hall is opened: sites test early.

    Refusals of `do_check_pin` and `do_arrive`. The pass carries the site's version as the PIN was checked with:
    should the machine be removed at this very moment, the pass is void from the start.
    """
    site = do_check_pin(link_key, pin)
    arrival = do_arrive(Actor("site", str(site.pk), site.name), device, label)
    claims = LiveClaims(
        audience="room", hall=str(site.conference.pk), subject=str(site.pk), device=device, version=site.version
    )
    return Joined(tokens.mint(claims), site, arrival.admitted)
