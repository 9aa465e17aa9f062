"""From a right password (or the office's own sign-in service) to a login: the second step stands between."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from nhipcau.core import clock
from nhipcau.journal import record as journal
from nhipcau.organs.accounts import people, second_step
from nhipcau.organs.models import Account
from nhipcau.organs.sets import STREAM

_PENDING = "sign_in"
_VALID = timedelta(minutes=10)
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def enter(request: HttpRequest, account: Account, how: str, onward: str = "") -> HttpResponse:
    """Log the account in, or ask for its second step first. how: password, invitation or oidc."""
    onward = safe(request, onward)
    if not (second_step.is_set_up(account) or second_step.is_wanted(account)):
        return complete(request, account, how, onward)
    request.session.flush()
    request.session[_PENDING] = {
        "account": account.pk,
        "mark": account.get_session_auth_hash(),
        "how": how,
        "onward": onward,
        "until": (clock.now() + _VALID).isoformat(),
    }
    return redirect("second-step")


def pending(request: HttpRequest) -> tuple[Account, dict[str, Any]] | None:
    """Who has given the right password in this browser and still owes the second step."""
    kept: dict[str, Any] | None = request.session.get(_PENDING)
    if kept is None or clock.now() >= datetime.fromisoformat(kept["until"]):
        return None
    account = Account.objects.filter(pk=kept["account"], is_active=True).first()
    if account is None or not constant_time_compare(kept["mark"], account.get_session_auth_hash()):
        return None
    return account, kept


def forget_pending(request: HttpRequest) -> None:
    request.session.pop(_PENDING, None)


def complete(request: HttpRequest, account: Account, how: str, onward: str) -> HttpResponse:
    """Nothing is owed any more."""
    forget_pending(request)
    login(request, account, backend=_BACKEND)
    with transaction.atomic():
        data = {"account": account.pk, "how": how, "second_step": second_step.is_set_up(account)}
        agent = {"agent": str(request.META.get("HTTP_USER_AGENT", ""))[:200]}
        journal.append(STREAM, "account.logged_in", data, people.actor_of_account(account), detail=agent)
    return redirect(onward)


def safe(request: HttpRequest, onward: str) -> str:
    """Where to go on to: an address of ours, else home."""
    allowed = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return onward if onward and allowed else resolve_url(settings.LOGIN_REDIRECT_URL)
