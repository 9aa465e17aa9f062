"""Who reads English gets English pages; what leaves for offices, and what is kept, stays Vietnamese all the same."""

import io
import re
from datetime import date

import pytest
from django.test import Client
from django.utils import translation
from openpyxl import load_workbook

from nhipcau.conferences.amending import fingerprint
from nhipcau.conferences.lifecycle.commands import Postponement, do_postpone
from nhipcau.conferences.models import Amendment, Conference
from nhipcau.core import clock
from nhipcau.organs.accounts.invitations import NewInvitation, do_invite
from nhipcau.organs.models import Account, Unit
from nhipcau.outbox.models import Message
from nhipcau.web.language import COOKIE
from tests.preparation.rounds import BEFORE, fixed_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene
from tests.web.test_catalogues import VIETNAMESE

ENGLISH = re.compile(r"\b(?:the|site|sites|level|deadline|reported|name|of)\b", re.IGNORECASE)


@scene
def conference(lang_son: Unit) -> Conference:
    return fixed_conference()


@pytest.fixture
def organiser(conference: Conference) -> Account:
    return new_account("organiser", conference.host)


@pytest.fixture
def client(organiser: Account) -> Client:
    client = Client()
    client.force_login(organiser)
    client.cookies[COOKIE] = "en"
    return client


def headings(content: bytes) -> list[str]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [str(cell) for row in sheet.iter_rows(max_row=3, values_only=True) for cell in row if isinstance(cell, str)]


@pytest.mark.parametrize(
    "address",
    ["delegates.xlsx", "registration/figures.xlsx", "registration/missing.xlsx", "sites.xlsx"],
)
def test_excel_is_vietnamese(client: Client, conference: Conference, address: str) -> None:
    answer = client.get(f"/conferences/{conference.pk}/{address}")
    assert answer.status_code == 200
    found = headings(answer.content)
    assert VIETNAMESE.search(" ".join(found))
    assert not [cell for cell in found if ENGLISH.search(cell)]


@pytest.mark.parametrize(
    "address", ["registration", "registration/missing", "registration/missing?what=delegates", "registration/remind"]
)
def test_what_is_copied_into_a_chat_is_vietnamese(client: Client, conference: Conference, address: str) -> None:
    page = client.get(f"/conferences/{conference.pk}/{address}").text
    assert '<html lang="en">' in page
    texts = re.findall(r"<textarea[^>]*lang=\"vi\"[^>]*>([^<]*)</textarea>", page)
    assert texts
    for text in texts:
        assert VIETNAMESE.search(text)
        assert not ENGLISH.search(text)


def test_a_site_copies_its_duties_in_vietnamese(client: Client, conference: Conference) -> None:
    site = conference.sites.exclude(is_main=True).first()
    assert site is not None
    page = client.get(f"/own/{site.pk}").text
    text = re.search(r"<textarea[^>]*lang=\"vi\"[^>]*>([^<]*)</textarea>", page)
    assert text is not None
    assert "việc cần làm" in text[1]
    assert "Đăng ký điểm cầu" in text[1]


def test_an_invitation_is_vietnamese(client: Client, conference: Conference) -> None:
    boss = new_account("administrator", conference.host)
    client.force_login(boss)
    invitation = do_invite(actor_for(boss), NewInvitation(conference.host.pk, "viewer", email="a@example.vn"), "k" * 8)
    page = client.get(f"/accounts/invitations/{invitation.pk}").text
    assert "Kính gửi đồng chí" in page
    assert "với vai trò Theo dõi" in page
    client.post(f"/accounts/invitations/{invitation.pk}", {"verb": "mail"})
    assert "với vai trò Theo dõi" in Message.objects.get(kind="invitation").body


def test_what_was_changed_is_kept_in_vietnamese_and_shown_in_english(
    client: Client, conference: Conference, organiser: Account
) -> None:
    with clock.frozen(BEFORE), translation.override("en"):
        plan = Postponement("Dịch bệnh", date(2022, 1, 7))
        do_postpone(actor_for(organiser), conference.pk, plan, "k", fingerprint(conference))
    kept = Amendment.objects.get(conference=conference)
    assert kept.changes[0]["label"] == "Hoãn họp"
    page = client.get(f"/conferences/{conference.pk}").text
    assert '<th scope="row">Postponed</th>' in page
