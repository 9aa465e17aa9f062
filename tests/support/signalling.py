"""A raw client of the engine's signalling: joins with a token and asks to publish, as a hostile program would."""

import asyncio
from types import TracebackType
from typing import Self

import aiohttp
from livekit.protocol import models, rtc

_PROTOCOL = 16


class RefusedJoin(Exception):
    """The engine did not let the token in; `status` is its HTTP answer."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


class RawClient:
    """async with RawClient(url, token) as client: … `client.joined` is the engine's first word."""

    def __init__(self, url: str, token: str) -> None:
        self._address = f"{url}/rtc?access_token={token}&protocol={_PROTOCOL}&auto_subscribe=0&sdk=go&version=2.16.7"
        self.joined = rtc.JoinResponse()

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        try:
            self._socket = await self._session.ws_connect(self._address)
        except aiohttp.WSServerHandshakeError as error:
            await self._session.close()
            raise RefusedJoin(error.status) from error
        self.joined = (await self._next("join")).join
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._socket.close()
        await self._session.close()

    async def may_publish(self, cid: str, kind: int, source: int) -> bool:
        """Ask to publish a track; whether the engine takes it. It answers either way."""
        await self._send(
            rtc.SignalRequest(add_track=rtc.AddTrackRequest(cid=cid, name=cid, type=kind, source=source))  # type: ignore[arg-type]
        )
        while True:
            answer = await self._next()
            if answer.track_published.cid == cid:
                return True
            if answer.request_response.add_track.cid == cid:
                assert answer.request_response.reason == rtc.RequestResponse.NOT_ALLOWED
                return False

    async def own_permission(self) -> models.ParticipantPermission:
        """The permission that the engine next tells this client of."""
        while True:
            update = (await self._next("update")).update
            for one in update.participants:
                if one.sid == self.joined.participant.sid:
                    return one.permission

    async def gone(self) -> bool:
        """Whether the engine ends this client's stay (it says so before it closes)."""
        while True:
            message = await self._socket.receive(timeout=10)
            if message.type is not aiohttp.WSMsgType.BINARY:
                return True
            if rtc.SignalResponse.FromString(message.data).WhichOneof("message") == "leave":
                return True

    async def _send(self, request: rtc.SignalRequest) -> None:
        await self._socket.send_bytes(request.SerializeToString())

    async def _next(self, kind: str = "") -> rtc.SignalResponse:
        while True:
            message = await asyncio.wait_for(self._socket.receive(), timeout=10)
            if message.type is not aiohttp.WSMsgType.BINARY:
                raise ConnectionError(f"the engine closed: {message}")
            answer = rtc.SignalResponse.FromString(message.data)
            if not kind or answer.WhichOneof("message") == kind:
                return answer
