"""Vietnamese, or English where somebody switched to it.

What the browser would prefer is not asked: the PCs of offices run English Windows, and whoever opens a link for the
first time shall read Vietnamese. The choice lies in a cookie of the browser; an account carries it to the next one.
"""

from collections.abc import Callable, Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from starlette.types import ASGIApp, Receive, Scope, Send

from nhipcau.organs.accounts import own, sign_in
from nhipcau.organs.models import Account

COOKIE: Final = "nhipcau_language"
_YEAR: Final = 365 * 24 * 3600
_CODES: Final = frozenset(code for code, _ in settings.LANGUAGES)


def known(code: str | None) -> str:
    """A language there is; Vietnamese for anything else."""
    return code if code is not None and code in _CODES else settings.LANGUAGE_CODE


class Language:
    """Django's pages speak the language of the cookie. Files are the same in both."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(settings.STATIC_URL):
            return self._get_response(request)
        given = request.COOKIES.get(COOKIE)
        with translation.override(known(given)):
            response = self._get_response(request)
        response.headers.setdefault("Content-Language", known(given))
        patch_vary_headers(response, ("Cookie",))
        remembered = _of_account(request)
        if given is None and remembered:
            keep(request, response, remembered)
        return response


class LanguageOfRequest:
    """The same for what answers before or beside Django: live traffic, health, refused uploads."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with translation.override(known(_cookie(scope["headers"]))):
            await self._app(scope, receive, send)


# Nothing is changed but this browser's own words, and the form stands on pages that are open for days and on those
# that everybody sees; a foreign site's form carries no session (SameSite), so it reaches no account.
@csrf_exempt
@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """The switch in the head of every page: back to where it was pressed."""
    code = known(request.POST.get("language"))
    response = redirect(sign_in.safe(request, request.POST.get("next", "")))
    keep(request, response, code)
    if isinstance(request.user, Account):
        own.do_choose_language(request.user, code)
    return response


def keep(request: HttpRequest, response: HttpResponse, code: str) -> None:
    response.set_cookie(
        COOKIE, code, max_age=_YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def _of_account(request: HttpRequest) -> str:
    """What the account chose that logged in by this very request; empty for all other requests."""
    return str(getattr(request, "language_of_login", ""))


def remember(sender: object, request: HttpRequest, user: Account, **_: object) -> None:
    """On login: a browser that has chosen nothing yet learns the account's language."""
    if user.language:
        setattr(request, "language_of_login", user.language)  # noqa: B010 - a note of ours on Django's object


def _cookie(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    for name, value in headers:
        if name == b"cookie" and COOKIE.encode() in value:
            try:
                found = SimpleCookie(value.decode("latin-1")).get(COOKIE)
            except CookieError:
                return None
            return found.value if found else None
    return None
