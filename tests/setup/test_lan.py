"""HTTPS for other PCs, on a name that leads to this machine: pages, signalling, and the way to trust it."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from datetime import timedelta
from http.client import HTTPSConnection
from urllib.request import urlopen

import aiohttp
import pytest

from nhipcau.media import lan
from nhipcau.media.livekit import LiveKitEngine
from nhipcau.media.up import with_lan
from nhipcau.organs import example
from tests.support.stack import Stack

pytestmark = pytest.mark.stack

NAME = "nhipcau.localhost"


class LanStack(Stack):
    """A stack under a LAN name, with a password of its own."""

    def __init__(self) -> None:
        super().__init__({"NHIPCAU_LAN": NAME})
        self.manage("password", example.USERNAME, "--stdin", stdin="mot-mat-khau-rieng-2026\n")

    def trusting(self) -> ssl.SSLContext:
        """Trusts what the certificate page gives away, and nothing else."""
        with urlopen(f"http://127.0.0.1:{self.ports.web}/certificate/root.crt", timeout=5) as answer:
            context = ssl.create_default_context(cadata=answer.read())
        assert len(context.get_ca_certs()) == 1
        return context

    def get(self, path: str) -> tuple[int, str]:
        """A page by HTTPS, its certificate verified against our authority for the name."""
        connection = HTTPSConnection(NAME, self.ports.https, context=self.trusting(), timeout=10)
        plain = socket.create_connection(("127.0.0.1", self.ports.https), timeout=10)
        connection.sock = self.trusting().wrap_socket(plain, server_hostname=NAME)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, body


@pytest.fixture(scope="module")
def stack() -> Iterator[LanStack]:
    with LanStack() as running:
        running.wait_for(lambda: lan.root_certificate(running.settings).exists(), 30, "authority")
        yield running


def test_pages_are_verified_by_the_certificate_we_give_away(stack: LanStack) -> None:
    status, body = stack.get("/healthz")
    assert status == 200
    assert '"up":true' in body


def test_a_browser_that_does_not_trust_us_yet_is_warned(stack: LanStack) -> None:
    connection = socket.create_connection(("127.0.0.1", stack.ports.https), timeout=10)
    with pytest.raises(ssl.SSLCertVerificationError):
        ssl.create_default_context().wrap_socket(connection, server_hostname=NAME)
    connection.close()


def test_the_engine_is_joined_through_the_same_name(stack: LanStack) -> None:
    settings = with_lan(stack.settings)
    engine = LiveKitEngine(stack.access)
    assert lan.address(settings) == settings.public_url

    async def joined() -> aiohttp.WSMsgType:
        await engine.ensure_room("hall-1", "{}")
        token = engine.token("hall-1", "site:1:abcdefgh", publish=set(), ttl=timedelta(minutes=1))
        resolved = aiohttp.TCPConnector(resolver=_Here(), ssl=stack.trusting())
        address = f"wss://{NAME}:{stack.ports.https}/rtc?access_token={token}&protocol=16&auto_subscribe=0"
        async with aiohttp.ClientSession(connector=resolved) as session, session.ws_connect(address) as socket_:
            message = await socket_.receive(timeout=10)
        await engine.aclose()
        return message.type

    assert asyncio.run(joined()) is aiohttp.WSMsgType.BINARY


def test_the_certificate_page_answers_on_plain_http(stack: LanStack) -> None:
    with socket.create_connection(("127.0.0.1", stack.ports.http), timeout=10) as connection:
        connection.sendall(
            f"GET /certificate HTTP/1.1\r\nHost: {NAME}:{stack.ports.http}\r\nConnection: close\r\n\r\n".encode()
        )
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    assert answer.startswith("HTTP/1.1 200")
    assert "Windows" in answer
    assert "Android" in answer
    assert "Firefox" in answer


def test_other_plain_pages_lead_to_https(stack: LanStack) -> None:
    with socket.create_connection(("127.0.0.1", stack.ports.http), timeout=10) as connection:
        connection.sendall(
            f"GET /j/abc HTTP/1.1\r\nHost: {NAME}:{stack.ports.http}\r\nConnection: close\r\n\r\n".encode()
        )
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    assert f"Location: https://{NAME}:{stack.ports.https}/j/abc" in answer


def test_the_authority_and_all_of_caddys_files_stay_in_the_data_folder(stack: LanStack) -> None:
    root = lan.root_certificate(stack.settings)
    assert root.is_relative_to(stack.home)
    keys = list(root.parent.glob("*.key"))
    assert keys
    assert all(path.stat().st_mode & 0o077 == 0 for path in keys)


class _Here(aiohttp.abc.AbstractResolver):
    """Every name is this machine."""

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[aiohttp.abc.ResolveResult]:
        del family
        return [{"hostname": host, "host": "127.0.0.1", "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}]

    async def close(self) -> None:
        """Nothing is held open."""
