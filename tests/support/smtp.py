"""A mail server for one test: it takes letters, or refuses, puts off, delays and drops them as it is told."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from nhipcau.core.config import Config

USER, PASSWORD = "hop", "mat-khau-thu-nghiem"
Answer = Callable[[str], str | None]


def _fine(_recipient: str) -> str | None:
    return None


@dataclass
class MailServer:
    """What came in, and what to say. `recipient` and `data` give an answer to an address, or None for a yes."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    connections: int = 0
    recipient: Answer = _fine
    data: Answer = _fine
    drop_in_data: set[str] = field(default_factory=set)
    silent_seconds: float = 0.0
    encrypted: list[bool] = field(default_factory=list)

    def connected(self) -> None:
        self.connections += 1

    async def handle_RCPT(self, server: SMTP, _session: Any, envelope: Envelope, address: str, _options: Any) -> str:
        answer = self.recipient(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Envelope) -> str:
        to = envelope.rcpt_tos[0]
        if to in self.drop_in_data:
            self.drop_in_data.discard(to)
            assert server.transport is not None
            server.transport.abort()
            return "421 gone"
        if self.silent_seconds:
            await asyncio.sleep(self.silent_seconds)
        answer = self.data(to)
        if answer is None:
            content = envelope.content
            assert isinstance(content, bytes)
            self.letters.append(message_from_bytes(content, policy=policy.default))
            self.recipients.append(to)
            self.encrypted.append(session.ssl is not None)
        return answer or "250 OK"


@contextmanager
def mail_server(
    tls: ssl.SSLContext | None = None, *, from_the_start: bool = False, sign_in: bool = False
) -> Iterator[MailServer]:
    """Listen on a free loopback port for as long as the block runs. tls: with it STARTTLS is required, or spoken from
    the start."""
    server = MailServer()

    class Protocol(SMTP):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            if self.transport is None:
                server.connected()
            super().connection_made(transport)

    class Listening(Controller):
        def factory(self) -> SMTP:
            return Protocol(self.handler, **self.SMTP_kwargs)

        def _trigger_server(self) -> None:
            assert self.server is not None
            self.port = self.server.sockets[0].getsockname()[1]  # the kernel chose it
            super()._trigger_server()

    further: dict[str, Any] = {"tls_context": tls, "require_starttls": True} if tls else {}
    if from_the_start:
        further = {"ssl_context": tls}
    if sign_in:
        further |= {
            "authenticator": _authenticator,
            "auth_required": True,
            "auth_require_tls": tls is not None and not from_the_start,
        }
    controller = Listening(server, hostname="127.0.0.1", port=0, enable_SMTPUTF8=False, **further)
    controller.start()
    server.port, server.connections = controller.port, 0  # its start tries itself once
    try:
        yield server
    finally:
        controller.stop()


def _authenticator(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=False)


def settings_for(port: int, **changes: Any) -> Config:
    """Settings that name the server at that port."""
    values: dict[str, Any] = {
        "smtp_host": "127.0.0.1",
        "smtp_port": port,
        "smtp_security": "none",
        "smtp_sender": "Văn phòng UBND tỉnh <hop@tinh.example>",
        "smtp_per_minute": 0,
    }
    return Config(**{**values, **changes})


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for 127.0.0.1 that signs itself: its file, and the server's side of it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    day = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(day - timedelta(days=1))
        .not_valid_after(day + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file, key_file = folder / "server.pem", folder / "server.key"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file, key_file)
    return file, context
