"""Whether those who watch a call may still watch it.

A token of a control room or a stage page lives for hours; a role that is withdrawn, an account that is switched off or
a login that has ended has to end it within seconds. The host asks for all who listen at once, in its database's
thread; what was answered a moment ago is not asked again.
"""

import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from typing import Any, Final

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from nhipcau.core.access import Actor, Need, access_conference
from nhipcau.core.errors import Refusal
from nhipcau.core.tokens import Audience, LiveClaims, login_mark
from nhipcau.organs.models import Account
from nhipcau.web.live import refusals

FRESH_SECONDS: Final = 2.0
"""So long an answer holds; with the host's look every so often, nobody listens longer than twice that for nothing."""
FORGET_SECONDS: Final = 600.0

NEEDS: Final[Mapping[str, Need]] = {"control": Need.OPERATE, "stage": Need.WATCH}

_log = logging.getLogger(__name__)

Answers = dict[LiveClaims, Callable[[], Refusal] | None]
"""Why somebody may not listen, None where he may."""
InDatabase = Callable[[Callable[[Collection[LiveClaims]], Answers], Collection[LiveClaims]], Awaitable[Answers]]


def identity_of(claims: LiveClaims, nonce: str) -> str:
    """Under which name a listener is at the engine; it says who that is, so that a server that has just started can
    put out whom another let in."""
    return f"{claims.audience}:{claims.subject}:{claims.login}:{nonce}"


def listener(hall: str, identity: str) -> LiveClaims | None:
    """Who listens to `hall` under that identity; None where nobody knows."""
    audiences: dict[str, Audience] = {"control": "control", "stage": "stage"}
    parts = identity.split(":")
    if len(parts) != 4 or parts[0] not in audiences:
        return None
    return LiveClaims(audiences[parts[0]], hall, parts[1], login=parts[2])


class Rights:
    """in_database: runs something in the thread of the database; now: seconds of the loop's clock."""

    def __init__(self, in_database: InDatabase, now: Callable[[], float]) -> None:
        self._in_database = in_database
        self._now = now
        self._known: dict[LiveClaims, tuple[float, Callable[[], Refusal] | None]] = {}
        self._keys: dict[str, str] = {}

    async def look(self, asked: Collection[LiveClaims]) -> None:
        """See to it that `refusal` knows of these. What is fresh is not asked again; what is old holds as long as the
        database is away, which must not end the call for its operators."""
        now = self._now()
        due = [claims for claims in asked if claims not in self._known or now - self._known[claims][0] > FRESH_SECONDS]
        if not due:
            return
        try:
            answers = await self._in_database(self._ask, due)
        except DatabaseError:
            if not self._known.keys() >= set(due):
                raise
            _log.exception("rights could not be looked at; what was known holds")
            return
        self._known |= {claims: (now, why) for claims, why in answers.items()}
        for claims in [claims for claims, (at, _) in self._known.items() if now - at > FORGET_SECONDS]:
            del self._known[claims]

    def refusal(self, claims: LiveClaims) -> Refusal | None:
        """Why not, as of the last look."""
        why = self._known[claims][1] if claims in self._known else None
        return why() if why is not None else None

    def _ask(self, asked: Collection[LiveClaims]) -> Answers:
        """As the database has it now."""
        logins = self._logins({claims.login for claims in asked if claims.login})
        return {claims: _why_not(claims, logins) for claims in asked}

    def _logins(self, marks: set[str]) -> dict[str, str]:
        """The accounts behind those of the logins that have not ended, by the login's mark."""
        sessions = Session.objects.filter(expire_date__gt=timezone.now())
        if marks - self._keys.keys():
            self._keys = {login_mark(key): key for key in sessions.values_list("session_key", flat=True)}
        keys = [self._keys[mark] for mark in marks & self._keys.keys()]
        found = [(login_mark(each.session_key), each.get_decoded()) for each in sessions.filter(pk__in=keys)]
        accounts = _accounts(str(data.get(SESSION_KEY, "")) for _, data in found)
        return {mark: account for mark, data in found if (account := _logged_in(data, accounts))}


def _accounts(pks: Iterable[str]) -> dict[str, Account]:
    wanted = {pk for pk in pks if pk.isdecimal()}
    return {str(account.pk): account for account in Account.objects.filter(pk__in=wanted)}


def _logged_in(session: Mapping[str, Any], accounts: Mapping[str, Account]) -> str:
    """The account's id; empty where nobody is logged in, or the password was changed since."""
    account = accounts.get(str(session.get(SESSION_KEY, "")))
    if account is None:
        return ""
    same = constant_time_compare(session.get(HASH_SESSION_KEY, ""), account.get_session_auth_hash())
    return str(account.pk) if same else ""


def _why_not(claims: LiveClaims, logins: Mapping[str, str]) -> Callable[[], Refusal] | None:
    if claims.login and logins.get(claims.login) != claims.subject:
        return refusals.logged_out
    try:
        access_conference(Actor("account", claims.subject), claims.hall, NEEDS[claims.audience])
    except Refusal:
        return refusals.not_allowed
    return None
