"""A conference that was closed too early goes on; one that was put off or called off is not opened."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from nhipcau.conferences.amending import fingerprint
from nhipcau.conferences.join import site_behind
from nhipcau.conferences.lifecycle.commands import Postponement, do_cancel, do_postpone, do_reopen
from nhipcau.conferences.lifecycle.resuming import WITHIN, do_resume
from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import ROLE_NEEDS, Actor
from nhipcau.core.errors import Refusal
from nhipcau.hall import store
from nhipcau.hall.commands import do_hall_command
from nhipcau.hall.state import Phase
from nhipcau.journal import record
from nhipcau.journal.models import JournalDetail, JournalEntry
from nhipcau.organs.models import Unit
from nhipcau.records.queries import attendance_sheet
from nhipcau.rehearsal.commands import do_start_rehearsal
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene

pytestmark = pytest.mark.django_db
EIGHT = datetime(2021, 12, 24, 1, 0, tzinfo=UTC)
ELEVEN = EIGHT + timedelta(hours=3)


@scene
def conference(lang_son: Unit) -> Conference:
    return make_conference(tiers=THREE_TIERS[:2])


@pytest.fixture
def operator(conference: Conference) -> Actor:
    return actor_for(new_account("operator", conference.host))


@pytest.fixture
def organiser(conference: Conference) -> Actor:
    return actor_for(new_account("organiser", conference.host))


def press(actor: Actor, conference: Conference, verb: str, at: datetime = EIGHT) -> None:
    with clock.frozen(at):
        do_hall_command(actor, conference.pk, verb, {}, f"khoa-{verb}-{at:%Y%m%d%H%M%S}")


@pytest.fixture
def closed(conference: Conference, operator: Actor) -> Conference:
    press(operator, conference, "open")
    press(operator, conference, "close", ELEVEN)
    conference.refresh_from_db()
    assert conference.state == "closed"
    return conference


def refusal_of(act) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value


def test_the_hall_opens_again_with_its_links_and_the_journal_tells_why(closed: Conference, operator: Actor) -> None:
    with clock.frozen(ELEVEN + timedelta(minutes=5)):
        do_resume(operator, closed.pk, "Bấm nhầm,  còn hai tham luận")
    closed.refresh_from_db()
    assert (closed.state, closed.state_reason) == ("running", "Bấm nhầm, còn hai tham luận")
    assert store.current(closed.pk).state.phase is Phase.OPEN
    main = closed.sites.get(is_main=True)
    assert site_behind(main.link_key) == main
    entry = JournalEntry.objects.get(kind="conference.resumed")
    assert entry.data["closed"] == ELEVEN.isoformat()
    assert JournalDetail.objects.get(entry=entry).data == {"reason": "Bấm nhầm, còn hai tham luận"}
    assert record.verify(closed.stream) == []


def test_it_is_closed_again_and_the_record_is_one(closed: Conference, operator: Actor) -> None:
    later = ELEVEN + timedelta(hours=1)
    with clock.frozen(ELEVEN + timedelta(minutes=5)):
        do_resume(operator, closed.pk, "Bấm nhầm")
        assert attendance_sheet(closed).closed is None
    press(operator, closed, "close", later)
    closed.refresh_from_db()
    assert closed.state == "closed"
    sheet = attendance_sheet(closed)
    assert (sheet.opened, sheet.closed) == (EIGHT, later)


def test_another_process_that_reads_the_journal_anew_comes_to_the_same(closed: Conference, operator: Actor) -> None:
    with clock.frozen(ELEVEN):
        do_resume(operator, closed.pk, "Bấm nhầm")
    before = store.current(closed.pk).state
    store._standings.clear()
    assert store.current(closed.pk).state == before


def test_it_can_be_done_for_a_day_and_not_later(closed: Conference, operator: Actor) -> None:
    with clock.frozen(ELEVEN + WITHIN + timedelta(seconds=1)):
        assert refusal_of(lambda: do_resume(operator, closed.pk, "Bấm nhầm")).code == "closed_long_ago"
    with clock.frozen(ELEVEN + WITHIN):
        assert do_resume(operator, closed.pk, "Bấm nhầm").state == "running"


def test_twice_is_once_and_a_reason_is_wanted(closed: Conference, operator: Actor) -> None:
    with clock.frozen(ELEVEN):
        assert refusal_of(lambda: do_resume(operator, closed.pk, "  ")).code == "no_reason"
        do_resume(operator, closed.pk, "Bấm nhầm")
        do_resume(operator, closed.pk, "Bấm nhầm")
    assert JournalEntry.objects.filter(kind="conference.resumed").count() == 1


@pytest.mark.parametrize("role", ROLE_NEEDS)
def test_only_who_runs_it_takes_it_up_again(closed: Conference, role: str) -> None:
    actor = actor_for(new_account(role, closed.host))
    with clock.frozen(ELEVEN):
        if role in {"administrator", "operator"}:
            assert do_resume(actor, closed.pk, "Bấm nhầm").state == "running"
        else:
            assert refusal_of(lambda: do_resume(actor, closed.pk, "Bấm nhầm")).status in {403, 404}


def test_what_never_was_closed_does_not_go_on(conference: Conference, operator: Actor, organiser: Actor) -> None:
    assert refusal_of(lambda: do_resume(operator, conference.pk, "x")).code == "not_closed"
    do_cancel(organiser, conference.pk, "Bão")
    assert refusal_of(lambda: do_resume(operator, conference.pk, "x")).code == "not_closed"


def test_the_page_asks_for_the_reason_and_leads_back(closed: Conference) -> None:
    client = Client()
    client.force_login(new_account("operator", closed.host))
    url = f"/conferences/{closed.pk}/resume"
    with clock.frozen(ELEVEN):
        assert url in client.get(f"/conferences/{closed.pk}").content.decode()
        assert client.post(url, {"reason": ""}).status_code == 422
        page = client.post(url, {"reason": "Bấm nhầm"}, follow=True).content.decode()
    assert "Hội nghị họp tiếp" in page
    with clock.frozen(ELEVEN + 3 * WITHIN):
        assert "không có gì để họp tiếp" in client.get(url).content.decode()


def test_the_hall_of_a_postponed_conference_is_not_opened(
    conference: Conference, operator: Actor, organiser: Actor
) -> None:
    do_postpone(organiser, conference.pk, Postponement("Dịch"), "khoa-hoan", fingerprint(conference))
    refused = refusal_of(lambda: press(operator, conference, "open"))
    assert (refused.code, refused.status) == ("postponed", 409)
    assert "đã hoãn" in refused.message
    assert refusal_of(lambda: do_start_rehearsal(operator, conference.pk, 3)).code == "conference_halted"
    do_reopen(organiser, conference.pk, "Họp được")
    press(operator, conference, "open")
    assert store.current(conference.pk).state.phase is Phase.OPEN


def test_the_hall_of_a_cancelled_conference_is_not_opened(
    conference: Conference, operator: Actor, organiser: Actor
) -> None:
    do_cancel(organiser, conference.pk, "Bão")
    refused = refusal_of(lambda: press(operator, conference, "open"))
    assert refused.code == "cancelled"
    assert "đã hủy" in refused.message
    assert refusal_of(lambda: do_start_rehearsal(operator, conference.pk, 3)).code == "conference_halted"
    do_reopen(organiser, conference.pk, "Bão đã tan")
    press(operator, conference, "open")
    assert store.current(conference.pk).state.phase is Phase.OPEN


@pytest.mark.parametrize("change", ["cancel", "postpone"])
def test_the_control_room_says_why_it_does_not_open(conference: Conference, organiser: Actor, change: str) -> None:
    if change == "cancel":
        do_cancel(organiser, conference.pk, "Bão")
    else:
        do_postpone(organiser, conference.pk, Postponement("Dịch"), "khoa-hoan", fingerprint(conference))
    client = Client()
    client.force_login(new_account("operator", conference.host))
    answer = client.get(f"/conferences/{conference.pk}/control")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert ("đã hủy" if change == "cancel" else "đã hoãn") in page
    assert "mở lại hội nghị" in page
