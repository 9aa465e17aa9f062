"""What a call was like once it has been held: the package that keeps the record of calls tells it, see `register`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from nhipcau.conferences.models import Conference


@dataclass(frozen=True, slots=True)
class SiteHeld:
    """One site's part. where: the district of a commune, else empty; minutes: how long it had the word."""

    name: str
    where: str
    tier: str
    came: datetime | None
    left: datetime | None
    minutes: int

    @property
    def named(self) -> str:
        """Three communes of a province may share a name."""
        return f"{self.name} ({self.where})" if self.where else self.name


@dataclass(frozen=True, slots=True)
class Held:
    """closed: None while the call goes on."""

    opened: datetime
    closed: datetime | None
    sites: list[SiteHeld]


_sources: list[Callable[[Conference], Held | None]] = []


def register(source: Callable[[Conference], Held | None]) -> None:
    """Let papers say what the record says; called once, when its app is ready."""
    if source not in _sources:
        _sources.append(source)


def held(conference: Conference) -> Held | None:
    """None where the call was not opened in this system."""
    return next((found for source in _sources if (found := source(conference)) is not None), None)
