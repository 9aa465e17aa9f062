"""Addresses of the pages on which a conference is prepared."""

from django.urls import path

from nhipcau.conferences.editing import creating
from nhipcau.conferences.editing import pages as editing
from nhipcau.conferences.lifecycle import pages as lifecycle
from nhipcau.conferences.lifecycle import resume_pages
from nhipcau.conferences.rooms import pages as rooms
from nhipcau.conferences.sites import add_pages, one_pages, sheet_pages
from nhipcau.conferences.sites import pages as sites

urlpatterns = [
    path("conferences/new", creating.new, name="conference-new"),
    path("conferences/<int:pk>/edit", editing.editor, name="conference-editor"),
    path("conferences/<int:pk>/edit/<slug:section>", editing.edit, name="conference-edit"),
    path("conferences/<int:pk>/sites", sites.sites, name="conference-sites"),
    path("conferences/<int:pk>/sites/add", add_pages.add, name="conference-sites-add"),
    path("conferences/<int:pk>/sites/steps/<int:step_pk>/undo", sites.undo, name="conference-sites-undo"),
    path("conferences/<int:pk>/sites.xlsx", sheet_pages.out, name="conference-sites-xlsx"),
    path("conferences/<int:pk>/sites/import", sheet_pages.upload, name="conference-sheet-upload"),
    path("conferences/<int:pk>/sites/import/<int:sheet_pk>", sheet_pages.preview, name="conference-sheet"),
    path("conferences/<int:pk>/sites/<int:site_pk>", one_pages.site, name="conference-site"),
    path("conferences/<int:pk>/tiers", one_pages.order_tiers, name="conference-tiers"),
    path("conferences/<int:pk>/state", lifecycle.state, name="conference-state"),
    path("conferences/<int:pk>/resume", resume_pages.resume, name="conference-resume"),
    path("conferences/<int:pk>/postpone", lifecycle.postpone, name="conference-postpone"),
    path("conferences/<int:pk>/copy", lifecycle.copy, name="conference-copy"),
    path("units/<int:pk>/rooms", rooms.rooms, name="unit-rooms"),
    path("rooms/<int:pk>", rooms.room, name="room-record"),
    path("rooms/<int:pk>/check", rooms.check, name="room-check"),
    path("rooms/<int:pk>/retire", rooms.retire, name="room-retire"),
]
