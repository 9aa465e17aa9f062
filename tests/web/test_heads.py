"""Heads without end, in bytes or in time, are not waited for; over a raw socket, as no browser would send them."""

import socket
import time
from collections.abc import Iterator

import pytest

from nhipcau.web.heads import HEAD_BYTES, BoundedHeads
from nhipcau.web.live import routes
from tests.support.live import LiveServer

SECONDS = 10.0
ASK = b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n"


@pytest.fixture
def server(own_database: str) -> Iterator[LiveServer]:
    with LiveServer() as served:
        yield served


def connect(server: LiveServer) -> socket.socket:
    host, _, port = server.url.removeprefix("http://").partition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)


def until_closed(line: socket.socket) -> bytes:
    """All that comes until the server hangs up; an empty answer counts as a hanging up."""
    said = b""
    try:
        while piece := line.recv(65536):
            said += piece
    except ConnectionResetError:  # it closed while we were still sending
        return said
    return said


def answer(line: socket.socket) -> bytes:
    said = b""
    while b"}" not in said:
        piece = line.recv(65536)
        assert piece, "the server hung up"
        said += piece
    return said


BEGINNINGS = {
    "headers": ASK,
    "trailers": b"POST /login HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n0\r\n",
}


@pytest.mark.parametrize("beginning", BEGINNINGS.values(), ids=BEGINNINGS)
def test_lines_without_end_are_refused_long_before_the_memory_is_full(server: LiveServer, beginning: bytes) -> None:
    with connect(server) as line:
        line.sendall(beginning)
        sent = 0
        try:
            while sent < 1000 * HEAD_BYTES:
                sent += line.send(b"x-%d: %s\r\n" % (sent, b"y" * 1000))
        except (BrokenPipeError, ConnectionResetError):
            pass
        assert sent < 1000 * HEAD_BYTES, "all of it was taken"


@pytest.mark.parametrize(
    "head",
    [
        ASK + b"x-long: " + b"y" * (HEAD_BYTES + 1) + b"\r\n\r\n",
        ASK + b"".join(b"x-%d: y\r\n" % number for number in range(HEAD_BYTES)) + b"\r\n",
        b"GET /healthz?" + b"y" * (2 * HEAD_BYTES) + b" HTTP/1.1\r\n",
    ],
    ids=["one long", "very many", "a long address"],
)
def test_a_head_that_is_too_large_is_told_so(server: LiveServer, head: bytes) -> None:
    with connect(server) as line:
        try:
            line.sendall(head)
        except (BrokenPipeError, ConnectionResetError):
            return
        said = until_closed(line)
        assert said == b"" or said.startswith(b"HTTP/1.1 431 "), said[:200]
        assert b"200 OK" not in said


def test_an_ordinary_head_passes_and_the_line_is_kept_for_the_next(server: LiveServer) -> None:
    with connect(server) as line:
        for _ in range(3):
            line.sendall(ASK + b"cookie: " + b"y" * 8000 + b"\r\n\r\n")
            assert answer(line).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("said", [b"", b"GET /healthz HTT", ASK, b"\r\n"], ids=["nothing", "a line", "no end", "blank"])
def test_a_head_that_does_not_come_is_not_waited_for(
    server: LiveServer, said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BoundedHeads, "seconds", 0.3)
    with connect(server) as line:
        line.sendall(said)
        began = time.monotonic()
        assert until_closed(line).startswith(b"HTTP/1.1 408 ")
        assert time.monotonic() - began < SECONDS / 2


def test_a_second_head_is_not_waited_for_either(server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BoundedHeads, "seconds", 0.3)
    with connect(server) as line:
        line.sendall(ASK + b"\r\n")
        answer(line)
        line.sendall(b"\r\n")  # takes the keep-alive's time limit off, and begins nothing
        assert until_closed(line).startswith(b"HTTP/1.1 408 ")


def test_a_body_may_take_longer_than_its_head(server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BoundedHeads, "seconds", 0.3)
    with connect(server) as line:
        line.sendall(b"POST /login HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\n\r\n")
        line.settimeout(1.0)
        with pytest.raises(TimeoutError):  # the body is awaited, by whoever reads it
            line.recv(1)
        line.settimeout(SECONDS)
        line.sendall(b"{}")
        assert line.recv(65536).startswith(b"HTTP/1.1 403 ")


def test_a_body_that_does_not_come_is_refused_and_the_rest_not_waited_for(
    server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also before anybody knows who asks: the engine's hints are signed over their whole body."""
    monkeypatch.setattr(routes, "BODY_SECONDS", 0.3)
    monkeypatch.setattr(BoundedHeads, "seconds", 0.6)
    with connect(server) as line:
        line.sendall(b"POST /live/engine/webhook HTTP/1.1\r\nhost: localhost\r\ncontent-length: 99999\r\n\r\n{")
        said = answer(line)
        assert said.startswith(b"HTTP/1.1 408 ")
        assert b"too_slow" in said
        deadline = time.monotonic() + SECONDS
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            while time.monotonic() < deadline:
                line.sendall(b"x")  # a byte now and then
                time.sleep(0.05)
