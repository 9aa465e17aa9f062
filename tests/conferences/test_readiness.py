"""The conference's page says what is missing and leads there, whatever the number of sites."""

from datetime import date, time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhipcau.conferences import readiness
from nhipcau.conferences.clashes import clashes_of
from nhipcau.conferences.editing.programme import sitting_times
from nhipcau.conferences.models import Conference, Contingency, ProgrammeItem, Room, Site, Sitting
from nhipcau.core.access import system
from nhipcau.organs.models import Unit
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import new_account
from tests.support.scenes import scene


@scene
def small(lang_son: Unit) -> Conference:
    return make_conference(tiers=THREE_TIERS[:2])


def client_of(role: str, unit: Unit) -> Client:
    client = Client()
    client.force_login(new_account(role, unit))
    return client


def states(conference: Conference) -> dict[str, tuple[str, str]]:
    conference.refresh_from_db()
    checked = readiness.lines(conference, clashes_of(system("test"), conference), sitting_times(conference))
    return {one.title: (one.state, one.words) for one in checked}


def test_each_thing_that_is_missing_has_its_line_and_its_page(small: Conference) -> None:
    Conference.objects.filter(pk=small.pk).update(start_time=None)
    small.contacts.all().delete()
    found = states(small)
    assert found["Ngày, giờ"] == ("warn", "chưa có giờ")
    assert found["Chương trình"] == ("warn", "chưa có mục nào")
    assert found["Đầu mối"][0] == "warn"
    client = client_of("organiser", small.host)
    page = client.get(f"/conferences/{small.pk}")
    assert "còn thiếu 3 mục" in page.content.decode()
    for line in page.context["checked"]:
        assert client.get(line.url).status_code == 200, line


def test_a_conference_that_has_all_is_ready(small: Conference) -> None:
    sitting = Sitting.objects.create(conference=small, order=0, date=date(2021, 12, 24), start=time(8), end=time(11))
    item = ProgrammeItem.objects.create(conference=small, sitting=sitting, order=0, content="Báo cáo", minutes=60)
    Contingency.objects.create(conference=small, order=0, case="Mất điện")
    small.planned_rehearsals.create(at=small.created_at)
    small.sites.update(venue="Hội trường")
    assert {state for state, _words in states(small).values()} == {"ok"}
    ProgrammeItem.objects.filter(pk=item.pk).update(minutes=200)
    assert states(small)["Chương trình"] == ("warn", "quá 20 phút so với thời gian có")
    Sitting.objects.update(start=time(9))
    assert states(small)["Ngày, giờ"][0] == "soon"


def test_a_clash_is_seen_on_the_page_of_either_conference(small: Conference) -> None:
    other = make_conference("other", tiers=THREE_TIERS[:1])
    room = Room.objects.create(unit=small.host, name="Phòng họp tầng 2")
    for one in (small, other):
        one.sites.filter(is_main=True).update(room=room)
    client = client_of("organiser", small.host)
    for one in (small, other):
        page = client.get(f"/conferences/{one.pk}").content.decode()
        assert "Cùng phòng" in page
        assert "Phòng họp tầng 2" in page


def test_who_only_looks_on_is_not_told_what_to_mend(small: Conference) -> None:
    page = client_of("viewer", small.host).get(f"/conferences/{small.pk}").content.decode()
    assert "Chuẩn bị đến đâu" not in page
    assert f"/conferences/{small.pk}/edit" not in page


def test_the_page_of_a_conference_of_3321_sites_costs_what_one_of_twelve_costs(small: Conference) -> None:
    client = client_of("administrator", small.host)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"/conferences/{small.pk}")
            assert answer.status_code == 200
        assert len(answer.content) < 300_000
        return len(asked)

    few = queries()
    Site.objects.bulk_create(
        Site(conference=small, tier="xa", name=f"Xã {n}", short_name=f"{n}", order=n, link_key=f"k{n}")
        for n in range(12, 3321)
    )
    assert queries() <= few <= 40


def test_a_postponed_conference_asks_for_its_new_day(small: Conference) -> None:
    Conference.objects.filter(pk=small.pk).update(state="postponed", start_date=None, start_time=None)
    page = client_of("organiser", small.host).get(f"/conferences/{small.pk}").content.decode()
    assert "Đã hoãn" in page
    assert "Định ngày mới" in page


@pytest.mark.parametrize(("kind", "words"), [("hoi_nghi", "Bế mạc hội nghị"), ("tap_huan", "Bế giảng lớp tập huấn")])
def test_the_end_is_called_what_that_kind_of_conference_calls_it(small: Conference, kind: str, words: str) -> None:
    Conference.objects.filter(pk=small.pk).update(state="running", kind=kind)
    assert words in client_of("administrator", small.host).get(f"/conferences/{small.pk}").content.decode()
