"""Addresses of the pages of units, organs and accounts."""

from django.urls import path

from nhipcau.organs import list_pages, organ_pages, pages, split_pages
from nhipcau.organs.accounts import organ_people_pages
from nhipcau.organs.accounts import urls as accounts

urlpatterns = [
    path("units", pages.units, name="units"),
    path("units/<int:pk>", pages.unit, name="unit"),
    path("units/<int:pk>/below", pages.units_below, name="units-below"),
    path("units/<int:pk>/edit", pages.unit_edit, name="unit-edit"),
    path("units/<int:pk>/organs", pages.unit_organs, name="unit-organs"),
    path("units/<int:pk>/split", split_pages.unit_split, name="unit-split"),
    path("units/import", list_pages.units_import, name="units-import"),
    path("units/import/<int:pk>", list_pages.units_import_preview, name="units-import-preview"),
    path("units/list.xlsx", list_pages.units_xlsx, name="units-xlsx"),
    path("units/list.csv", list_pages.units_csv, name="units-csv"),
    path("organs", organ_pages.organs, name="organs"),
    path("organs/new", organ_pages.organ_new, name="organ-new"),
    path("organs/<int:pk>", organ_pages.organ, name="organ"),
    path("organs/<int:pk>/edit", organ_pages.organ_edit, name="organ-edit"),
    path("organs/<int:pk>/people", organ_people_pages.organ_people, name="organ-people"),
    *accounts.urlpatterns,
]
