"""The hall over JSON: thin doors to its commands.

An operator comes with session and CSRF header (the API's default); a site's machine with its live pass.
"""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.security import HttpBearer

from nhipcau.core import tokens
from nhipcau.core.access import Actor, actor_of
from nhipcau.hall.commands import do_hall_command, do_raise_hand
from nhipcau.hall.joining import do_join

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


class PinIn(Schema):
    """device: made by the machine and kept there; label: what kind of machine it is, for the lobby."""

    pin: str = Field(max_length=40)
    device: str = Field(max_length=40)
    label: str = Field("", max_length=400)


class SiteOut(Schema):
    id: str
    name: str


class PinOut(Schema):
    """room_pass (in JSON `pass`): the live token of this machine, good for `/live/room` and `/join/hand`."""

    room_pass: str = Field(serialization_alias="pass")
    site: SiteOut
    admitted: bool


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


@router.post("/join/{link_key}/pin", response=PinOut, auth=None, by_alias=True)
def pin(request: HttpRequest, link_key: str, body: PinIn) -> PinOut:
    """A machine gives its site's PIN. Public: link and PIN are what it has; wrong PINs are slowed per site."""
    joined = do_join(link_key, body.pin, body.device, body.label)
    site = SiteOut(id=str(joined.site.pk), name=joined.site.name)
    return PinOut(room_pass=joined.room_pass, site=site, admitted=joined.admitted)
