"""Security headers on every page: no inline script, nothing from other origins, no camera for foreign frames."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from nhipcau.core.config import config
from nhipcau.media.access import engine_access

_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "connect-src 'self' {engine}",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


class SecurityHeaders:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._policy = _POLICY.format(engine=_engine())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        response.headers.setdefault("Content-Security-Policy", self._policy)
        response.headers.setdefault("Permissions-Policy", "camera=(self), microphone=(self), display-capture=(self)")
        return response


def _engine() -> str:
    """Where pages reach the engine, whatever name of ours they were opened under: signalling by ws, checks by http."""
    signalling = engine_access(config()).client_url
    return f"{signalling} {signalling.replace('ws', 'http', 1)}"
