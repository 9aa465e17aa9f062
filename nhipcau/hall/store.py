"""The state of each hall, kept in this process at the last seq it has read.

The state follows from the journal (`hall.*` entries, folded) and from the conference's rows (names, tiers, PIN
versions), which are read again whenever an entry of another kind says that somebody edited them. Only what is newer
is read. The last entry's hash is compared, so that a database that was put back from a backup is not mistaken for
the one before.

Idempotency keys are remembered with the seq they led to. They stand in the entries themselves, under `command`;
a process that starts learns them again from the journal. A command that led to nothing has an entry of its own.

Revs of pictures follow from the entries alone, never from when their rows were read: another process, or this one
after a restart, comes to the same, and a page that compares them is never told of an older one.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

from nhipcau.hall.evolve import evolve_all
from nhipcau.hall.facts import facts_of, name_of
from nhipcau.hall.state import HallState, frozen, initial, refreshed, retold
from nhipcau.hall.telling import edited, is_from_outside, told
from nhipcau.journal.models import JournalEntry

KEYS_KEPT = 4096
"""Some hours of commands; a browser repeats within seconds."""

HALLS_KEPT = 64


@dataclass(frozen=True, slots=True)
class Done:
    """What a command with a key led to. rev: the stage's after it."""

    verb: str
    seq: int
    rev: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A hall as of the journal's entry `seq` (0 before the first). done: by actor and key."""

    seq: int
    state: HallState
    hash: str = ""
    done: Mapping[tuple[str, str], Done] = field(default_factory=dict)


_lock = Lock()
_standings: OrderedDict[int, Standing] = OrderedDict()


def current(conference_pk: int) -> Standing:
    """The hall as the journal has it now; inside a transaction, as that transaction sees it.

    Raises Conference.DoesNotExist. May be called from any thread; two that read at once do the same work twice.
    """
    known = _standings.get(conference_pk)
    if known is not None:
        newer = _entries(conference_pk, known.seq)
        if known.seq == 0 or (newer and (newer[0].seq, newer[0].hash) == (known.seq, known.hash)):
            standing = _read_on(conference_pk, known, newer[1:] if known.seq else newer)
            return _kept(conference_pk, standing)
    return _kept(conference_pk, _read_anew(conference_pk))


def _entries(conference_pk: int, start: int) -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(stream=f"conference:{conference_pk}", seq__gte=start).order_by("seq"))


def _read_anew(conference_pk: int) -> Standing:
    hall, sites = facts_of(conference_pk)
    standing = _folded(Standing(0, initial(replace(hall, over=False), sites)), _entries(conference_pk, 0))
    # Versions in the rows are the last ones, those in the entries of their time: the rows have the last word.
    return _named(replace(standing, state=refreshed(standing.state, hall, sites)))


def _read_on(conference_pk: int, known: Standing, newer: Sequence[JournalEntry]) -> Standing:
    if not newer and known.seq:
        return known
    standing = _folded(known, newer)
    if not known.seq or any(is_from_outside(entry.kind) for entry in newer):
        hall, sites = facts_of(conference_pk)
        people = standing.state.facts.people
        standing = replace(standing, state=refreshed(standing.state, replace(hall, people=people), sites))
    return _named(standing)


def _folded(standing: Standing, entries: Sequence[JournalEntry]) -> Standing:
    if not entries:
        return standing
    state, done = standing.state, dict(standing.done)
    for entry in entries:
        state = evolve_all(state, told(state, entry.kind, entry.data, entry.version))
        state = retold(state, edited(entry.kind, entry.data))
        command: dict[str, Any] | None = entry.data.get("command")
        if command:
            done[entry.actor, command["key"]] = Done(command["verb"], entry.seq, state.stage.rev)
    for forgotten in list(done)[: max(0, len(done) - KEYS_KEPT)]:
        del done[forgotten]
    return Standing(entries[-1].seq, state, entries[-1].hash, done)


def _named(standing: Standing) -> Standing:
    """With the name of who holds the desk: entries carry ids only."""
    facts, desk = standing.state.facts, standing.state.desk
    if not desk or desk in facts.people:
        return standing
    named = replace(facts, people=frozen({**facts.people, desk: name_of(desk)}))
    return replace(standing, state=replace(standing.state, facts=named))


def _kept(conference_pk: int, standing: Standing) -> Standing:
    with _lock:
        _standings[conference_pk] = standing
        _standings.move_to_end(conference_pk)
        while len(_standings) > HALLS_KEPT:
            _standings.popitem(last=False)
    return standing
