"""What other processes write is heard by the watcher's thread; here it hears this process's own writes as well."""

import threading

from django.db import transaction

from nhipcau.core.access import Actor
from nhipcau.journal import bus, record
from nhipcau.journal.watch import Watcher
from tests.support.stack import wait_until

OPERATOR = Actor("account", "3", "Lò Thị Hạnh")
STREAM = "conference:1"


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
