"""Where the engine is and how to speak to it: one elsewhere by setting, else our own child process."""

import json
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from nhipcau.core.config import Config
from nhipcau.media.ports import engine_ports

KEY: Final = "nhipcau"


@dataclass(frozen=True, slots=True)
class EngineAccess:
    """api_url: http(s):// for our calls; client_url: ws(s):// for browsers; note: file in which the supervisor
    writes what engine it runs, absent for an engine elsewhere."""

    api_url: str
    client_url: str
    key: str
    secret: str
    note: Path | None = None

    def version(self) -> str | None:
        """The version of our own running engine. An engine elsewhere does not tell it outside a room."""
        if self.note is None:
            return None
        try:
            return str(json.loads(self.note.read_text(encoding="utf-8"))["version"])
        except FileNotFoundError:
            return None

    def __repr__(self) -> str:  # the secret stays out of logs and tracebacks
        return f"EngineAccess({self.api_url}, {self.client_url})"


def note_path(settings: Config) -> Path:
    return settings.home / "run" / "engine.json"


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches `host`."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:  # a name; whoever chose it decides where it leads
        return False


def reachable_as(settings: Config) -> str:
    """Under which name or address others than this machine reach the pages; empty where nobody else does.

    Loopback alone proves nothing: a proxy in front of it lets others in. Whoever has one tells us the names.
    """
    if settings.lan:
        return settings.lan
    told = (urlsplit(settings.public_url).hostname or "", *map(str.strip, settings.allowed_hosts.split(",")))
    names = (name for name in (*told, settings.bind) if name and not name.endswith(".localhost"))
    return next((name for name in names if not is_loopback(name)), "")


def engine_access(settings: Config) -> EngineAccess:
    """Address and key of the engine of these settings; chooses its ports when they are first asked for."""
    secret = settings.secret("engine_secret")
    if settings.engine_url:
        url = settings.engine_url.rstrip("/")
        return EngineAccess(
            api_url=_with_scheme(url, "http"),
            client_url=_with_scheme(url, "ws"),
            key=settings.engine_key or KEY,
            secret=secret,
        )
    signal = engine_ports(settings).signal
    return EngineAccess(
        api_url=f"http://127.0.0.1:{signal}",
        client_url=_client_url(settings, signal),
        key=KEY,
        secret=secret,
        note=note_path(settings),
    )


def _client_url(settings: Config, signal: int) -> str:
    """Behind HTTPS the same host proxies the engine's signalling, since a secure page may not open ws://."""
    page = urlsplit(settings.base_url)
    if page.scheme == "https":
        return f"wss://{page.netloc}"
    if is_loopback(settings.engine_address):
        return f"ws://127.0.0.1:{signal}"
    return f"ws://{settings.engine_address}:{signal}"


def _with_scheme(url: str, family: str) -> str:
    scheme, rest = url.split("://", 1)
    return f"{family}{'s' if scheme in ('wss', 'https') else ''}://{rest}"
