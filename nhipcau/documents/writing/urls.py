"""Addresses of papers that are written."""

from django.urls import path

from nhipcau.documents.register import pages as register
from nhipcau.documents.writing import pages

urlpatterns = [
    path("conferences/<int:pk>/papers", pages.papers, name="conference-papers"),
    path("written/<int:pk>", pages.written, name="written"),
    path("written/<int:pk>/blocks", pages.add_block, name="written-block-add"),
    path("written/<int:pk>/blocks/<int:block_pk>", pages.block, name="written-block"),
    path("written/<int:pk>/undo", pages.undo, name="written-undo"),
    path("written/<int:pk>/step", pages.step, name="written-step"),
    path("written/<int:pk>/file/<slug:form>", pages.file, name="written-file"),
    path("organs/<int:pk>/register", register.register, name="organ-register"),
]
