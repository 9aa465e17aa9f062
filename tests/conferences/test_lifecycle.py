"""Put off, called off, taken up again, made anew: each with its reason, and nothing that was given out is lost."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhipcau.conferences.amending import AmendmentPlan, do_amend_conference, fingerprint
from nhipcau.conferences.lifecycle.cloning import PARTS, Copy, do_copy_conference
from nhipcau.conferences.lifecycle.commands import Postponement, do_cancel, do_postpone, do_reopen
from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.plan import PlannedDeadline, PlannedTrial
from nhipcau.conferences.sites.adding import NewSite, do_add_sites
from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.hall import store
from nhipcau.hall.state import Phase
from nhipcau.journal import record as journal
from nhipcau.organs.models import Unit
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import MakeAccount, actor_for, new_account
from tests.support.scenes import scene

TRIAL = datetime(2021, 12, 23, 8, 0, tzinfo=UTC)
BEFORE = datetime(2021, 12, 10, 1, 0, tzinfo=UTC)


@scene
def small(lang_son: Unit) -> Conference:
    return make_conference(
        tiers=THREE_TIERS[:2],
        rehearsals=(PlannedTrial(TRIAL),),
        deadlines=(PlannedDeadline("Danh sách đại biểu", date(2021, 12, 20), time(16)),),
    )


@pytest.fixture
def organiser(lang_son: Unit, make_account: MakeAccount) -> Actor:
    return actor_for(make_account("organiser", lang_son))


@pytest.fixture
def client(lang_son: Unit) -> Client:
    client = Client()
    client.force_login(new_account("organiser", lang_son))
    return client


def links(conference: Conference) -> set[tuple[str, int]]:
    return set(conference.sites.values_list("link_key", "version"))


def test_a_meeting_is_put_off_with_what_moves_with_it(client: Client, small: Conference) -> None:
    before = links(small)
    with clock.frozen(BEFORE):
        page = client.get(f"/conferences/{small.pk}/postpone?step=1&date=31/12/2021&time=14:00")
        offered = {due.name: value for _title, rows in page.context["groups"] for due, value, _wrong in rows}
        rehearsal, deadline, task = (
            small.planned_rehearsals.get(),
            small.registration_deadlines.get(),
            small.tasks.get(),
        )
        assert offered == {
            f"rehearsal-{rehearsal.pk}": "15:00 30/12/2021",
            f"deadline-{deadline.pk}": "16:00 27/12/2021",
            f"task-{task.pk}": "30/12/2021",
        }
        form = {
            "date": "31/12/2021",
            "time": "14:00",
            "reason": "Thiên tai",
            "seen": page.context["seen"],
            "key": "p",
            **offered,
            f"task-{task.pk}": "",
        }
        answer = client.post(f"/conferences/{small.pk}/postpone", form)
    assert answer.status_code == 302
    small.refresh_from_db()
    assert (small.state, small.start_date, small.start_time) == ("preparing", date(2021, 12, 31), time(14))
    assert small.planned_rehearsals.get().at == TRIAL + timedelta(days=7)
    assert small.registration_deadlines.get().due_date == date(2021, 12, 27)
    assert small.tasks.get().due_date == date(2021, 12, 23)
    assert small.state_reason == "Thiên tai"
    assert links(small) == before
    assert next(row["label"] for row in small.amendments.get().changes) == "Hoãn họp"
    assert journal.verify(small.stream) == []


def test_put_off_without_a_day_and_given_one_by_a_later_paper(small: Conference, organiser: Actor) -> None:
    do_postpone(organiser, small.pk, Postponement("Dịch bệnh"), "k", fingerprint(small))
    small.refresh_from_db()
    assert (small.state, small.start_date, small.is_over) == ("postponed", None, False)
    plan = AmendmentPlan(told=({"label": "Ngày"},), fields={"start_date": date(2022, 1, 7)})
    do_amend_conference(organiser, small.pk, plan, "later", fingerprint(small))
    small.refresh_from_db()
    assert (small.state, small.start_date) == ("preparing", date(2022, 1, 7))


def test_two_clicks_put_it_off_once(small: Conference, organiser: Actor) -> None:
    seen = fingerprint(small)
    for _click in range(2):
        do_postpone(organiser, small.pk, Postponement("Dịch bệnh", date(2022, 1, 7)), "k", seen)
    assert small.amendments.count() == 1


def test_what_somebody_changed_meanwhile_is_not_overwritten(small: Conference, organiser: Actor) -> None:
    seen = fingerprint(small)
    small.tasks.update(due_date=date(2021, 12, 1))
    with pytest.raises(Refusal) as refused:
        do_postpone(organiser, small.pk, Postponement("Dịch bệnh", date(2022, 1, 7)), "k", seen)
    assert refused.value.code == "changed_meanwhile"


@pytest.mark.parametrize("reason", ["", "   "])
def test_nothing_is_put_off_without_a_reason(client: Client, small: Conference, reason: str) -> None:
    form = {"date": "31/12/2021", "time": "", "reason": reason, "seen": fingerprint(small), "key": "k"}
    answer = client.post(f"/conferences/{small.pk}/postpone", form)
    assert answer.status_code == 422
    assert "Chưa ghi lý do" in answer.content.decode()
    assert not small.amendments.exists()


def test_a_moment_that_is_none_is_said_at_its_row_and_the_rest_is_kept(client: Client, small: Conference) -> None:
    name = f"rehearsal-{small.planned_rehearsals.get().pk}"
    form = {"date": "31/12/2021", "reason": "Bão", "seen": fingerprint(small), "key": "k", name: "chiều thứ Sáu"}
    page = client.post(f"/conferences/{small.pk}/postpone", form)
    assert page.status_code == 422
    assert 'value="chiều thứ Sáu"' in page.content.decode()
    assert 'value="Bão"' in page.content.decode()


def test_what_was_called_off_is_taken_up_again_with_the_same_links(
    client: Client, small: Conference, organiser: Actor
) -> None:
    before, link = links(small), small.sites.all()[3].link_key
    assert store.current(small.pk).state.phase is Phase.WAITING
    client.post(f"/conferences/{small.pk}/state", {"act": "cancel", "reason": "Hoãn vô thời hạn"})
    assert client.get(f"/j/{link}").status_code == 410
    assert store.current(small.pk).state.phase is Phase.ENDED
    client.post(f"/conferences/{small.pk}/state", {"act": "reopen", "reason": "Họp lại"})
    small.refresh_from_db()
    assert (small.state, links(small)) == ("preparing", before)
    assert store.current(small.pk).state.phase is Phase.WAITING
    assert client.get(f"/j/{link}").status_code != 410


def test_a_page_calls_nothing_off_without_a_reason(client: Client, small: Conference) -> None:
    assert client.post(f"/conferences/{small.pk}/state", {"act": "cancel"}).status_code == 422
    small.refresh_from_db()
    assert small.state == "preparing"


@pytest.mark.parametrize("state", ["running", "closed"])
def test_what_has_begun_is_neither_put_off_nor_reopened(small: Conference, organiser: Actor, state: str) -> None:
    Conference.objects.filter(pk=small.pk).update(state=state)
    for act in (
        lambda: do_postpone(organiser, small.pk, Postponement("x", date(2022, 1, 7)), "k", fingerprint(small)),
        lambda: do_reopen(organiser, small.pk, "x"),
        lambda: do_cancel(organiser, small.pk, "x"),
    ):
        with pytest.raises(Refusal):
            act()
    small.refresh_from_db()
    assert small.state == state


def test_reasons_stand_in_the_journals_detail_alone(small: Conference, organiser: Actor) -> None:
    do_cancel(organiser, small.pk, "Đồng chí Nguyễn Thử vắng")
    entry = journal.read(small.stream, kinds=["conference.cancelled"])[0]
    assert "Nguyễn Thử" not in str(entry.data)
    assert entry.detail.data["reason"] == "Đồng chí Nguyễn Thử vắng"


def test_a_conference_is_made_anew_from_an_earlier_one(small: Conference, organiser: Actor) -> None:
    district = small.sites.get(unit__code="185")
    small.sites.filter(pk=district.pk).update(name="Huyện Bắc Sơn (trụ sở mới)", venue="Hội trường huyện")
    do_add_sites(organiser, small.pk, [NewSite(name="Trường Thử", under=district.pk)], "school")
    wanted = Copy("Hội nghị quý I năm 2022", frozenset(PARTS), date(2022, 3, 25), time(8))
    copied = do_copy_conference(organiser, small.pk, wanted, "c")
    made = copied.conference
    assert do_copy_conference(organiser, small.pk, wanted, "c").conference == made
    assert made.copied_from == small
    assert list(made.sites.values_list("name", flat=True)) == list(small.sites.values_list("name", flat=True))
    assert made.sites.get(name="Trường Thử").parent == made.sites.get(unit__code="185")
    assert made.sites.get(unit__code="185").venue == "Hội trường huyện"
    assert not {link for link, _ in links(made)} & {link for link, _ in links(small)}
    assert made.contacts.get().phone == small.contacts.get().phone
    assert made.tasks.get().due_date == date(2022, 3, 24)
    assert made.registration_deadlines.get().due_date == date(2022, 3, 21)
    assert made.planned_rehearsals.get().at == TRIAL + timedelta(days=91)
    assert not made.amendments.exists()
    assert journal.verify(made.stream) == []


def test_only_what_is_chosen_is_copied(small: Conference, organiser: Actor) -> None:
    made = do_copy_conference(organiser, small.pk, Copy("Khác", frozenset({"contacts"})), "c").conference
    assert (made.sites.count(), made.contacts.count(), made.tasks.count()) == (1, 1, 0)
    assert made.start_date is None


def test_units_that_have_ended_are_named_not_silently_left_out(client: Client, small: Conference) -> None:
    Unit.objects.filter(code="178").update(valid_to=date(2022, 1, 1))
    form = {"title": "Sau", "date": "1/6/2022", "time": "", "part": ["sites"], "key": "c"}
    page = client.post(f"/conferences/{small.pk}/copy", form, follow=True)
    assert "1 đơn vị không còn vào ngày đó nên không chép: Thành phố Lạng Sơn" in page.content.decode()
    assert Conference.objects.get(title="Sau").sites.count() == 11


def test_the_cost_of_postponing_does_not_grow_with_the_sites(small: Conference, organiser: Actor) -> None:
    with CaptureQueriesContext(connection) as few:
        fingerprint(small)
    Site.objects.bulk_create(
        Site(conference=small, tier="xa", name=f"Xã {n}", short_name=f"Xã {n}", order=1000 + n, link_key=f"them-{n}")
        for n in range(50)
    )
    with CaptureQueriesContext(connection) as many:
        fingerprint(small)
    assert len(many) == len(few) <= 7
