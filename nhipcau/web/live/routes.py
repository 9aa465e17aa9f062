"""The addresses under `/live`. Each request names itself by its token; rooms wait for no session and no database."""

import asyncio
import json
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from nhipcau.core import clock
from nhipcau.core.errors import Refusal
from nhipcau.core.tokens import Audience, LiveClaims
from nhipcau.hall.state import Machine
from nhipcau.web.live import refusals
from nhipcau.web.live.authority import Authority
from nhipcau.web.live.enter import Pass, Queue, enter_as_listener, enter_as_room
from nhipcau.web.live.hall import LiveHall
from nhipcau.web.live.host import HallHost
from nhipcau.web.live.parts import LiveView, now_ms, number_of
from nhipcau.web.live.presence import read_beat
from nhipcau.web.live.stills import MAX_BYTES, too_big

BEAT_BYTES: Final = 2_048
HINT_BYTES: Final = 1_048_576
BODY_SECONDS: Final = 30.0
"""A still takes a second on a bad line; whoever sends a byte a minute must not hold a place."""
_NO_STORE: Final = {"cache-control": "no-store"}


class Live:
    """The endpoints of one host."""

    def __init__(self, host: HallHost) -> None:
        self._host = host
        self._authority = Authority()

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/room/heartbeat", self.heartbeat, methods=["POST"]),
                Route("/room/stream", _Stream(self, "room"), methods=["GET"]),
                Route("/control/stream", _Stream(self, "control"), methods=["GET"]),
                Route("/stage/stream", _Stream(self, "stage"), methods=["GET"]),
                Route("/room/still", self.put_still, methods=["POST"]),
                Route("/control/still/{site}", self.get_still, methods=["GET"]),
                Route("/room/enter", self.enter_room, methods=["POST"]),
                Route("/control/enter", self.enter_control, methods=["POST"]),
                Route("/stage/enter", self.enter_stage, methods=["POST"]),
                Route("/engine/webhook", self.webhook, methods=["POST"]),
            ],
            exception_handlers={
                Refusal: _refused,
                HTTPException: _no_such_address,
                ClientDisconnect: _hung_up,
                Exception: _failed,
            },
        )

    # ---- who asks

    async def _room(self, request: Request) -> tuple[LiveClaims, LiveHall, Machine]:
        claims = self._authority.claims(request, "room")
        hall = await self._host.hall(claims.hall)
        machine = await self._host.machine(hall, claims)
        if machine is None:
            if hall.ended:
                raise refusals.ended()
            raise refusals.replaced() if hall.has_replaced(claims) else refusals.removed()
        return claims, hall, machine

    async def _listener(self, request: Request, audience: Audience) -> tuple[LiveClaims, LiveHall]:
        claims = self._authority.claims(request, audience)
        hall = await self._host.hall(claims.hall)
        await self._host.may_listen(claims)
        return claims, hall

    # ---- streams

    async def stream(self, request: Request, audience: Audience) -> ASGIApp:
        """The stream of an audience, or with `?poll=1` the same news as one answer."""
        if audience == "room":
            claims, hall, _ = await self._room(request)
            view = hall.room_view(claims.subject, claims.device)
        else:
            claims, hall = await self._listener(request, audience)
            view = hall.control_view() if audience == "control" else hall.stage_view()
        if request.query_params.get("poll"):
            return _polled(view, request.query_params.get("since", ""))
        number = number_of(request.headers.get("last-event-id", ""))
        if audience == "room":
            return hall.open_room(claims.subject, claims.device, number)
        return hall.open_control(claims, number) if audience == "control" else hall.open_stage(claims, number)

    # ---- what rooms send

    async def heartbeat(self, request: Request) -> Response:
        claims, hall, machine = await self._room(request)
        beat = read_beat(_json(await _body(request, BEAT_BYTES, refusals.too_long)))
        hall.heard(claims.subject, machine, beat, asyncio.get_running_loop().time(), clock.now())
        view = hall.room_view(claims.subject, claims.device)
        answer = f'{{"now":{now_ms()},"rev":{hall.state.stage.rev},"id":"{view.id}"}}'
        return Response(answer, media_type="application/json", headers=_NO_STORE)

    async def put_still(self, request: Request) -> Response:
        claims, hall, machine = await self._room(request)
        if hall.ended:
            raise refusals.ended()
        jpeg = await _body(request, MAX_BYTES, too_big)
        hall.stills.put(claims.subject, machine.id, jpeg, asyncio.get_running_loop().time())
        return Response(status_code=204)

    async def get_still(self, request: Request) -> Response:
        """With `?device=` that machine's: where several wait, the operator has to tell them apart."""
        _, hall = await self._listener(request, "control")
        still = hall.still(request.path_params["site"], request.query_params.get("device", ""))
        if still is None:
            raise refusals.no_still()
        headers = {**_NO_STORE, "x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'"}
        return Response(still.jpeg, media_type="image/jpeg", headers=headers)

    # ---- entering

    async def enter_room(self, request: Request) -> Response:
        claims, hall, machine = await self._room(request)
        return _entered(await enter_as_room(self._host, hall, claims, machine, asyncio.get_running_loop().time()))

    async def enter_control(self, request: Request) -> Response:
        claims, hall = await self._listener(request, "control")
        return _entered(await enter_as_listener(self._host, hall, claims))

    async def enter_stage(self, request: Request) -> Response:
        claims, hall = await self._listener(request, "stage")
        return _entered(await enter_as_listener(self._host, hall, claims))

    # ---- the engine

    async def webhook(self, request: Request) -> Response:
        """A hint of the engine, signed by it; only a hint, so that a lost one does not matter."""
        body = await _body(request, HINT_BYTES, refusals.too_long)
        hint = self._host.engine.read_hint(body, request.headers.get("authorization", ""))
        if hint is None:
            raise refusals.bad_token()
        self._host.hint(hint.room)
        return Response(status_code=204)


class _Stream:
    """An endpoint that answers by an ASGI application: Starlette takes such only from classes."""

    def __init__(self, live: Live, audience: Audience) -> None:
        self._live = live
        self._audience: Audience = audience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._live.stream(Request(scope, receive), self._audience)
        await answer(scope, receive, send)


def _polled(view: LiveView, since: str) -> Response:
    return Response(view.since(number_of(since)).answer(), media_type="application/json", headers=_NO_STORE)


def _entered(answer: Pass | Queue) -> Response:
    if isinstance(answer, Queue):
        return JSONResponse({"ahead": answer.ahead, "retry_ms": answer.retry_ms}, status_code=202, headers=_NO_STORE)
    said = {"url": answer.url, "token": answer.token, "identity": answer.identity}
    return JSONResponse(said, headers=_NO_STORE)


async def _body(request: Request, limit: int, refusal: Any) -> bytes:
    """The request's body; `refusal()` as soon as it is longer than `limit`, read or announced.

    Refusal `too_slow` (408) where it does not come."""
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > limit:
        raise refusal()
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                size += len(chunk)
                if size > limit:
                    raise refusal()
                parts.append(chunk)
    except TimeoutError as error:
        raise refusals.too_slow() from error
    return b"".join(parts)


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise refusals.malformed() from error


def _answer(refusal: Refusal) -> JSONResponse:
    headers = dict(_NO_STORE)
    if refusal.status == 401:
        headers["www-authenticate"] = "Bearer"
    if refusal.extra and "retry_after" in refusal.extra:
        headers["retry-after"] = str(round(refusal.extra["retry_after"]))
    return JSONResponse(refusal.as_json(), status_code=refusal.status, headers=headers)


def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101 - registered for this class alone
    return _answer(error)


def _no_such_address(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class alone
    return _answer(refusals.no_such_address(error.status_code))


def _hung_up(_request: Request, _error: Exception) -> Response:
    """The client went away in the middle of its request: nobody hears this answer, and nothing was kept."""
    return Response(status_code=400)


def _failed(_request: Request, _error: Exception) -> Response:
    return _answer(refusals.failed())
