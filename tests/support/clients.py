"""Test clients go through one chain of middleware, as all requests of the product do.

Django's client loads the chain anew for each of its objects, and WhiteNoise reads every static file then: with a client
for each role on each address that was a third of such a test.
"""

from typing import Any

from django.core.signals import setting_changed
from django.test.client import ClientHandler

_LOADED = ("_view_middleware", "_template_response_middleware", "_exception_middleware", "_middleware_chain")
_load = ClientHandler.load_middleware
_shared: dict[str, Any] = {}


def _load_once(handler: ClientHandler, is_async: bool = False) -> None:
    if not _shared:
        _load(handler, is_async)
        _shared.update({name: getattr(handler, name) for name in _LOADED})
    vars(handler).update(_shared)


def _forget(setting: str, **_: Any) -> None:
    """A middleware may have been built with it."""
    if setting != "PASSWORD_HASHERS":
        _shared.clear()


ClientHandler.load_middleware = _load_once
setting_changed.connect(_forget)
