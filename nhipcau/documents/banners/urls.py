"""Addresses of banners."""

from django.urls import path

from nhipcau.documents.banners import edit_pages, pages, site_pages

urlpatterns = [
    path("conferences/<int:pk>/banner", pages.banner, name="conference-banner"),
    path("conferences/<int:pk>/banner/parts", edit_pages.add_part, name="banner-part-add"),
    path("conferences/<int:pk>/banner/parts/<int:part_pk>", edit_pages.part, name="banner-part"),
    path("conferences/<int:pk>/banner/emblem", edit_pages.emblem, name="banner-emblem"),
    path("conferences/<int:pk>/banner/preview", edit_pages.preview, name="banner-preview"),
    path("conferences/<int:pk>/banners", pages.gallery, name="conference-banners"),
    path("conferences/<int:pk>/banners/<int:site_pk>/<slug:form>", pages.file, name="banner-file"),
    path("own/<int:pk>/banner", site_pages.own_banner, name="own-banner"),
    path("own/<int:pk>/banner/<slug:form>", site_pages.own_file, name="own-banner-file"),
]
