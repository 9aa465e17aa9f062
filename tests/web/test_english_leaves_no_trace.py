"""Who reads English writes what the others read: rows, letters, files and the journal stay Vietnamese."""

import io
import zipfile
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import translation

from deploy import messages
from nhipcau.core import clock
from nhipcau.organs.models import Account
from nhipcau.outbox.models import Message
from nhipcau.web.language import COOKIE
from tests.preparation.rounds import AFTER
from tests.web.test_access import routes
from tests.web.test_catalogues import VIETNAMESE
from tests.web.test_english_pages import address, clients, make_world

FILES = (
    "attendance-csv",
    "conference-sites-xlsx",
    "delegates-text",
    "delegates-xlsx",
    "own-delegates-xlsx",
    "own-template",
    "registration-missing-xlsx",
    "registration-xlsx",
    "units-csv",
    "units-xlsx",
)


def english() -> set[str]:
    """English texts of the interface, but for single small words, which are codes of programs as well."""
    found: set[str] = set()
    for package in messages.packages():
        for message in messages.read(package / messages.PO):
            if isinstance(message.id, str) and message.string and VIETNAMESE.search(message.id):
                text = message.string
                if "%(" not in text and (" " in text or text != text.lower()) and not VIETNAMESE.search(text):
                    found.add(text)
    return found


def kept() -> dict[str, str]:
    """Every text of the database and where it stands; of JSON its parts."""
    found: dict[str, str] = {}

    def note(value: Any, place: str) -> None:
        if isinstance(value, str):
            found.setdefault(value, place)
        elif isinstance(value, dict):
            for each in value.values():
                note(each, place)
        elif isinstance(value, list):
            for each in value:
                note(each, place)

    kinds = models.CharField | models.TextField | models.JSONField
    for model in apps.get_models():
        for field in (each for each in model._meta.concrete_fields if isinstance(each, kinds)):
            for value in model._default_manager.values_list(field.attname, flat=True):
                note(value, f"{model.__name__}.{field.name}")
    return found


def test_what_is_made_by_who_reads_english_is_kept_in_vietnamese(lang_son: Any) -> None:
    with translation.override("en"):
        make_world(lang_son)
    said = english()
    assert {text: place for text, place in kept().items() if text in said} == {}


def test_letters_are_vietnamese_whoever_sends_them(lang_son: Any) -> None:
    world = make_world(lang_son)
    client = Client()
    client.force_login(Account.objects.get(username="organiser"))
    client.cookies[COOKIE] = "en"
    with clock.frozen(AFTER):
        page = client.get(reverse("registration-remind", args=[world["conferences/<int:pk>"]]))
    assert page.status_code == 200
    said = english()
    for message in Message.objects.all():
        for line in f"{message.subject}\n{message.body}".splitlines():
            assert line.strip() not in said


@pytest.mark.parametrize("name", FILES)
def test_files_are_the_same_in_both_languages(lang_son: Any, name: str) -> None:
    world = make_world(lang_son)
    url = address(dict(routes())[name], world)
    for client in clients(world)[1:]:
        client.cookies[COOKIE] = "en"
        one = client.get(url)
        if one.status_code != 200:
            continue
        client.cookies[COOKIE] = "vi"
        assert contents(one) == contents(client.get(url))
        return
    pytest.fail("nobody gets it")


def contents(answer: Any) -> Any:
    """A file's text; of an Excel file its parts but for the one with its time."""
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return {name: parts.read(name) for name in parts.namelist() if "core.xml" not in name}
