"""Who gets in where: every role on every address, from the route table.

An address that is not in `ALLOWED` fails the first test, so that no new one is forgotten.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from nhipcau.conferences import urls as preparing
from nhipcau.conferences.mail import urls as mail
from nhipcau.conferences.models import Conference
from nhipcau.core.access import ROLE_NEEDS
from nhipcau.documents import originals
from nhipcau.documents.banners import urls as banners
from nhipcau.documents.bundles import urls as bundles
from nhipcau.documents.models import ReceivedPaper
from nhipcau.documents.packs import urls as packs
from nhipcau.documents.writing import urls as writing
from nhipcau.organs import urls as organs
from nhipcau.organs.models import Unit
from nhipcau.preparation import urls as registration
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import new_account
from tests.support.scenes import scene

ROLES = ("anonymous", "none", *ROLE_NEEDS, "elsewhere")
"""`elsewhere` is an administrator of a district, who has no part in the province's conferences."""

EVERYBODY = frozenset(ROLES)
STAFF = EVERYBODY - {"anonymous"}
WATCH = frozenset(ROLE_NEEDS)
VIEW = WATCH - {"press"}
PREPARE = frozenset({"organiser", "administrator"})
OPERATE = frozenset({"operator", "administrator"})

# (method, name of the address): who is let in. What is not listed for an address answers 405.
ALLOWED: dict[tuple[str, str], frozenset[str]] = {
    ("GET", "home"): STAFF,
    ("GET", "login"): EVERYBODY,
    ("POST", "login"): EVERYBODY,
    ("POST", "logout"): STAFF,
    ("POST", "language"): EVERYBODY,
    ("GET", "from-paper"): PREPARE | {"elsewhere"},
    ("POST", "from-paper"): PREPARE | {"elsewhere"},
    ("GET", "paper"): PREPARE,
    ("POST", "paper"): PREPARE,
    ("GET", "paper-text"): VIEW,
    ("GET", "paper-amend"): PREPARE,
    ("POST", "paper-amend"): PREPARE,
    ("GET", "paper-original"): VIEW,
    ("GET", "conference"): VIEW,
    ("GET", "conference-links"): VIEW,
    ("GET", "conference-pins"): OPERATE,
    ("GET", "conference-names"): PREPARE,
    ("POST", "conference-names"): PREPARE,
    ("POST", "conference-lobby"): OPERATE,
    ("POST", "site-link"): OPERATE,
    ("GET", "control"): OPERATE,
    ("GET", "stage"): WATCH,
    ("POST", "conference-close"): OPERATE,
    ("GET", "rehearsal"): OPERATE,
    ("POST", "rehearsal-start"): OPERATE,
    ("POST", "rehearsal-stop"): OPERATE,
    ("GET", "attendance"): VIEW,
    ("GET", "attendance-csv"): VIEW,
    ("GET", "room"): EVERYBODY,
    ("POST", "command"): OPERATE,
    ("POST", "pin"): EVERYBODY,
    ("POST", "hand"): frozenset(),  # a site's machine with its pass, never an account
    ("GET", "certificate"): EVERYBODY,
    ("GET", "root-certificate"): EVERYBODY,
}
BODIES: dict[str, dict[str, Any]] = {
    "command": {"verb": "open", "args": {}, "key": "access-test-1"},
    "pin": {"pin": "000000", "device": "abcdefgh", "label": "máy thử"},
    "hand": {"up": True, "key": "access-test-2"},
}
NEVER_OPENED = {"api-root"}  # the API's own anchor: it has no page
METHODS = ("GET", "POST")


def routes(patterns: Any = None, prefix: str = "") -> Iterator[tuple[str, str]]:
    """(name, pattern) of every address."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(one, "url_patterns"):
            yield from routes(one.url_patterns, prefix + str(one.pattern))
        else:
            yield one.name, prefix + str(one.pattern)


# Held by tests/organs/test_organ_access.py, tests/conferences/test_editor_access.py and test_letters.py there, and
# tests/preparation/test_registration_access.py, tests/documents/writing/test_writing_access.py, and
# tests/documents/bundles/test_bundle_pages.py, tests/documents/packs/test_pack_access.py and
# tests/documents/banners/test_banner_pages.py.
_LISTS = (
    organs.urlpatterns,
    preparing.urlpatterns,
    mail.urlpatterns,
    registration.urlpatterns,
    writing.urlpatterns,
    bundles.urlpatterns,
    packs.urlpatterns,
    banners.urlpatterns,
)
ELSEWHERE = {one.name for patterns in _LISTS for one in patterns}
ROUTES = {name: pattern for name, pattern in routes() if name not in ELSEWHERE}


@scene
def world(lang_son: Unit) -> Conference:
    originals.keep(b"x")
    conference = make_conference(tiers=THREE_TIERS[:2])  # 12 sites: who gets in does not depend on their number
    ReceivedPaper.objects.create(
        uploaded_by=new_account("organiser", lang_son),
        conference=conference,
        sha256=originals.digest_of(b"x"),
        text="x",
        facts={},
    )
    return conference


def client_of(role: str, province: Unit) -> Client:
    client = Client()
    if role == "elsewhere":
        client.force_login(new_account("administrator", province.children.first()))
    elif role != "anonymous":
        client.force_login(new_account(None if role == "none" else role, province))
    return client


def address(pattern: str, conference: Conference) -> str:
    site = conference.sites.get(order=5)
    paper = conference.papers.get()
    values = {
        "papers/<int:pk>": f"papers/{paper.pk}",
        "<int:conference_pk>": str(conference.pk),
        "<int:pk>": str(conference.pk),
        "<int:site_pk>": str(site.pk),
        "<slug:link_key>": site.link_key,
        "<link_key>": site.link_key,
    }
    for placeholder, value in values.items():
        pattern = pattern.replace(placeholder, value)
    assert "<" not in pattern, pattern
    return f"/{pattern}"


def asked(client: Client, method: str, name: str, conference: Conference) -> Any:
    url = address(ROUTES[name], conference)
    if method == "GET":
        return client.get(url)
    if name in BODIES:
        return client.post(url, BODIES[name], content_type="application/json")
    return client.post(url)


def test_every_address_has_its_line_in_the_table() -> None:
    assert {name for _, name in ALLOWED} == set(ROUTES) - NEVER_OPENED


@pytest.mark.parametrize("name", sorted(set(ROUTES) - NEVER_OPENED))
def test_each_role_gets_where_the_table_says_and_nowhere_else(world: Conference, name: str) -> None:
    clients = {role: client_of(role, world.host) for role in ROLES}
    for method in METHODS:
        allowed = ALLOWED.get((method, name))
        for role, client in clients.items():
            if allowed is None:
                if role == "administrator":
                    assert asked(client, method, name, world).status_code == 405
                continue
            answer = asked(client, method, name, world)
            told = f"{method} as {role}: {answer.status_code}"
            if role in allowed:
                assert let_in(answer, name), told
            elif role == "anonymous":
                assert to_login(answer) or answer.status_code == 401, told
            else:
                assert answer.status_code in {401, 403, 404}, told


def to_login(answer: Any) -> bool:
    return answer.status_code == 302 and answer.url.startswith("/login?")


def let_in(answer: Any, name: str) -> bool:
    """Let in, whatever came of it then; a wrong PIN and a certificate that does not exist are answers as well."""
    if name == "pin":
        return (answer.status_code, answer.json()["code"]) in {(403, "wrong_pin"), (429, "throttled")}
    if name in {"certificate", "root-certificate"}:
        return answer.status_code in {200, 404}
    return answer.status_code < 500 and answer.status_code not in {401, 403, 404, 405} and not to_login(answer)


@pytest.mark.parametrize("name", ["conference", "conference-pins", "control", "site-link", "command"])
def test_what_may_not_be_seen_answers_as_if_it_did_not_exist(world: Conference, name: str) -> None:
    client = client_of("elsewhere", world.host)
    method = "GET" if ("GET", name) in ALLOWED else "POST"
    assert asked(client, method, name, world).status_code == 404


def test_a_site_of_another_conference_is_not_reached_through_ones_own(world: Conference) -> None:
    other = make_conference(key="other")
    client = client_of("operator", world.host)
    answer = client.post(f"/conferences/{other.pk}/sites/{world.sites.get(order=5).pk}/link")
    assert answer.status_code == 404
    assert not world.sites.exclude(withdrawn_at=None).exists()


@pytest.mark.parametrize("path", ["conferences/99999999999999999999", "papers/99999999999999999999", "j/khong-co"])
def test_addresses_of_nothing_are_answered(lang_son: Unit, path: str) -> None:
    assert client_of("organiser", lang_son).get(f"/{path}").status_code == 404


def test_commands_without_the_csrf_header_are_refused(world: Conference) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(new_account("operator", world.host))
    assert asked(client, "POST", "command", world).status_code == 403
    assert asked(client, "POST", "conference-lobby", world).status_code == 403
