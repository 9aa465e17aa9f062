"""What a person may do to a letter in the queue, inside the caller's transaction. A sender may be quicker."""

from typing import Final

from django.db.models import Q, QuerySet

from nhipcau.core import clock
from nhipcau.outbox.models import Message

_State = Message.State
_WORDS: Final = 500


def send_again(messages: "QuerySet[Message]") -> int:
    """Queue those that failed, were held or cancelled, or may have arrived, as if new; how many. Others are left as
    they are."""
    moment = clock.now()
    return (
        messages.filter(state__in=[_State.FAILED, _State.UNSURE, _State.HELD, _State.CANCELLED])
        .exclude(to="")
        .update(state=_State.QUEUED, attempts=0, next_at=moment, queued_at=moment, last_error="", told_at=None)
    )


def hurry(messages: "QuerySet[Message]") -> int:
    """Let those that wait be tried at once; how many."""
    return messages.filter(state=_State.QUEUED).update(next_at=clock.now())


def cancel(messages: "QuerySet[Message]") -> int:
    """Take those out of the queue that no sender has in hand; how many."""
    return messages.filter(state__in=[_State.QUEUED, _State.HELD]).update(state=_State.CANCELLED)


def withdraw(messages: "QuerySet[Message]", why: str, words: str) -> int:
    """Take back what has not left, since what it tells of is so no more; how many.

    why: one word, by which `restore` finds them; words: for the office. A letter that a sender has in hand leaves if
    its end has gone out already, and is not tried again if the server does not take it.
    """
    count = messages.filter(state__in=[_State.QUEUED, _State.HELD, _State.FAILED]).update(
        state=_State.WITHDRAWN, withdrawn_for=why, last_error=words[:_WORDS], told_at=None, next_at=clock.now()
    )
    # After those: what a sender claimed a moment ago is found here.
    messages.filter(state=_State.SENDING).update(withdrawn_for=why)
    return count


def restore(messages: "QuerySet[Message]", why: str) -> int:
    """Back into the queue with what was withdrawn for that reason and is of use still; how many."""
    moment = clock.now()
    messages.filter(state=_State.SENDING, withdrawn_for=why).update(withdrawn_for="")
    useful = Q(useless_after__isnull=True) | Q(useless_after__gte=moment)
    return (
        messages.filter(useful, state=_State.WITHDRAWN, withdrawn_for=why)
        .exclude(to="")
        .update(
            state=_State.QUEUED,
            withdrawn_for="",
            attempts=0,
            next_at=moment,
            queued_at=moment,
            last_error="",
            told_at=None,
        )
    )


def forget(messages: "QuerySet[Message]") -> int:
    """Let go of whom letters went to and what they said; that they went stays. Those still queued never leave."""
    cancel(messages)
    return (
        messages.exclude(state=_State.SENDING)
        .exclude(to="", body="")
        .update(to="", reply_to="", body="", calendar="", last_error="")
    )
