"""bench mute: from "close all microphones" to silence at raw listeners in the hall.

Fifty sites have an open microphone and sound. Five other sites' machines are raw clients of the engine: they came in
by link and PIN like any room, but take every track there is, whatever the server lists; the other rooms take the few
voices that it lists. Silence is when none of the
five has had a packet of any of the fifty microphones for 300 ms. The chair's microphone stays open and is not among
the fifty. `seconds` = `last_packet_seconds` (request to the very last packet anywhere) + those 0.3.

When a microphone closes the engine itself sends every listener 0.2 s of silent packets, more slowly where processors
are short. They count here; `last_sound_seconds` is without them: when somebody was heard for the last time.
"""

import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bench.cut import spread
from bench.kit.hall import Hall, open_hall, put_on_stage, wait_for_everybody
from bench.kit.listeners import listen_in
from bench.kit.processes import Stopwatch, wait_until_quiet
from bench.kit.province import Seat
from bench.kit.report import run, say
from bench.kit.rooms import Rooms, now_ms
from bench.kit.statistics import percentile
from nhipcau.hall.state import VOICES_AT_ONCE

MICROPHONES = 50
LISTENERS = 5
QUIET_MS = 300.0
_HEARD_SECONDS = 40.0
SILENT_SECONDS = 20.0
_LOOK_SECONDS = 0.1


def measure(sites: int) -> dict[str, Any]:
    count = min(MICROPHONES, sites - LISTENERS - 1)
    with open_hall(sites, {"NHIPCAU_ENGINE_AUDIO_LIMIT": "0"}) as hall:
        main, *others = hall.province.seats
        listening = [others[place] for place in spread(len(others), LISTENERS)]
        rooms_of = [seat for seat in hall.province.seats if seat not in listening]
        others = [seat for seat in others if seat not in listening]
        speaking = [others[place] for place in spread(len(others), count)]
        with hall.rooms(rooms_of, [main, *speaking]) as rooms:
            put_on_stage(hall, rooms, main)
            wait_for_everybody(rooms, rooms_of)
            with listen_in(hall, listening) as listeners:
                say(f"{len(rooms_of)} rooms and {LISTENERS} raw listeners are in")
                wait_until_quiet(hall.pids(rooms))
                _open(hall, rooms, speaking)
                ears = _Ears(listeners, listening, {seat.identity for seat in speaking})
                ears.wait_until_all_are_heard()
                say(f"{count} microphones are heard by every listener")
                used = Stopwatch(hall.pids(rooms))
                last, sound = _silence(hall, ears)
                spent = used.used()
                heard_after = ears.heard_by_all()
    return {
        "seconds": round(last + QUIET_MS / 1000, 3),
        "last_packet_seconds": round(last, 3),
        "last_sound_seconds": round(sound, 3),
        "quiet_seconds": QUIET_MS / 1000,
        "microphones": count,
        "listeners": LISTENERS,
        "rooms": sites,
        "voices_per_room": VOICES_AT_ONCE,
        "still_heard": heard_after,
        **spent,
    }


def _open(hall: Hall, rooms: Rooms, speaking: Collection[Seat]) -> None:
    for seat in speaking:
        hall.operator.command("microphone.open", site=seat.site)
    rooms.must_all("mic_open", [seat.site for seat in speaking], _HEARD_SECONDS, "not all microphones are open")


def _silence(hall: Hall, ears: "_Ears") -> tuple[float, float]:
    """Seconds from the request to the last packet, and to the last one with sound: 0 where the engine was faster than
    the 20 ms from one packet to the next."""
    asked = now_ms()
    hall.operator.command("microphones.close")
    say(f"the request was answered after {now_ms() - asked:.0f} ms")
    deadline = time.monotonic() + SILENT_SECONDS
    while (last := max(ears.last_ms("last_ms"))) > now_ms() - QUIET_MS:
        if time.monotonic() > deadline:
            raise TimeoutError(f"packets still come {SILENT_SECONDS:g} s after the request")
        time.sleep(_LOOK_SECONDS)
    sounds = ears.last_ms("sound_ms")
    if not max(sounds):
        raise ValueError("no packet with sound was seen, though all microphones were heard")
    say(f"half of the microphones sounded until {percentile(sounds, 0.5) - asked:.0f} ms after the request")
    return max(0.0, last - asked) / 1000, max(0.0, max(sounds) - asked) / 1000


class _Ears:
    """What the raw listeners have received of certain microphones."""

    def __init__(self, listeners: Rooms, seats: Sequence[Seat], microphones: Collection[str]) -> None:
        self._listeners = listeners
        self._sites = [seat.site for seat in seats]
        self._microphones = set(microphones)

    def _reports(self, moment: str) -> list[Mapping[str, float]]:
        """For each listener, `moment` of each microphone's track: "last_ms" of any packet, "sound_ms" of sound."""
        asked = now_ms()
        self._listeners.tell("packets")
        reports = [self._listeners.wait_for_later("packets", site, asked, 10) for site in self._sites]
        return [
            {
                track["identity"]: track[moment]
                for track in report.get("tracks", [])
                if track["kind"] == "audio" and track["identity"] in self._microphones
            }
            for report in reports
        ]

    def last_ms(self, moment: str) -> list[float]:
        """The latest such moment of each microphone at any of the listeners."""
        reports = self._reports(moment)
        return [max(report.get(identity, 0.0) for report in reports) for identity in self._microphones]

    def heard_by_all(self) -> int:
        """How many of the microphones each listener has had sound of within the last `QUIET_MS`; the least of all."""
        since = now_ms() - QUIET_MS
        return min(sum(last >= since for last in report.values()) for report in self._reports("sound_ms"))

    def wait_until_all_are_heard(self) -> None:
        deadline = time.monotonic() + _HEARD_SECONDS
        while (heard := self.heard_by_all()) < len(self._microphones):
            if time.monotonic() > deadline:
                raise TimeoutError(f"only {heard} of {len(self._microphones)} microphones are heard by every listener")
            time.sleep(_LOOK_SECONDS)


def main(arguments: Sequence[str]) -> int:
    return run("mute", measure, arguments, least=LISTENERS + 2)
