"""What happened in a hall, as it is written into the journal.

Events carry what was decided, not what was asked: folding them needs no rule. They name sites, devices and accounts
by id; names stand only for sites (`Opened.sites`), which are no persons. Pictures are tuples of one or two site ids,
an empty one is the holding picture on the stage, and nothing in NEXT.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal, cast, get_type_hints

VERSION = 1
PREFIX = "hall."

Cause = Literal["cut", "take", "floor", "floor_end", "undo"]


@dataclass(frozen=True, slots=True)
class Opened:
    """sites: id → {"name", "tier", "where"}: who was invited, for the record."""

    at: datetime
    main: str
    sites: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Closed:
    at: datetime


@dataclass(frozen=True, slots=True)
class Resumed:
    """A closed hall goes on; told by `conference.resumed`, not written by the hall."""


@dataclass(frozen=True, slots=True)
class DeskTaken:
    account: str


@dataclass(frozen=True, slots=True)
class NextPrepared:
    """next: the picture that warms up; empty when the preview was cleared."""

    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageChanged:
    """label: Vietnamese words for what an undo would take back; empty for an undo itself."""

    cause: Cause
    stage: tuple[str, ...]
    next: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class FloorGiven:
    site: str
    since: datetime
    minutes: int
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FloorExtended:
    """minutes: the whole time now granted."""

    site: str
    minutes: int


@dataclass(frozen=True, slots=True)
class FloorEnded:
    site: str


@dataclass(frozen=True, slots=True)
class MicrophoneOpened:
    site: str


@dataclass(frozen=True, slots=True)
class MicrophonesClosed:
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SafeEntered:
    """next: what stays warm meanwhile."""

    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SafeLeft:
    stage: tuple[str, ...]
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandRaised:
    site: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HandLowered:
    site: str


@dataclass(frozen=True, slots=True)
class DeviceArrived:
    site: str
    device: str
    label: str
    version: int


@dataclass(frozen=True, slots=True)
class DevicesAdmitted:
    """devices: by site. Every other machine of such a site is out."""

    devices: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MachineRemoved:
    """version: the site's new version, from which its new PIN follows."""

    site: str
    version: int


Event = (
    Opened
    | Closed
    | Resumed
    | DeskTaken
    | NextPrepared
    | StageChanged
    | FloorGiven
    | FloorExtended
    | FloorEnded
    | MicrophoneOpened
    | MicrophonesClosed
    | SafeEntered
    | SafeLeft
    | HandRaised
    | HandLowered
    | DeviceArrived
    | DevicesAdmitted
    | MachineRemoved
)

KINDS: Mapping[str, type[Event]] = {
    "hall.opened": Opened,
    "hall.closed": Closed,
    "hall.desk_taken": DeskTaken,
    "hall.next_prepared": NextPrepared,
    "hall.stage_changed": StageChanged,
    "hall.floor_given": FloorGiven,
    "hall.floor_extended": FloorExtended,
    "hall.floor_ended": FloorEnded,
    "hall.microphone_opened": MicrophoneOpened,
    "hall.microphones_closed": MicrophonesClosed,
    "hall.safe_entered": SafeEntered,
    "hall.safe_left": SafeLeft,
    "hall.hand_raised": HandRaised,
    "hall.hand_lowered": HandLowered,
    "hall.device_arrived": DeviceArrived,
    "hall.devices_admitted": DevicesAdmitted,
    "hall.machine_removed": MachineRemoved,
}
_KIND_OF: Mapping[type[Event], str] = {cls: kind for kind, cls in KINDS.items()}


def kind_of(event: Event) -> str:
    """The journal's word for the event, e.g. `hall.floor_given`."""
    return _KIND_OF[type(event)]


def to_json(event: Event) -> dict[str, Any]:
    """The event's values as JSON; moments in UTC."""
    return {each.name: _plain(getattr(event, each.name)) for each in fields(event)}


def from_json(kind: str, data: Mapping[str, Any], version: int = VERSION) -> Event:
    """The event that an entry tells of; keys that are no field (the command's own) are left out.

    Raises ValueError for a kind or a version that this program does not know: better no hall than a wrong one.
    """
    cls = KINDS.get(kind)
    if cls is None or version != VERSION:
        raise ValueError(f"the journal holds {kind} in version {version}, which this program cannot read")
    values = {name: _typed(hint, data[name]) for name, hint in _hints(cls).items()}
    return cls(**values)


@cache
def _hints(cls: type[Event]) -> Mapping[str, Any]:
    return get_type_hints(cls)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, tuple):
        return list(cast(tuple[str, ...], value))
    return value


def _typed(hint: Any, value: Any) -> Any:
    if hint is datetime:
        return datetime.fromisoformat(value)
    return tuple(cast(list[str], value)) if isinstance(value, list) else value
