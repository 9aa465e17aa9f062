"""Addresses of files made for download."""

from django.urls import path

from nhipcau.documents.bundles import pages

urlpatterns = [
    path("conferences/<int:pk>/files", pages.bundles, name="conference-bundles"),
    path("bundles/<int:pk>/cancel", pages.cancel, name="bundle-cancel"),
    path("bundles/<int:pk>/file", pages.file, name="bundle-file"),
]
