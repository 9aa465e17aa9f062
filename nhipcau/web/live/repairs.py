"""What has to be done to the engine's room so that it is what the hall says. Pure: lists in, repairs out.

A permission without microphone holds for the *declared* source only: sound declared as camera passes the engine.
Listeners take nothing that is not listed with its kind, so nobody hears it; whoever does it loses the track, and at
the second time the room.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from nhipcau.hall.projection import Desired
from nhipcau.media.engine import Participant, Track

STRIKES: Final = 2
"""Contradicting tracks after which a participant is put out."""
_HONEST: Final = frozenset({("video", "camera"), ("audio", "microphone")})
_LISTENERS: Final = ("control:", "stage:")


@dataclass(frozen=True, slots=True)
class Permit:
    """Let `identity` publish exactly `sources`."""

    identity: str
    sources: frozenset[str]


@dataclass(frozen=True, slots=True)
class RemoveTrack:
    identity: str
    sid: str


@dataclass(frozen=True, slots=True)
class PutOut:
    identity: str


Repair = Permit | RemoveTrack | PutOut


def allowed(desired: Desired, identity: str) -> frozenset[str] | None:
    """What `identity` may publish; None where it does not belong into the room.

    Control rooms and stage pages listen only. Their identities carry a nonce and are not listed; nobody but us can
    mint their tokens.
    """
    if identity.startswith(_LISTENERS):
        return frozenset()
    return desired.publish.get(identity)


def differences(desired: Desired, publish: Mapping[str, frozenset[str]]) -> list[Repair]:
    """Repairs of permissions alone; what is taken away comes before what is given."""
    taking: list[Repair] = []
    giving: list[Repair] = []
    for identity, sources in publish.items():
        wanted = allowed(desired, identity)
        if wanted is None:
            taking.append(PutOut(identity))
        elif wanted != sources:
            (taking if sources - wanted else giving).append(Permit(identity, wanted))
    return taking + giving


def repairs(desired: Desired, present: Iterable[Participant], strikes: Counter[str]) -> list[Repair]:
    """All repairs after a look at the room. strikes: counted up here, by identity."""
    listed = list(present)
    out: list[Repair] = []
    for one in listed:
        if allowed(desired, one.identity) is None:
            continue
        for track in one.tracks:
            if contradicts(track):
                strikes[one.identity] += 1
                again = strikes[one.identity] >= STRIKES
                out.append(PutOut(one.identity) if again else RemoveTrack(one.identity, track.sid))
                if again:
                    break
    gone = {repair.identity for repair in out if isinstance(repair, PutOut)}
    publish = {one.identity: one.publish for one in listed if one.identity not in gone}
    return differences(desired, publish) + out


def contradicts(track: Track) -> bool:
    """Whether what a track carries is not what its sender declared, or is nothing we take at all."""
    return (track.kind, track.source) not in _HONEST
