"""What other processes write is heard by the watcher's thread; here it hears this process's own writes as well."""

import subprocess
import sys
import threading

from django.db import transaction

from nhipcau.core.access import Actor
from nhipcau.journal import bus, record
from nhipcau.journal.watch import Watcher
from tests.support.stack import wait_until

OPERATOR = Actor("account", "3", "Lò Thị Hạnh")
STREAM = "conference:1"


_WRITER = """
import os, sys
import django
django.setup()
from django.db import connection, transaction
from nhipcau.core.access import system
from nhipcau.journal import record
connection.settings_dict["NAME"] = sys.argv[1]
with transaction.atomic():
    transaction.on_commit(lambda: os._exit(9))
    record.append(sys.argv[2], "hall.cut", {}, system("test"))
"""


def test_what_a_process_committed_is_heard_even_if_it_was_killed_right_after(own_database: str) -> None:
    heard: set[int] = set()
    unsubscribe = bus.subscribe(lambda _stream, seq: heard.add(seq))
    with transaction.atomic():
        record.append(STREAM, "hall.cut", {}, OPERATOR)
    watcher = Watcher().start()
    try:
        wait_until(lambda: 1 in heard, 5, "the watcher listens")
        killed = subprocess.run([sys.executable, "-c", _WRITER, own_database, STREAM], check=False, timeout=60)
        assert killed.returncode == 9
        wait_until(lambda: 2 in heard, 5, "the entry of the process that was killed")
    finally:
        watcher.stop()
        unsubscribe()


def test_the_watcher_hears_of_one_entry_after_the_other_and_stops_when_told(own_database: str) -> None:
    heard: set[tuple[str, int]] = set()
    unsubscribe = bus.subscribe(lambda stream, seq: heard.add((threading.current_thread().name, seq)))
    watcher = Watcher().start()
    try:
        for seq in (1, 2, 3):
            with transaction.atomic():
                record.append(STREAM, "hall.cut", {"rev": seq}, OPERATOR)
            wait_until(lambda seq=seq: ("journal-watch", seq) in heard, 5, f"entry {seq}")
    finally:
        watcher.stop()
        unsubscribe()
    assert not watcher.running
