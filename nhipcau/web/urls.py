"""Addresses of the pages and of the API. Pages require a login unless they say not; the API checks by itself."""

from django.urls import path

from nhipcau.web.api import api
from nhipcau.web.live.pages import room_page


def _api_urls() -> tuple[list, str, str]:
    patterns, app_name, namespace = api.urls
    for pattern in patterns:
        pattern.callback.login_required = False
    return patterns, app_name, namespace


urlpatterns = [
    path("j/<slug:link_key>", room_page, name="room"),
    path("api/v1/", _api_urls()),
]
