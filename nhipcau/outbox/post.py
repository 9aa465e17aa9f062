"""Handing letters to the mail server: one connection for many, and what its answers mean.

A letter is the server's from the dot that ends it (RFC 5321, 4.1.1.4 and 4.2.5): what breaks before it was not sent and
is tried again; what breaks between the dot and the answer may have arrived, and is never tried again by itself.
"""

import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import format_datetime, formataddr, parseaddr
from enum import Enum
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from nhipcau.core import clock
from nhipcau.core.config import Config
from nhipcau.outbox.models import Message

TIMEOUT_SECONDS: Final = 30.0
PATIENCE_SECONDS: Final = 600.0
"""For the answer to the dot: RFC 5321, 4.5.3.2.6 asks for ten minutes, lest letters that arrived are sent again."""
_PORTS: Final = {"none": 25, "starttls": 587, "tls": 465}
_TOO_LARGE: Final = 552
_GOING_DOWN: Final = 421
_PERMANENT: Final = 500
_GO_AHEAD: Final = 354
_DOT_FIRST: Final = re.compile(rb"^\.", re.MULTILINE)


class Result(Enum):
    """LATER: the server may take it another time; BROKEN: and so once the line to it holds; UNSURE: it may have it."""

    SENT = "sent"
    REFUSED = "refused"
    LATER = "later"
    BROKEN = "broken"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of handing over one letter. words: why not, for the office."""

    result: Result
    words: str = ""


UNSURE_WORDS: Final = "Thư có thể đã tới nên không tự gửi lại; hỏi nơi nhận trước khi gửi lại."


class Unserved(Exception):
    """The server takes no letters from us at all: not there, another password, not from this sender."""


class Unanswered(Exception):
    """The whole letter went out, and the line broke or the server was silent before it answered."""


class Post:
    """A connection to the mail server, opened with the first letter. Close it when nothing is due.

    patience: seconds to wait for the answer to a whole letter; timeout: for any other.
    """

    def __init__(self, settings: Config, timeout: float = TIMEOUT_SECONDS, patience: float = PATIENCE_SECONDS) -> None:
        self._settings = settings
        self._backend = _Backend(settings, timeout, patience)

    @property
    def is_open(self) -> bool:
        return self._backend.connection is not None

    def deliver(self, message: Message, before_dot: Callable[[], None]) -> Outcome:
        """Hand one letter over; Unserved where no other could be handed over either.

        before_dot: called when all of it but its end has gone out; what it raises keeps the letter here.
        """
        letter = compose(message, self._settings)
        self.open()
        self._backend.connection.before_dot = before_dot
        try:
            self._backend.send_messages([letter])
        except smtplib.SMTPRecipientsRefused as refused:
            code, said = next(iter(refused.recipients.values()))
            return self._refusal(code, said, "Máy chủ thư từ chối địa chỉ này")
        except smtplib.SMTPSenderRefused as refused:
            if refused.smtp_code == _TOO_LARGE:
                return self._refusal(refused.smtp_code, refused.smtp_error, "Máy chủ thư không nhận thư lớn như vậy")
            self.drop()
            raise Unserved(f"Máy chủ thư không nhận thư từ địa chỉ của ta: {_said(refused)}") from refused
        except smtplib.SMTPDataError as refused:
            return self._refusal(refused.smtp_code, refused.smtp_error, "Máy chủ thư từ chối thư này")
        except Unanswered as error:
            self.drop()
            return Outcome(Result.UNSURE, f"{UNSURE_WORDS} Máy chủ thư đã nhận trọn thư nhưng không trả lời: {error}")
        except OSError as error:  # with it smtplib's own: the connection ended, or the server was silent
            self.drop()
            return Outcome(Result.BROKEN, f"Đứt kết nối với máy chủ thư giữa chừng ({error}); sẽ gửi lại.")
        except BaseException:
            self.drop()
            raise
        return Outcome(Result.SENT)

    def open(self) -> None:
        """Connect and sign in where that has not been done; Unserved says why not."""
        if self._backend.connection is not None:
            return
        where = f"{self._settings.smtp_host}:{self._backend.port}"
        try:
            self._backend.open()
        except smtplib.SMTPAuthenticationError as refused:
            why = f"Máy chủ thư {where} không nhận tên và mật khẩu: {_said(refused)}"
        except ssl.SSLCertVerificationError as error:
            why = f"Không tin được chứng chỉ của máy chủ thư {where}: {error.verify_message}"
        except smtplib.SMTPNotSupportedError as error:
            why = f"Máy chủ thư {where} không có cách bảo mật đã đặt: {error}"
        except smtplib.SMTPResponseException as refused:
            why = f"Máy chủ thư {where} chưa nhận thư: {_said(refused)}"
        except OSError as error:
            why = f"Chưa nối được máy chủ thư {where}: {error}"
        else:
            return
        self.drop()
        raise Unserved(why)

    def close(self) -> None:
        """Take leave of the server."""
        try:
            self._backend.close()
        except OSError:  # it has gone before us; every letter is settled by now
            self.drop()

    def drop(self) -> None:
        """End the connection without a word: the other side hangs, or has gone."""
        if self._backend.connection is not None:
            self._backend.connection.close()
            self._backend.connection = None

    def _refusal(self, code: int, said: bytes | str, permanent: str) -> Outcome:
        if code == _GOING_DOWN:
            self.drop()
        words = f"{code} {_text(said)}"
        if code >= _PERMANENT:
            return Outcome(Result.REFUSED, f"{permanent}: {words}")
        return Outcome(Result.LATER, f"Máy chủ thư hẹn gửi lại sau: {words}")


class _UpToTheDot(smtplib.SMTP):
    """Stops before the dot that makes a letter the server's, and tells from then on whether it may have arrived."""

    before_dot: Callable[[], None]
    patience: float

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.putcmd("data")
        code, said = self.getreply()
        if code != _GO_AHEAD:
            raise smtplib.SMTPDataError(code, said)
        text = _DOT_FIRST.sub(b"..", msg)  # RFC 5321, 4.5.2
        self.send(text if text.endswith(b"\r\n") else text + b"\r\n")
        self.before_dot()
        try:
            if self.sock is not None:
                self.sock.settimeout(self.patience)
            self.send(b".\r\n")
            answer = self.getreply()
            if self.sock is not None:
                self.sock.settimeout(self.timeout)
        except OSError as error:
            raise Unanswered(error) from error
        return answer


class _UpToTheDotOverTls(_UpToTheDot, smtplib.SMTP_SSL):
    pass


class _Backend(EmailBackend):
    """Django's, told by our settings, and trusting an authority of the office's own where one is named."""

    def __init__(self, settings: Config, timeout: float, patience: float) -> None:
        super().__init__(
            host=settings.smtp_host,
            port=settings.smtp_port or _PORTS[settings.smtp_security],
            username=settings.smtp_user,
            password=settings.given_secret("smtp_password") if settings.smtp_user else "",
            use_tls=settings.smtp_security == "starttls",
            use_ssl=settings.smtp_security == "tls",
            timeout=timeout,  # pyright: ignore[reportArgumentType] - the stubs want whole seconds
        )
        self.connection: Any = None
        self._authority = settings.smtp_certificate
        self._patience = patience

    @property
    def connection_class(self) -> type[_UpToTheDot]:
        return _UpToTheDotOverTls if self.use_ssl else _UpToTheDot

    def open(self) -> bool | None:
        opened = super().open()
        self.connection.patience = self._patience
        return opened

    @cached_property
    def ssl_context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self._authority:
            context.load_verify_locations(self._authority)
        return context


def compose(message: Message, settings: Config) -> EmailMessage:
    """The letter as it leaves. Its Message-ID follows from its key: handed over twice, it is still one letter."""
    _, sender = parseaddr(settings.smtp_sender)
    headers = {
        "Message-ID": message_id(message.key, sender),
        "Date": format_datetime(clock.local(clock.now())),
        "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office note comes back
    }
    letter = EmailMessage(
        subject=message.subject,
        body=message.body,
        from_email=settings.smtp_sender,
        to=[formataddr((message.to_name, message.to))],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers=headers,
    )
    for file in message.attachments.all():
        letter.attach(file.name, bytes(file.content.data), file.media_type)
    if message.calendar:
        method = re.search(r"^METHOD:(\w+)", message.calendar, re.MULTILINE)
        letter.attach("lich.ics", message.calendar, f"text/calendar; method={method[1] if method else 'PUBLISH'}")
    return letter


def message_id(key: str, sender: str) -> str:
    """`<…@domain of the sender>`, the same for the same key."""
    domain = sender.rpartition("@")[2] or "localhost"
    return f"<{sha256(key.encode()).hexdigest()[:40]}@{domain.encode('idna').decode('ascii')}>"


def _said(error: smtplib.SMTPResponseException) -> str:
    return f"{error.smtp_code} {_text(error.smtp_error)}"


def _text(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())
