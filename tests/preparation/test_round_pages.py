"""The host sets deadlines, categories and the day of the purge: nothing typed is lost, nothing senseless is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import system
from nhipcau.organs.models import Unit
from nhipcau.preparation.models import Category, Delegate, Round
from nhipcau.preparation.purging import do_purge_due
from nhipcau.preparation.rounds import round_of
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import new_account

NOW = datetime(2021, 12, 10, 1, tzinfo=UTC)
FORM = {
    "mode": "fixed",
    "late": "approval",
    "sites_due": "16:00 17/12/2021",
    "delegates_due": "16:00 20/12/2021",
    "copies_to": "Sở Nội vụ",
    "purge_on": "24/06/2022",
    "pk": ["", "", ""],
    "name": ["Lãnh đạo Ủy ban nhân dân", "Công chức một cửa", ""],
    "tier": ["", "xa", ""],
    "most": ["2", "", ""],
    "action": "save",
}


@pytest.fixture
def conference(lang_son: Unit) -> Conference:
    return make_conference(tiers=THREE_TIERS[:2])


@pytest.fixture
def organiser(conference: Conference) -> Client:
    client = Client()
    client.force_login(new_account("organiser", conference.host))
    return client


def settings(conference: Conference) -> str:
    return f"/conferences/{conference.pk}/registration/settings"


def test_one_button_keeps_deadlines_and_categories(organiser: Client, conference: Conference) -> None:
    assert organiser.post(settings(conference), FORM).status_code == 302
    opened = Round.objects.get()
    assert opened.delegates_due == datetime(2021, 12, 20, 9, tzinfo=UTC)
    assert list(Category.objects.order_by("order").values_list("name", "tier", "most")) == [
        ("Lãnh đạo Ủy ban nhân dân", "", 2),
        ("Công chức một cửa", "xa", None),
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"delegates_due": "thứ hai tới"}, "không phải là ngày giờ"),
        ({"most": ["hai", "", ""]}, "không phải là số lượng"),
        ({"sites_due": "16:00 25/12/2021"}, "sau ngày họp 24/12/2021"),
        ({"delegates_due": "26/12/2021"}, "sau ngày họp 24/12/2021"),
        ({"purge_on": "24/12/2021"}, "không sau ngày họp 24/12/2021"),
    ],
)
def test_a_refused_form_keeps_every_word_and_writes_nothing(
    organiser: Client, conference: Conference, wrong: dict[str, object], said: str
) -> None:
    with clock.frozen(NOW):
        answer = organiser.post(settings(conference), {**FORM, **wrong})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    typed = {**FORM, **wrong}
    for name in ("sites_due", "delegates_due", "purge_on"):
        assert f'name="{name}" value="{typed[name]}"' in html
    for words in ("Sở Nội vụ", "Lãnh đạo Ủy ban nhân dân", "Công chức một cửa", *(one for one in typed["most"] if one)):
        assert words in html
    assert not Category.objects.exists()
    assert not Round.objects.exclude(delegates_due=None).exists()


def test_an_old_paper_that_is_tried_out_gets_new_deadlines(organiser: Client, conference: Conference) -> None:
    with clock.frozen(datetime(2022, 3, 1, 1, tzinfo=UTC)):
        assert organiser.post(settings(conference), {**FORM, "delegates_due": "16:00 05/03/2022"}).status_code == 302


def test_people_are_not_purged_before_the_meeting_they_are_listed_for(conference: Conference) -> None:
    opened = round_of(conference)
    Delegate.objects.create(site=conference.sites.get(is_main=True), name="Vi Thị Mẫu", key="vi thi mau", order=0)
    Round.objects.filter(pk=opened.pk).update(purge_on=date(2021, 12, 20))
    with clock.frozen(datetime(2021, 12, 24, 5, tzinfo=UTC)):
        assert do_purge_due(system("test")) == {}
    assert Delegate.objects.get().name == "Vi Thị Mẫu"
    with clock.frozen(datetime(2021, 12, 25, 5, tzinfo=UTC)):
        assert set(do_purge_due(system("test"))) == {conference.pk}


def test_a_meeting_put_off_without_a_day_keeps_its_people_but_not_for_ever(
    organiser: Client, conference: Conference
) -> None:
    Delegate.objects.create(site=conference.sites.get(is_main=True), name="Vi Thị Mẫu", key="vi thi mau", order=0)
    Round.objects.create(conference=conference, purge_on=date(2022, 6, 22))
    with clock.frozen(NOW):
        page = organiser.get(f"/conferences/{conference.pk}/postpone?step=1&open=1")
        form = {"open": "1", "reason": "Bão", "seen": page.context["seen"], "key": "k"}
        assert organiser.post(f"/conferences/{conference.pk}/postpone", form).status_code == 302
    conference.refresh_from_db()
    assert (conference.state, conference.start_date) == ("postponed", None)
    for day, gone in ((datetime(2022, 6, 22, 5, tzinfo=UTC), False), (datetime(2023, 6, 22, 5, tzinfo=UTC), True)):
        with clock.frozen(day):
            do_purge_due(system("test"))
        assert (Delegate.objects.get().name == "") is gone


def test_the_day_of_the_purge_moves_with_the_conference(organiser: Client, conference: Conference) -> None:
    Round.objects.create(conference=conference, purge_on=date(2022, 6, 22))
    with clock.frozen(NOW):
        page = organiser.get(f"/conferences/{conference.pk}/postpone?step=1&date=31/12/2022&time=08:00")
        offered = {due.name: value for _title, rows in page.context["groups"] for due, value, _wrong in rows}
        assert offered["round-purge_on"] == f"{date(2022, 6, 22) + timedelta(days=372):%d/%m/%Y}"
        form = {"date": "31/12/2022", "time": "08:00", "reason": "Bão", "seen": page.context["seen"], "key": "k"}
        form |= {"round-purge_on": offered["round-purge_on"]}
        assert organiser.post(f"/conferences/{conference.pk}/postpone", form).status_code == 302
    assert Round.objects.get().purge_on == date(2023, 6, 29)


def test_a_registration_without_a_deadline_asks_for_one_before_anybody_is_called(
    organiser: Client, conference: Conference
) -> None:
    address = f"/conferences/{conference.pk}/registration"
    assert "Đặt hạn báo đại biểu, thành phần và số lượng" in organiser.get(address).content.decode()
    organiser.post(settings(conference), FORM)
    html = organiser.get(address).content.decode()
    assert "Đặt hạn báo đại biểu, thành phần và số lượng" not in html
    assert "Gửi thư nhắc" in html


def test_sites_that_are_typed_stand_on_the_lowest_tier_that_takes_part(lang_son: Unit) -> None:
    conference = make_conference(tiers=(THREE_TIERS[0], THREE_TIERS[2]))
    client = Client()
    client.force_login(new_account("organiser", lang_son))
    assert client.get(f"/conferences/{conference.pk}/sites/add").context["line_tier"] == "xa"
