"""Rooms are kept across conferences; two that need the same room, unit or host at one time are seen to."""

from datetime import date, time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.conferences.clashes import Span, clashes_of, clashes_of_plan, spans_of
from nhipcau.conferences.models import Conference, Room, Site, Sitting
from nhipcau.core.access import Actor
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Unit
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import MakeAccount, actor_for, new_account


@pytest.fixture
def organiser(lang_son: Unit, make_account: MakeAccount) -> Actor:
    return actor_for(make_account("organiser", lang_son))


@pytest.fixture
def clerk(lang_son: Unit) -> Client:
    client = Client()
    client.force_login(new_account("unit_clerk", Unit.objects.get(code="185")))
    return client


def kinds(actor: Actor, conference: Conference) -> list[str]:
    return [one.kind for one in clashes_of(actor, conference)]


def test_a_clerk_keeps_the_rooms_of_its_own_unit(clerk: Client, lang_son: Unit) -> None:
    unit = Unit.objects.get(code="185")
    form = {"name": "Phòng họp tầng 2", "seats": "60", "technician": "Lý Văn Thử", "phone": "0900 000 003"}
    assert clerk.post(f"/units/{unit.pk}/rooms", form).status_code == 302
    room = Room.objects.get()
    assert (room.unit, room.seats) == (unit, 60)
    assert clerk.post(f"/units/{unit.pk}/rooms", form).status_code == 422
    assert clerk.post(f"/rooms/{room.pk}", form | {"seats": "80", "version": "1"}).status_code == 302
    stale = clerk.post(f"/rooms/{room.pk}", form | {"seats": "90", "version": "1"})
    assert stale.status_code == 409
    assert 'value="90"' in stale.content.decode()
    entry = JournalEntry.objects.filter(kind="room.made").get()
    assert "0900" not in str(entry.data)
    assert clerk.get(f"/units/{lang_son.pk}/rooms").status_code == 403


def test_a_room_typed_wrongly_says_so_at_its_field(clerk: Client) -> None:
    unit = Unit.objects.get(code="185")
    answer = clerk.post(f"/units/{unit.pk}/rooms", {"name": "", "seats": "rất nhiều", "place": "Nhà B"})
    assert answer.status_code == 422
    assert 'value="Nhà B"' in answer.content.decode()
    assert not Room.objects.exists()


def test_the_last_line_check_stands_at_the_room(lang_son: Unit) -> None:
    room = Room.objects.create(unit=lang_son, name="Phòng họp")
    client = Client()
    client.force_login(new_account("technician", lang_son))
    client.post(f"/rooms/{room.pk}/check", {"result": "weak", "note": "mất gói 3 %"})
    room.refresh_from_db()
    assert (room.check_result, room.check_note) == ("weak", "mất gói 3 %")
    assert "Chưa ổn định" in client.get(f"/rooms/{room.pk}").content.decode()


def test_a_refused_line_check_keeps_what_was_noted(lang_son: Unit) -> None:
    operator = Client()
    operator.force_login(new_account("operator", lang_son))
    room = Room.objects.create(unit=Unit.objects.get(code="185"), name="Phòng họp tầng 2")
    answer = operator.post(f"/rooms/{room.pk}/check", {"result": "lạ", "note": "mất tiếng phía xã"})
    assert answer.status_code == 422
    assert 'value="mất tiếng phía xã"' in answer.content.decode()
    room.refresh_from_db()
    assert room.check_result == ""


def test_two_conferences_in_one_room_at_one_time_are_seen(organiser: Actor, lang_son: Unit) -> None:
    one, other = make_conference("one"), make_conference("other", tiers=THREE_TIERS[:1], start_time=time(9))
    room = Room.objects.create(unit=lang_son, name="Phòng họp tầng 2")
    for conference in (one, other):
        conference.sites.filter(is_main=True).update(room=room)
    assert kinds(organiser, one) == ["room", "host"]
    clash = clashes_of(organiser, one)[0]
    assert (clash.conference, clash.names, clash.when) == (other, ("Phòng họp tầng 2",), "09:00–12:00 24/12/2021")


def test_communes_that_are_asked_for_twice_are_counted(organiser: Actor, lang_son: Unit) -> None:
    one, other = make_conference("one"), make_conference("other")
    clash = next(one for one in clashes_of(organiser, one) if one.kind == "unit")
    assert (clash.conference, clash.count, clash.more) == (other, 211, 208)


@pytest.mark.parametrize(
    "change",
    [
        {"start_time": time(14)},
        {"start_date": date(2021, 12, 25)},
        {"state": "cancelled"},
        {"state": "closed"},
        {"start_date": None, "start_time": None},
    ],
)
def test_at_another_time_or_called_off_nothing_clashes(
    organiser: Actor, lang_son: Unit, change: dict[str, object]
) -> None:
    one, other = make_conference("one", tiers=THREE_TIERS[:2]), make_conference("other", tiers=THREE_TIERS[:2])
    assert kinds(organiser, one) == ["unit", "host"]
    Conference.objects.filter(pk=other.pk).update(**change)
    assert kinds(organiser, one) == []


def test_sittings_say_when_a_conference_of_several_days_sits(organiser: Actor, lang_son: Unit) -> None:
    one = make_conference("one", tiers=THREE_TIERS[:2], start_date=date(2021, 12, 22))
    other = make_conference("other", tiers=THREE_TIERS[:2])
    assert kinds(organiser, one) == []
    Sitting.objects.create(conference=one, order=0, date=date(2021, 12, 24), start=time(7), end=time(8, 30))
    assert kinds(organiser, one) == ["unit", "host"]
    Sitting.objects.update(end=time(8))
    assert kinds(organiser, other) == []


def test_a_clash_with_a_conference_that_one_may_not_see_names_its_host_alone(lang_son: Unit) -> None:
    hidden = make_conference("one", tiers=THREE_TIERS[:2], title="Việc riêng của tỉnh")
    district = Unit.objects.get(code="185")
    clerk = actor_for(new_account("organiser", district))
    clash = clashes_of_plan(clerk, district, ["xa"], hidden.start_date, hidden.start_time)[0]
    assert (clash.kind, clash.conference, clash.host) == ("unit", None, "Tỉnh Lạng Sơn")


def test_looking_for_clashes_costs_the_same_however_many_conferences_there_are(
    organiser: Actor, lang_son: Unit
) -> None:
    one = make_conference("one", tiers=THREE_TIERS[:2])
    make_conference("same day", tiers=THREE_TIERS[:2])

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert clashes_of(organiser, one)
        return len(asked)

    few = queries()
    Conference.objects.bulk_create(
        Conference(title=f"{n}", host=lang_son, start_date=date(2020, 1, 1), start_time=time(8)) for n in range(300)
    )
    assert queries() == few < 12


def test_a_site_is_given_a_room_of_its_unit_and_no_other(organiser: Actor, lang_son: Unit) -> None:
    conference = make_conference("one", tiers=THREE_TIERS[:2])
    site = conference.sites.get(unit__code="185")
    own = Room.objects.create(unit=Unit.objects.get(code="185"), name="Phòng huyện")
    foreign = Room.objects.create(unit=Unit.objects.get(code="178"), name="Phòng thành phố")
    client = Client()
    client.force_login(new_account("organiser", lang_son))
    form = {
        "name": site.name,
        "short_name": site.short_name,
        "venue": "",
        "seen_name": site.name,
        "seen_short_name": site.short_name,
        "seen_venue": "",
        "seen_room_id": "",
    }
    assert (
        client.post(f"/conferences/{conference.pk}/sites/{site.pk}", form | {"room_id": foreign.pk}).status_code == 422
    )
    assert client.post(f"/conferences/{conference.pk}/sites/{site.pk}", form | {"room_id": own.pk}).status_code == 302
    assert Site.objects.get(pk=site.pk).room == own


hours = st.times().map(lambda one: one.replace(second=0, microsecond=0))


@given(hours, hours)
def test_two_conferences_of_one_day_meet_whichever_is_asked_first(one: time, other: time) -> None:
    day = date(2021, 12, 24)
    first, second = spans_of(day, one)[0], spans_of(day, other)[0]
    assert first.meets(second) == second.meets(first)
    assert first.meets(first) or first.start == first.end
    assert Span(day, time.min, time(23, 59)).meets(first) or first.start >= time(23, 59)
