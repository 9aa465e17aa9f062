"""Sending what is due. A letter is claimed by a conditional update, so that of two senders only one gets it.

Nobody gets a letter twice by us: just before its end goes out the row says so, and a letter whose end went out without
an answer that we kept (line broken, process killed) is put aside as one that may have arrived. A person asks, and sends
it again where it has not: under the same Message-ID, so that mail programs show it once even then.
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
from nhipcau.outbox import line
from nhipcau.outbox.handlers import handler_of
from nhipcau.outbox.models import MOST_ATTEMPTS, Message
from nhipcau.outbox.post import PATIENCE_SECONDS, TIMEOUT_SECONDS, UNSURE_WORDS, Post, Result, Unserved

LEASE: Final = timedelta(minutes=20)
"""After it the sender that claimed a letter is taken to have died; longer than handing one over can take."""
GIVE_UP_AFTER: Final = timedelta(days=5)
"""RFC 5321, 4.5.4.1: a sender tries for at least four to five days, where the server is down as a whole."""
WAITS: Final = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 480, 1440))
"""After each attempt that the server put off. Greylists let in within the hour; a day and a half is longer than a paper
that calls people together can wait for a machine: then whoever sent it is told, and has the telephone."""
_MINUTE: Final = timedelta(minutes=1)
_TOLD_AT_ONCE: Final = 200
_WORDS: Final = 500
_State = Message.State
_ENDED: Final = (_State.SENT, _State.FAILED, _State.UNSURE, _State.WITHDRAWN)
_log = logging.getLogger(__name__)


def wait_after(attempts: int, luck: Random | None = None) -> timedelta:
    """How long to leave a letter alone after so many attempts: longer each time, and never all at once."""
    return WAITS[min(attempts, len(WAITS)) - 1] * (luck or SystemRandom()).uniform(0.5, 1.0)


class _Overtaken(Exception):
    """The letter in hand is not ours any more: its end does not go out."""


class Sender:
    """One who sends; several may work side by side, in one process or in many.

    ended: once set, the letter in hand is the last. lanes: who else of this process talks to the server, where a server
    that takes no further connection from us is not one that is down.
    """

    def __init__(
        self,
        settings: Config,
        ended: Event | None = None,
        timeout: float = TIMEOUT_SECONDS,
        patience: float = PATIENCE_SECONDS,
        lanes: "line.Lanes | None" = None,
    ) -> None:
        self._settings = settings
        self._ended = ended or Event()
        self._timeout = timeout
        self._patience = patience
        self._lanes = lanes or line.Lanes()

    def look(self) -> int:
        """Send what is due, as far as the pace allows, and tell results; how many letters were sent."""
        keep_house(self._settings)
        sent = self.send_due()
        tell_results()
        return sent

    def send_due(self) -> int:
        """Send until nothing is due, the pace is reached or the server is in trouble; how many letters were sent."""
        if not self._settings.sends_mail or not self._lanes.may_go_on(self) or not line.take_turn():
            return 0
        sent = 0
        post = Post(self._settings, self._timeout, self._patience)
        try:
            while not self._at_full_pace() and not self._ended.is_set() and (message := claim()) is not None:
                sent += self._send(post, message)
                if line.is_down():
                    break
        except Unserved as why:
            if not self._lanes.rest(self):
                line.note_down(str(why))
        finally:
            self._lanes.closed(self)
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
            outcome = post.deliver(message, lambda: _note_dot(message))
        except Unserved as why:
            _again(message, str(why), counted=False)
            raise
        except _Overtaken:
            return False
        except ValueError as error:  # what cannot be put into a letter will not be put into one tomorrow either
            _settle(message, state=_State.FAILED, words=f"Không lập được thư: {error}")
            return False
        if post.is_open:
            self._lanes.opened(self)
        if outcome.result is Result.SENT:
            _settle(message, state=_State.SENT, words="")
        elif outcome.result is Result.REFUSED:
            _settle(message, state=_State.FAILED, words=outcome.words)
        elif outcome.result is Result.UNSURE:
            _settle(message, state=_State.UNSURE, words=outcome.words)
        else:
            _again(message, outcome.words)
        if outcome.result in {Result.BROKEN, Result.UNSURE}:
            line.note_trouble(outcome.words)
        else:
            line.note_answer()
        return outcome.result is Result.SENT


def keep_house(settings: Config) -> None:
    """What is to be done before any letter leaves, by one of the senders."""
    _take_back_from_the_dead(clock.now())
    if not settings.sends_mail:
        Message.objects.filter(state=_State.QUEUED).update(state=_State.HELD)


def claim() -> Message | None:
    """The letter that is due first, now ours alone; None where nothing is due."""
    while True:
        moment = clock.now()
        # What was put off before stands behind what was not tried yet.
        due = Message.objects.filter(_due(moment)).order_by("attempts", "next_at", "pk")
        pk = due.values_list("pk", flat=True).first()
        if pk is None:
            return None
        token = uuid4().hex
        taken = Message.objects.filter(_due(moment), pk=pk).update(
            state=_State.SENDING, token=token, tried_at=moment, dot_at=None, attempts=F("attempts") + 1
        )
        if taken:
            return Message.objects.prefetch_related("attachments__content").get(pk=pk, token=token)


def _due(moment: datetime) -> Q:
    """What waits and may leave. A letter that was queued later than now was so while the server's clock was ahead, and
    so was the moment from which on it may leave."""
    return Q(state=_State.QUEUED) & (Q(next_at__lte=moment) | Q(queued_at__gt=moment + LEASE))


def _note_dot(message: Message) -> None:
    """From now on it may have arrived. Not where it was withdrawn, or another sender has it, in the meantime."""
    ours = Message.objects.filter(pk=message.pk, state=_State.SENDING, token=message.token)
    if ours.exclude(withdrawn_for="").update(
        state=_State.WITHDRAWN, next_at=clock.now(), last_error="Đã thu hồi trước khi thư rời máy."
    ):
        raise _Overtaken
    if not ours.update(dot_at=clock.now()):
        raise _Overtaken


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
    if counted and message.attempts >= MOST_ATTEMPTS:
        _settle(message, state=_State.FAILED, words=f"Đã thử {MOST_ATTEMPTS} lần mà chưa được. Lần cuối: {words}")
        return
    attempts = message.attempts if counted else message.attempts - 1
    next_at = moment + wait_after(message.attempts) if counted else message.next_at
    Message.objects.filter(pk=message.pk, state=_State.SENDING, token=message.token).update(
        state=_State.QUEUED, attempts=attempts, next_at=next_at, last_error=words[:_WORDS]
    )


def _take_back_from_the_dead(moment: datetime) -> None:
    long_ago = Q(tried_at__lt=moment - LEASE) | Q(tried_at__gt=moment + LEASE)  # or while the clock was ahead
    left = Message.objects.filter(long_ago, state=_State.SENDING)
    left.filter(dot_at__isnull=False).update(
        state=_State.UNSURE,
        next_at=moment,
        last_error=f"{UNSURE_WORDS} Việc gửi bị ngắt trong lúc chờ máy chủ thư trả lời.",
    )
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
