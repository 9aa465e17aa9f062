"""Pages behind the event loop: whoever is slow waits alone."""

import asyncio
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from nhipcau.web.threads import IN_MEMORY, LARGEST, THREADS, DjangoInThreads
from tests.support.live import LiveServer


@pytest.fixture
def server(own_database: str) -> Iterator[LiveServer]:
    with LiveServer() as served:
        yield served


def connected(server: LiveServer) -> socket.socket:
    address = urlsplit(server.url)
    assert address.hostname
    return socket.create_connection((address.hostname, address.port or 80), timeout=10)


def test_more_slow_senders_than_there_are_threads_hold_up_nobody(server: LiveServer) -> None:
    slow = [connected(server) for _ in range(3 * THREADS)]
    try:
        for each in slow:
            each.sendall(b"POST /api/v1/join/abc/pin HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{")
        assert server.post("/api/v1/join/abc/pin", json={"pin": "1", "device": "maycuatoi"}).status_code == 404
    finally:
        for each in slow:
            each.close()


def test_what_is_sent_in_pieces_arrives_whole(server: LiveServer) -> None:
    body = b'{"pin": "000000", "device": "maycuatoi", "label": "' + b"x" * 300_000 + b'"}'
    with connected(server) as line:
        head = f"POST /api/v1/join/abc/pin HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n"
        line.sendall(head.encode())
        for start in range(0, len(body), 60_000):
            line.sendall(body[start : start + 60_000])
        assert line.recv(100).startswith(b"HTTP/1.1 422")  # understood to the end: the label is too long


def test_a_flood_is_cut_off(server: LiveServer) -> None:
    with connected(server) as line:
        line.sendall(b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n")
        piece = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
        for _ in range(LARGEST // 0x100000 + 1):
            line.sendall(piece)
        assert line.recv(100).startswith(b"HTTP/1.1 413")


class Upload:
    """A request whose body comes in two parts: the second when `finish` is called. status: of the answer."""

    def __init__(self, app: DjangoInThreads, part: bytes) -> None:
        self._part, self._rest, self._first_taken = part, asyncio.Event(), asyncio.Event()
        self._asked, self.status = 0, 0
        scope = {"type": "http", "method": "POST", "path": "/certificate", "query_string": b"", "headers": []}
        scope |= {"http_version": "1.1", "scheme": "http", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 9)}
        self.answered = asyncio.create_task(app(scope, self._receive, self._send))

    async def _receive(self) -> Any:
        self._asked += 1
        if self._asked == 1:
            return {"type": "http.request", "body": self._part, "more_body": True}
        self._first_taken.set()
        await self._rest.wait()
        return {"type": "http.request", "body": b"", "more_body": False}

    async def _send(self, message: Any) -> None:
        self.status = message.get("status", self.status)

    async def is_held(self) -> None:
        await self._first_taken.wait()

    async def finish(self) -> int:
        self._rest.set()
        await self.answered
        return self.status


def test_many_large_requests_at_once_do_not_fill_the_disk() -> None:
    large = bytes(2 * IN_MEMORY)

    async def story() -> list[int]:
        app = DjangoInThreads(most_held=3 * IN_MEMORY)
        first = Upload(app, large)
        await first.is_held()
        refused = await Upload(app, large).finish()
        small = await Upload(app, bytes(IN_MEMORY)).finish()
        return [refused, small, await first.finish(), await Upload(app, large).finish()]

    assert asyncio.run(story()) == [503, 403, 403, 403]  # 403: Django was asked, and misses the form's token


@pytest.mark.parametrize("query", [b"?q=\xc3\xa9", b"?q=%C3%A9", b"?%ff%fe", b"?a=b&c=d"])
def test_an_address_with_raw_letters_is_no_failure(server: LiveServer, query: bytes) -> None:
    with connected(server) as line:
        line.sendall(b"GET /j/abc" + query + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert line.recv(100).startswith((b"HTTP/1.1 404", b"HTTP/1.1 400"))
