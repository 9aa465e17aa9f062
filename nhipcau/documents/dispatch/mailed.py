"""The letters by which deliveries go: which one is a delivery's now, and how it is kept from leaving."""

from collections.abc import Iterable
from typing import Final

from django.db.models import QuerySet

from nhipcau.documents.models import Delivery, Paper
from nhipcau.outbox import steering
from nhipcau.outbox.models import Message

KIND: Final = "paper.dispatch"
_WORDS: Final = {
    "has_it": "Đã thu hồi vì nơi nhận đã xác nhận có văn bản.",
    "by_hand": "Đã thu hồi vì văn bản đã được gửi tay.",
    "sent_otherwise": "Đã thu hồi vì văn bản được gửi lại bằng cách khác.",
    "recalled": "Đã thu hồi cùng văn bản.",
    "replaced": "Đã thu hồi vì văn bản đã được thay thế.",
}
"""Why a letter does not leave, kept with it for the office."""


def key_of(row: Delivery) -> str:
    """Names the letter of a delivery's present try for ever."""
    return f"{KIND}:{row.pk}:{row.tries}"


def letters_of(rows: Iterable[Delivery]) -> "QuerySet[Message]":
    """The letters of their present tries, without what they say."""
    keys = [key_of(row) for row in rows if row.channel == Delivery.Channel.EMAIL]
    return Message.objects.filter(key__in=keys).defer("body", "calendar")


def stop(rows: Iterable[Delivery], why: str) -> int:
    """Keep what still waits from leaving; how many letters. why: one of `_WORDS`."""
    return steering.withdraw(letters_of(rows), why, _WORDS[why])


def waiting(paper: Paper) -> int:
    """How many letters of a paper are in the queue."""
    return letters_of(paper.deliveries.all()).filter(state=Message.State.QUEUED).count()
