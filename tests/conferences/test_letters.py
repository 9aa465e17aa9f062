"""The pages of letters: who sees which, what stands there, what can be done, and that the journal knows."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhipcau.conferences.mail import pages, urls
from nhipcau.conferences.mail.commands import do_cancel_letter, do_send_again
from nhipcau.conferences.models import Conference
from nhipcau.core import config as settings
from nhipcau.core.access import ROLE_NEEDS
from nhipcau.core.errors import Refusal
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Unit
from nhipcau.outbox.letters import queue
from nhipcau.outbox.models import Message
from tests.outbox.letters import letter
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene
from tests.support.smtp import settings_for

ROLES = ("anonymous", "none", *ROLE_NEEDS, "elsewhere")
PREPARE = frozenset({"administrator", "organiser"})
ALLOWED: dict[tuple[str, str], frozenset[str]] = {
    ("GET", "outbox"): PREPARE | {"elsewhere"},  # elsewhere: an administrator of a district, who finds nothing here
    ("GET", "letter"): PREPARE,
    ("POST", "letter-again"): PREPARE,
    ("POST", "letter-cancel"): PREPARE,
    ("POST", "letters-waiting"): PREPARE,
}
ROUTES = {one.name: str(one.pattern) for one in urls.urlpatterns}


@scene
def conference(lang_son: Unit) -> Conference:
    return make_conference(tiers=THREE_TIERS[:2])


@pytest.fixture
def with_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a mail server were named in the settings."""
    named = settings_for(25)
    for module in ("nhipcau.outbox.letters", "nhipcau.conferences.mail.commands", "nhipcau.conferences.mail.pages"):
        monkeypatch.setattr(f"{module}.config", lambda: named)


def letters(conference: Conference, *keys: str, **changes: Any) -> list[Message]:
    with transaction.atomic():
        return queue(letter(key, stream=conference.stream, **changes) for key in keys)


def organiser(conference: Conference) -> Client:
    client = Client()
    client.force_login(new_account("organiser", conference.host))
    return client


def test_every_address_has_its_line() -> None:
    assert {name for _, name in ALLOWED} == set(ROUTES)


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_each_role_gets_where_the_table_says_and_nowhere_else(conference: Conference, name: str) -> None:
    (made,) = letters(conference, "thu-1")
    pk = conference.pk if name == "letters-waiting" else made.pk
    address = "/" + ROUTES[name].replace("<int:pk>", str(pk))
    for role in ROLES:
        client = Client()
        if role == "elsewhere":
            client.force_login(new_account("administrator", conference.host.children.first()))
        elif role != "anonymous":
            client.force_login(new_account(None if role == "none" else role, conference.host))
        for method in ("GET", "POST"):
            allowed = ALLOWED.get((method, name))
            answer = client.get(address) if method == "GET" else client.post(address, {"state": "held"})
            told = f"{method} as {role}: {answer.status_code}"
            if role == "anonymous":
                assert answer.status_code == 302, told
                assert answer.url.startswith("/login?"), told
            elif allowed is None:
                assert answer.status_code == 405, told
            elif role in allowed:
                assert answer.status_code in {200, 302, 409}, told
            else:
                assert answer.status_code in {403, 404}, told


def test_somebody_elses_letters_are_neither_listed_nor_found(conference: Conference) -> None:
    (made,) = letters(conference, "thu-1")
    client = Client()
    client.force_login(new_account("organiser", conference.host.children.first()))
    assert made.to not in client.get("/outbox").content.decode()
    assert client.get(f"/outbox?conference={conference.pk}").status_code == 404
    assert client.get(f"/outbox/{made.pk}").status_code == 404
    assert client.get("/outbox?conference=x").status_code == 404


def test_without_a_mail_server_the_page_says_so_and_the_text_can_be_copied(conference: Conference) -> None:
    (made,) = letters(conference, "thu-1")
    client = organiser(conference)
    page = client.get("/outbox").content.decode()
    assert "Chưa đặt máy chủ thư" in page
    assert "Đang giữ" in page
    one = client.get(f"/outbox/{made.pk}").content.decode()
    assert "Chép để gửi Zalo" in one
    assert f"/outbox/{made.pk}/again" not in one
    with pytest.raises(Refusal) as refused:
        do_send_again(actor_for(new_account("organiser", conference.host)), made.pk)
    assert refused.value.code == "no_mail_server"


@pytest.mark.usefixtures("with_server")
def test_a_letter_is_cancelled_and_sent_again(conference: Conference) -> None:
    (made,) = letters(conference, "thu-1")
    client = organiser(conference)
    client.post(f"/outbox/{made.pk}/cancel")
    made.refresh_from_db()
    assert made.state == "cancelled"
    client.post(f"/outbox/{made.pk}/again")
    made.refresh_from_db()
    assert (made.state, made.attempts) == ("queued", 0)
    said = JournalEntry.objects.filter(stream=conference.stream, kind__startswith="letter.").order_by("seq")
    assert [(one.kind, one.data["letter"]) for one in said] == [
        ("letter.cancelled", made.pk),
        ("letter.sent_again", made.pk),
    ]


@pytest.mark.usefixtures("with_server")
@pytest.mark.parametrize("state", ["sending", "sent"])
def test_what_has_left_or_is_leaving_is_neither_cancelled_nor_sent_twice(conference: Conference, state: str) -> None:
    (made,) = letters(conference, "thu-1")
    sent_at = made.made_at if state == "sent" else None
    Message.objects.filter(pk=made.pk).update(state=state, token="x", sent_at=sent_at)
    actor = actor_for(new_account("organiser", conference.host))
    for command in (do_cancel_letter, do_send_again):
        with pytest.raises(Refusal) as refused:
            command(actor, made.pk)
        assert refused.value.status == 409
    assert organiser(conference).post(f"/outbox/{made.pk}/cancel").status_code == 409
    made.refresh_from_db()
    assert made.state == state
    assert not JournalEntry.objects.filter(kind__startswith="letter.").exists()


@pytest.mark.usefixtures("with_server")
def test_all_held_letters_of_a_conference_leave_in_one_action_but_not_those_of_no_use(conference: Conference) -> None:
    made = letters(conference, "thu-1", "thu-2")
    (useless,) = letters(conference, "cu", useless_after=made[0].made_at)
    Message.objects.update(state="held")
    client = organiser(conference)
    assert "Gửi 3 thư đang giữ" in client.get(f"/outbox?conference={conference.pk}").content.decode()
    client.post(f"/conferences/{conference.pk}/letters", {"state": "held"})
    states = dict(Message.objects.values_list("key", "state"))
    assert states == {"thu-1": "queued", "thu-2": "queued", "cu": "held"}
    with pytest.raises(Refusal) as refused:
        do_send_again(actor_for(new_account("organiser", conference.host)), useless.pk)
    assert refused.value.code == "useless"


@pytest.mark.usefixtures("with_server")
def test_thousands_of_letters_cost_a_few_queries(conference: Conference) -> None:
    letters(conference, *(f"thu-{n}" for n in range(3321)))
    client = organiser(conference)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get("/outbox?page=2")
    assert page.status_code == 200
    assert len(asked) <= 15
    assert page.content.decode().count('<th scope="row">') == pages._PER_PAGE
    found = client.get("/outbox?find=thu-3320").content.decode()
    assert found.count('<th scope="row">') == 1


def test_what_a_letter_says_is_shown_as_text(conference: Conference) -> None:
    (made,) = letters(conference, "thu-1", subject="<b>x</b>", body="<script>alert(1)</script>")
    page = organiser(conference).get(f"/outbox/{made.pk}").content.decode()
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page
    assert settings.config().sends_mail is False
