"""Security headers on every page: no inline script, nothing from other origins, no camera for foreign frames."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

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

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        # The engine's signalling stands on another port, or on the same host behind the proxy.
        host = request.get_host().rsplit(":", 1)[0]
        engine = f"ws://{host}:* wss://{host}:* http://{host}:* https://{host}:*"
        response.headers.setdefault("Content-Security-Policy", _POLICY.format(engine=engine))
        response.headers.setdefault("Permissions-Policy", "camera=(self), microphone=(self), display-capture=(self)")
        return response
