"""Pages behind the event loop: whoever is slow waits alone."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from nhipcau.web.threads import LARGEST, THREADS
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


@pytest.mark.parametrize("query", [b"?q=\xc3\xa9", b"?q=%C3%A9", b"?%ff%fe", b"?a=b&c=d"])
def test_an_address_with_raw_letters_is_no_failure(server: LiveServer, query: bytes) -> None:
    with connected(server) as line:
        line.sendall(b"GET /j/abc" + query + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert line.recv(100).startswith((b"HTTP/1.1 404", b"HTTP/1.1 400"))
