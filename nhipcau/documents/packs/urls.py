"""Addresses of site packs."""

from django.urls import path

from nhipcau.documents.packs import pages

urlpatterns = [
    path("conferences/<int:pk>/packs", pages.packs, name="conference-packs"),
    path("conferences/<int:pk>/packs/<int:site_pk>", pages.pack, name="conference-pack"),
    path("conferences/<int:pk>/packs/<int:site_pk>/file", pages.pack_file, name="conference-pack-file"),
    path("own/<int:pk>/pack", pages.own_pack, name="own-pack"),
    path("own/<int:pk>/pack/file", pages.own_pack_file, name="own-pack-file"),
]
