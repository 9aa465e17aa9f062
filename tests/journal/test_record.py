"""The journal: appended inside the command's transaction, unchangeable, announced after the commit, verifiable."""

import io

import pytest
from django.db import DatabaseError, connection, transaction

from nhipcau.core.access import Actor
from nhipcau.journal import bus, chain, record, report
from nhipcau.journal.models import JournalDetail, JournalEntry, JournalHead

pytestmark = pytest.mark.django_db
OPERATOR = Actor("account", "3", "Lò Thị Hạnh")
STREAM = "conference:1"


def write(count: int = 3) -> list[JournalEntry]:
    with transaction.atomic():
        return [record.append(STREAM, "hall.cut", {"rev": n}, OPERATOR) for n in range(1, count + 1)]


def unlock() -> None:
    """Take the triggers away, as somebody would who holds the database file."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_journalentry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER journal_entry_no_update")
            cursor.execute("DROP TRIGGER journal_entry_no_delete")


def problems() -> list[tuple[int, str]]:
    return [(finding.seq, finding.problem) for finding in record.verify(STREAM)]


def test_entries_are_numbered_and_chained() -> None:
    first, second, third = write()
    assert [first.seq, second.seq, third.seq] == [1, 2, 3]
    assert (second.prev_hash, third.prev_hash) == (first.hash, second.hash)
    assert record.head_seq(STREAM) == 3
    assert problems() == []


def test_reading_after_a_seq_gives_only_what_is_newer_and_of_the_kinds_asked() -> None:
    write()
    with transaction.atomic():
        record.append(STREAM, "presence.changed", {}, OPERATOR)
    assert [entry.seq for entry in record.read(STREAM, after=2)] == [3, 4]
    assert [entry.seq for entry in record.read(STREAM, kinds=["presence.changed"])] == [4]


@pytest.mark.parametrize(
    "change",
    [
        lambda: JournalEntry.objects.filter(seq=2).update(data={"rev": 99}),
        lambda: JournalEntry.objects.filter(seq=2)._raw_delete("default"),
    ],
)
def test_the_database_itself_refuses_changes_and_removals(change) -> None:
    write()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
    assert problems() == []


def test_a_changed_entry_is_named() -> None:
    write()
    unlock()
    JournalEntry.objects.filter(seq=2).update(data={"rev": 99})
    assert problems() == [(2, "broken")]


def test_a_removed_entry_is_named() -> None:
    write()
    unlock()
    JournalEntry.objects.filter(seq=2)._raw_delete("default")
    assert (2, "gap") in problems()


def test_a_removed_tail_is_noticed() -> None:
    write()
    unlock()
    JournalEntry.objects.filter(seq=3)._raw_delete("default")
    assert problems() == [(2, "head")]


def test_a_rewritten_entry_with_a_fitting_hash_no_longer_fits_its_neighbours() -> None:
    write()
    unlock()
    entry = JournalEntry.objects.get(stream=STREAM, seq=2)
    JournalEntry.objects.filter(pk=entry.pk).update(prev_hash="", hash=_rehash(entry))
    assert (2, "broken") in problems()


def _rehash(entry: JournalEntry) -> str:
    return chain.entry_hash(
        "",
        stream=entry.stream,
        seq=entry.seq,
        at=entry.at,
        actor=entry.actor,
        kind=entry.kind,
        version=entry.version,
        data=entry.data,
    )


def test_personal_details_stand_apart_and_their_purge_is_no_damage() -> None:
    with transaction.atomic():
        entry = record.append(STREAM, "contact.added", {"contact": 4}, OPERATOR, detail={"name": "Lò Thị Hạnh"})
    assert "Hạnh" not in str(entry.data)
    JournalDetail.objects.update(data=None)
    assert problems() == [(1, "purged")]
    out = io.StringIO()
    assert report.run(out, stream=STREAM) == 0
    assert "nguyên vẹn" in out.getvalue()


def test_changed_details_are_damage() -> None:
    with transaction.atomic():
        record.append(STREAM, "contact.added", {"contact": 4}, OPERATOR, detail={"name": "Lò Thị Hạnh"})
    JournalDetail.objects.update(data={"name": "Ai Khác"})
    out = io.StringIO()
    assert report.run(out) == 1
    assert "KHÔNG CÒN NGUYÊN VẸN" in out.getvalue()


def test_news_is_told_after_the_commit_and_only_then(django_capture_on_commit_callbacks) -> None:
    heard: list[tuple[str, int]] = []
    unsubscribe = bus.subscribe(lambda stream, seq: heard.append((stream, seq)))
    try:
        with django_capture_on_commit_callbacks(execute=True):
            write(2)
            assert heard == []
        assert heard == [(STREAM, 1), (STREAM, 2)]
    finally:
        unsubscribe()


def test_a_subscriber_that_fails_does_not_keep_the_news_from_the_others(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[int] = []

    def broken(stream: str, seq: int) -> None:
        raise ValueError("mine alone")

    ends = [bus.subscribe(broken), bus.subscribe(lambda stream, seq: heard.append(seq))]
    try:
        bus.deliver(STREAM, 7)
    finally:
        for end in ends:
            end()
    assert heard == [7]
    assert "mine alone" in caplog.text


def test_nothing_is_written_when_the_command_fails() -> None:
    with pytest.raises(ValueError, match="changed my mind"), transaction.atomic():
        record.append(STREAM, "hall.cut", {}, OPERATOR)
        raise ValueError("changed my mind")
    assert not JournalEntry.objects.exists()
    assert not JournalHead.objects.exists()
