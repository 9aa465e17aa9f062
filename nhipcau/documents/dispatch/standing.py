"""How far a paper got with one recipient, as it is at this moment: by its row, and by the letter that is on its way."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.documents.models import Delivery
from nhipcau.outbox.models import MOST_ATTEMPTS, Message

_State = Delivery.State
_OPEN = {_State.QUEUED, _State.FAILED, _State.UNSURE, _State.WITHDRAWN}
_SHAPES = {Message.State.QUEUED: "soon", Message.State.SENDING: "info", Message.State.HELD: "soon"}


HAVE_IT: Final = frozenset({_State.SENT, _State.DELIVERED, _State.OPENED, _State.UNSURE})
"""It has reached them, as far as is known, and they have not acknowledged it."""
AGAIN_AFTER: Final = timedelta(hours=4)
"""Nobody is reminded of one paper more often."""


def may_be_reminded(row: Delivery) -> bool:
    return row.state in HAVE_IT and (row.reminded_at is None or row.reminded_at <= clock.now() - AGAIN_AFTER)


@dataclass(frozen=True, slots=True)
class Standing:
    """words: the state; why: what the server said, or the person who wrote it down; next: when it is tried again."""

    shape: str
    words: str
    why: str = ""
    next: str = ""


def standing_of(row: Delivery, letter: Message | None) -> Standing:
    """letter: that of the row's present try. It may have been queued again, held or cancelled from the list of letters,
    of which the row hears when it ends."""
    if letter is None or row.state not in _OPEN or letter.state in {Message.State.SENT, Message.State.UNSURE}:
        return Standing(row.shape, row.get_state_display(), row.failure)
    if letter.state in {Message.State.FAILED, Message.State.WITHDRAWN}:
        words = row.get_state_display() if row.state != _State.QUEUED else letter.get_state_display()
        return Standing("bad", words, letter.last_error)
    return Standing(
        _SHAPES.get(Message.State(letter.state), "past"), letter.get_state_display(), letter.last_error, _next(letter)
    )


def _next(letter: Message) -> str:
    if not letter.next_attempt:
        return ""
    return _("thử lại lúc %(at)s, lần %(n)s/%(most)s") % {
        "at": f"{clock.local(letter.next_at):%H:%M, %d/%m}",
        "n": letter.next_attempt,
        "most": MOST_ATTEMPTS,
    }
