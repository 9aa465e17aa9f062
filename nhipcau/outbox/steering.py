"""What a person may do to a letter in the queue, inside the caller's transaction. A sender may be quicker."""

from django.db.models import QuerySet

from nhipcau.core import clock
from nhipcau.outbox.models import Message

_State = Message.State


def send_again(messages: "QuerySet[Message]") -> int:
    """Queue those that failed, were held or cancelled, as if new; how many. Others are left as they are."""
    moment = clock.now()
    return (
        messages.filter(state__in=[_State.FAILED, _State.HELD, _State.CANCELLED])
        .exclude(to="")
        .update(state=_State.QUEUED, attempts=0, next_at=moment, queued_at=moment, last_error="", told_at=None)
    )


def cancel(messages: "QuerySet[Message]") -> int:
    """Take those out of the queue that no sender has in hand; how many."""
    return messages.filter(state__in=[_State.QUEUED, _State.HELD]).update(state=_State.CANCELLED)


def forget(messages: "QuerySet[Message]") -> int:
    """Let go of whom letters went to and what they said; that they went stays. Those still queued never leave."""
    cancel(messages)
    return (
        messages.exclude(state=_State.SENDING)
        .exclude(to="", body="")
        .update(to="", reply_to="", body="", calendar="", last_error="")
    )
