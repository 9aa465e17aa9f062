"""How much a request may carry: looked at before anything is read, so that nobody can fill the disk with an upload."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhipcau.core.errors import Refusal

MOST_BYTES: Final = 21 * 1024 * 1024
"""The largest paper (20 MB) with the form round it. A request that does not say its length has no body here."""


class BodyLimit:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) <= MOST_BYTES:
            return self._get_response(request)
        refusal = Refusal(
            "too_large",
            _("Nội dung gửi lên lớn hơn 20 MB nên không được nhận; chưa có gì thay đổi."),
            _("Gửi bản .docx không kèm ảnh, hoặc dán phần chữ của văn bản."),
            status=413,
        )
        return render(request, "web/refusal.html", {"refusal": refusal}, status=refusal.status)
