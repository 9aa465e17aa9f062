"""Which browsers an account is logged in with, and when each was last seen."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.core.errors import Refusal
from nhipcau.organs.models import Account, Login

SEEN_EVERY = timedelta(minutes=5)
_MOST_KNOWN = 10_000
_known: dict[str, datetime] = {}


def note(request: HttpRequest, account: Account) -> None:
    """This browser is logged in, and seen now."""
    key, now = request.session.session_key, clock.now()
    if key is None or not Session.objects.filter(pk=key).exists():
        return
    agent = str(request.META.get("HTTP_USER_AGENT", ""))[:400]
    try:
        with transaction.atomic():
            Login.objects.update_or_create(
                session_id=key,
                defaults={"seen_at": now},
                create_defaults={"account": account, "agent": agent, "began_at": now, "seen_at": now},
            )
    except IntegrityError:
        return  # signed out from elsewhere a moment ago: there is no such login any more
    _remember(key, now)


def on_login(sender: object, request: HttpRequest, user: Account, **_: Any) -> None:
    note(request, user)


class SeenLogins:
    """Writes down that a login is in use, every few minutes at most: pages stay reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        if key is not None and SESSION_KEY in request.session:
            seen = _known.get(key)
            if (seen is None or abs(clock.now() - seen) > SEEN_EVERY) and isinstance(request.user, Account):
                note(request, request.user)
        return self._get_response(request)


def of_account(account: Account) -> list[Login]:
    return list(Login.objects.filter(account=account, session__expire_date__gt=clock.now()))


def do_sign_out(account: Account, pk: str) -> None:
    """End one of the account's own logins. One that has ended already is no matter."""
    if not pk.isdecimal():
        raise Refusal("no_such_login", _("Không có lần đăng nhập này."), _("Tải lại trang."), status=404)
    Session.objects.filter(login__pk=int(pk), login__account=account).delete()


def device(agent: str) -> str:
    """`Chrome trên Windows` of what a browser says of itself, as far as it can be told."""
    browsers = (
        ("Edg", "Edge"),
        ("coc_coc", _("Cốc Cốc")),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    )
    systems = (
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS", _("máy Mac")),
        ("Linux", "Linux"),
    )
    browser = next((words for mark, words in browsers if mark in agent), _("Trình duyệt khác"))
    system = next((words for mark, words in systems if mark in agent), "")
    return _("%(browser)s trên %(system)s") % {"browser": browser, "system": system} if system else browser


def _remember(key: str, at: datetime) -> None:
    if len(_known) >= _MOST_KNOWN:
        _known.clear()
    _known[key] = at
