"""What somebody may do is asked of the database once for a page.

A page looks up several objects on somebody's behalf: each of them asked for the account's roles anew, up to seven
times. A request that changes something asks each time, for it may change those roles.
"""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from nhipcau.core.access import rights_looked_up_once

_CHANGES_NOTHING: Final = frozenset({"GET", "HEAD"})


class RightsOnce:
    """For pages that are only read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in _CHANGES_NOTHING:
            return self._get_response(request)
        with rights_looked_up_once():
            return self._get_response(request)
