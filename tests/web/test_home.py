"""Home: to each role what it has to do, the most urgent first, at a cost that does not grow with what there is."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhipcau.conferences.commands import do_create_conference
from nhipcau.conferences.models import Conference, ConferenceTier, PlannedRehearsal, Site
from nhipcau.conferences.plan import PlannedTier
from nhipcau.core import clock
from nhipcau.core.access import ROLE_NEEDS
from nhipcau.organs.models import Tier, Unit
from nhipcau.preparation.models import Round, SiteAnswer
from nhipcau.web.pages.home.countdown import countdown, span
from tests.preparation.rounds import BEFORE, commune, district
from tests.support.conferences import make_plan
from tests.support.people import actor_for, new_account

NOW = datetime(2021, 12, 17, 2, 0, tzinfo=UTC)
"""09:00 on Friday 17 December 2021, on the offices' clock; our conference is on the 24th at 08:00."""
HOSTS = ("administrator", "organiser", "operator")


def client_of(role: str, unit: Unit) -> Client:
    client = Client()
    client.force_login(new_account(role, unit))
    return client


def seen(client: Client, address: str = "/", at: datetime = NOW) -> Any:
    with clock.frozen(at):
        answer = client.get(address)
    assert answer.status_code == 200
    return answer


def page(client: Client, address: str = "/", at: datetime = NOW) -> str:
    return " ".join(seen(client, address, at).content.decode().split())


def many(host: Unit, number: int, **changes: Any) -> list[Conference]:
    """Conferences with one site of the host each, one after the other from tomorrow on."""
    made = Conference.objects.bulk_create(
        Conference(
            **{
                "title": f"Hội nghị số {n} về chuyển đổi số",
                "host": host,
                "start_date": date(2021, 12, 18) + timedelta(days=n),
                "start_time": time(8),
                **changes,
            }
        )
        for n in range(number)
    )
    Site.objects.bulk_create(
        Site(
            conference=one,
            tier="tinh",
            unit=host,
            name=host.name,
            short_name=host.name,
            is_main=True,
            order=0,
            link_key=f"{changes.get('state', 'k')}-{one.pk}",
        )
        for one in made
    )
    return made


def with_dues(conference: Conference, due: datetime) -> None:
    Round.objects.update_or_create(conference=conference, defaults={"sites_due": due, "delegates_due": due})


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


def late_everywhere(conferences: list[Conference]) -> None:
    for one in conferences:
        with_dues(one, NOW - timedelta(days=1))
        PlannedRehearsal.objects.create(conference=one, at=NOW + timedelta(days=1))


@pytest.mark.parametrize("role", HOSTS)
def test_the_cost_of_the_board_does_not_grow_with_the_conferences(lang_son: Unit, role: str) -> None:
    client = client_of(role, lang_son)
    states = (Conference.State.PREPARING, Conference.State.RUNNING, Conference.State.CLOSED)
    late_everywhere([one for state in states for one in many(lang_son, 10, state=state)])
    few = asked_for(client)
    late_everywhere([one for state in states for one in many(lang_son, 60, state=state)])
    many(lang_son, 20, state=Conference.State.CANCELLED)
    assert asked_for(client) == few <= 40
    assert asked_for(client, "/?state=preparing&q=so+1") <= 40


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


def test_a_technicians_sites_have_pages(conference: Conference) -> None:
    client = client_of("district_technician", conference.host)
    found = [seen(client, f"/?tpage={n}").context["calls"] for n in (1, 6, 99)]
    assert [sum(len(one.sites) for one in calls.rows) for calls in found] == [40, 12, 12]
    assert found[0].total == 212


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


# districts and communes


def test_a_clerk_has_one_list_over_all_conferences_by_due_time(conference: Conference) -> None:
    other = do_create_conference(
        actor_for(new_account("organiser", conference.host)), make_plan(title="Họp sớm hơn"), "sooner"
    )
    with_dues(conference, NOW + timedelta(days=3))
    with_dues(other, NOW - timedelta(days=1))
    Conference.objects.filter(pk=other.pk).update(start_date=date(2021, 12, 22))
    todo = seen(client_of("unit_clerk", commune())).context["todo"]
    first = [(line.site.conference.pk, line.duty.key, line.duty.state) for line in todo.lines]
    assert first[:3] == [(other.pk, key, "late") for key in ("site", "delegates", "chair")]
    assert [pk for pk, key, _ in first if key == "site"] == [other.pk, conference.pk]
    assert todo.late == 3
    said = page(client_of("unit_clerk", commune()))
    assert "3 việc quá hạn" in said
    assert f'href="/own/{other.sites.get(unit=commune()).pk}"' in said


def test_every_button_of_the_list_opens(conference: Conference) -> None:
    PlannedRehearsal.objects.create(conference=conference, at=NOW + timedelta(days=1))
    client = client_of("unit_clerk", district())
    for line in seen(client).context["todo"].lines:
        if line.button != "Vào phòng họp":  # the room is a page of the live front end
            seen(client, line.url)


def test_a_district_sees_its_own_duties_and_what_each_commune_has_done(conference: Conference) -> None:
    with_dues(conference, NOW - timedelta(hours=1))
    site = conference.sites.get(unit=commune())
    SiteAnswer.objects.create(
        site=site, confirmed_at=BEFORE, contact_name="Hoàng Văn Mẫu", contact_phone="0900 000 008"
    )
    answer = seen(client_of("unit_clerk", district()))
    assert {line.site.unit for line in answer.context["todo"].lines} == {district()}
    under = answer.context["communes"]
    assert under.total == conference.sites.filter(parent__unit=district()).count() == len(under.rows)
    states = [cell.state for cell in next(row for row in under.rows if row.site == site).cells if cell]
    assert states == ["done", "late", "late"]
    assert f"- {site.name} - chưa báo đại biểu, chưa cử người chủ trì - Hoàng Văn Mẫu - 0900 000 008" in under.text
    assert "Chép để gửi Zalo" in answer.content.decode()
    foreign = conference.sites.filter(tier="xa").exclude(parent__unit=district()).first()
    assert foreign is not None
    assert foreign.name not in under.text


def test_the_communes_of_another_conference_are_chosen_by_its_name(conference: Conference) -> None:
    other = do_create_conference(
        actor_for(new_account("organiser", conference.host)), make_plan(title="Họp hai"), "two"
    )
    client = client_of("unit_clerk", district())
    for one in (conference, other):
        assert seen(client, f"/?c={one.pk}").context["communes"].chosen == one
    assert seen(client, "/?c=999999").context["communes"].chosen in {conference, other}


def test_who_hosts_is_not_given_the_duties_of_all_sites(conference: Conference) -> None:
    answer = seen(client_of("administrator", conference.host))
    assert answer.context["parts"] == ["board"]


def test_a_meeting_whose_day_is_over_stands_last(conference: Conference) -> None:
    Conference.objects.filter(pk=conference.pk).update(start_date=date(2021, 12, 10))
    other = do_create_conference(
        actor_for(new_account("organiser", conference.host)), make_plan(title="Họp hai"), "two"
    )
    todo = seen(client_of("unit_clerk", commune())).context["todo"]
    assert todo.lines[0].site.conference == other
    assert todo.lines[-1].past


def test_on_the_day_the_room_comes_first(conference: Conference) -> None:
    Conference.objects.filter(pk=conference.pk).update(state=Conference.State.RUNNING)
    answer = seen(client_of("unit_clerk", commune()), at=datetime(2021, 12, 24, 2, tzinfo=UTC))
    assert answer.context["step"].button == "Vào phòng họp"
    assert [line.duty.key for line in answer.context["todo"].lines] == ["join"]


# the others


def test_a_technician_sees_the_next_calls_of_its_sites_and_whom_to_call(conference: Conference) -> None:
    PlannedRehearsal.objects.create(conference=conference, at=NOW + timedelta(days=3))
    said = page(client_of("technician", commune()))
    site = conference.sites.get(unit=commune())
    assert f'href="/j/{site.link_key}"' in said
    assert "Vi Thị Thử" in said
    assert 'href="tel:0900000001"' in said
    assert "Chạy thử: <b>09:00, thứ Hai, 20/12/2021</b>" in said
    assert "chưa kiểm tra" in said


def test_the_press_sees_the_programme_and_no_more(conference: Conference) -> None:
    Conference.objects.filter(pk=conference.pk).update(state=Conference.State.RUNNING)
    said = page(client_of("press", conference.host))
    assert conference.title in said
    assert f'href="/conferences/{conference.pk}/stage"' in said
    assert f'href="/conferences/{conference.pk}"' not in said
    assert "registration" not in said


@pytest.mark.parametrize("role", ["chair", "secretary", "viewer", "records_clerk"])
def test_who_looks_on_sees_figures_and_no_commands(conference: Conference, role: str) -> None:
    with_dues(conference, NOW - timedelta(hours=1))
    said = page(client_of(role, conference.host))
    assert f'href="/conferences/{conference.pk}"' in said
    assert "Gọi 212 điểm cầu" not in said
    assert f"/conferences/{conference.pk}/control" not in said
    assert "Lập hội nghị từ văn bản</a>" not in said


@pytest.mark.parametrize("role", ["chair", "press", "viewer"])
def test_at_a_site_who_looks_on_is_told_when_and_where(conference: Conference, role: str) -> None:
    said = page(client_of(role, commune()))
    assert "Hội nghị đơn vị tham dự" in said
    assert conference.title in said
    assert f"/conferences/{conference.pk}" not in said


@pytest.mark.parametrize("role", sorted(ROLE_NEEDS))
def test_no_role_sees_a_conference_that_is_not_theirs(conference: Conference, role: str) -> None:
    Conference.objects.filter(pk=conference.pk).update(title="Hội nghị của tỉnh")
    ConferenceTier.objects.filter(conference=conference, tier="xa").delete()
    conference.sites.filter(unit__parent__code="185").update(withdrawn_at=NOW)
    assert "Hội nghị của tỉnh" not in page(client_of(role, commune()))


def test_several_roles_show_several_parts_the_most_urgent_first(conference: Conference) -> None:
    account = new_account("organiser", district())
    account.grants.create(unit=commune(), role="technician")
    many(district(), 2, start_date=date(2022, 3, 1))
    with_dues(conference, NOW - timedelta(hours=1))
    client = Client()
    client.force_login(account)
    assert seen(client).context["parts"] == ["todo", "communes", "board", "calls", "meetings"]


def test_somebody_without_a_role_is_told_what_to_do(conference: Conference) -> None:
    client = Client()
    client.force_login(new_account())
    said = page(client)
    assert conference.title not in said
    assert "Tài khoản chưa có vai trò nào" in said
