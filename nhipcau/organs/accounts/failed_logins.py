"""Writing down who failed to log in, so that people and administrators see that somebody tries.

Not every guess is a line: the first ones are, those from which on one has to wait, and then each time their number in
a row has doubled. Guesses while one waits are not looked at and not written down. So a thousand guesses are a dozen
lines, whoever makes them. A name that nobody has is never written down, since people type passwords there by mistake:
a keyed hash tells whether it was the same one again, and all such names share one count of their hour.
"""

import hashlib
import hmac
from datetime import datetime
from typing import Final, Literal

from django.db import transaction
from django.db.models import F

from nhipcau.core import clock
from nhipcau.core.access import system
from nhipcau.core.config import config
from nhipcau.core.slowing import FREE, wait_after
from nhipcau.journal import record as journal
from nhipcau.organs.models import Account, LoginAttempts
from nhipcau.organs.sets import STREAM

KIND: Final = "account.login_failed"
_MARK_LETTERS = 10


def do_note_failure(
    name: str, wrong: int, agent: str = "", *, how: Literal["password", "second_step"] = "password"
) -> None:
    """An attempt to log in as `name` has failed. wrong: which in a row; agent: what the browser says it is."""
    with transaction.atomic():
        account = Account.objects.filter(username__iexact=name).first()
        count = wrong if account is not None else _count_unknown(clock.now())
        if not _is_told(count):
            return
        whom = {"account": account.pk} if account is not None else {"mark": _mark(name)}
        data = whom | {"how": how, "wrong": count}
        if account is not None:
            data |= {"suspended": not account.is_active, "wait": int(wait_after(wrong).total_seconds())}
        journal.append(STREAM, KIND, data, system("login"), detail={"agent": agent[:200]})


def _is_told(count: int) -> bool:
    return count <= FREE + 1 or count & (count - 1) == 0


def _count_unknown(now: datetime) -> int:
    """How many attempts this hour were made under names that nobody has. The row goes with the forgotten ones."""
    # No account has such a name: a colon is not allowed in one.
    key = hashlib.sha256(f"unknown:{now:%Y-%m-%d %H}".encode()).hexdigest()
    LoginAttempts.objects.bulk_create([LoginAttempts(name_hash=key, last_at=now, open_at=now)], ignore_conflicts=True)
    LoginAttempts.objects.filter(pk=key).update(wrong=F("wrong") + 1, last_at=now)
    return LoginAttempts.objects.get(pk=key).wrong


def _mark(name: str) -> str:
    """The same for the same name; without the server's secret nobody gets from it to the name."""
    key = config().secret_key.encode()
    return hmac.new(key, f"unknown-name:{name.casefold()}".encode(), hashlib.sha256).hexdigest()[:_MARK_LETTERS]
