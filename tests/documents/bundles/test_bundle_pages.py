"""The page of files for download: every role, every state, and its cost."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import ROLE_NEEDS
from nhipcau.documents.bundles import commands, files, urls
from nhipcau.documents.models import Bundle
from nhipcau.organs.models import Unit
from tests.documents.bundles.making_things import KIND, Lines, registered
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.worker import work

ROLES = ("anonymous", "none", *ROLE_NEEDS, "district")
VIEW = frozenset(ROLE_NEEDS) - {"press"}
PREPARE = frozenset({"administrator", "organiser"})
ALLOWED: dict[tuple[str, str], frozenset[str]] = {
    ("GET", "conference-bundles"): VIEW,
    ("POST", "conference-bundles"): PREPARE,
    ("POST", "bundle-cancel"): PREPARE,
    ("GET", "bundle-file"): PREPARE,
}
ROUTES = {one.name: str(one.pattern) for one in urls.urlpatterns if one.name is not None}


@pytest.fixture
def maker() -> Iterator[Lines]:
    with registered(Lines()) as made:
        yield made


@pytest.fixture
def ready(maker: Lines, lang_son: Unit) -> Bundle:
    conference = make_conference(tiers=THREE_TIERS[:2])
    bundle = commands.do_request_bundle(
        actor_for(new_account("organiser", lang_son)), conference.pk, KIND, {"loud": False}
    )
    work()
    return Bundle.objects.get(pk=bundle.pk)


def client_of(role: str, province: Unit) -> Client:
    client = Client()
    if role == "district":
        client.force_login(new_account("administrator", Unit.objects.get(code="185")))
    elif role != "anonymous":
        client.force_login(new_account(None if role == "none" else role, province))
    return client


def test_every_address_has_its_line() -> None:
    assert {name for _, name in ALLOWED} == set(ROUTES)


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_each_role_gets_where_the_table_says_and_nowhere_else(ready: Bundle, lang_son: Unit, name: str) -> None:
    about = ready.conference.pk if name == "conference-bundles" else ready.pk
    url = "/" + ROUTES[name].replace("<int:pk>", str(about))
    for method in ("GET", "POST"):
        allowed = ALLOWED.get((method, name))
        for role in ROLES:
            client = client_of(role, lang_son)
            answer: Any = client.get(url) if method == "GET" else client.post(url, {"kind": KIND})
            told = f"{method} as {role}: {answer.status_code}"
            if allowed is None:
                assert role == "anonymous" or answer.status_code == 405, told
            elif role in allowed:
                assert answer.status_code in {200, 302}, told
                assert not getattr(answer, "url", "").startswith("/login"), told
            elif role == "anonymous":
                assert answer.url.startswith("/login?"), told
            else:
                assert answer.status_code in {403, 404}, told


def test_the_list_says_how_far_each_is(ready: Bundle, maker: Lines, lang_son: Unit) -> None:
    client = client_of("organiser", lang_son)
    url = f"/conferences/{ready.conference.pk}/files"
    page = client.get(url).text
    assert f'href="/bundles/{ready.pk}/file"' in page
    assert "data-running" not in page
    assert "nội dung đã thay đổi" not in page
    maker.words = "hai"
    assert "nội dung đã thay đổi" in client.get(url).text
    assert client.post(url, {"kind": KIND}).status_code == 302
    Bundle.objects.filter(state="queued").update(state="making", done=1)
    page = client.get(url).text
    assert "data-running" in page
    assert "1/4" in page
    maker.words = "ba"
    busy = client.post(url, {"kind": KIND})
    assert busy.status_code == 409
    assert "Đang làm một tệp “Các dòng” khác" in busy.text


def test_a_file_that_is_gone_is_not_offered(ready: Bundle, lang_son: Unit) -> None:
    files.forget(ready.pk)
    client = client_of("organiser", lang_son)
    assert f'href="/bundles/{ready.pk}/file"' not in client.get(f"/conferences/{ready.conference.pk}/files").text
    assert client.get(f"/bundles/{ready.pk}/file").status_code == 409


def test_an_unknown_kind_is_refused(ready: Bundle, lang_son: Unit) -> None:
    client = client_of("organiser", lang_son)
    assert client.post(f"/conferences/{ready.conference.pk}/files", {"kind": "x"}).status_code == 422


def test_many_rows_cost_few_queries(ready: Bundle, lang_son: Unit) -> None:
    conference: Conference = ready.conference
    Bundle.objects.bulk_create(
        Bundle(
            conference=conference,
            kind=KIND,
            options={"loud": bool(n % 2)},
            digest=str(n),
            state="ready",
            sha256="x",
            finished_at=clock.now(),
        )
        for n in range(60)
    )
    client = client_of("organiser", lang_son)
    with CaptureQueriesContext(connection) as taken:
        assert client.get(f"/conferences/{conference.pk}/files").status_code == 200
    assert len(taken) <= 25
