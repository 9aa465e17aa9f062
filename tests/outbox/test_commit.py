"""Mail leaves after the commit only, nothing is lost before it has left, and two senders never send the same letter."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from nhipcau.outbox.letters import queue
from nhipcau.outbox.models import Message
from nhipcau.outbox.sender import Sender
from tests.outbox.letters import letter, queued
from tests.support.smtp import mail_server, settings_for

pytestmark = pytest.mark.usefixtures("own_database")


def test_a_letter_is_queued_only_with_what_it_tells_of() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        queue([letter()])


def test_what_is_rolled_back_sends_nothing() -> None:
    def command() -> None:
        with transaction.atomic():
            queue([letter("thu-1")])
            raise LookupError("the command fails after it queued")

    with pytest.raises(LookupError):
        command()
    with mail_server() as server:
        assert Sender(settings_for(server.port)).look() == 0
    assert server.connections == 0
    assert not Message.objects.exists()


def test_nothing_leaves_before_the_commit() -> None:
    def due_for_others() -> int:
        try:
            return Message.objects.count()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            queue([letter("thu-1")])
            assert other.submit(due_for_others).result(30) == 0
        assert other.submit(due_for_others).result(30) == 1


def test_what_was_committed_before_a_crash_leaves_after_it() -> None:
    queued("thu-1")
    connections.close_all()  # all that a killed process leaves behind is the row
    with mail_server() as server:
        assert Sender(settings_for(server.port)).look() == 1


def test_senders_side_by_side_never_send_the_same_letter() -> None:
    keys = [f"thu-{n}" for n in range(40)]
    queued(*keys)

    def send(port: int) -> int:
        try:
            return Sender(settings_for(port)).look()
        finally:
            connections.close_all()

    with mail_server() as server, ThreadPoolExecutor(4) as pool:
        sent = sum(pool.map(send, [server.port] * 4))
    assert sent == 40
    assert sorted(server.recipients) == sorted(f"{key}@xa.example" for key in keys)
    assert set(Message.objects.values_list("attempts", flat=True)) == {1}


def test_the_same_letter_queued_in_parallel_is_one() -> None:
    def ask(_: int) -> int:
        try:
            with transaction.atomic():
                return len(queue([letter("thu-1"), letter("thu-2")]))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(ask, range(12))) == 2
    assert Message.objects.count() == 2
