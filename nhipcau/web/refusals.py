"""A refused command becomes a page that says what happened, what was kept and what to do."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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
        response = render(request, "web/refusal.html", {"refusal": exception}, status=exception.status)
        again = (exception.extra or {}).get("retry_after")
        if again:
            response["Retry-After"] = response["Refresh"] = str(again)
        return response
