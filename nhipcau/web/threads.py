"""Django behind the event loop: a few threads, each of which is held only while Django works.

A request is taken in whole before a thread is asked for: six slow uploads, or six connections that send a byte a
second, must not keep an operator's command waiting. An answer is taken from its thread as fast as it is made.
"""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, Final, cast
from urllib.parse import quote

from a2wsgi import WSGIMiddleware
from django.core.handlers.wsgi import WSGIHandler
from django.utils.translation import gettext as _
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

THREADS: Final = 6
"""Two keep a core busy; the others wait for the database's write lock, so that reading pages goes on meanwhile."""
CHUNKS_AHEAD: Final = 512
"""Parts of an answer that may wait in memory for a slow line, instead of holding a thread."""
LARGEST: Final = 32 * 1024 * 1024
"""Bytes of a request; the pages that take files have lower limits of their own, and words to go with them."""
IN_MEMORY: Final = 256 * 1024
MOST_HELD: Final = 8 * LARGEST
"""Bytes of all large requests at a time: whoever sends many must not fill the disk on which the journal is written."""
BODY_SECONDS: Final = 300.0
_PIECE: Final = 256 * 1024


class DjangoInThreads:
    def __init__(self, most_held: int = MOST_HELD) -> None:
        self._django: Any = WSGIMiddleware(cast(Any, WSGIHandler()), workers=THREADS, send_queue_size=CHUNKS_AHEAD)
        self._shelf = _Shelf(most_held)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._django(scope, receive, send)
            return
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body, self._shelf.place() as place:
            try:
                async with asyncio.timeout(BODY_SECONDS):
                    refusal = await _taken_in(receive, body, place)
            except TimeoutError:
                refusal = _too_slow()
            except _HungUp:
                return
            if refusal is not None:
                await refusal(scope, receive, send)
                return
            body.seek(0)
            await self._django(_plain(scope), _handed_on(body), send)


class _HungUp(Exception):
    """The sender went away in the middle of its request."""


class _Shelf:
    """How many bytes of large requests are held at this moment, and may be."""

    def __init__(self, most: int) -> None:
        self.held = 0
        self.most = most

    @contextmanager
    def place(self) -> Iterator["_Place"]:
        place = _Place(self)
        try:
            yield place
        finally:
            self.held -= place.size if place.is_large else 0


class _Place:
    """One request's share of the shelf."""

    def __init__(self, shelf: _Shelf) -> None:
        self._shelf = shelf
        self.size = 0

    @property
    def is_large(self) -> bool:
        return self.size > IN_MEMORY

    def grow(self, by: int) -> None:
        before = self.size if self.is_large else 0
        self.size += by
        self._shelf.held += (self.size if self.is_large else 0) - before

    @property
    def refusal(self) -> PlainTextResponse | None:
        """Why no more of it is taken in."""
        if self.size > LARGEST:
            return _too_large()
        return _too_many() if self.is_large and self._shelf.held > self._shelf.most else None


async def _taken_in(receive: Receive, body: IO[bytes], place: _Place) -> PlainTextResponse | None:
    """None once all of it is there, else the answer to what is not taken in."""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _HungUp
        place.grow(len(message.get("body", b"")))
        if place.refusal is not None:
            return place.refusal
        body.write(message.get("body", b""))
        more = message.get("more_body", False)
    return None


def _handed_on(body: IO[bytes]) -> Receive:
    async def receive() -> Message:
        piece = body.read(_PIECE)
        return {"type": "http.request", "body": piece, "more_body": len(piece) == _PIECE}

    return receive


def _plain(scope: Scope) -> Scope:
    """Without what the bridge to WSGI cannot tell apart, or stumbles over.

    A header with an underscore would arrive under the same name as one with a hyphen, which a proxy in front may
    have set or removed for good reason.
    """
    headers = [(name, value) for name, value in scope["headers"] if b"_" not in name]
    query = quote(scope["query_string"], safe=bytes(range(33, 127))).encode("ascii")
    return {**scope, "headers": headers, "query_string": query}


def _too_slow() -> PlainTextResponse:
    return PlainTextResponse(_("Dữ liệu gửi lên quá chậm; chưa có gì thay đổi. Thử lại."), status_code=408)


def _too_many() -> PlainTextResponse:
    return PlainTextResponse(
        _("Máy chủ đang nhận quá nhiều tệp cùng lúc; chưa có gì thay đổi. Thử lại sau ít phút."), status_code=503
    )


def _too_large() -> PlainTextResponse:
    return PlainTextResponse(_("Dữ liệu gửi lên quá lớn; chưa có gì thay đổi."), status_code=413)
