"""Addresses of the pages on which a conference is prepared."""

from django.urls import path

from nhipcau.conferences.editing import creating
from nhipcau.conferences.editing import pages as editing

urlpatterns = [
    path("conferences/new", creating.new, name="conference-new"),
    path("conferences/<int:pk>/edit", editing.editor, name="conference-editor"),
    path("conferences/<int:pk>/edit/<slug:section>", editing.edit, name="conference-edit"),
]
