"""The program behind simulated sites: started, told, listened to, ended.

It dies with us however we end, ends when its standard input does, and in any case after `max_seconds`. Start it from
the main thread: the kernel's parent-death signal follows the thread that started the child.
"""

import json
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, Final, Self, TypeAlias

from nhipcau.core.processes import give_way
from nhipcau.rehearsal.clips import Clip
from nhipcau.rehearsal.lineup import LABEL, Player

LONGEST_SECONDS: Final = 12 * 3600
_GOODBYE_SECONDS: Final = 5.0
_ERRORS_KEPT: Final = 40

Config: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Options:
    """How the sites behave; see `engine/sites/config.go`. engine_url: empty for what browsers are handed."""

    base_url: str
    engine_url: str = ""
    joins_per_second: float = 20
    max_seconds: float = LONGEST_SECONDS
    told_delay_ms: int = 0
    jitter_ms: int = 5000
    status_ms: int = 0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class TrackReport:
    """What a raw client has had of one track. last_ms, sound_ms: wall clock of its last packet, and of its last with
    sound; 0 for none."""

    identity: str
    kind: str
    source: str
    packets: int
    last_ms: float
    sound_ms: float


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a site. ms: wall clock, milliseconds since 1970; after: ms since its attempt began.

    Names: started, stopped; joined (PIN taken), waiting, admitted, removed, entered (engine connected), returned,
    heartbeat_ok, heartbeat_lost, first_stage_packet, first_stage_frame, told (of a new stage: rev), shown (rev),
    next_ready (rev), next_cold, camera_open, camera_closed, mic_open, mic_closed, engine_lost, hand, dropped, status,
    error (code, message); raw clients also published, packets (tracks), quiet (after: wall clock of the last packet).
    """

    name: str
    ms: float
    site: str = ""
    rev: int = 0
    own: bool = False
    after: float = 0.0
    code: str = ""
    message: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    sites: Mapping[str, str] = field(default_factory=dict)
    tracks: Sequence[TrackReport] = ()


def read_event(line: str) -> Event:
    """An event from a line of the program's output; ValueError where it is none."""
    raw = json.loads(line)
    if not isinstance(raw, dict) or "event" not in raw:
        raise ValueError(f"not an event: {line[:200]}")
    name = raw.pop("event")
    tracks = tuple(TrackReport(**track) for track in raw.pop("tracks", ()))
    return Event(name=name, tracks=tracks, **raw)


def rooms_config(players: Sequence[Player], clips: Mapping[int, Clip], options: Options) -> Config:
    """The config for sites that come in through the product."""
    sites = [
        {
            "site": player.site,
            "link": player.link,
            "pin": player.pin,
            "name": player.name,
            "device": player.device,
            "label": LABEL,
            "video": str(clips[int(player.site)].video),
            "sound": str(clips[int(player.site)].sound),
            "still": str(clips[int(player.site)].still),
        }
        for player in players
    ]
    return {"mode": "rooms", **asdict(options), "sites": sites}


class SitesProgram:
    """The running program. `on_event` is called from a thread of its own, in the order of the events."""

    def __init__(self, binary: Path, config: Config, on_event: Callable[[Event], None] | None = None) -> None:
        self.events: list[Event] = []
        self._keeps_all = on_event is None
        self._on_event = on_event or self.events.append
        self._news = threading.Condition()
        self._errors: list[str] = []
        self._process = subprocess.Popen(
            [str(binary)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            process_group=0,  # Ctrl-C reaches us alone; closing its input is how it is asked to end
            preexec_fn=give_way,  # rooms that stand in for others must not take from those that are there
        )
        self._readers = [
            threading.Thread(target=self._read_events, daemon=True),
            threading.Thread(target=self._read_errors, daemon=True),
        ]
        for reader in self._readers:
            reader.start()
        self._write(config)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def last_errors(self) -> str:
        """The last lines of its standard error."""
        return "\n".join(self._errors)

    def tell(self, do: str, **arguments: Any) -> None:
        """A command of `engine/sites/run.go`, e.g. `tell("drop", site="17")`, `tell("return", all=True)`,
        `tell("hand", some=5)`. One to a program that has ended is lost."""
        self._write({"do": do, **arguments})

    def wait_for(self, condition: Callable[[Sequence[Event]], Any], seconds: float, what: str) -> Any:
        """The first truthy answer of `condition` on all events so far; only without `on_event`.

        AssertionError with `what` and the last events when time is up or the program ends.
        """
        if not self._keeps_all:
            raise RuntimeError("events go to on_event and are not kept")
        deadline = monotonic() + seconds
        with self._news:
            while not (answer := condition(self.events)):
                left = deadline - monotonic()
                if left <= 0 or not self.alive:
                    last = "\n".join(str(event) for event in self.events[-20:])
                    raise AssertionError(f"{what}: not within {seconds:g} s\n{last}\n{self.last_errors}")
                self._news.wait(min(left, 0.5))
        return answer

    def close(self) -> int:
        """End it: its sites say goodbye, then it is gone. Returns its exit code."""
        with suppress(BrokenPipeError):
            assert self._process.stdin is not None  # noqa: S101 - PIPE was asked for
            self._process.stdin.close()
        try:
            code = self._process.wait(_GOODBYE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        for reader in self._readers:
            reader.join(_GOODBYE_SECONDS)
        return code

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _write(self, value: Config) -> None:
        with suppress(BrokenPipeError):  # it has ended; whoever asks for events or `alive` learns of it there
            assert self._process.stdin is not None  # noqa: S101
            self._process.stdin.write(json.dumps(value, ensure_ascii=False) + "\n")
            self._process.stdin.flush()

    def _read_events(self) -> None:
        assert self._process.stdout is not None  # noqa: S101
        for line in self._process.stdout:
            event = read_event(line)
            with self._news:
                self._on_event(event)
                self._news.notify_all()
        with self._news:
            self._news.notify_all()

    def _read_errors(self) -> None:
        assert self._process.stderr is not None  # noqa: S101
        for line in self._process.stderr:
            self._errors.append(line.rstrip())
            del self._errors[:-_ERRORS_KEPT]
