"""Who asks: the token in the Authorization header, read once and remembered for a while."""

import time
from collections import OrderedDict
from typing import Final

from starlette.requests import Request

from nhipcau.core import tokens
from nhipcau.core.tokens import Audience, LiveClaims
from nhipcau.web.live import refusals

_REMEMBERED: Final = 4096
_FRESH_SECONDS: Final = 60.0
"""For so long a token that was read is not read again; it then ends at most that much too late."""


class Authority:
    """Reads tokens. Checking a signature costs ten times what the rest of a heartbeat does."""

    def __init__(self) -> None:
        self._read: OrderedDict[tuple[str, str], tuple[float, LiveClaims]] = OrderedDict()

    def claims(self, request: Request, audience: Audience) -> LiveClaims:
        """What the bearer says of itself; Refusal `bad_token` (401) for none, a forged, foreign or expired one."""
        header = request.headers.get("authorization", "")
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise refusals.bad_token()
        key, now = (audience, token), time.monotonic()
        known = self._read.get(key)
        if known is not None and now - known[0] < _FRESH_SECONDS:
            return known[1]
        claims = tokens.read(token, audience)
        self._read[key] = (now, claims)
        self._read.move_to_end(key)
        if len(self._read) > _REMEMBERED:
            self._read.popitem(last=False)
        return claims
