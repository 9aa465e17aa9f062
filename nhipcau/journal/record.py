"""Appending, reading and verifying the journal."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.journal import bus, chain
from nhipcau.journal.models import JournalDetail, JournalEntry, JournalHead


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a stream. problem: broken, gap, purged, head; only `purged` is no damage."""

    stream: str
    seq: int
    problem: str
    message: str


def append(
    stream: str,
    kind: str,
    data: Mapping[str, Any],
    actor: Actor,
    *,
    at: datetime | None = None,
    version: int = 1,
    detail: Mapping[str, Any] | None = None,
) -> JournalEntry:
    """Append one entry, inside the caller's transaction; every process hears of it after the commit.

    data: JSON; ids and hashes only. detail: names, telephone numbers; stored apart, hashed into the entry.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise RuntimeError("a journal entry is appended inside the transaction of its command")
    head = _locked_head(stream)
    body = dict(data)
    salt = ""
    if detail is not None:
        salt = secrets.token_hex(16)
        body["detail_hash"] = chain.detail_hash(salt, detail)
    seq, moment = head.seq + 1, at or clock.now()
    digest = chain.entry_hash(
        head.hash, stream=stream, seq=seq, at=moment, actor=actor.reference, kind=kind, version=version, data=body
    )
    entry = JournalEntry.objects.create(
        stream=stream,
        seq=seq,
        at=moment,
        actor=actor.reference,
        kind=kind,
        version=version,
        data=body,
        prev_hash=head.hash,
        hash=digest,
    )
    if detail is not None:
        JournalDetail.objects.create(entry=entry, salt=salt, data=dict(detail))
    JournalHead.objects.filter(pk=stream).update(seq=seq, hash=digest)
    bus.notify(stream, seq)
    transaction.on_commit(lambda: bus.deliver(stream, seq))
    return entry


def lock(stream: str) -> int:
    """Keep other writers off the stream until the transaction ends; the seq of its last entry.

    For a command that decides on what the stream says: what it reads after this is the last word.
    """
    return _locked_head(stream).seq


def _locked_head(stream: str) -> JournalHead:
    JournalHead.objects.bulk_create([JournalHead(stream=stream)], ignore_conflicts=True)
    return JournalHead.objects.select_for_update().get(pk=stream)


def read(stream: str, after: int = 0, kinds: Sequence[str] | None = None) -> list[JournalEntry]:
    """Entries of `stream` with seq > `after`, in order; only of the given kinds where given."""
    entries = JournalEntry.objects.filter(stream=stream, seq__gt=after).order_by("seq")
    return list(entries if kinds is None else entries.filter(kind__in=kinds))


def head_seq(stream: str) -> int:
    """The seq of the stream's last entry, 0 where there is none."""
    return JournalHead.objects.filter(pk=stream).values_list("seq", flat=True).first() or 0


def streams() -> list[str]:
    return list(JournalHead.objects.order_by("stream").values_list("stream", flat=True))


def verify(stream: str | None = None) -> list[Finding]:
    """Recompute the chain of one stream, or of all; an empty list says that nothing was changed or removed."""
    if stream is not None:
        return list(_verify_stream(stream))
    known = set(streams()) | set(JournalEntry.objects.values_list("stream", flat=True).distinct())
    return [finding for name in sorted(known) for finding in _verify_stream(name)]


def _verify_stream(stream: str) -> Iterator[Finding]:
    prev, expected = "", 1
    for entry in JournalEntry.objects.filter(stream=stream).select_related("detail").order_by("seq").iterator(500):
        if entry.seq != expected:
            yield Finding(
                stream,
                expected,
                "gap",
                f"Thiếu mục {expected}" + (f"–{entry.seq - 1}." if entry.seq - 1 > expected else "."),
            )
        digest = chain.entry_hash(
            entry.prev_hash,
            stream=entry.stream,
            seq=entry.seq,
            at=entry.at,
            actor=entry.actor,
            kind=entry.kind,
            version=entry.version,
            data=entry.data,
        )
        if digest != entry.hash:
            yield Finding(stream, entry.seq, "broken", f"Mục {entry.seq} đã bị sửa sau khi ghi.")
        elif entry.seq == expected and entry.prev_hash != prev:
            yield Finding(stream, entry.seq, "broken", f"Mục {entry.seq} không nối với mục đứng trước.")
        yield from _verify_detail(entry)
        prev, expected = entry.hash, entry.seq + 1
    head = JournalHead.objects.filter(pk=stream).first()
    if head is None or (head.seq, head.hash) != (expected - 1, prev):
        yield Finding(stream, expected - 1, "head", "Các mục cuối của nhật ký bị mất hoặc bị thay.")


def _verify_detail(entry: JournalEntry) -> Iterator[Finding]:
    wanted = entry.data.get("detail_hash")
    if wanted is None:
        return
    detail: JournalDetail | None = getattr(entry, "detail", None)
    if detail is None or detail.data is None:
        yield Finding(entry.stream, entry.seq, "purged", f"Mục {entry.seq}: dữ liệu cá nhân đã được xóa theo hạn.")
    elif chain.detail_hash(detail.salt, detail.data) != wanted:
        yield Finding(entry.stream, entry.seq, "broken", f"Mục {entry.seq}: dữ liệu cá nhân đã bị sửa.")
