"""The Go program behind simulated rooms and raw clients, driven from here, and what it tells.

Moments are those at which the program saw something happen, by the machine's one wall clock in ms (`now_ms`): how
fast this process reads them does not matter.
"""

import json
import subprocess
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import IO, Any, Self

from bench.kit.report import say
from nhipcau.core.processes import die_with_parent, give_way
from nhipcau.media.binary import sites_binary

Event = dict[str, Any]
LIFETIME_SECONDS = 240.0
"""The program ends by itself after this, whatever becomes of us."""
_END_SECONDS = 10.0


def now_ms() -> float:
    """The wall clock as the events carry it."""
    return time.time() * 1000


class Rooms:
    """One run of the program. `with Rooms(config) as rooms: …`; its end drops everybody."""

    def __init__(self, config: Mapping[str, Any], *, measures: bool = False) -> None:
        """measures: its clients tell when something came, and are not to be late; else it gives way to the product."""
        self._before = die_with_parent if measures else give_way
        self._config = {"max_seconds": LIFETIME_SECONDS, **config}
        self._heard = threading.Condition()
        self._events: list[Event] = []
        self._latest: dict[str, dict[str, Event]] = defaultdict(dict)
        self._by_rev: dict[tuple[str, int], dict[str, Event]] = defaultdict(dict)
        self._over = False

    def __enter__(self) -> Self:
        self._errors: IO[bytes] = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            [sites_binary()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            preexec_fn=self._before,
        )
        self._reader = threading.Thread(target=self._read, name="rooms", daemon=True)
        self._reader.start()
        self._write(self._config)
        return self

    def __exit__(self, *_error: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.close()
        except BrokenPipeError:
            say("the rooms' program had gone before its end")
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(_END_SECONDS)
        self._process.stdout.close()
        self._errors.close()

    @property
    def pid(self) -> int:
        return self._process.pid

    # ---- telling

    def tell(self, do: str, **command: Any) -> None:
        """One command: drop, return, status, packets …"""
        self._write({"do": do, **command})

    def _write(self, value: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(value).encode() + b"\n")
        self._process.stdin.flush()

    # ---- hearing

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            event: Event = json.loads(line)
            with self._heard:
                self._events.append(event)
                site = event.get("site", "")
                self._latest[event["event"]][site] = event
                self._by_rev[event["event"], event.get("rev", 0)].setdefault(site, event)
                self._heard.notify_all()
        with self._heard:
            self._over = True
            self._heard.notify_all()

    def latest(self, name: str) -> dict[str, Event]:
        """The last event of that name of each site; what concerns the whole run is under ""."""
        with self._heard:
            return dict(self._latest[name])

    def first_at(self, name: str, rev: int) -> dict[str, float]:
        """When each site first said `name` of the revision `rev`."""
        with self._heard:
            return {site: event["ms"] for site, event in self._by_rev[name, rev].items()}

    def errors(self) -> list[Event]:
        with self._heard:
            return [event for event in self._events if event["event"] == "error"]

    def wait(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Until `condition`, looked at after each event, holds; False when time is up."""
        with self._heard:
            return self._heard.wait_for(lambda: self._over or condition(), seconds) and not self._over

    def wait_for_all(self, name: str, sites: Collection[str], seconds: float) -> set[str]:
        """Until each of `sites` has said `name`; those who have not when time is up."""
        said = self._latest[name]
        self.wait(lambda: len(said) >= len(sites) and said.keys() >= set(sites), seconds)
        with self._heard:
            return set(sites) - said.keys()

    def must_all(self, name: str, sites: Collection[str], seconds: float, what: str) -> None:
        """Wait until each of `sites` has said `name`; TimeoutError that begins with `what`."""
        if missing := self.wait_for_all(name, sites, seconds):
            raise TimeoutError(
                f"{what}: {len(missing)} of {len(sites)} without {name} after {seconds:g} s; last errors: "
                f"{self.errors()[-3:]}"
            )

    def wait_for_later(self, name: str, site: str, after_ms: float, seconds: float) -> Event:
        """An event `name` of a site that happened after that moment; TimeoutError if there is none."""
        said = self._latest[name]
        self.wait(lambda: said.get(site, {}).get("ms", 0) > after_ms, seconds)
        with self._heard:
            if said.get(site, {}).get("ms", 0) <= after_ms:
                raise TimeoutError(f"{name} of site {site} not within {seconds:g} s; {self._last_words(site)}")
            return said[site]

    def wait_for_rev(self, name: str, rev: int, sites: Collection[str], seconds: float) -> dict[str, float]:
        """When each of `sites` said `name` of the revision `rev`; TimeoutError with who did not."""
        said = self._by_rev[name, rev]
        wanted = set(sites)
        self.wait(lambda: len(said) >= len(wanted) and said.keys() >= wanted, seconds)
        with self._heard:
            missing = wanted - said.keys()
            if missing:
                raise TimeoutError(
                    f"{name} {rev}: {len(missing)} of {len(wanted)} not within {seconds:g} s, among them site "
                    f"{min(missing)}; {self._last_words(min(missing))}"
                )
            return {site: said[site]["ms"] for site in wanted}

    def _last_words(self, site: str) -> str:
        own = [event for event in self._events if event.get("site") == site]
        return f"its last events: {own[-8:]}"
