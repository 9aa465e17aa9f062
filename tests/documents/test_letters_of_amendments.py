"""A paper that changes a conference: letters that tell the old facts stay back, and who has one already is told."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from nhipcau.conferences.editing.commands import do_edit_section
from nhipcau.conferences.editing.sections import FACTS
from nhipcau.conferences.lifecycle import letters as change_letters
from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import system
from nhipcau.core.clock import VIETNAM
from nhipcau.journal import record as journal
from nhipcau.outbox.letters import queue
from nhipcau.outbox.models import Message
from nhipcau.outbox.sender import tell_results
from nhipcau.preparation.models import ReminderPlan
from nhipcau.preparation.reminders import do_plan_reminders, do_remind_due
from nhipcau.preparation.rounds import RoundSettings, do_set_round, dues, round_of
from tests.documents.test_amendments import HYBRID, POSTPONED, PUT_OFF, account, amend, conference, form_of, organiser
from tests.documents.test_pages import receive
from tests.outbox.letters import letter, state
from tests.support.people import actor_for, new_account

pytestmark = pytest.mark.django_db
__all__ = ["account", "conference", "organiser"]
OLD = "Thời gian: 08:00, thứ Sáu, 24/12/2021"


def queued(conference: Conference, *keys: str, **changes: Any) -> None:
    with transaction.atomic():
        queue(letter(key, stream=conference.stream, **changes) for key in keys)
    Message.objects.filter(state="held").update(state="queued")


def left(conference: Conference, key: str, **changes: Any) -> None:
    queued(conference, key, **changes)
    Message.objects.filter(key=key).update(state="sent", sent_at=clock.now())


def test_what_states_the_old_time_stays_back_and_the_rest_leaves(organiser: Client, conference: Conference) -> None:
    queued(conference, "gio-cu", body=OLD)
    queued(conference, "khong-ghi-gio", body="Đề nghị gửi báo cáo.")
    queued(conference, "lich", body="Xem lịch.", calendar="BEGIN:VCALENDAR")
    amend(organiser, POSTPONED, conference)
    assert [state(key) for key in ("gio-cu", "khong-ghi-gio", "lich")] == ["withdrawn", "queued", "withdrawn"]
    message = Message.objects.get(key="gio-cu")
    assert message.withdrawn_for == "amended"
    assert "Công văn số 2045/UBND-TH ngày 17/12/2021" in message.last_error
    (entry,) = [one for one in journal.read(conference.stream) if one.kind == "letters.withdrawn"]
    assert entry.data["letters"] == 2


def test_what_states_the_old_place_stays_back(organiser: Client, conference: Conference) -> None:
    queued(conference, "noi-cu", body=f"Họp tại {conference.venue}.")
    queued(conference, "gio", body=OLD)
    amend(organiser, HYBRID, conference)
    assert [state("noi-cu"), state("gio")] == ["withdrawn", "queued"]


def test_put_off_without_a_day_what_names_the_day_stays_back(organiser: Client, conference: Conference) -> None:
    queued(conference, "gio-cu", body=OLD)
    amend(organiser, PUT_OFF, conference)
    assert state("gio-cu") == "withdrawn"


def test_what_somebody_left_unticked_changes_no_letter(organiser: Client, conference: Conference) -> None:
    queued(conference, "noi-cu", body=f"Họp tại {conference.venue}.")
    paper = receive(organiser, HYBRID)
    _, values = form_of(organiser, paper, conference)
    values.pop("change-venue")
    organiser.post(f"/papers/{paper.pk}/amend/{conference.pk}", values)
    assert state("noi-cu") == "queued"


def test_the_page_lists_who_has_the_old_facts_and_proposes_a_notice(organiser: Client, conference: Conference) -> None:
    left(conference, "da-gui", body=OLD, to_name="UBND xã Đã Nhận")
    queued(conference, "cho-gui", body=OLD)
    page, values = form_of(organiser, receive(organiser, POSTPONED), conference)
    assert "UBND xã Đã Nhận" in page
    assert "1 thư chưa gửi đi ghi nội dung cũ sẽ được thu hồi" in page
    assert "Gửi thư báo đến 1 nơi" in page
    assert "Thời gian: 08:00, thứ Sáu, 24/12/2021 → 14:00, thứ Sáu, 31/12/2021" in page
    assert values["action"] == "apply"


def test_who_got_a_letter_is_told_what_changed_once(organiser: Client, conference: Conference) -> None:
    left(conference, "da-gui", body=OLD)
    paper, _ = amend(organiser, POSTPONED, conference, tell="1")
    notice = Message.objects.get(kind=change_letters.KIND)
    assert notice.to == "da-gui@xa.example"
    assert notice.subject.startswith("Thay đổi: ")
    assert "Thời gian: 08:00, thứ Sáu, 24/12/2021 → 14:00, thứ Sáu, 31/12/2021" in notice.body
    assert "Công văn số 2045/UBND-TH ngày 17/12/2021" in notice.body
    assert "mã PIN đã gửi vẫn giữ nguyên" in notice.body
    assert notice.state in {"queued", "held"}
    assert paper.conference == conference


def test_nobody_is_told_where_that_was_not_wanted(organiser: Client, conference: Conference) -> None:
    left(conference, "da-gui", body=OLD)
    amend(organiser, POSTPONED, conference)
    assert not Message.objects.filter(kind=change_letters.KIND).exists()


def test_a_change_by_hand_goes_the_same_road(conference: Conference) -> None:
    queued(conference, "gio-cu", body=OLD)
    actor = actor_for(new_account("organiser", conference.host))
    standing = FACTS.standing(conference)
    do_edit_section(actor, conference.pk, FACTS, [{**standing[0], "start_time": "14:00"}], standing)
    conference.refresh_from_db()
    assert (conference.start_date, conference.start_time) == (date(2021, 12, 24), time(14, 0))
    assert state("gio-cu") == "withdrawn"


def test_a_deadline_set_anew_takes_back_what_states_the_old_one(conference: Conference) -> None:
    opened, actor = round_of(conference), actor_for(new_account("organiser", conference.host))
    due = datetime(2021, 12, 20, 16, 0, tzinfo=VIETNAM)
    wanted = RoundSettings(opened.mode, opened.late, due, due, (), opened.purge_on)
    do_set_round(actor, conference.pk, wanted)
    queued(conference, "han-cu", body="Hạn trả lời: 16:00, thứ Hai, 20/12/2021")
    later = due + timedelta(days=1)
    do_set_round(actor, conference.pk, replace(wanted, sites_due=later, delegates_due=later))
    assert state("han-cu") == "withdrawn"


def test_automatic_reminders_that_stayed_back_are_made_anew(organiser: Client, conference: Conference) -> None:
    """The deadline stays, the meeting moves: the letters leave once more with the new time."""
    actor = actor_for(new_account("organiser", conference.host))
    opened = round_of(conference)
    site = conference.sites.filter(tier="huyen").first()
    assert site is not None
    clerk = new_account("unit_clerk", site.unit)
    clerk.email = "vp@huyen.example"
    clerk.save()
    due = dues(opened).delegates
    assert due is not None
    with clock.frozen(due):
        do_plan_reminders(actor, conference.pk, 1)
        assert do_remind_due(system("reminders")) >= 1
        Message.objects.filter(state="held").update(state="queued")
        amend(organiser, POSTPONED, conference)
        first = Message.objects.filter(kind="reminder", state="withdrawn")
        assert first.count() >= 1
        tell_results()
        assert ReminderPlan.objects.get().delegates_done is None
        assert do_remind_due(system("reminders")) >= 1
    again = Message.objects.filter(kind="reminder").exclude(state="withdrawn")
    assert {one.to for one in again} >= {"vp@huyen.example"}
    assert all("14:00, thứ Sáu, 31/12/2021" in one.body for one in again)
