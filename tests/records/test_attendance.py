"""The sheet says what the journal says: when a site came and left, how long it was shown and had the word."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from nhipcau.hall.events import kind_of, to_json
from nhipcau.records.attendance import Attendance, Entry, attendance, whole_minutes
from tests.hall.halls import MAIN, NORTH, SOUTH, Hall, hall_with

Minutes = dict[str, float]
EIGHT = datetime(2021, 12, 24, 1, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return EIGHT + timedelta(minutes=minutes)


class Journal:
    """A hall whose commands are written down at minutes after eight o'clock; it opens at minute 0."""

    def __init__(self) -> None:
        self.hall: Hall = hall_with(MAIN, NORTH, SOUTH)
        self.entries = [Entry(at(0), kind_of(event), 1, to_json(event)) for event in self.hall.happened]
        opening = next(n for n, entry in enumerate(self.entries) if entry.kind == "hall.opened")
        self.entries[opening] = Entry(at(0), "hall.opened", 1, {**self.entries[opening].data, "at": at(0).isoformat()})

    def do(self, minute: float, verb: str, **args: Any) -> None:
        self.hall.now = at(minute) - timedelta(seconds=1)
        self.entries += [Entry(at(minute), kind_of(e), 1, to_json(e)) for e in self.hall.do(verb, **args)]

    def presence(
        self, minute: float, came: dict[str, float] | None = None, left: dict[str, float] | None = None
    ) -> None:
        data = {
            "in": {site: at(m).isoformat() for site, m in (came or {}).items()},
            "out": {site: at(m).isoformat() for site, m in (left or {}).items()},
        }
        self.entries.append(Entry(at(minute), "presence.changed", 1, data))

    def sheet(self, minute: float = 999) -> Attendance:
        return attendance(self.entries, at(minute))


@pytest.fixture
def journal() -> Journal:
    return Journal()


def test_the_sheet_knows_who_was_invited(journal: Journal) -> None:
    sheet = journal.sheet()
    assert (sheet.opened, sheet.closed) == (at(0), None)
    assert sheet.invited[NORTH] == {"name": "Huyện Bắc", "tier": "huyen", "where": ""}
    assert len(sheet.invited) == 7


def test_minutes_on_the_air_run_from_cut_to_cut(journal: Journal) -> None:
    journal.do(5, "take", slots=[MAIN])
    journal.do(15, "take", slots=[NORTH, SOUTH])
    journal.do(18, "take", slots=[MAIN])
    journal.do(20, "safe")
    journal.do(30, "safe.leave")
    journal.do(31, "close")
    sheet = journal.sheet()
    minutes = {site: whole_minutes(presence.on_air) for site, presence in sheet.sites.items()}
    assert minutes == {MAIN: 13, NORTH: 3, SOUTH: 3}
    assert sheet.closed == at(31)


def test_speaking_is_the_floor_or_a_microphone_opened_by_itself_but_not_the_chairs(journal: Journal) -> None:
    journal.do(1, "floor.give", site=NORTH)
    journal.do(5, "floor.give", site=SOUTH)
    journal.do(7, "microphones.close")
    journal.do(10, "microphone.open", site=NORTH)
    journal.do(12, "microphone.close", site=NORTH)
    journal.do(20, "close")
    sites = journal.sheet().sites
    assert {site: whole_minutes(sites[site].speaking) for site in (NORTH, SOUTH)} == {NORTH: 6, SOUTH: 2}
    assert MAIN not in sites or not sites[MAIN].speaking


def test_what_is_still_going_on_counts_up_to_now(journal: Journal) -> None:
    journal.do(1, "floor.give", site=NORTH)
    presence = journal.sheet(4).sites[NORTH]
    assert (presence.on_air, presence.speaking) == (timedelta(minutes=3), timedelta(minutes=3))


def test_in_is_the_first_arrival_and_out_the_last_departure(journal: Journal) -> None:
    journal.presence(1, came={NORTH: -20, SOUTH: 0.5})
    journal.presence(10, left={NORTH: 9})
    journal.presence(12, came={NORTH: 11})
    journal.presence(40, left={NORTH: 39})
    journal.do(60, "close")
    sites = journal.sheet().sites
    assert (sites[NORTH].came, sites[NORTH].left, sites[NORTH].breaks) == (at(-20), at(39), 1)
    assert (sites[SOUTH].came, sites[SOUTH].left, sites[SOUTH].breaks) == (at(0.5), at(60), 0)


def test_who_is_still_there_has_not_left(journal: Journal) -> None:
    journal.presence(1, came={NORTH: 1})
    assert journal.sheet(5).sites[NORTH].left is None


def test_who_only_tried_the_line_before_the_opening_was_not_there(journal: Journal) -> None:
    journal.presence(-60, came={NORTH: -90})
    journal.presence(-50, left={NORTH: -55})
    assert not journal.sheet().sites[NORTH].was_here


def test_a_conference_that_never_opened_has_nobody() -> None:
    assert attendance([Entry(at(0), "conference.created", 1, {})], at(1)) == Attendance(None, None, {}, {})


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (1, 1), (60, 1), (89, 1), (91, 2), (3600, 60)])
def test_any_time_on_the_air_is_at_least_a_minute(seconds: int, minutes: int) -> None:
    assert whole_minutes(timedelta(seconds=seconds)) == minutes


def test_a_hall_that_was_closed_too_early_is_one_sitting(journal: Journal) -> None:
    journal.presence(1, came={NORTH: 0, SOUTH: 0})
    journal.do(5, "take", slots=[NORTH])
    journal.do(20, "close")
    journal.presence(20, left={SOUTH: 18})
    journal.entries.append(Entry(at(30), "conference.resumed", 1, {}))
    journal.presence(31, came={SOUTH: 30.5})
    assert journal.sheet(40).closed is None
    journal.entries.append(Entry(at(50), "hall.closed", 1, {"at": at(50).isoformat()}))
    sheet = journal.sheet()
    assert (sheet.opened, sheet.closed) == (at(0), at(50))
    north, south = sheet.sites[NORTH], sheet.sites[SOUTH]
    assert (north.came, north.left, north.breaks) == (at(0), at(50), 0)
    assert (south.left, south.breaks) == (at(50), 1)
    assert whole_minutes(north.on_air) == 15  # from the cut to the first closing: the pause counts for nobody
