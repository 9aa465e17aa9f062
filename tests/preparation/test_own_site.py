"""What a clerk without an account meets: never a box with nothing in it, never advice that cannot be followed."""

import pytest
from django.test import Client

from nhipcau.conferences import pins
from nhipcau.conferences.models import Conference, Contact, Site
from nhipcau.preparation.models import SiteAnswer
from tests.support.people import new_account


@pytest.fixture
def site(conference: Conference) -> Site:
    return conference.sites.filter(tier="xa")[0]


def inside(site: Site) -> Client:
    client = Client()
    answer = client.post(f"/s/{site.link_key}", {"pin": pins.pin(site.pk, site.version)})
    assert answer.status_code == 302
    return client


def test_whom_to_call_is_never_an_empty_box(conference: Conference, site: Site) -> None:
    Contact.objects.filter(conference=conference).delete()
    client = inside(site)
    nobody = "Đơn vị chủ trì chưa ghi đầu mối."
    assert nobody in client.get(f"/own/{site.pk}").content.decode()
    above = site.parent
    assert above is not None
    SiteAnswer.objects.create(site=above, contact_name="Vi Thị Thử", contact_phone="0200 000 0101")
    html = client.get(f"/own/{site.pk}").content.decode()
    assert nobody not in html
    assert "0200\u00a0000\u00a00101" in html or "0200 000 0101" in html


def test_who_has_no_pin_is_told_that_it_comes_apart_from_the_sheet(site: Site) -> None:
    wrong = "000000" if pins.pin(site.pk, site.version) != "000000" else "000001"
    html = Client().post(f"/s/{site.link_key}", {"pin": wrong}).content.decode()
    assert "được báo riêng rồi nhập lại; chưa có mã thì hỏi đơn vị chủ trì" in html


@pytest.mark.parametrize("role", ["organiser", "operator"])
def test_the_sheets_of_links_say_where_the_pins_are(conference: Conference, role: str) -> None:
    client = Client()
    client.force_login(new_account(role, conference.host))
    html = client.get(f"/conferences/{conference.pk}/links").content.decode()
    way = f'href="/conferences/{conference.pk}/pins"'
    assert (way in html) == (role == "operator")
    assert ("xem và báo mã PIN" in html) == (role == "organiser")
