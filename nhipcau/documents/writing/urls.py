"""Addresses of papers that are written."""

from django.urls import path

from nhipcau.documents.dispatch import below_pages
from nhipcau.documents.dispatch import pages as dispatch
from nhipcau.documents.register import pages as register
from nhipcau.documents.writing import edit_pages, history_pages, pages, step_pages

urlpatterns = [
    path("conferences/<int:pk>/papers", pages.papers, name="conference-papers"),
    path("conferences/<int:pk>/papers/change", step_pages.change, name="conference-papers-change"),
    path("written/<int:pk>", pages.written, name="written"),
    path("written/<int:pk>/blocks", edit_pages.add_block, name="written-block-add"),
    path("written/<int:pk>/blocks/<int:block_pk>", edit_pages.block, name="written-block"),
    path("written/<int:pk>/here", edit_pages.here, name="written-here"),
    path("written/<int:pk>/bring-back", edit_pages.bring_back, name="written-bring-back"),
    path("written/<int:pk>/undo", edit_pages.undo, name="written-undo"),
    path("written/<int:pk>/history", history_pages.history, name="written-history"),
    path("written/<int:pk>/step", step_pages.step, name="written-step"),
    path("written/<int:pk>/file/<slug:form>", pages.file, name="written-file"),
    path("written/<int:pk>/dispatch", dispatch.dispatch, name="written-dispatch"),
    path("written/<int:pk>/missing.txt", dispatch.missing, name="written-missing"),
    path("inbox", dispatch.inbox, name="inbox"),
    path("received/<int:pk>", dispatch.received, name="received"),
    path("received/<int:pk>/below", below_pages.below, name="received-below"),
    path("received/<int:pk>/acknowledge", dispatch.acknowledge, name="received-acknowledge"),
    path("received/<int:pk>/file/<slug:form>", dispatch.received_file, name="received-file"),
    path("organs/<int:pk>/register", register.register, name="organ-register"),
]
