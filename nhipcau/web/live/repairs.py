"""What has to be done to the engine's room so that it is what the hall says. Pure: lists in, repairs out.

A permission without microphone holds for the *declared* source only: sound declared as camera passes the engine.
Listeners take nothing that is not listed with its kind, so nobody hears it; whoever does it loses the track, and at
the second time the room.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from nhipcau.hall.projection import Desired
from nhipcau.media.engine import Participant, Track

MANY: Final = 8
"""Microphones that close at once, from which on the room hears of it later."""
STRIKES: Final = 2
"""Contradicting tracks after which a participant is put out."""
_HONEST: Final = frozenset({("video", "camera"), ("audio", "microphone")})
_LISTENERS: Final = ("control:", "stage:")


@dataclass(frozen=True, slots=True)
class Permit:
    """Let `identity` publish exactly `sources`; `hidden` spares the others the news, for a while."""

    identity: str
    sources: frozenset[str]
    hidden: bool = False


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
    if is_listener(identity):
        return frozenset()
    return desired.publish.get(identity)


def is_listener(identity: str) -> bool:
    return identity.startswith(_LISTENERS)


def silencing(desired: Desired, publish: Mapping[str, frozenset[str]]) -> list[Repair]:
    """Of the differences, those that close a microphone.

    Where many do, those who publish nothing any more are hidden with it: the engine would tell each of 212 others twice
    of each of fifty, which takes it longer than the closing. A later look shows them again.
    """
    closing = [
        _towards(desired, identity)
        for identity, sources in publish.items()
        if "microphone" in sources - (allowed(desired, identity) or frozenset())
    ]
    if len(closing) < MANY:
        return closing
    return [
        replace(repair, hidden=True) if isinstance(repair, Permit) and not repair.sources else repair
        for repair in closing
    ]


def differences(desired: Desired, publish: Mapping[str, frozenset[str]]) -> list[Repair]:
    """Repairs of permissions alone; microphones are closed first, and what is taken comes before what is given."""
    closing = silencing(desired, publish)
    closed = {repair.identity for repair in closing}
    taking: list[Repair] = []
    giving: list[Repair] = []
    for identity, sources in publish.items():
        wanted = allowed(desired, identity)
        if identity not in closed and wanted != sources:
            taken = wanted is None or sources - wanted
            (taking if taken else giving).append(_towards(desired, identity))
    return closing + taking + giving


def _towards(desired: Desired, identity: str) -> Repair:
    wanted = allowed(desired, identity)
    return PutOut(identity) if wanted is None else Permit(identity, wanted)


def repairs(
    desired: Desired, present: Iterable[Participant], strikes: Counter[str], lately: Collection[str] = ()
) -> list[Repair]:
    """All repairs after a look at the room. strikes: counted up here, by identity. lately: who was hidden a moment ago
    and stays so for now."""
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
    showing = [
        Permit(one.identity, one.publish)
        for one in listed
        if one.hidden and one.identity not in lately and one.publish == desired.publish.get(one.identity)
    ]
    return differences(desired, publish) + out + [repair for repair in showing if repair.identity not in gone]


def contradicts(track: Track) -> bool:
    """Whether what a track carries is not what its sender declared, or is nothing we take at all."""
    return (track.kind, track.source) not in _HONEST
