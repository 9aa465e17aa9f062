"""A refused command becomes a page that says what happened, what was kept and what to do."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from nhipcau.core.errors import Refusal


class RefusalPages:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        if exception.status == 401:
            return redirect_to_login(request.get_full_path())
        shown = {"refusal": exception, "back": _page_before(request)}
        response = render(request, "web/refusal.html", shown, status=exception.status)
        again = (exception.extra or {}).get("retry_after")
        if again:
            response["Retry-After"] = response["Refresh"] = str(again)
        return response


def _page_before(request: HttpRequest) -> str:
    """The page whose form was refused, so that its reader gets back there; empty where that is not known."""
    before = request.headers.get("referer", "") if request.method == "POST" else ""
    return before if url_has_allowed_host_and_scheme(before, {request.get_host()}) else ""
