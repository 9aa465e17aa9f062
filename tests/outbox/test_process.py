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
def test_killed_in_the_middle_it_loses_nothing_and_says_nothing_twice(own_database: str, tmp_path: Path) -> None:
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
        server.silent_seconds = 0.0
        with sending(home, own_database, server) as process:
            wait_until(lambda: not Message.objects.filter(state="queued").exists(), 60, "all but the one in hand")
            for one in Message.objects.filter(state="sending"):  # as if the lease of the dead had run out
                Message.objects.filter(pk=one.pk).update(tried_at=clock.now() - LEASE - timedelta(seconds=1))
            wait_until(lambda: not Message.objects.exclude(state="sent").exists(), 60, "the one in hand")
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=20) == 0
    assert {f"{key}@xa.example" for key in keys} == set(server.recipients)
    assert len(server.letters) <= len(keys) + 1  # the one that was in hand, with the Message-ID that it had before
    assert len({letter["Message-ID"] for letter in server.letters}) == len(keys)
