"""What goes into the journal of who was there."""

from datetime import UTC, datetime, timedelta

from nhipcau.web.live.ledger import Ledger

EIGHT = datetime(2021, 12, 24, 1, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return EIGHT + timedelta(seconds=seconds)


def beats(ledger: Ledger, site: str, first: int, last: int) -> None:
    for second in range(first, last + 1, 2):
        ledger.note(site, at(second))


def test_who_came_and_who_left_since_the_last_summary() -> None:
    ledger = Ledger([], EIGHT)
    beats(ledger, "1", 10, 60)
    beats(ledger, "2", 20, 60)
    assert ledger.due(at(60)) == ({"1": at(10), "2": at(20)}, {})
    beats(ledger, "1", 62, 120)
    beats(ledger, "2", 62, 80)
    assert ledger.due(at(120)) == ({}, {"2": at(80)})
    assert ledger.due(at(180)) == ({}, {"1": at(120)})


def test_a_line_that_drops_and_returns_within_a_minute_did_not_leave() -> None:
    ledger = Ledger([], EIGHT)
    beats(ledger, "1", 0, 60)
    ledger.due(at(60))
    beats(ledger, "1", 62, 70)
    beats(ledger, "1", 100, 120)
    assert ledger.due(at(120)) == ({}, {})


def test_after_a_restart_those_who_are_still_there_stay_and_the_others_left_then() -> None:
    ledger = Ledger(["1", "2"], EIGHT)
    beats(ledger, "1", 4, 60)
    assert ledger.due(at(60)) == ({}, {"2": EIGHT})


def test_who_comes_back_later_came_anew() -> None:
    ledger = Ledger([], EIGHT)
    beats(ledger, "1", 0, 10)
    ledger.due(at(10))
    ledger.due(at(60))
    beats(ledger, "1", 300, 360)
    assert ledger.due(at(360)) == ({"1": at(300)}, {})


def test_who_was_last_heard_in_the_future_has_left() -> None:
    """The server's clock was ahead, and the machine went before it was set right."""
    ledger = Ledger([], EIGHT)
    beats(ledger, "1", 100_000, 100_010)
    ledger.due(at(100_010))
    assert ledger.due(at(60)) == ({}, {"1": at(100_010)})
