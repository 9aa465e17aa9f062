"""Whether those who watch a call may still watch it.

A token of a control room or a stage page lives for hours; a role that is withdrawn, an account that is switched off or
a login that has ended has to end it within seconds. The host asks for all who listen at once, in its database's
thread; what was answered a moment ago is not asked again.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
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

NEEDS: Final[Mapping[str, Need]] = {"control": Need.OPERATE, "stage": Need.VIEW}

Answers = dict[LiveClaims, Callable[[], Refusal] | None]
"""Why somebody may not listen, None where he may."""


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
    """`ask` in the thread of the database, everything else on the event loop. now: seconds of the loop's clock."""

    def __init__(self) -> None:
        self._known: dict[LiveClaims, tuple[float, Callable[[], Refusal] | None]] = {}
        self._keys: dict[str, str] = {}

    def due(self, claims: LiveClaims, now: float) -> bool:
        known = self._known.get(claims)
        return known is None or now - known[0] > FRESH_SECONDS

    def knows(self, claims: LiveClaims) -> bool:
        """Whether there is an answer, however old: a database that is away must not end the call for its operators."""
        return claims in self._known

    def learn(self, answers: Answers, now: float) -> None:
        """now: when the database was asked, which is before it answered."""
        for claims, why in answers.items():
            self._known[claims] = (now, why)
        for claims in [claims for claims, (at, _) in self._known.items() if now - at > FORGET_SECONDS]:
            del self._known[claims]

    def refusal(self, claims: LiveClaims) -> Refusal | None:
        why = self._known[claims][1] if claims in self._known else None
        return why() if why is not None else None

    def ask(self, asked: Collection[LiveClaims]) -> Answers:
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
