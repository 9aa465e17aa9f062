"""Writers of one process take turns, and however a transaction ends, the turn goes on to the next."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections, transaction
from django.db.utils import OperationalError

from nhipcau.core.sqlite import base
from nhipcau.organs.models import Account

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite's write lock")
SECONDS = 20.0


def test_writers_that_come_together_are_all_served(own_database: str) -> None:
    start = threading.Barrier(8)

    def write(number: int) -> None:
        start.wait(SECONDS)
        for turn in range(5):
            with transaction.atomic():
                Account.objects.create_user(f"nguoi-{number}-{turn}", password=None)

    together(*(lambda number=number: write(number) for number in range(8)))
    assert Account.objects.count() == 40


def test_a_writer_waits_for_the_one_before_it(own_database: str) -> None:
    inside, done = threading.Event(), threading.Event()
    order: list[str] = []

    def first() -> None:
        with transaction.atomic():
            inside.set()
            assert done.wait(SECONDS)
            order.append("first")

    def second() -> None:
        assert inside.wait(SECONDS)
        threading.Timer(0.05, done.set).start()
        with transaction.atomic():
            order.append("second")

    together(first, second)
    assert order == ["first", "second"]


def test_whoever_waits_too_long_is_told_as_sqlite_does(own_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(connections["default"], base.DatabaseWrapper)
    monkeypatch.setattr(base, "QUEUE_SECONDS", 0.05)

    def second() -> None:
        with pytest.raises(OperationalError, match="database is locked"), transaction.atomic():
            pytest.fail("two writers at once")

    with transaction.atomic():
        together(second)


def test_a_failed_transaction_gives_its_turn_back(own_database: str) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Account.objects.create_user("mot", password=None)
        raise ZeroDivisionError
    together(lambda: Account.objects.create_user("hai", password=None) and None)
    assert list(Account.objects.values_list("username", flat=True)) == ["hai"]


def test_a_connection_that_is_closed_in_a_transaction_gives_its_turn_back(own_database: str) -> None:
    def breaks_off() -> None:
        with transaction.atomic():
            Account.objects.create_user("mot", password=None)
            connection.close()

    together(breaks_off)
    with transaction.atomic():
        Account.objects.create_user("hai", password=None)
    assert Account.objects.count() == 1


def together(*works: Callable[[], object]) -> None:
    """Run each in a thread with a connection of its own; AssertionError where one fails or does not end."""
    failures: list[BaseException] = []

    def run(work: Callable[[], object]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - handed on below
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert not failures, failures
    assert not any(thread.is_alive() for thread in threads)
