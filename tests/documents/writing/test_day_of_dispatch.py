"""A day of dispatch over a mail server that is broken in every way, with the sending process killed in between.

At the end every recipient has its state and its reason, nobody got two letters, nothing is lost; at each hour the page
says what is so, and the paper goes on to the communes meanwhile.
"""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client

from nhipcau.core import clock
from nhipcau.core.config import config
from nhipcau.documents.dispatch import queries
from nhipcau.documents.dispatch.commands import Chosen, do_dispatch, do_pass_on
from nhipcau.documents.dispatch.recipients import below, proposed
from nhipcau.documents.models import Delivery
from nhipcau.documents.writing.issuing import do_issue
from nhipcau.organs.models import Account, Unit
from nhipcau.outbox import line
from nhipcau.outbox.models import Message
from nhipcau.outbox.sender import Sender
from tests.support.conferences import make_conference
from tests.support.smtp import Door, MailServer, Way, mail_server, settings_for
from tests.support.writing import clerk_of, keep_own_register, make_organ, make_signed

MORNING = datetime(2021, 12, 10, 1, tzinfo=UTC)  # 08:00 in the offices
PATIENCE = 5.0
_SENDS_AT = """
import sys
from datetime import datetime
import django
django.setup()
from nhipcau.core import clock
from nhipcau.core.config import config
from nhipcau.outbox.sender import Sender
with clock.frozen(datetime.fromisoformat(sys.argv[1])):
    print("ready", flush=True)
    sys.stdin.readline()
    Sender(config(), patience=30).look()
"""

MOODS: dict[Way, list[Way]] = {
    Way.ACCEPT: [],
    Way.GREYLIST: [Way.GREYLIST],
    Way.MAILBOX_BUSY: [Way.MAILBOX_BUSY, Way.FULL, Way.MAILBOX_BUSY],
    Way.UNKNOWN: [Way.UNKNOWN],
    Way.SPAM: [Way.SPAM],
    Way.SHUTTING_DOWN: [Way.SHUTTING_DOWN],
    Way.DROP_AT_RECIPIENT: [Way.DROP_AT_RECIPIENT],
    Way.RESET_AT_DATA: [Way.RESET_AT_DATA],
    Way.LOST_AFTER_DOT: [Way.LOST_AFTER_DOT],
    Way.KEPT_AFTER_DOT: [Way.KEPT_AFTER_DOT],
    Way.SILENT_AFTER_DOT: [Way.SILENT_AFTER_DOT],
    Way.BOUNCE: [Way.BOUNCE],
}
"""By the way that names it: what becomes of an address's attempts, one after the other; then all are taken."""
_DROPS = (Way.LOST_AFTER_DOT, Way.KEPT_AFTER_DOT)
_RARE = {*_DROPS, Way.SILENT_AFTER_DOT}
_ENDS = {
    Way.UNKNOWN: "failed",
    Way.SPAM: "failed",
    Way.LOST_AFTER_DOT: "unsure",
    Way.KEPT_AFTER_DOT: "unsure",
    Way.SILENT_AFTER_DOT: "unsure",
}


class Day:
    """The paper, who sends it, the server, and the clock."""

    def __init__(self, server: MailServer, database: str, folder: Path) -> None:
        self.server, self._database, self._folder = server, database, folder
        self.now = MORNING
        self.moods: dict[str, Way] = {}
        with clock.frozen(self.now):
            self.conference = make_conference()
            province = self.conference.host
            units = Unit.objects.filter(path__startswith=province.path).exclude(pk=province.pk)
            for unit in units:
                make_organ(unit, email=f"u{unit.pk}@huyen-xa.example.vn")
            organ, self.actor = make_organ(province), clerk_of(province)
            keep_own_register(self.actor, organ)
            self.paper = do_issue(self.actor, make_signed(self.actor, self.conference, organ).pk)
        self.client = Client()
        self.client.force_login(Account.objects.get(pk=int(self.actor.id)))

    def dispatch(self) -> None:
        """To the districts, and by them to their communes: to each by mail."""
        with clock.frozen(self.now):
            made = do_dispatch(self.actor, self.paper.pk, [Chosen(one.key) for one in proposed(self.paper) if one.unit])
            for row in made:
                assert row.unit is not None
                units = [one.pk for one, _email in below(self.conference, row.unit)]
                do_pass_on(clerk_of(row.unit, "unit_clerk"), row.pk, units)
        Message.objects.filter(state="held").update(state="queued")  # no server stands in this test's own settings

    def give_moods(self) -> None:
        """The server's mood for each address, taken in turn; those that cost a line are rare."""
        often = [mood for mood in MOODS if mood not in _RARE]
        rows = list(Delivery.objects.exclude(email="").order_by("pk"))
        for n, row in enumerate(rows):
            mood = (_DROPS[n // 20 % 2] if n > 20 else Way.SILENT_AFTER_DOT) if n % 20 == 7 else often[n % len(often)]
            self.moods[row.email] = mood
            self.server.ways[row.email] = iter(MOODS[mood])

    def pass_time(self, much: timedelta, step: timedelta = timedelta(minutes=15)) -> None:
        """The sender, started anew at each step, as after a restart."""
        until = self.now + much
        while self.now < until:
            self.now += step
            with clock.frozen(self.now):
                Sender(settings_for(self.server.port), timeout=5, patience=PATIENCE).look()

    def killed_with(self, way: Way) -> str:
        """A sending process of its own, killed with -9 by the way given while it has a letter in hand; its address."""
        waiting = Message.objects.filter(state="queued", next_at__lte=self.now).order_by("attempts", "next_at", "pk")
        address = waiting.values_list("to", flat=True)[0]
        self.server.ways[address] = chain([way], self.server.ways.get(address, iter(())))
        process = subprocess.Popen(
            [sys.executable, "-c", _SENDS_AT, self.now.isoformat()],
            env=self._environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        self.server.victim = process.pid
        assert process.stdout.readline() == "ready\n"
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.wait(timeout=60) == -signal.SIGKILL
        process.stdin.close()
        process.stdout.close()
        return address

    def _environment(self) -> dict[str, str]:
        environment = {
            **os.environ,
            "NHIPCAU_HOME": str(self._folder),
            "NHIPCAU_SMTP_HOST": "127.0.0.1",
            "NHIPCAU_SMTP_PORT": str(self.server.port),
            "NHIPCAU_SMTP_SECURITY": "none",
            "NHIPCAU_SMTP_SENDER": "hop@tinh.example",
            "NHIPCAU_SMTP_PER_MINUTE": "0",
        }
        if connection.vendor == "postgresql":
            url = urlsplit(config().database_url)
            environment["NHIPCAU_DATABASE_URL"] = url._replace(path=f"/{self._database}").geturl()
        else:
            self._folder.mkdir(exist_ok=True)
            file = self._folder / "nhipcau.sqlite3"
            if not file.is_symlink():
                file.symlink_to(self._database)
        return environment

    def page_tells_the_truth(self) -> None:
        """What the matrix counts is what the server and the rows say."""
        with clock.frozen(self.now):
            found = queries.matrix(self.paper)
            said = self.client.get(f"/written/{self.paper.pk}/dispatch?show=missing")
        assert said.status_code == 200
        taken = Counter(self.server.recipients)
        assert not [to for to, n in taken.items() if n > 1]
        for row in Delivery.objects.exclude(email=""):
            if row.state == "sent":
                assert row.email in taken
            if row.state in {"queued", "failed"}:
                assert row.email not in taken
        told = dict(found.not_there)
        there = Delivery.objects.filter(state__in=["queued", "failed", "unsure", "returned", "withdrawn"]).count()
        assert sum(told.values()) == there
        assert len(found.missing) == found.direct.missing + found.below.missing


@pytest.fixture
def day(own_database: str, tmp_path: Path) -> Iterator[Day]:
    with mail_server() as server:
        yield Day(server, own_database, tmp_path / "home")


def test_a_day_with_a_broken_mail_server(day: Day) -> None:
    day.dispatch()
    assert Delivery.objects.exclude(email="").count() == 211
    day.give_moods()
    day.page_tells_the_truth()

    lost = day.killed_with(Way.KILL_AT_RECIPIENT)
    also_lost = day.killed_with(Way.KILL_AT_DATA)
    in_doubt = day.killed_with(Way.KILL_AFTER_DOT)
    day.page_tells_the_truth()

    day.server.doors = repeat(Door.BUSY)
    day.pass_time(timedelta(hours=1))
    assert line.outage() is not None
    day.page_tells_the_truth()
    day.server.doors = iter([Door.RESET, Door.CLOSED, Door.OPEN, Door.BUSY])
    for _hour in range(10):
        day.pass_time(timedelta(hours=1))
        day.page_tells_the_truth()
    day.pass_time(timedelta(days=1), timedelta(minutes=30))
    day.page_tells_the_truth()

    states = dict(Message.objects.values_list("to", "state"))
    expected = {to: _ENDS.get(mood, "sent") for to, mood in day.moods.items()} | {in_doubt: "unsure"}
    wrong = {to: (state, expected[to], day.moods[to]) for to, state in states.items() if state != expected[to]}
    assert not wrong
    assert states[lost] == states[also_lost] == "sent"
    rows = Delivery.objects.exclude(state="acknowledged")  # districts have it: they passed it on
    assert rows.count() == 200
    assert {row.email: row.state for row in rows} == {row.email: expected[row.email] for row in rows}
    assert not rows.filter(state__in=["failed", "unsure"], failure="").exists()
