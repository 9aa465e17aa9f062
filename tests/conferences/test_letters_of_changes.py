"""What becomes of letters when a conference is called off, put off or taken up again; with a real mail server."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import transaction

from nhipcau.conferences.amending import fingerprint
from nhipcau.conferences.lifecycle import letters as change_letters
from nhipcau.conferences.lifecycle.commands import Postponement, do_cancel, do_postpone, do_reopen
from nhipcau.conferences.mail.commands import do_send_again
from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Unit
from nhipcau.outbox import steering
from nhipcau.outbox.letters import queue
from nhipcau.outbox.models import Message
from nhipcau.outbox.sender import LEASE, Sender, claim
from tests.outbox.letters import letter, state
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene
from tests.support.smtp import mail_server, settings_for

pytestmark = pytest.mark.django_db
OLD = "Hội nghị trực tuyến\nThời gian: 08:00, thứ Sáu, 24/12/2021"


@scene
def conference(lang_son: Unit) -> Conference:
    return make_conference(tiers=THREE_TIERS[:2])


@pytest.fixture
def organiser(conference: Conference) -> Actor:
    return actor_for(new_account("organiser", conference.host))


def queued(conference: Conference, *keys: str, **changes: Any) -> None:
    with transaction.atomic():
        queue(letter(key, stream=conference.stream, **changes) for key in keys)
    Message.objects.filter(state="held").update(state="queued")


def test_what_has_not_left_stays_back_when_all_is_called_off(conference: Conference, organiser: Actor) -> None:
    queued(conference, "da-gui")
    with mail_server() as server:
        Sender(settings_for(server.port)).look()
        queued(conference, "cho-gui")
        queued(conference, "dang-giu")
        Message.objects.filter(key="dang-giu").update(state="held")
        do_cancel(organiser, conference.pk, "Bão số 9")
        Sender(settings_for(server.port)).look()
    assert server.recipients == ["da-gui@xa.example"]
    assert [state(key) for key in ("da-gui", "cho-gui", "dang-giu")] == ["sent", "withdrawn", "withdrawn"]
    assert Message.objects.get(key="cho-gui").last_error == "Đã thu hồi vì hội nghị đã hủy: Bão số 9"
    entry = JournalEntry.objects.get(kind="conference.cancelled")
    assert entry.data["letters_withdrawn"] == 2


def test_the_notice_itself_leaves_to_whoever_got_a_letter(conference: Conference, organiser: Actor) -> None:
    queued(conference, "thu-1", "thu-2")
    with mail_server() as server:
        Sender(settings_for(server.port)).look()
        queued(conference, "thu-3")
        do_cancel(organiser, conference.pk, "Bão số 9", tell=True)
        Message.objects.filter(state="held").update(state="queued")
        server.recipients.clear()
        Sender(settings_for(server.port)).look()
    assert sorted(server.recipients) == ["thu-1@xa.example", "thu-2@xa.example"]
    notice = server.letters[-1]
    assert notice["Subject"].strip().startswith("Hủy họp: Hội nghị trực tuyến ba cấp")
    text = notice.get_content()
    assert "Thời gian đã báo: 08:00, thứ Sáu, 24/12/2021" in text
    assert "Lý do: Bão số 9" in text
    assert JournalEntry.objects.filter(kind="letter.sent", data__kind=change_letters.KIND).count() == 2


def test_called_off_twice_nobody_is_told_twice(conference: Conference, organiser: Actor) -> None:
    queued(conference, "thu-1")
    Message.objects.update(state="sent", sent_at=clock.now())
    do_cancel(organiser, conference.pk, "Bão", tell=True)
    do_cancel(organiser, conference.pk, "Bão", tell=True)
    assert Message.objects.filter(kind=change_letters.KIND).count() == 1


def test_put_off_only_letters_that_name_the_old_time_stay_back(conference: Conference, organiser: Actor) -> None:
    queued(conference, "ghi-ngay-cu", body=OLD)
    queued(conference, "khong-ghi-ngay", body="Đề nghị gửi báo cáo.")
    queued(conference, "lich-hop", body="Xem lịch.", calendar="BEGIN:VCALENDAR")
    plan = Postponement("Dịch bệnh", date(2022, 1, 7), time(8, 0))
    do_postpone(organiser, conference.pk, plan, "khoa-hoan-1", fingerprint(conference))
    assert [state(key) for key in ("ghi-ngay-cu", "khong-ghi-ngay", "lich-hop")] == ["withdrawn", "queued", "withdrawn"]
    assert Message.objects.get(key="lich-hop").withdrawn_for == "postponed"


def test_where_only_the_hour_changes_letters_with_another_hour_leave(conference: Conference, organiser: Actor) -> None:
    queued(conference, "gio-cu", body=OLD)
    queued(conference, "chi-ngay", body="Họp ngày 24/12/2021.")
    plan = Postponement("Đổi giờ", date(2021, 12, 24), time(14, 0))
    do_postpone(organiser, conference.pk, plan, "khoa-hoan-2", fingerprint(conference))
    assert [state("gio-cu"), state("chi-ngay")] == ["withdrawn", "queued"]


def test_the_notice_of_a_new_day_names_both(conference: Conference, organiser: Actor) -> None:
    queued(conference, "thu-1")
    Message.objects.update(state="sent", sent_at=clock.now())
    plan = Postponement("Dịch bệnh", date(2022, 1, 7), time(8, 0), tell=True)
    do_postpone(organiser, conference.pk, plan, "khoa-hoan-3", fingerprint(conference))
    body = Message.objects.get(kind=change_letters.KIND).body
    assert "Thời gian đã báo: 08:00, thứ Sáu, 24/12/2021" in body
    assert "Thời gian mới: 08:00, thứ Sáu, 07/01/2022" in body


def test_taken_up_again_the_letters_leave_after_all_and_the_notice_does_not(
    conference: Conference, organiser: Actor
) -> None:
    queued(conference, "da-gui")
    Message.objects.update(state="sent", sent_at=clock.now())
    queued(conference, "cho-gui")
    queued(conference, "het-han", useless_after=clock.now() - timedelta(minutes=1))
    do_cancel(organiser, conference.pk, "Bão", tell=True)
    do_reopen(organiser, conference.pk, "Bão đã tan")
    assert [state("cho-gui"), state("het-han")] == ["queued", "withdrawn"]
    assert Message.objects.get(kind=change_letters.KIND).state == "withdrawn"
    with mail_server() as server:
        Sender(settings_for(server.port)).look()
    assert server.recipients == ["cho-gui@xa.example"]


def test_what_was_put_off_is_not_sent_with_its_old_time_when_taken_up_again(
    conference: Conference, organiser: Actor
) -> None:
    queued(conference, "gio-cu", body=OLD)
    do_postpone(organiser, conference.pk, Postponement("Dịch"), "khoa-hoan-4", fingerprint(conference))
    do_reopen(organiser, conference.pk, "Họp được")
    assert state("gio-cu") == "withdrawn"


def test_a_letter_in_a_senders_hand_is_not_tried_again(conference: Conference, organiser: Actor) -> None:
    queued(conference, "dang-gui")
    with mail_server() as server:
        server.recipient = lambda _address: "450 later"
        held = claim()
        assert held is not None
        do_cancel(organiser, conference.pk, "Bão")
        assert state("dang-gui") == "sending"
        Sender(settings_for(server.port))._send(_post(server.port), held)
    assert state("dang-gui") == "withdrawn"


def _post(port: int) -> Any:
    from nhipcau.outbox.post import Post

    return Post(settings_for(port), 5.0)


def test_a_letter_whose_sender_died_is_not_taken_back_into_the_queue(conference: Conference, organiser: Actor) -> None:
    queued(conference, "dang-gui")
    assert claim() is not None
    do_cancel(organiser, conference.pk, "Bão")
    Message.objects.update(tried_at=clock.now() - 2 * LEASE)
    with mail_server() as server:
        Sender(settings_for(server.port)).look()
    assert server.recipients == []
    assert state("dang-gui") == "withdrawn"


def test_nothing_of_a_cancelled_conference_is_sent_again_by_hand(
    conference: Conference, organiser: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nhipcau.conferences.mail.commands.config", lambda: settings_for(25))
    queued(conference, "thu-1", "thu-2")
    steering.cancel(Message.objects.filter(key="thu-1"))
    do_cancel(organiser, conference.pk, "Bão")
    for key in ("thu-1", "thu-2"):
        message = Message.objects.get(key=key)
        assert not message.may_be_sent_again or key == "thu-1"
        with pytest.raises(Refusal) as caught:
            do_send_again(organiser, message.pk)
        assert caught.value.code == "conference_cancelled"


def test_the_page_says_how_many_are_told_and_withdrawn(conference: Conference, client: Any) -> None:
    client.force_login(new_account("organiser", conference.host))
    url = f"/conferences/{conference.pk}/state"
    assert "chưa gửi thư nào" in client.get(url).content.decode()
    queued(conference, "da-gui")
    Message.objects.update(state="sent", sent_at=clock.now())
    queued(conference, "cho-gui")
    page = client.get(url).content.decode()
    assert "Gửi thư báo đến 1 nơi" in page
    assert "1 thư chưa gửi đi sẽ được thu hồi" in page
    said = client.post(url, {"act": "cancel", "reason": "Bão", "tell": "1"}, follow=True).content.decode()
    assert "Thư báo đang gửi đến 1 nơi" in said
    listed = client.get("/outbox").content.decode()
    assert "Đã thu hồi" in listed
    assert "hội nghị đã hủy: Bão" in listed
