"""Letters that are about no conference: who administers the unit sees and steers them, and nobody else."""

from uuid import uuid4

import pytest
from django.test import Client

from nhipcau.core.access import ROLE_NEEDS
from nhipcau.organs.accounts.invitations import (
    NewInvitation,
    do_invite,
    do_mail_invitation,
    do_withdraw_invitation,
)
from nhipcau.organs.models import Unit
from nhipcau.outbox.models import Message
from nhipcau.outbox.sender import Sender
from tests.support.people import actor_for, new_account
from tests.support.smtp import mail_server, settings_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(lang_son: Unit) -> Message:
    boss = actor_for(new_account("administrator", Unit.objects.get(code="185")))
    new = NewInvitation(Unit.objects.get(code="185").pk, "viewer", "Nông Thị Mẫu", "mau@huyen.example")
    invitation = do_invite(boss, new, uuid4().hex)
    do_mail_invitation(boss, invitation.pk, "Kính mời")
    return Message.objects.get()


def logged_in(role: str | None, unit: Unit) -> Client:
    client = Client()
    client.force_login(new_account(role, unit))
    return client


@pytest.mark.parametrize("role", [*ROLE_NEEDS, None])
def test_each_role_sees_letters_where_it_administers(invited: Message, lang_son: Unit, role: str | None) -> None:
    here = role == "administrator"
    client = logged_in(role, lang_son)
    listed = client.get("/outbox?of=accounts")
    assert ("mau@huyen.example" in listed.content.decode()) == here
    assert (client.get(f"/outbox/{invited.pk}").status_code == 200) == here
    answer = client.post(f"/outbox/{invited.pk}/cancel")
    invited.refresh_from_db()
    assert (invited.state == "cancelled") == here, answer.status_code


def test_another_districts_administrator_finds_nothing(invited: Message) -> None:
    client = logged_in("administrator", Unit.objects.get(code="178"))
    assert "mau@huyen.example" not in client.get("/outbox?of=accounts").content.decode()
    assert client.get(f"/outbox/{invited.pk}").status_code == 404
    assert "mau@huyen.example" not in client.get("/outbox").content.decode()


def test_a_withdrawn_invitations_letter_does_not_leave(invited: Message) -> None:
    Message.objects.update(state="queued")
    pk = int(invited.about.partition(":")[2])
    do_withdraw_invitation(actor_for(new_account("administrator", Unit.objects.get(code="185"))), pk)
    with mail_server() as server:
        Sender(settings_for(server.port)).look()
    assert server.recipients == []
    invited.refresh_from_db()
    assert (invited.state, invited.last_error) == ("withdrawn", "Đã thu hồi cùng với lời mời.")


@pytest.mark.parametrize(("role", "shown"), [("organiser", True), ("administrator", True), ("viewer", False)])
def test_the_menu_leads_there_for_those_who_may(lang_son: Unit, role: str, shown: bool) -> None:
    page = logged_in(role, lang_son).get("/me").content.decode()
    assert ('href="/outbox"' in page) == shown
    assert ('href="/conferences/from-paper"' in page) == shown
    assert 'href="/units"' in page
