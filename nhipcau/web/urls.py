"""Addresses of the pages and of the API. Pages require a login unless they say not; the API checks by itself."""

from typing import Any

from django.contrib.auth.views import LogoutView
from django.urls import path

from nhipcau.conferences import pages as conferences
from nhipcau.conferences import urls as preparing
from nhipcau.conferences.mail import urls as mail
from nhipcau.documents import pages as documents
from nhipcau.documents.amendments import pages as amendments
from nhipcau.documents.banners import urls as banners
from nhipcau.documents.bundles import urls as bundles
from nhipcau.documents.packs import urls as packs
from nhipcau.documents.writing import urls as writing
from nhipcau.hall import pages as hall
from nhipcau.organs import urls as organs
from nhipcau.preparation import urls as registration
from nhipcau.records import pages as records
from nhipcau.rehearsal import pages as rehearsal
from nhipcau.web import certificate, language
from nhipcau.web.api import api
from nhipcau.web.live.pages import room_page
from nhipcau.web.pages.conference import conference
from nhipcau.web.pages.home import home
from nhipcau.web.pages.login import Login


def _api_urls() -> tuple[list[Any], str, str]:
    patterns, app_name, namespace = api.urls
    for pattern in patterns:
        setattr(pattern.callback, "login_required", False)  # noqa: B010 - a mark that the login middleware reads
    return patterns, app_name, namespace


urlpatterns = [
    path("", home, name="home"),
    path("login", Login.as_view(), name="login"),
    path("language", language.choose, name="language"),
    path("logout", LogoutView.as_view(), name="logout"),
    path("conferences/from-paper", documents.from_paper, name="from-paper"),
    path("papers/<int:pk>", documents.paper, name="paper"),
    path("papers/<int:pk>/amend/<int:conference_pk>", amendments.amend, name="paper-amend"),
    path("papers/<int:pk>/text", documents.text, name="paper-text"),
    path("papers/<int:pk>/original", documents.original, name="paper-original"),
    path("conferences/<int:pk>", conference, name="conference"),
    path("conferences/<int:pk>/links", conferences.links, name="conference-links"),
    path("conferences/<int:pk>/pins", conferences.pins, name="conference-pins"),
    path("conferences/<int:pk>/names", conferences.names, name="conference-names"),
    path("conferences/<int:pk>/lobby", conferences.lobby, name="conference-lobby"),
    path("conferences/<int:pk>/sites/<int:site_pk>/link", conferences.site_link, name="site-link"),
    path("conferences/<int:pk>/control", hall.control, name="control"),
    path("conferences/<int:pk>/stage", hall.stage, name="stage"),
    path("conferences/<int:pk>/close", hall.close, name="conference-close"),
    path("conferences/<int:pk>/rehearsal", rehearsal.panel, name="rehearsal"),
    path("conferences/<int:pk>/rehearsal/start", rehearsal.start, name="rehearsal-start"),
    path("conferences/<int:pk>/rehearsal/stop", rehearsal.stop, name="rehearsal-stop"),
    path("conferences/<int:pk>/attendance", records.attendance, name="attendance"),
    path("conferences/<int:pk>/attendance.csv", records.attendance_csv, name="attendance-csv"),
    *preparing.urlpatterns,
    *mail.urlpatterns,
    *organs.urlpatterns,
    *registration.urlpatterns,
    *writing.urlpatterns,
    *bundles.urlpatterns,
    *packs.urlpatterns,
    *banners.urlpatterns,
    path("j/<slug:link_key>", room_page, name="room"),
    path("api/v1/", _api_urls()),
    *certificate.urlpatterns,
]
