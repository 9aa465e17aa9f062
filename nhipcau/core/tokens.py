"""Signed tokens for live traffic: all that `/live` needs to know of who asks, without session or database.

Tokens travel in the Authorization header only, never in an address. What they say can grow old (a machine is
removed, its site's version rises): the hall host compares the version with the hall's state on every request. So can
an account's rights, which the host looks at every few seconds.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, cast

import jwt
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.core.config import config
from nhipcau.core.errors import Refusal

Audience = Literal["room", "control", "stage"]
AUDIENCES: tuple[Audience, ...] = ("room", "control", "stage")
LIFETIME = timedelta(hours=12)
_ISSUER = "nhipcau"


@dataclass(frozen=True, slots=True)
class LiveClaims:
    """audience: which live page; hall: conference pk; subject: site pk (room) or account pk; device and version
    (of the site): rooms only. login: mark of the login that the token came from, empty for programs of the server."""

    audience: Audience
    hall: str
    subject: str
    device: str = ""
    version: int = 0
    login: str = ""


def login_mark(session_key: str | None) -> str:
    """What a token says of its login session: enough to know it again, not enough to use it."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:24] if session_key else ""


def mint(claims: LiveClaims, ttl: timedelta = LIFETIME) -> str:
    """A token that says `claims` and is valid for `ttl`."""
    issued = clock.now()
    payload = {
        "iss": _ISSUER,
        "aud": claims.audience,
        "hall": claims.hall,
        "sub": claims.subject,
        "dev": claims.device,
        "ver": claims.version,
        "log": claims.login,
        "iat": issued,
        "exp": issued + ttl,
    }
    return jwt.encode(payload, config().secret_key, algorithm="HS256")  # pyright: ignore[reportUnknownMemberType]


def read(token: str, audience: Audience) -> LiveClaims:
    """The claims of a token meant for `audience`; Refusal `bad_token` (401) for anything forged, foreign or expired."""
    try:
        payload = jwt.decode(  # pyright: ignore[reportUnknownMemberType]
            token,
            config().secret_key,
            algorithms=["HS256"],
            audience=audience,
            issuer=_ISSUER,
            options={"require": ["exp", "aud", "sub", "hall"], "verify_exp": False, "verify_iat": False},
        )
    except jwt.PyJWTError as error:
        raise _bad() from error
    if payload["exp"] <= clock.now().timestamp():
        raise _bad()
    return LiveClaims(
        audience=audience,
        hall=cast(str, payload["hall"]),
        subject=cast(str, payload["sub"]),
        device=cast(str, payload.get("dev", "")),
        version=cast(int, payload.get("ver", 0)),
        login=cast(str, payload.get("log", "")),
    )


def _bad() -> Refusal:
    return Refusal(
        "bad_token",
        _("Phiên làm việc của máy này không còn hiệu lực."),
        _("Mở lại đường liên kết của điểm cầu (hoặc đăng nhập lại) để vào tiếp."),
        status=401,
    )
