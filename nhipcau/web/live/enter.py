"""Entering the engine's room: a token minted from the hall's state at this very moment, or why not yet."""

import math
import secrets
from dataclasses import dataclass

from nhipcau.core.tokens import LiveClaims
from nhipcau.hall.state import Machine, identity
from nhipcau.media.engine import EngineError
from nhipcau.web.live import refusals
from nhipcau.web.live.hall import LiveHall
from nhipcau.web.live.host import HallHost
from nhipcau.web.live.rights import identity_of


@dataclass(frozen=True, slots=True)
class Pass:
    url: str
    token: str
    identity: str


@dataclass(frozen=True, slots=True)
class Queue:
    """ahead: rooms that are let in before; retry_ms: when to ask again."""

    ahead: int
    retry_ms: int


async def enter_as_room(
    host: HallHost, hall: LiveHall, claims: LiveClaims, machine: Machine, now: float
) -> Pass | Queue:
    """A pass for the machine, a place in the queue, or a Refusal. now: seconds of the loop's clock."""
    if hall.ended:
        raise refusals.ended()
    if not machine.admitted:
        raise refusals.not_admitted()
    name = identity(claims.subject, machine.id)
    _engine_is_up(host)
    wait = host.admission.ask(name, now)
    if wait is not None:
        return Queue(wait.ahead, math.ceil(wait.seconds * 1000))
    await _ensure_room(host, hall)
    desired = hall.desired()
    if desired is None:
        raise refusals.ended()
    publish = desired.publish.get(name)
    if publish is None:  # removed while the engine was asked
        raise refusals.not_admitted()
    site = hall.state.sites[claims.subject].facts
    token = host.engine.token(hall.room, name, publish=publish, name=site.title)
    return Pass(host.engine.client_url, token, name)


async def enter_as_listener(host: HallHost, hall: LiveHall, claims: LiveClaims) -> Pass:
    """A pass for a control room or a stage page: they only listen, unseen by the rooms, and never queue."""
    if hall.ended:
        raise refusals.ended()
    _engine_is_up(host)
    await _ensure_room(host, hall)
    name = identity_of(claims, secrets.token_hex(6))
    token = host.engine.token(hall.room, name, publish=frozenset(), hidden=True)
    return Pass(host.engine.client_url, token, name)


def _engine_is_up(host: HallHost) -> None:
    if not host.engine_status.up:
        raise refusals.engine_down()


async def _ensure_room(host: HallHost, hall: LiveHall) -> None:
    try:
        await host.reconciler(hall).ensure_room()
    except EngineError as error:
        raise refusals.engine_down() from error
