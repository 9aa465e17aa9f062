"""Home of who hosts: conferences in the order of the next thing to do, at a cost that does not grow with them."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhipcau.conferences.commands import do_create_conference
from nhipcau.conferences.models import Conference, PlannedRehearsal, Site
from nhipcau.conferences.plan import PlannedTier
from nhipcau.organs.models import Tier, Unit
from nhipcau.preparation.models import SiteAnswer
from nhipcau.web.pages.home.countdown import countdown, span
from tests.preparation.rounds import BEFORE, commune, district
from tests.support.conferences import make_conference, make_plan
from tests.support.people import actor_for, new_account
from tests.web.home_visits import NOW, client_of, late_everywhere, many, page, seen, with_dues

HOSTS = ("administrator", "organiser", "operator")


# how long it is


@pytest.mark.parametrize(
    ("start", "words", "mark"),
    [
        ((date(2021, 12, 30), time(8)), "còn 13 ngày", "T-13"),
        ((date(2021, 12, 18), time(8)), "ngày mai, còn 23 giờ", "T-1"),
        ((date(2021, 12, 18), time(0)), "ngày mai, còn 15 giờ", "T-1"),
        ((date(2021, 12, 18), None), "ngày mai", "T-1"),
        ((date(2021, 12, 17), time(14, 20)), "còn 5 giờ 20 phút", "T"),
        ((date(2021, 12, 17), time(9, 20)), "còn 20 phút", "T"),
        ((date(2021, 12, 17), time(9)), "đến giờ họp", "T"),
        ((date(2021, 12, 17), time(8)), "đã quá giờ họp 1 giờ", "T"),
        ((date(2021, 12, 17), None), "hôm nay", "T"),
        ((date(2021, 12, 15), time(8)), "đã qua 2 ngày", "T+2"),
        ((date(2020, 12, 15), time(8)), "đã qua ngày họp", ""),
        ((None, None), "chưa định ngày", ""),
    ],
)
def test_how_long_it_is_until_the_meeting(start: tuple[date | None, time | None], words: str, mark: str) -> None:
    found = countdown(*start, NOW)
    assert (found.words, found.mark) == (words, mark)


@pytest.mark.parametrize(("minutes", "words"), [(0, "0 phút"), (59, "59 phút"), (60, "1 giờ"), (61, "1 giờ 1 phút")])
def test_spans_are_said_in_hours_and_minutes(minutes: int, words: str) -> None:
    assert span(minutes) == words


# what it costs


def asked_for(client: Client, address: str = "/") -> int:
    with CaptureQueriesContext(connection) as asked:
        seen(client, address)
    return len(asked)


STATES = (Conference.State.PREPARING, Conference.State.RUNNING, Conference.State.CLOSED, Conference.State.POSTPONED)


@pytest.mark.parametrize("role", HOSTS)
def test_the_cost_of_the_board_does_not_grow_with_the_conferences(lang_son: Unit, role: str) -> None:
    client = client_of(role, lang_son)
    late_everywhere([one for state in STATES for one in many(lang_son, 10, state=state)])
    few = asked_for(client)
    late_everywhere([one for state in STATES for one in many(lang_son, 50, state=state)])
    assert asked_for(client) == few <= 40
    assert asked_for(client, "/?state=preparing&q=so+1") <= 40


def test_a_thousand_conferences_and_one_of_all_communes_ask_no_more(lang_son: Unit) -> None:
    client = client_of("organiser", lang_son)
    late_everywhere([one for state in STATES for one in many(lang_son, 10, state=state)])
    few = asked_for(client)
    for state in STATES:
        many(lang_son, 240, state=state)
    running = Conference.State.RUNNING
    largest = many(lang_son, 1, start_date=NOW.date() + timedelta(days=365), state=running, title="Toàn quốc")[0]
    Site.objects.bulk_create(
        Site(conference=largest, tier="xa", name=f"Xã {n}", short_name=f"Xã {n}", order=n, link_key=f"xa-{n}")
        for n in range(1, 3321)
    )
    assert Conference.objects.count() > 1000
    board = seen(client).context["board"]
    figures = [row.total.sites for part in board.sections for row in part.rows]
    assert 3321 in figures
    assert asked_for(client) == few <= 40


@pytest.mark.parametrize(
    ("role", "where"), [("unit_clerk", district), ("unit_clerk", commune), ("technician", district)]
)
def test_the_cost_of_a_units_lists_does_not_grow_with_its_conferences(
    lang_son: Unit, role: str, where: Callable[[], Unit]
) -> None:
    organiser = actor_for(new_account("organiser", lang_son))
    for n in range(2):
        do_create_conference(organiser, make_plan(title=f"Họp {n}"), f"few-{n}")
    client = client_of(role, where())
    few = asked_for(client)
    for n in range(4):
        do_create_conference(organiser, make_plan(title=f"Họp nữa {n}"), f"more-{n}")
    assert asked_for(client) == few <= 40


def test_a_first_visit_weighs_little(conference: Conference) -> None:
    answer = seen(client_of("organiser", conference.host))
    assert len(answer.content) < 60_000


# the host's board


@pytest.fixture
def host(conference: Conference) -> Client:
    return client_of("administrator", conference.host)


def test_conferences_stand_in_the_order_of_the_next_thing_to_do(lang_son: Unit) -> None:
    later, sooner, running, closed, past = many(lang_son, 5)
    for one, changes in (
        (later, {"start_date": date(2022, 1, 20)}),
        (sooner, {"start_date": date(2022, 2, 20)}),
        (running, {"state": Conference.State.RUNNING}),
        (closed, {"state": Conference.State.CLOSED}),
        (past, {"start_date": date(2021, 12, 1)}),
    ):
        Conference.objects.filter(pk=one.pk).update(**changes)
    PlannedRehearsal.objects.create(conference=sooner, at=NOW + timedelta(days=2))
    week = many(lang_son, 1)[0]
    board = seen(client_of("administrator", lang_son)).context["board"]
    order = {part.key: [row.conference.pk for row in part.rows] for part in board.sections}
    assert order == {
        "running": [running.pk],
        "week": [week.pk],
        "preparing": [sooner.pk, later.pk, past.pk],
        "closed": [closed.pk],
    }
    assert board.first.conference == running


def test_of_two_with_something_due_today_the_nearer_meeting_comes_first(lang_son: Unit) -> None:
    today, friday = many(lang_son, 1, start_date=NOW.date(), start_time=time(16)) + many(lang_son, 1)
    for one in (today, friday):
        PlannedRehearsal.objects.create(conference=one, at=NOW + timedelta(hours=1))
    sections = seen(client_of("organiser", lang_son)).context["board"].sections
    assert [row.conference for row in sections[0].rows] == [today, friday]


def test_who_is_late_is_told_with_numbers_and_comes_before_everything(conference: Conference, host: Client) -> None:
    with_dues(conference, NOW - timedelta(hours=1))
    answered = conference.sites.filter(tier="huyen")
    SiteAnswer.objects.bulk_create(SiteAnswer(site=one, confirmed_at=BEFORE, delegates_at=BEFORE) for one in answered)
    main = conference.sites.get(is_main=True)
    SiteAnswer.objects.create(site=main, contact_name="Vi Thị Mẫu", contact_phone="0900 000 007")
    said = page(host)
    assert "201 điểm cầu chưa đăng ký, hạn 08:00 17/12" in said
    assert f"/conferences/{conference.pk}/registration/missing?what=site" in said
    assert 'Vi Thị Mẫu <a href="tel:0900000007">' in said
    assert "Gọi 201 điểm cầu chưa đăng ký" in said
    assert "Mở danh sách gọi" in said


def test_every_figure_leads_to_as_many_rows(conference: Conference, host: Client) -> None:
    some = conference.sites.filter(tier="xa")[:30]
    SiteAnswer.objects.bulk_create(
        SiteAnswer(site=one, confirmed_at=BEFORE, delegates_at=BEFORE if n % 3 else None) for n, one in enumerate(some)
    )
    said = seen(host).content.decode()
    links = re.findall(r'href="(/conferences/\d+/registration/sites[^"]*)"[^>]*>(?:<b>)?([^<]*)', said)
    figures = [(address.replace("&amp;", "&"), int(text)) for address, text in links if text.strip().isdecimal()]
    assert (f"/conferences/{conference.pk}/registration/sites?tier=xa&answered=delegates", 20) in figures
    assert len(figures) == 8
    for address, number in figures:
        assert seen(host, address).context["page"].paginator.count == number, address


def test_marks_that_have_passed_are_ticked_and_the_next_is_named(conference: Conference, host: Client) -> None:
    with_dues(conference, NOW + timedelta(days=1))
    PlannedRehearsal.objects.create(conference=conference, at=NOW - timedelta(days=1))
    PlannedRehearsal.objects.create(conference=conference, at=NOW + timedelta(days=3))
    row = seen(host).context["board"].first
    assert [(one.kind, one.state, one.shape) for one in row.marks] == [
        ("rehearsal", "past", "ok"),
        ("deadline", "next", "none"),
        ("rehearsal", "ahead", "soon"),
        ("meeting", "ahead", "day"),
    ]
    assert "Kế tiếp: <b>09:00 18/12</b> hạn đăng ký, báo đại biểu" in page(host)


@pytest.mark.parametrize("words", ["cai cach", "CẢI CÁCH", "cải cách"])
def test_a_conference_is_found_without_diacritics(lang_son: Unit, words: str) -> None:
    many(lang_son, 3)
    wanted = many(lang_son, 1, title="Hội nghị cải cách hành chính", state=Conference.State.CLOSED)[0]
    board = seen(client_of("viewer", lang_son), f"/?q={words}").context["board"]
    assert [row.conference for part in board.sections for row in part.rows] == [wanted]


def test_a_conference_is_found_by_what_it_is_called_now(lang_son: Unit) -> None:
    one = many(lang_son, 1)[0]
    client = client_of("viewer", lang_son)
    one.title = "Tập huấn phòng, chống thiên tai"
    one.save(update_fields=["title"])
    for words, found in (("thien tai", 1), ("chuyen doi so", 0), ("100%", 0), ("ta_ huan", 0)):
        assert len(seen(client, f"/?q={words}").context["board"].sections) == found, words


@pytest.mark.usefixtures("own_database")
def test_conferences_of_an_older_installation_are_found() -> None:
    one = make_conference()
    MigrationExecutor(connection).migrate([("conferences", "0006_editor")])
    MigrationExecutor(connection).migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())
    assert Conference.objects.filter(search__contains="tong ket cong tac").get() == one


def test_the_list_of_a_state_has_pages_and_says_where_nothing_is_found(lang_son: Unit) -> None:
    many(lang_son, 45, state=Conference.State.CLOSED)
    client = client_of("organiser", lang_son)
    found = [seen(client, f"/?state=closed&page={n}").context["board"] for n in (1, 2, 3, 99)]
    assert [len(board.sections[0].rows) for board in found] == [20, 20, 5, 5]
    assert "Không có hội nghị nào như vậy" in page(client, "/?q=khong+co+dau")
    assert "Không có hội nghị nào như vậy" in page(client, "/?state=cancelled")
    assert seen(client, "/?state=sai&page=x&c=y&cpage=z").context["board"].state == ""


def test_each_number_to_narrow_to_is_that_of_its_list(lang_son: Unit) -> None:
    for state in Conference.State.values:
        many(lang_son, 12, state=state)
    client = client_of("viewer", lang_son)
    board = seen(client).context["board"]
    for key, _, number in board.states:
        section = seen(client, f"/?state={key}").context["board"].sections[0]
        assert section.total == number, key
    assert {part.key: part.total for part in board.sections}.items() <= {key: n for key, _, n in board.states}.items()


def test_where_there_is_none_the_two_ways_to_begin_are_offered(lang_son: Unit) -> None:
    said = page(client_of("organiser", lang_son))
    assert "Lập hội nghị từ văn bản" in said
    assert 'href="/conferences/new"' in said


@pytest.mark.parametrize("role", ["organiser", "operator"])
def test_nobody_is_sent_where_they_may_not_go(lang_son: Unit, role: str) -> None:
    plan = make_plan(tiers=(PlannedTier(Tier.COMMUNE, 3),), named=())
    do_create_conference(actor_for(new_account("organiser", lang_son)), plan, "unnamed")
    client = client_of(role, lang_son)
    for at in (NOW, NOW + timedelta(days=7)):
        assert seen(client, seen(client, at=at).context["step"].url, at)


def test_a_running_conference_stands_first_and_large_with_the_way_in(conference: Conference) -> None:
    Conference.objects.filter(pk=conference.pk).update(state=Conference.State.RUNNING)
    many(conference.host, 3)
    operator = page(client_of("operator", conference.host))
    assert "is-running" in operator
    assert f'href="/conferences/{conference.pk}/control"' in operator
    assert f'href="/conferences/{conference.pk}/control"' not in page(client_of("chair", conference.host))
