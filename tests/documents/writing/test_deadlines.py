"""Until when a paper has to be issued is said where it is chosen, where it is written and in the list, before it is
late; only an urgent one is never late."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from nhipcau.core import clock
from nhipcau.documents.intake.working_days import is_working_day
from nhipcau.documents.writing.deadlines import AFTER, BEFORE, deadline
from nhipcau.organs.models import Account
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.writing import clerk_of, make_draft, make_organ

NOON = datetime(2021, 12, 10, 5, tzinfo=UTC)
LATE = datetime(2021, 12, 22, 5, tzinfo=UTC)


@pytest.fixture
def office(lang_son):
    with clock.frozen(NOON):
        conference = make_conference(tiers=THREE_TIERS[:2])
        yield conference, make_organ(lang_son), clerk_of(lang_son)


def test_between_the_deadline_and_the_meeting_lie_three_working_days_whatever_the_holidays(office):
    conference, _organ, _actor = office
    for days in range(400):
        conference.start_date = date(2025, 12, 15) + timedelta(days=days)
        due, ended = deadline("invitation", conference), deadline("conclusion", conference)
        assert due is not None
        assert ended is not None
        before = [date.fromordinal(n) for n in range(due.on.toordinal(), conference.start_date.toordinal())]
        assert is_working_day(due.on)
        assert sum(map(is_working_day, before)) == BEFORE
        until = [date.fromordinal(n) for n in range(conference.start_date.toordinal() + 1, ended.on.toordinal() + 1)]
        assert sum(map(is_working_day, until)) == AFTER


def test_an_urgent_paper_is_never_late_and_a_plan_has_no_deadline(office):
    conference, _organ, _actor = office
    with clock.frozen(LATE):
        usual, urgent = deadline("invitation", conference), deadline("invitation", conference, "hoa_toc")
        assert usual is not None
        assert urgent is not None
        assert (usual.late, urgent.late) == (True, False)
        assert deadline("plan", conference) is None


def test_the_day_stands_on_every_page_on_which_it_is_decided(office):
    conference, organ, actor = office
    draft = make_draft(actor, conference, organ)
    client = Client()
    client.force_login(Account.objects.get(pk=int(actor.id)))
    chosen = client.get(f"/conferences/{conference.pk}/papers").content.decode()
    assert "phát hành chậm nhất 21/12/2021, để tới nơi trước hội nghị ít nhất 3 ngày làm việc" in chosen
    assert "phát hành chậm nhất 31/12/2021, trong 5 ngày làm việc sau hội nghị" in chosen
    written = client.get(f"/written/{draft.pk}").content.decode()
    assert "Phát hành chậm nhất 21/12/2021" in written
    assert "Đã quá hạn." not in written
    with clock.frozen(LATE):
        assert "Đã quá hạn." in client.get(f"/written/{draft.pk}").content.decode()
        assert "đã quá hạn phát hành" in client.get(f"/conferences/{conference.pk}/papers").content.decode()
