"""The hall over JSON: thin doors to its commands.

An operator comes with session and CSRF header (the API's default); a site's machine with its live pass.
"""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.security import HttpBearer

from nhipcau.core import tokens
from nhipcau.core.access import Actor, actor_of
from nhipcau.hall.commands import do_hall_command, do_raise_hand

router = Router()


class RoomPass(HttpBearer):
    """The live token of a machine that gave its site's PIN; Refusal `bad_token` (401) for any other."""

    def authenticate(self, request: HttpRequest, token: str) -> tokens.LiveClaims:
        return tokens.read(token, "room")


class CommandIn(Schema):
    verb: str
    key: str
    args: dict[str, Any] = {}


class CommandOut(Schema):
    """seq: the journal's entry that carries it; rev: the stage's after it."""

    seq: int
    rev: int


class HandIn(Schema):
    up: bool
    key: str


class HandOut(Schema):
    seq: int


@router.post("/halls/{int:pk}/commands", response=CommandOut)
def command(request: HttpRequest, pk: int, body: CommandIn) -> CommandOut:
    """One verb of the control room; its verbs and arguments are those of `nhipcau.hall.requests`."""
    outcome = do_hall_command(actor_of(request), pk, body.verb, body.args, body.key)
    return CommandOut(seq=outcome.seq, rev=outcome.rev)


@router.post("/join/hand", response=HandOut, auth=RoomPass())
def hand(request: HttpRequest, body: HandIn) -> HandOut:
    """A site asks for the floor, or lowers its hand."""
    claims: tokens.LiveClaims = getattr(request, "auth")  # noqa: B009 - ninja sets it; Django's type does not know it
    site = Actor("site", claims.subject)
    return HandOut(seq=do_raise_hand(site, claims.device, claims.version, body.up, body.key).seq)
