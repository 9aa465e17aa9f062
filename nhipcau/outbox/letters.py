"""Queueing letters, inside the transaction of what they tell of."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from nhipcau.core import clock
from nhipcau.core.config import config
from nhipcau.core.text import nfc
from nhipcau.outbox.models import Attachment, Content, Message

_SUBJECT: Final = 300
_KEYS_AT_ONCE: Final = 500
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class File:
    """Something to be attached. media_type: e.g. application/pdf."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What shall be sent to one recipient.

    key: names this letter for ever, e.g. `reminder:5:site:17:2021-12-16`: queued again it is the same one.
    stream: whose matter it is, e.g. `conference:5`; about: what of it, e.g. `site:17`.
    not_before, useless_after: it leaves between these, or not at all.
    """

    kind: str
    key: str
    stream: str
    to: str
    subject: str
    body: str
    about: str = ""
    to_name: str = ""
    reply_to: str = ""
    calendar: str = ""
    files: Sequence[File] = field(default=())
    not_before: datetime | None = None
    useless_after: datetime | None = None


def is_address(text: str) -> bool:
    """Whether a letter can be addressed so: one plain address."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= Message._meta.get_field("to").max_length


def queue(letters: Iterable[Letter]) -> list[Message]:
    """Write the letters down to be sent after the commit; those that are new, in their order.

    A letter whose key is known already is left as it is. ValueError for what is no address (ask `is_address` first)
    and RuntimeError outside a transaction: then a letter could leave although what it tells of was undone.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a letter is queued inside the transaction of what it tells of")
    wanted = {letter.key: letter for letter in letters}
    for some in _in_parts(list(wanted)):
        for key in Message.objects.filter(key__in=some).values_list("key", flat=True):
            del wanted[key]
    token = uuid4().hex
    Message.objects.bulk_create(
        (_row(letter, token) for letter in wanted.values()), ignore_conflicts=True, batch_size=_KEYS_AT_ONCE
    )
    # Another transaction may have written the same key a moment before: then the letter is that one's.
    mine = {
        message.key: message
        for some in _in_parts(list(wanted))
        for message in Message.objects.filter(key__in=some, token=token)
    }
    _attach(mine, wanted)
    return [mine[key] for key in wanted if key in mine]


def _in_parts(keys: list[str]) -> Iterator[list[str]]:
    """As many as one query may ask for."""
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        yield keys[start : start + _KEYS_AT_ONCE]


def _row(letter: Letter, token: str) -> Message:
    for address in (letter.to, *filter(None, [letter.reply_to])):
        if not is_address(address):
            raise ValueError(f"no address: {address!r}")
    moment = clock.now()
    return Message(
        kind=letter.kind,
        key=letter.key,
        stream=letter.stream,
        about=letter.about,
        to=letter.to,
        to_name=one_line(letter.to_name)[:200],
        reply_to=letter.reply_to,
        subject=one_line(letter.subject)[:_SUBJECT],
        body=nfc(letter.body).replace("\0", ""),  # which PostgreSQL does not take
        calendar=letter.calendar,
        state=Message.State.QUEUED if config().sends_mail else Message.State.HELD,
        next_at=letter.not_before or moment,
        useless_after=letter.useless_after,
        token=token,
        made_at=moment,
        queued_at=moment,
    )


def one_line(text: str) -> str:
    """For a header: no line breaks or other signs that nobody sees, single spaces."""
    return " ".join(_UNSEEN.sub(" ", nfc(text)).split())


def _attach(mine: dict[str, Message], wanted: dict[str, Letter]) -> None:
    files = [(mine[key], place, file) for key in mine for place, file in enumerate(wanted[key].files)]
    digests = {id(file.data): hashlib.sha256(file.data).hexdigest() for _, _, file in files}
    new = {digests[id(file.data)]: file.data for _, _, file in files}
    Content.objects.bulk_create(
        (Content(sha256=digest, data=data) for digest, data in new.items()), ignore_conflicts=True
    )
    Attachment.objects.bulk_create(
        Attachment(
            message=message,
            order=place,
            name=one_line(file.name)[:200],
            media_type=file.media_type,
            content_id=digests[id(file.data)],
        )
        for message, place, file in files
    )
