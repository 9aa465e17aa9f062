"""Django behind the event loop: a few threads, each of which is held only while Django works.

A request is taken in whole before a thread is asked for: six slow uploads, or six connections that send a byte a
second, must not keep an operator's command waiting. An answer is taken from its thread as fast as it is made.
"""

import asyncio
import tempfile
from typing import IO, Any, Final, cast
from urllib.parse import quote

from a2wsgi import WSGIMiddleware
from django.core.handlers.wsgi import WSGIHandler
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

THREADS: Final = 6
"""Two keep a core busy; the others wait for the database's write lock, so that reading pages goes on meanwhile."""
CHUNKS_AHEAD: Final = 512
"""Parts of an answer that may wait in memory for a slow line, instead of holding a thread."""
LARGEST: Final = 32 * 1024 * 1024
"""Bytes of a request; the pages that take files have lower limits of their own, and words to go with them."""
IN_MEMORY: Final = 256 * 1024
BODY_SECONDS: Final = 300.0
_PIECE: Final = 256 * 1024


class DjangoInThreads:
    def __init__(self) -> None:
        self._django: Any = WSGIMiddleware(cast(Any, WSGIHandler()), workers=THREADS, send_queue_size=CHUNKS_AHEAD)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._django(scope, receive, send)
            return
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            try:
                async with asyncio.timeout(BODY_SECONDS):
                    whole = await _taken_in(receive, body)
            except TimeoutError:
                await _too_slow(scope, receive, send)
                return
            if whole is None:  # hung up in the middle
                return
            if not whole:
                await _too_large(scope, receive, send)
                return
            body.seek(0)
            await self._django(_plain(scope), _handed_on(body), send)


async def _taken_in(receive: Receive, body: IO[bytes]) -> bool | None:
    """True once all of it is there, False where it is too large, None where the sender went away."""
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        size += len(message.get("body", b""))
        if size > LARGEST:
            return False
        body.write(message.get("body", b""))
        more = message.get("more_body", False)
    return True


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


_too_slow = PlainTextResponse("Dữ liệu gửi lên quá chậm; chưa có gì thay đổi. Thử lại.", status_code=408)
_too_large = PlainTextResponse("Dữ liệu gửi lên quá lớn; chưa có gì thay đổi.", status_code=413)
