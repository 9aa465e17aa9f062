"""Twenty at once are decided one after the other: no gap, no fork, nothing twice. On a database of its own."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections, transaction

from nhipcau.conferences.lifecycle.commands import do_cancel
from nhipcau.conferences.models import Conference, Site
from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.hall import store
from nhipcau.hall.commands import do_arrive, do_hall_command
from nhipcau.journal import record
from nhipcau.organs.models import Unit
from tests.support.conferences import make_conference
from tests.support.people import actor_for, new_account
from tests.support.stack import wait_until

AT_ONCE = 20


def at_once(act: Callable[[int], object]) -> list[object]:
    """What `act(0…19)` gave, all started together; a refusal counts as its code."""
    ready = Barrier(AT_ONCE)

    def one(number: int) -> object:
        ready.wait(timeout=30)
        try:
            return act(number)
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


@pytest.fixture
def opened(own_database: str) -> tuple[Actor, int]:
    """An operator with the desk of an open hall in which the first twenty sites are."""
    store._standings.clear()
    conference = make_conference(lobby=False)
    operator = actor_for(new_account("operator", Unit.objects.get(path="20-2020/")))
    do_hall_command(operator, conference.pk, "open", {}, "opening-1")
    return operator, conference.pk


def sites(conference: int) -> list[Site]:
    return list(Site.objects.filter(conference=conference).order_by("order")[:AT_ONCE])


def seqs(conference: int) -> list[int]:
    return [entry.seq for entry in record.read(f"conference:{conference}")]


def test_arrivals_at_once_all_count_once(opened: tuple[Actor, int]) -> None:
    _, conference = opened
    rooms = sites(conference)
    at_once(lambda n: do_arrive(Actor("site", str(rooms[n].pk)), f"maytinh{n:02}", "Chrome"))
    state = store.current(conference).state
    assert all(state.is_here(str(room.pk)) for room in rooms)
    assert seqs(conference) == list(range(1, len(seqs(conference)) + 1))
    assert record.verify(f"conference:{conference}") == []


def test_one_key_pressed_twenty_times_is_one_event(opened: tuple[Actor, int]) -> None:
    operator, conference = opened
    before = len(seqs(conference))
    outcomes = at_once(lambda n: do_hall_command(operator, conference, "safe", {}, "twenty-times"))
    assert len(set(outcomes)) == 1
    assert len(seqs(conference)) == before + 1


def test_of_twenty_cuts_to_the_same_next_one_is_carried_out(opened: tuple[Actor, int]) -> None:
    operator, conference = opened
    main, other = sites(conference)[:2]
    for room in (main, other):
        do_arrive(Actor("site", str(room.pk)), f"maytinh{room.pk:05}", "Chrome")
    do_hall_command(operator, conference, "take", {"slots": [main.pk]}, "preparing-1")
    do_hall_command(operator, conference, "preview", {"slots": [other.pk]}, "preparing-2")
    seen = store.current(conference).state.next.rev
    outcomes = at_once(lambda n: do_hall_command(operator, conference, "cut", {"rev": seen}, f"cutting-{n:03}"))
    assert Counter(map(str, outcomes))["stale_next"] == AT_ONCE - 1
    assert store.current(conference).state.stage.sites == (str(other.pk),)


def test_two_operators_reaching_for_the_desk_never_both_have_it(opened: tuple[Actor, int]) -> None:
    _, conference = opened
    province = Unit.objects.get(path="20-2020/")
    operators = [actor_for(new_account("operator", province)) for _ in range(AT_ONCE)]
    at_once(lambda n: do_hall_command(operators[n], conference, "desk.take", {}, f"reaching-{n:02}"))
    holder = store.current(conference).state.desk
    taken = record.read(f"conference:{conference}", kinds=["hall.desk_taken"])
    assert taken[-1].data["account"] == holder
    outcomes = at_once(lambda n: do_hall_command(operators[n], conference, "safe", {}, f"acting-{n:03}"))
    assert outcomes.count("not_desk_holder") == AT_ONCE - 1


def test_a_conference_that_is_being_opened_is_not_cancelled_behind_its_back(own_database: str) -> None:
    store._standings.clear()
    conference = make_conference(lobby=False)
    administrator = actor_for(new_account("administrator", Unit.objects.get(path="20-2020/")))

    def cancel() -> str:
        try:
            do_cancel(administrator, conference.pk)
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "cancelled"

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            do_hall_command(administrator, conference.pk, "open", {}, "opening-1")
            cancelling = pool.submit(cancel)
            wait_until(somebody_waits, 10, "the other command waits for this one")
        assert cancelling.result(30) == "already_begun"
    conference.refresh_from_db()
    assert conference.state == Conference.State.RUNNING


def somebody_waits() -> bool:
    """Whether a command waits for a lock; on SQLite it cannot even begin."""
    if connection.vendor == "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]
