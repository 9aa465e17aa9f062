"""Text from outside, before anything looks at it: without characters that no database row and no page can hold.

PostgreSQL takes no NUL, neither database half of a surrogate pair, and no page shows a control character. They come
with what is pasted from Word or PDF, and from whoever tries what happens. Forms, addresses, cookies and JSON all pass
through here, and nothing else brings text in.
"""

import json
import re
from collections.abc import Callable
from typing import Any, Final, cast

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from ninja.parser import Parser

from nhipcau.core.errors import Refusal

_ODD: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_API: Final = "/api/"
_LINE_ENDS: Final = frozenset("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


def plain(text: str) -> str:
    """The text without control characters but tab and line ends; what other programs end a line with becomes one."""
    return _ODD.sub(lambda found: "\n" if found[0] in _LINE_ENDS else "", text)


class PlainText:
    """Cleans what forms and addresses carry. An address that is odd itself leads nowhere, an odd cookie is none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _ODD.search(request.path):
            return _leads_nowhere(request)
        for name in [name for name, value in request.COOKIES.items() if _ODD.search(name + value)]:
            del request.COOKIES[name]
        given: Any = request  # both may be set, which Django's types do not know
        given.GET = _cleaned(request.GET)
        if request.method == "POST" and not request.path.startswith(_API):
            given.POST = _cleaned(request.POST)
        return self._get_response(request)


class PlainJson(Parser):
    """Cleans what the JSON API is sent."""

    def parse_body(self, request: HttpRequest) -> Any:
        return _cleaned_json(json.loads(request.body))


def _cleaned(given: QueryDict) -> QueryDict:
    if not any(_ODD.search(text) for name, texts in given.lists() for text in (name, *texts)):
        return given
    after = QueryDict(mutable=True)
    for name, texts in given.lists():
        after.setlist(plain(name), [plain(text) for text in texts])
    return after


def _cleaned_json(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [_cleaned_json(each) for each in cast(list[Any], value)]
    if isinstance(value, dict):
        return {plain(name): _cleaned_json(each) for name, each in cast(dict[str, Any], value).items()}
    return value


def _leads_nowhere(request: HttpRequest) -> HttpResponse:
    refusal = Refusal(
        "no_such_address",
        _("Địa chỉ này có ký tự không hợp lệ nên không dẫn tới trang nào."),
        _("Mở lại đường liên kết từ bản in hoặc mã QR, đừng chép từng phần."),
        status=404,
    )
    if request.path.startswith(_API):
        return JsonResponse(refusal.as_json(), status=refusal.status)
    return render(request, "web/refusal.html", {"refusal": refusal}, status=refusal.status)
