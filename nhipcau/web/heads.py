"""The head of a request, bounded in size and in time, and what still comes of one that was answered.

The parser takes headers of any length for as long as it likes: without a proxy in front, one connection could fill the
memory, and a few thousand that send a byte a minute would hold all the places there are.
"""

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_BYTES: Final = 32 * 1024
"""Of request line and headers together; browsers send 1 to 2 kB."""
HEAD_SECONDS: Final = 15.0
"""From the connection, or from the first byte of a further request, to the end of the headers."""


class BoundedHeads(HttpToolsProtocol):
    """Uvicorn's protocol with these bounds; one instance a connection.

    Trailers count like headers: they are parsed into the same list.
    """

    seconds = HEAD_SECONDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._awaited: asyncio.TimerHandle | None = None
        self._in_head = True
        self._taken = 0
        self._fields = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_is_there()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        if self._in_head:
            self._await_head()
            self._taken += len(data)
        super().data_received(data)
        if (self._in_head and self._taken > HEAD_BYTES) or self._fields > HEAD_BYTES:
            self._refuse(b"431 Request Header Fields Too Large")

    def on_message_begin(self) -> None:
        self._in_head = True
        self._taken = self._fields = 0
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        self._fields += len(url)
        if self._fields <= HEAD_BYTES:
            super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._fields += len(name) + len(value)
        if self._fields <= HEAD_BYTES:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._in_head = False
        self._head_is_there()
        if self._fields <= HEAD_BYTES:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        if self._fields <= HEAD_BYTES:
            super().on_body(body)

    def on_message_complete(self) -> None:
        self._head_is_there()
        self._in_head = True  # of the next request; awaited from its first byte on
        self._taken = 0
        if self._fields <= HEAD_BYTES:
            super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.cycle.response_complete and self.cycle.more_body and self._awaited is None:
            # Answered before all of it had come. The rest is thrown away; each byte of it would put off the time limit
            # that Uvicorn has for idle lines.
            self._awaited = self.loop.call_later(self.seconds, self.transport.close)

    def _await_head(self) -> None:
        if self._awaited is None:
            self._awaited = self.loop.call_later(self.seconds, self._refuse, b"408 Request Timeout")

    def _head_is_there(self) -> None:
        if self._awaited is not None:
            self._awaited.cancel()
            self._awaited = None

    def _refuse(self, status: bytes) -> None:
        self._head_is_there()
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:  # else the words would fall into another answer
            self.transport.write(b"HTTP/1.1 " + status + b"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        self.transport.close()
