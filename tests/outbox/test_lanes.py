"""Several at work at once: a slow letter keeps no other waiting, and what is taken back in time does not leave."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import connections

from nhipcau.outbox import line, steering
from nhipcau.outbox.models import Message
from nhipcau.outbox.sender import Sender
from nhipcau.outbox.service import LANES, Service
from tests.outbox.letters import queued, state
from tests.support.smtp import MailServer, Way, mail_server, settings_for
from tests.support.stack import wait_until

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as made:
        yield made


@contextmanager
def at_work(server: MailServer) -> Iterator[None]:
    ended = Event()
    running = Thread(target=Service(settings_for(server.port), ended).run)
    running.start()
    try:
        yield
    finally:
        ended.set()
        running.join()


def sent() -> int:
    return Message.objects.filter(state="sent").count()


def test_a_letter_withdrawn_before_its_end_went_out_does_not_leave(server: MailServer) -> None:
    queued("thu-1")

    def take_back() -> None:
        steering.withdraw(Message.objects.all(), "recalled", "Đã thu hồi.")
        connections.close_all()

    def taken_back(_address: str) -> None:
        somebody = Thread(target=take_back)
        somebody.start()
        somebody.join()

    server.recipient = taken_back
    Sender(settings_for(server.port)).look()
    assert state("thu-1") == "withdrawn"
    assert server.letters == []


def test_a_letter_over_which_the_server_thinks_keeps_no_other_waiting(server: MailServer) -> None:
    queued(*(f"thu-{n:02}" for n in range(12)))
    server.ways["thu-00@xa.example"] = iter([Way.SILENT_AFTER_DOT])
    with at_work(server):
        wait_until(lambda: sent() == 11, 60, "the other eleven")
        assert state("thu-00") == "sending"
        assert server.connections <= LANES


def test_a_server_that_takes_one_connection_is_not_down(server: MailServer) -> None:
    server.most_open = 1
    queued(*(f"thu-{n:02}" for n in range(12)))
    with at_work(server):
        wait_until(lambda: sent() == 12, 60, "all twelve")
    assert len(server.letters) == 12
    assert line.outage() is None
