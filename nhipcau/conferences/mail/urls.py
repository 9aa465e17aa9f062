"""Addresses of letters on their way out."""

from django.urls import path

from nhipcau.conferences.mail import pages

urlpatterns = [
    path("outbox", pages.outbox, name="outbox"),
    path("outbox/<int:pk>", pages.letter, name="letter"),
    path("outbox/<int:pk>/again", pages.again, name="letter-again"),
    path("outbox/<int:pk>/cancel", pages.cancel, name="letter-cancel"),
    path("conferences/<int:pk>/letters", pages.send_waiting, name="letters-waiting"),
]
