"""What the server does wrong costs no letter, and sends none twice: what may have arrived waits for a person."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import repeat

import pytest

from nhipcau.core import clock
from nhipcau.outbox import line, steering
from nhipcau.outbox.models import MOST_ATTEMPTS, Message
from nhipcau.outbox.sender import Sender
from tests.outbox.letters import queued
from tests.support.smtp import Door, MailServer, Way, mail_server, settings_for

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 10, 1, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as made:
        yield made


def sender(server: MailServer, patience: float = 30) -> Sender:
    return Sender(settings_for(server.port), patience=patience)


def looked(server: MailServer, after: timedelta = timedelta(), patience: float = 30) -> Message:
    """The one letter after a look at that moment."""
    with clock.frozen(NOW + after):
        sender(server, patience).look()
        return Message.objects.get()


@pytest.mark.parametrize("way", [Way.KEPT_AFTER_DOT, Way.LOST_AFTER_DOT, Way.SILENT_AFTER_DOT])
def test_what_broke_after_the_dot_may_have_arrived_and_is_never_sent_again_by_itself(
    server: MailServer, way: Way
) -> None:
    with clock.frozen(NOW):
        queued("thu-1")
    server.ways["thu-1@xa.example"] = iter([way])
    first = looked(server, patience=0.3 if way is Way.SILENT_AFTER_DOT else 30)
    assert (first.state, first.last_error[:21]) == ("unsure", "Thư có thể đã tới nên")
    looked(server, timedelta(days=3))
    assert server.attempts == ["thu-1@xa.example"]


def test_sent_again_by_a_person_it_is_the_same_letter_to_mail_programs(server: MailServer) -> None:
    with clock.frozen(NOW):
        queued("thu-1")
    server.ways["thu-1@xa.example"] = iter([Way.KEPT_AFTER_DOT])
    assert looked(server).may_be_sent_again
    with clock.frozen(NOW + timedelta(hours=1)):
        assert steering.send_again(Message.objects.all()) == 1
    assert looked(server, timedelta(hours=1)).state == "sent"
    one, other = server.letters
    assert one["Message-ID"] == other["Message-ID"]


@pytest.mark.parametrize("way", [Way.RESET_AT_DATA, Way.DROP_AT_RECIPIENT, Way.SHUTTING_DOWN, Way.FULL])
def test_what_broke_before_the_dot_was_not_sent_and_is_tried_again(server: MailServer, way: Way) -> None:
    with clock.frozen(NOW):
        queued("thu-1")
    server.ways["thu-1@xa.example"] = iter([way])
    assert looked(server).state == "queued"
    assert looked(server, timedelta(minutes=2)).state == "sent"
    assert len(server.letters) == 1


def test_a_letter_that_is_put_off_each_time_fails_after_eight_attempts_within_two_days(server: MailServer) -> None:
    with clock.frozen(NOW):
        queued("thu-1")
    server.ways["thu-1@xa.example"] = repeat(Way.MAILBOX_BUSY)
    seen = [looked(server, timedelta(minutes=30 * half_hours)).next_attempt for half_hours in range(96)]
    assert sorted(set(seen)) == [0, *range(2, MOST_ATTEMPTS + 1)]
    assert len(server.attempts) == MOST_ATTEMPTS
    ended = Message.objects.get()
    assert ended.state == "failed"
    assert (
        ended.last_error == "Đã thử 8 lần mà chưa được. Lần cuối: Máy chủ thư hẹn gửi lại sau: 450 4.2.1 Mailbox busy"
    )


@pytest.mark.parametrize("door", [Door.BUSY, Door.CLOSED, Door.RESET])
def test_a_server_that_takes_nobody_in_is_down_as_a_whole_and_one_letter_tries(server: MailServer, door: Door) -> None:
    with clock.frozen(NOW):
        queued(*(f"thu-{n}" for n in range(20)))
    server.doors = repeat(door)
    mine = sender(server)
    for minutes in range(10):
        with clock.frozen(NOW + timedelta(minutes=10 * minutes)):
            mine.look()
            mine.look()
    assert server.connections == 10
    down = line.outage()
    assert down is not None
    assert down.down_since == NOW
    assert Message.objects.exclude(last_error="").count() == 1
    assert set(Message.objects.values_list("state", "attempts")) == {("queued", 0)}
    server.doors = iter(())
    with clock.frozen(NOW + timedelta(hours=2)):
        assert mine.look() == 20
    assert line.outage() is None


def test_a_line_that_breaks_over_three_letters_is_broken_for_the_others_too(server: MailServer) -> None:
    with clock.frozen(NOW):
        queued(*(f"thu-{n:02}" for n in range(20)))
    for n in range(20):
        server.ways[f"thu-{n:02}@xa.example"] = iter([Way.SILENT_AFTER_DOT])
    with clock.frozen(NOW):
        sender(server, patience=0.1).look()
    assert len(server.attempts) == 3
    assert Message.objects.filter(state="unsure").count() == 3
    assert line.outage() is not None


def test_another_process_knows_that_the_server_is_down(server: MailServer) -> None:
    with clock.frozen(NOW):
        queued("thu-1")
        server.doors = iter([Door.BUSY])
        sender(server).look()
        assert sender(server).look() == 0
    assert server.connections == 1


def test_new_letters_do_not_stand_behind_those_that_were_put_off(server: MailServer) -> None:
    with clock.frozen(NOW):
        queued("cu")
    server.ways["cu@xa.example"] = iter([Way.GREYLIST])
    looked(server)
    with clock.frozen(NOW + timedelta(minutes=30)):
        queued("moi")
        sender(server).look()
    assert server.recipients == ["moi@xa.example", "cu@xa.example"]
