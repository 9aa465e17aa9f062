"""The sending process itself: killed in the middle of its work, started again, ended in good order."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from nhipcau.core import clock
from nhipcau.core.config import config
from nhipcau.outbox.models import Message
from nhipcau.outbox.sender import LEASE
from nhipcau.outbox.service import LANES
from tests.outbox.letters import queued
from tests.support.smtp import MailServer, mail_server
from tests.support.stack import wait_until


@contextmanager
def sending(home: Path, database: str, server: MailServer) -> Iterator[subprocess.Popen[bytes]]:
    """`nhipcau outbox` on this test's database."""
    environment = {
        **os.environ,
        "NHIPCAU_HOME": str(home),
        "NHIPCAU_SMTP_HOST": "127.0.0.1",
        "NHIPCAU_SMTP_PORT": str(server.port),
        "NHIPCAU_SMTP_SECURITY": "none",
        "NHIPCAU_SMTP_SENDER": "hop@tinh.example",
        "NHIPCAU_SMTP_PER_MINUTE": "0",
    }
    if connection.vendor == "postgresql":
        url = urlsplit(config().database_url)
        environment["NHIPCAU_DATABASE_URL"] = url._replace(path=f"/{database}").geturl()
    else:
        home.mkdir(exist_ok=True)
        (home / "nhipcau.sqlite3").unlink(missing_ok=True)
        (home / "nhipcau.sqlite3").symlink_to(database)
    process = subprocess.Popen([sys.executable, "-m", "nhipcau", "outbox"], env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait(timeout=10)


@pytest.mark.usefixtures("own_database")
def test_killed_in_the_middle_it_loses_nothing_and_sends_nothing_twice(own_database: str, tmp_path: Path) -> None:
    keys = [f"thu-{n}" for n in range(12)]
    queued(*keys)
    home = tmp_path / "home"
    with mail_server() as server:
        server.silent_seconds = 0.1
        with sending(home, own_database, server) as process:
            wait_until(lambda: len(server.letters) >= 4, 60, "the first letters")
            process.send_signal(signal.SIGKILL)
            process.wait(timeout=10)
        assert len(server.letters) < len(keys)
        left = list(Message.objects.filter(state="sending").values_list("pk", flat=True))
        server.silent_seconds = 0.0
        with sending(home, own_database, server) as process:
            wait_until(lambda: not Message.objects.filter(state="queued").exists(), 60, "all but those in hand")
            # As if the lease of the dead had run out.
            Message.objects.filter(pk__in=left).update(tried_at=clock.now() - LEASE - timedelta(seconds=1))
            wait_until(
                lambda: not Message.objects.filter(state__in=["queued", "sending"]).exists(), 60, "those in hand"
            )
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=20) == 0
    states = dict(Message.objects.values_list("to", "state"))
    assert set(states.values()) <= {"sent", "unsure"}
    in_hand = {to for to, state in states.items() if state == "unsure"}
    assert len(in_hand) <= LANES
    assert len(server.recipients) == len(set(server.recipients))
    assert set(states) - in_hand <= set(server.recipients)
