"""Event streams (SSE) without a thread or a database connection each."""

import asyncio
import random
from collections.abc import Callable
from typing import Final

from starlette.types import Message, Receive, Scope, Send

from nhipcau.web.live.parts import LiveView

PING_SECONDS: Final = 10.0
RETRY_MS: Final = (1_000, 5_000)
LIFE_SECONDS: Final = (2_700.0, 4_500.0)
"""A stream ends in order after that long; its page comes back, and its token is looked at again."""

_HEADERS: Final = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
]


class EventStream:
    """One page's stream of one view; an ASGI application that answers one request.

    number: what the page has already, 0 for nothing. Call `wake` when the view may have changed, `end` to close it
    after what is still to be said. `on_end` is called once, however it ends.
    """

    def __init__(self, view: LiveView, number: int, on_end: Callable[["EventStream"], None]) -> None:
        self._view = view
        self._number = number if number <= view.number else 0  # a number from the future is nobody's
        self._on_end = on_end
        self._changed = asyncio.Event()
        self._ending = False
        self._dismissed = False
        self._gone = False

    def wake(self) -> None:
        self._changed.set()

    def end(self, *, dismissed: bool = False) -> None:
        """dismissed: without another word."""
        self._ending = True
        self._dismissed = self._dismissed or dismissed
        self._changed.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        watching = asyncio.create_task(self._watch(receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            await self._tell(send)
            if not self._gone:
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            watching.cancel()
            self._on_end(self)

    async def _tell(self, send: Send) -> None:
        span = random.uniform(*LIFE_SECONDS)  # noqa: S311 - spreads the load, keeps no secret
        until = asyncio.get_running_loop().time() + span
        first = f"retry: {random.randint(*RETRY_MS)}\n\n".encode()  # noqa: S311 - as above
        await send(_body(first + (self._news() or b": here\n\n")))
        while not self._gone and not self._ending and asyncio.get_running_loop().time() < until:
            try:
                async with asyncio.timeout(PING_SECONDS):
                    await self._changed.wait()
            except TimeoutError:
                await send(_body(b": ping\n\n"))
                continue
            self._changed.clear()
            if not self._gone and (news := self._news()):
                await send(_body(news))
        if not self._gone and (last := self._news()):
            await send(_body(last))

    def _news(self) -> bytes | None:
        if self._dismissed or self._view.number <= self._number:
            return None
        news = self._view.since(self._number)
        self._number = news.number
        return news.event()

    async def _watch(self, receive: Receive) -> None:
        """The browser's going away arrives as a message; without listening, a dead stream stays until the next ping."""
        while (await receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        self._changed.set()


def _body(chunk: bytes) -> Message:
    return {"type": "http.response.body", "body": chunk, "more_body": True}
