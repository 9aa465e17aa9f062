"""Sending what is due. A letter is claimed by a conditional update, so that of two senders only one gets it.

Between the server's yes and our note of it lies a moment in which a crash makes us send again: losing a letter would be
worse, and its Message-ID, always the same, lets mail programs show it once.
"""

import logging
from datetime import datetime, timedelta
from random import Random
from secrets import SystemRandom
from threading import Event
from typing import Final
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Q

from nhipcau.core import clock
from nhipcau.core.config import Config
from nhipcau.outbox.handlers import handler_of
from nhipcau.outbox.models import Message
from nhipcau.outbox.post import TIMEOUT_SECONDS, Post, Result, Unserved

LEASE: Final = timedelta(minutes=15)
"""After it the sender that claimed a letter is taken to have died; far longer than handing one over can take."""
GIVE_UP_AFTER: Final = timedelta(days=5)
"""RFC 5321, 4.5.4.1: a sender tries for at least four to five days."""
_FIRST_WAIT: Final = 30.0
_LONGEST_WAIT: Final = 3600.0
_LONGEST_PAUSE: Final = 300.0
_MINUTE: Final = timedelta(minutes=1)
_TOLD_AT_ONCE: Final = 200
_WORDS: Final = 500
_State = Message.State
_ENDED: Final = (_State.SENT, _State.FAILED, _State.WITHDRAWN)
_log = logging.getLogger(__name__)


def wait_seconds(attempts: int, longest: float = _LONGEST_WAIT, luck: Random | None = None) -> float:
    """How long to leave a letter alone after so many attempts: doubling, at most `longest`, and never all at once."""
    whole = min(_FIRST_WAIT * 2 ** min(attempts - 1, 20), longest)
    return whole * (luck or SystemRandom()).uniform(0.5, 1.0)


class Sender:
    """One sending process; several may work side by side. `ended`, once set, lets the letter in hand be the last."""

    def __init__(self, settings: Config, ended: Event | None = None, timeout: float = TIMEOUT_SECONDS) -> None:
        self._settings = settings
        self._ended = ended or Event()
        self._timeout = timeout
        self._troubles = 0
        self._not_before: datetime | None = None

    def look(self) -> int:
        """Send what is due, as far as the pace allows, and tell results; how many letters were sent."""
        moment = clock.now()
        _take_back_from_the_dead(moment)
        sent = 0
        if not self._settings.sends_mail:
            Message.objects.filter(state=_State.QUEUED).update(state=_State.HELD)
        elif not self._pauses(moment):
            sent = self._send_due()
        tell_results()
        return sent

    def _pauses(self, moment: datetime) -> bool:
        """A pause that would last longer than any was made while the clock was ahead."""
        left = timedelta() if self._not_before is None else self._not_before - moment
        return timedelta() < left <= timedelta(seconds=_LONGEST_PAUSE)

    def _send_due(self) -> int:
        sent = 0
        post = Post(self._settings, self._timeout)
        try:
            while not self._at_full_pace() and not self._ended.is_set() and (message := claim()) is not None:
                sent += self._send(post, message)
        except Unserved as why:
            self._troubles += 1
            pause = wait_seconds(self._troubles, _LONGEST_PAUSE)
            self._not_before = clock.now() + timedelta(seconds=pause)
            _log.warning("no letters leave for %.0f s: %s", pause, why)
        finally:
            post.close()
        return sent

    def _at_full_pace(self) -> bool:
        most = self._settings.smtp_per_minute
        now = clock.now()  # what was tried later than now was tried while the clock was ahead
        return bool(most) and Message.objects.filter(tried_at__gt=now - _MINUTE, tried_at__lte=now).count() >= most

    def _send(self, post: Post, message: Message) -> bool:
        if message.is_useless(clock.now()):
            until = clock.local(message.useless_after or clock.now())
            _settle(message, state=_State.FAILED, words=f"Không gửi nữa vì đã quá {until:%H:%M ngày %d/%m/%Y}.")
            return False
        try:
            outcome = post.deliver(message)
        except Unserved as why:
            _again(message, str(why), counted=False)
            raise
        except ValueError as error:  # what cannot be put into a letter will not be put into one tomorrow either
            _settle(message, state=_State.FAILED, words=f"Không lập được thư: {error}")
            return False
        self._troubles = 0
        self._not_before = None
        if outcome.result is Result.SENT:
            _settle(message, state=_State.SENT, words="")
        elif outcome.result is Result.REFUSED:
            _settle(message, state=_State.FAILED, words=outcome.words)
        else:
            _again(message, outcome.words)
        return outcome.result is Result.SENT


def claim() -> Message | None:
    """The letter that is due first, now ours alone; None where nothing is due."""
    while True:
        moment = clock.now()
        due = Message.objects.filter(_due(moment)).order_by("next_at", "pk")
        pk = due.values_list("pk", flat=True).first()
        if pk is None:
            return None
        token = uuid4().hex
        taken = Message.objects.filter(_due(moment), pk=pk).update(
            state=_State.SENDING, token=token, tried_at=moment, attempts=F("attempts") + 1
        )
        if taken:
            return Message.objects.prefetch_related("attachments__content").get(pk=pk, token=token)


def _due(moment: datetime) -> Q:
    """What waits and may leave. A letter that was queued later than now was so while the server's clock was ahead, and
    so was the moment from which on it may leave."""
    return Q(state=_State.QUEUED) & (Q(next_at__lte=moment) | Q(queued_at__gt=moment + LEASE))


def _settle(message: Message, *, state: str, words: str) -> None:
    moment = clock.now()
    Message.objects.filter(pk=message.pk, state=_State.SENDING, token=message.token).update(
        state=state, sent_at=moment if state == _State.SENT else None, next_at=moment, last_error=words[:_WORDS]
    )


def _again(message: Message, words: str, *, counted: bool = True) -> None:
    """Back into the queue, unless it has been tried for too long, or was withdrawn while we had it in hand.

    counted: the server looked at this very letter.
    """
    moment = clock.now()
    if Message.objects.filter(pk=message.pk).exclude(withdrawn_for="").exists():
        _settle(message, state=_State.WITHDRAWN, words=words)
        return
    if moment - message.queued_at > GIVE_UP_AFTER:
        days = GIVE_UP_AFTER.days
        _settle(message, state=_State.FAILED, words=f"Đã thử trong {days} ngày mà chưa được. Lần cuối: {words}")
        return
    attempts = message.attempts if counted else message.attempts - 1
    wait = timedelta(seconds=wait_seconds(message.attempts) if counted else 0)
    Message.objects.filter(pk=message.pk, state=_State.SENDING, token=message.token).update(
        state=_State.QUEUED, attempts=attempts, next_at=moment + wait, last_error=words[:_WORDS]
    )


def _take_back_from_the_dead(moment: datetime) -> None:
    long_ago = Q(tried_at__lt=moment - LEASE) | Q(tried_at__gt=moment + LEASE)  # or while the clock was ahead
    left = Message.objects.filter(long_ago, state=_State.SENDING)
    left.exclude(withdrawn_for="").update(state=_State.WITHDRAWN, next_at=moment)
    left.update(state=_State.QUEUED)


def tell_results() -> None:
    """Let those who asked for letters hear how they ended, each in a transaction of its own."""
    now = clock.now()
    due = Q(next_at__lte=now) | Q(next_at__gt=now + _MINUTE)  # ended or put off while the clock was ahead
    waiting = Message.objects.filter(due, state__in=_ENDED, told_at__isnull=True).order_by("next_at", "pk")
    for pk in list(waiting.values_list("pk", flat=True)[:_TOLD_AT_ONCE]):
        try:
            _tell(pk)
        except Exception:  # noqa: BLE001 - logged in full; it is told again, and the others still have to hear
            _log.exception("the result of letter %s could not be told", pk)
            Message.objects.filter(pk=pk, told_at=None).update(next_at=clock.now() + _MINUTE)


def _tell(pk: int) -> None:
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(pk=pk, told_at=None).first()
        if message is None or message.state not in _ENDED:
            return
        handler = handler_of(message.kind)
        if handler is not None:
            handler(message)
        Message.objects.filter(pk=pk).update(told_at=clock.now())
