"""A mail server for one test: it takes letters, or refuses, puts off, delays and drops them as it is told.

What it can do to a letter (`Way`) and to a connection (`Door`) is what RFC 5321 allows a server, or what a server and
the line to it do when they break; a letter that bounces is answered by a report as RFC 3464 gives it.
"""

import asyncio
import os
import signal
import socket
import ssl
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from enum import Enum
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


class Way(Enum):
    """What becomes of one attempt to hand a letter over. The numbers are those of RFC 5321, 4.2.3 and RFC 3463."""

    ACCEPT = "250 OK"
    GREYLIST = "451 4.7.1 Greylisted, please try again"
    MAILBOX_BUSY = "450 4.2.1 Mailbox busy"
    FULL = "452 4.2.2 Mailbox full"
    SHUTTING_DOWN = "421 4.3.2 Service shutting down"
    UNKNOWN = "550 5.1.1 No such user here"
    SPAM = "554 5.7.1 Message rejected"
    DROP_AT_RECIPIENT = "the line breaks at the address"
    RESET_AT_DATA = "the line is reset before the dot"
    LOST_AFTER_DOT = "the line breaks after the dot, the letter is lost"
    KEPT_AFTER_DOT = "the line breaks after the dot, the letter is kept"
    SILENT_AFTER_DOT = "no answer to the dot, the letter is kept"
    KILL_AT_RECIPIENT = "the sender is killed at the address"
    KILL_AT_DATA = "the sender is killed before the dot"
    KILL_AFTER_DOT = "the sender is killed after the dot, the letter is kept"
    BOUNCE = "250 OK, and a report comes back (RFC 3464)"


_AT_RECIPIENT = {Way.GREYLIST, Way.MAILBOX_BUSY, Way.FULL, Way.SHUTTING_DOWN, Way.UNKNOWN}
KEPT = {Way.ACCEPT, Way.KEPT_AFTER_DOT, Way.SILENT_AFTER_DOT, Way.KILL_AFTER_DOT, Way.BOUNCE}


class Door(Enum):
    """How a connection begins."""

    OPEN = "220"
    BUSY = "421 4.3.2 Too many connections"
    CLOSED = "554 5.3.2 No service here"
    RESET = "reset"
    SILENT = "no greeting"


@dataclass
class MailServer:
    """What came in, and what to say. `recipient` and `data` give an answer to an address, or None for a yes.

    ways: by address, what becomes of each attempt one after the other, then all are accepted; doors: likewise of each
    connection; most_open: connections beyond so many are told that they are too many; victim: the process to be killed.
    """

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    connections: int = 0
    recipient: Answer = _fine
    data: Answer = _fine
    silent_seconds: float = 0.0
    encrypted: list[bool] = field(default_factory=list)
    ways: dict[str, Iterator[Way]] = field(default_factory=dict)
    doors: Iterator[Door] = field(default_factory=lambda: iter(()))
    most_open: int = 0
    open_now: int = 0
    victim: int = 0
    attempts: list[str] = field(default_factory=list)
    reports: list[MIMEMultipart] = field(default_factory=list)
    now_at: dict[str, Way] = field(default_factory=dict)

    def connected(self) -> None:
        self.connections += 1

    def door(self) -> Door:
        if self.most_open and self.open_now > self.most_open:
            return Door.BUSY
        return next(self.doors, Door.OPEN)

    async def handle_RCPT(self, server: SMTP, _session: Any, envelope: Envelope, address: str, _options: Any) -> str:
        self.attempts.append(address)
        way = self.now_at[address] = next(self.ways.get(address, iter(())), Way.ACCEPT)
        if way in _AT_RECIPIENT:
            return way.value
        if way is Way.KILL_AT_RECIPIENT:
            self._kill()
        if way is Way.DROP_AT_RECIPIENT:
            assert server.transport is not None
            server.transport.abort()
        answer = self.recipient(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Envelope) -> str:
        to = envelope.rcpt_tos[0]
        if self.silent_seconds:
            await asyncio.sleep(self.silent_seconds)
        way = self.now_at[to]
        if way is Way.SPAM:
            return way.value
        answer = self.data(to) if way in KEPT else None
        if answer is None and way in KEPT:
            content = envelope.content
            assert isinstance(content, bytes)
            self.letters.append(message_from_bytes(content, policy=policy.default))
            self.recipients.append(to)
            self.encrypted.append(session.ssl is not None)
        if way is Way.BOUNCE:
            self.reports.append(report(self.letters[-1], to))
        if way is Way.KILL_AFTER_DOT:
            self._kill()
        if way in {Way.LOST_AFTER_DOT, Way.KEPT_AFTER_DOT, Way.KILL_AFTER_DOT}:
            assert server.transport is not None
            server.transport.abort()
        if way is Way.SILENT_AFTER_DOT:
            await asyncio.Event().wait()  # until whoever waits for an answer goes away
        return answer or "250 OK"

    def before_data(self, to: str) -> bool:
        """Whether the line breaks before any of the letter is taken."""
        if self.now_at[to] is Way.KILL_AT_DATA:
            self._kill()
        return self.now_at[to] in {Way.RESET_AT_DATA, Way.KILL_AT_DATA}

    def _kill(self) -> None:
        os.kill(self.victim, signal.SIGKILL)


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
                server.open_now += 1
            super().connection_made(transport)

        def connection_lost(self, error: Exception | None) -> None:
            server.open_now -= 1
            super().connection_lost(error)

        async def _handle_client(self) -> None:
            door = server.door() if self._original_transport is None else Door.OPEN
            assert self.transport is not None
            if door in {Door.BUSY, Door.CLOSED}:
                await self.push(door.value)
                self.transport.close()
            elif door is Door.RESET:
                _reset(self.transport)
            elif door is Door.SILENT:
                await asyncio.Event().wait()
            else:
                await super()._handle_client()

        async def smtp_DATA(self, arg: str) -> None:
            assert self.envelope is not None
            if self.envelope.rcpt_tos and server.before_data(self.envelope.rcpt_tos[0]):
                assert self.transport is not None
                _reset(self.transport)
                return
            await super().smtp_DATA(arg)

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


def _reset(transport: asyncio.BaseTransport) -> None:
    """The other side sees the connection reset, not closed."""
    raw = transport.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert isinstance(transport, asyncio.Transport)
    transport.abort()


def report(letter: EmailMessage, to: str) -> MIMEMultipart:
    """The report that comes back to the sender's mailbox of a letter that was taken and could not be delivered.

    RFC 3464, 2: multipart/report of words for people, fields for programs, and the head of the letter."""
    made = MIMEMultipart("report", report_type="delivery-status")
    made["From"], made["To"] = "MAILER-DAEMON@tinh.example", str(letter["From"])
    made["Subject"] = "Undelivered Mail Returned to Sender"
    made.attach(MIMEText(f"<{to}>: host mx.example said: 550 5.1.1 unknown user"))
    fields = MIMENonMultipart("message", "delivery-status")
    fields.set_payload(
        "Reporting-MTA: dns; mx.tinh.example\n\n"
        f"Final-Recipient: rfc822; {to}\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 unknown user\n"
    )
    made.attach(fields)
    head = MIMENonMultipart("text", "rfc822-headers")
    head.set_payload(f"Message-ID: {letter['Message-ID']}\n")
    made.attach(head)
    return made


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
