"""How wrong PINs and passwords are slowed: per site and per account name, never per address.

A whole province may sit behind one address. While somebody is slowed nothing is looked at, so that guessing costs
time; what is right is taken as soon as the wait is over.
"""

from datetime import datetime, timedelta
from typing import Final

FREE: Final = 3
"""Wrong ones in a row that cost nothing: people mistype."""
LONGEST: Final = timedelta(seconds=60)
FORGOTTEN_AFTER: Final = timedelta(minutes=15)
"""A quiet time after which wrong ones no longer count."""


def wait_after(wrong: int) -> timedelta:
    """How long one is slowed after so many wrong ones in a row: 2, 4, 8 … seconds once the free ones are used up."""
    over = wrong - FREE
    return min(timedelta(seconds=2 ** min(over, 10)), LONGEST) if over > 0 else timedelta()


def left_to_wait(open_at: datetime, now: datetime) -> timedelta:
    """How long one is slowed still. Nobody waits longer than `LONGEST`: what says so was written while the server's
    clock was ahead, and would shut somebody out until then."""
    left = open_at - now
    return left if timedelta() < left <= LONGEST else timedelta()


def whole_seconds(wait: timedelta) -> int:
    """Whole seconds, never too few."""
    return -(-wait // timedelta(seconds=1))
