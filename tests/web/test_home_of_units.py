"""Home of units, technicians, and those who look on: what each has to do, and no more than each may see."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from nhipcau.conferences.commands import do_create_conference
from nhipcau.conferences.models import Conference, ConferenceTier, PlannedRehearsal
from nhipcau.core import clock
from nhipcau.core.access import ROLE_NEEDS
from nhipcau.organs.models import Unit
from nhipcau.preparation.enrolling import do_enrol
from nhipcau.preparation.models import Round, SiteAnswer
from tests.preparation.rounds import AFTER, BEFORE, commune, district, opt_in_conference
from tests.support.conferences import make_plan
from tests.support.people import actor_for, new_account
from tests.web.home_visits import NOW, client_of, many, page, seen, with_dues


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


@pytest.mark.parametrize(("where", "button"), [(commune, "Đăng ký tham gia"), (district, "Đăng ký cho các xã")])
def test_what_a_unit_may_register_for_is_offered_until_its_deadline(
    lang_son: Unit, where: Callable[[], Unit], button: str
) -> None:
    conference = opt_in_conference()
    client = client_of("unit_clerk", where())
    answer = seen(client, at=BEFORE)
    assert [(one.conference, one.state, str(one.button)) for one in answer.context["joinings"]] == [
        (conference, "soon", button)
    ]
    assert answer.context["step"].button == button
    assert seen(client, answer.context["step"].url, BEFORE)
    assert not seen(client, at=AFTER).context["joinings"]
    Round.objects.update(late=Round.Late.APPROVAL)
    assert seen(client, at=AFTER).context["joinings"][0].state == "late"
    with clock.frozen(BEFORE):
        do_enrol(actor_for(new_account("unit_clerk", commune())), conference.pk, [commune().pk])
    after = seen(client, at=AFTER).context["joinings"][0]
    assert (after.registered, after.state) == (1, "done")


def test_who_may_not_register_is_not_offered_it(lang_son: Unit) -> None:
    opt_in_conference()
    for role, unit in (("viewer", commune()), ("technician", district()), ("organiser", lang_son)):
        assert not seen(client_of(role, unit), at=BEFORE).context["joinings"]


# who looks after the line, and who looks on


def test_a_technicians_sites_have_pages(conference: Conference) -> None:
    client = client_of("district_technician", conference.host)
    found = [seen(client, f"/?tpage={n}").context["calls"] for n in (1, 6, 99)]
    assert [sum(len(one.sites) for one in calls.rows) for calls in found] == [40, 12, 12]
    assert found[0].total == 212


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
