"""What the sender does about letters that did not arrive: the page says what is so, and nobody gets two."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from nhipcau.conferences.lifecycle.commands import do_cancel
from nhipcau.core import clock
from nhipcau.core.errors import Refusal
from nhipcau.documents.dispatch import queries
from nhipcau.documents.dispatch.commands import Chosen, do_dispatch
from nhipcau.documents.dispatch.following import do_note, do_resend, do_resend_failed
from nhipcau.documents.dispatch.recipients import proposed
from nhipcau.documents.models import Delivery
from nhipcau.documents.writing.commands import do_recall
from nhipcau.documents.writing.issuing import do_issue
from nhipcau.organs.models import Account
from nhipcau.outbox import steering
from nhipcau.outbox.models import Message
from nhipcau.outbox.sender import Sender
from tests.support.conferences import make_conference
from tests.support.smtp import Door, MailServer, Way, mail_server, settings_for
from tests.support.writing import clerk_of, keep_own_register, make_organ, make_signed

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def server():
    with mail_server() as made:
        yield made


@pytest.fixture
def sent_out(lang_son):
    """An issued notice, on its way to three districts by mail; and its sender."""
    conference = make_conference()
    organ, actor = make_organ(lang_son), clerk_of(lang_son)
    keep_own_register(actor, organ)
    paper = do_issue(actor, make_signed(actor, conference, organ).pk)
    units = [one for one in proposed(paper) if one.unit][:3]
    do_dispatch(actor, paper.pk, [Chosen(one.key, "email", f"h{n}@huyen.example.vn") for n, one in enumerate(units)])
    released()
    return actor, paper


def released() -> None:
    """No server stands in this run's own settings, so letters are held."""
    Message.objects.filter(state="held").update(state="queued")


def look(server: MailServer, after: timedelta = timedelta()) -> None:
    with clock.frozen(NOW + after):
        Sender(settings_for(server.port)).look()


def states() -> list[str]:
    return list(Delivery.objects.order_by("order").values_list("state", flat=True))


def page(actor, paper, query: str = "") -> str:
    client = Client()
    client.force_login(Account.objects.get(pk=int(actor.id)))
    return client.get(f"/written/{paper.pk}/dispatch{query}").content.decode()


def test_a_letter_that_may_have_arrived_says_so_and_waits_for_a_person(sent_out, server):
    actor, paper = sent_out
    server.ways["h0@huyen.example.vn"] = iter([Way.KEPT_AFTER_DOT])
    look(server)
    look(server, timedelta(hours=5))
    assert states() == ["unsure", "sent", "sent"]
    said = page(actor, paper)
    assert "Có thể đã tới" in said
    assert "hỏi nơi nhận trước khi gửi lại" in said
    do_resend(actor, paper.pk, Delivery.objects.get(order=0).pk)
    look(server, timedelta(hours=6))
    assert states() == ["sent", "sent", "sent"]
    ids = [letter["Message-ID"] for letter in server.letters]
    assert len(ids) == 4
    assert len(set(ids)) == 3  # mail programs show the second as the first


def test_the_page_says_when_it_is_tried_again_and_how_often_it_may_be(sent_out, server):
    actor, paper = sent_out
    server.ways["h0@huyen.example.vn"] = iter([Way.GREYLIST, Way.GREYLIST])
    look(server)
    waiting = Message.objects.get(to="h0@huyen.example.vn")
    assert f"thử lại lúc {clock.local(waiting.next_at):%H:%M, %d/%m}, lần 2/8" in page(actor, paper)
    look(server, timedelta(minutes=2))
    assert "lần 3/8" in page(actor, paper, "?show=missing")


def test_a_server_that_is_down_is_said_once(sent_out, server):
    actor, paper = sent_out
    server.doors = iter([Door.BUSY])
    look(server)
    said = page(actor, paper)
    assert said.count("Máy chủ thư không nhận thư từ") == 1
    assert "3 thư đang chờ, không mất thư nào." in said
    assert states() == ["queued"] * 3


def test_sending_again_what_still_waits_makes_no_second_letter(sent_out, server):
    actor, paper = sent_out
    server.ways["h0@huyen.example.vn"] = iter([Way.GREYLIST])
    look(server)
    row = Delivery.objects.get(order=0)
    for _ in range(3):
        do_resend(actor, paper.pk, row.pk)
    look(server, timedelta(seconds=1))
    assert states() == ["sent"] * 3
    assert len(server.recipients) == 3


def test_two_presses_of_one_button_send_one_letter(sent_out, server):
    actor, paper = sent_out
    look(server)
    row = Delivery.objects.get(order=0)
    do_resend(actor, paper.pk, row.pk, seen=0)
    released()
    look(server)
    do_resend(actor, paper.pk, row.pk, seen=0)
    released()
    look(server)
    assert server.recipients.count("h0@huyen.example.vn") == 2


def test_another_address_takes_back_what_waits_for_the_first(sent_out, server):
    actor, paper = sent_out
    server.ways["h0@huyen.example.vn"] = iter([Way.GREYLIST])
    look(server)
    do_resend(actor, paper.pk, Delivery.objects.get(order=0).pk, email="vanthu@huyen.example.vn")
    released()
    look(server, timedelta(hours=2))
    assert "h0@huyen.example.vn" not in server.recipients
    assert server.recipients.count("vanthu@huyen.example.vn") == 1
    assert states() == ["sent"] * 3


def test_what_was_handed_over_by_hand_is_not_mailed_as_well(sent_out, server):
    actor, paper = sent_out
    do_note(actor, paper.pk, Delivery.objects.get(order=0).pk, "sent", "đưa tận tay")
    look(server)
    assert len(server.recipients) == 2
    assert states() == ["sent"] * 3


def test_a_letter_that_came_back_is_written_down_with_its_reason(sent_out, server):
    actor, paper = sent_out
    server.ways["h0@huyen.example.vn"] = iter([Way.BOUNCE])
    look(server)
    assert len(server.reports) == 1
    row = Delivery.objects.get(order=0)
    assert row.state == "sent"  # nobody reads the mailbox that the report came to
    with pytest.raises(Refusal, match="no_reason"):
        do_note(actor, paper.pk, row.pk, "returned", " ")
    do_note(actor, paper.pk, row.pk, "returned", "địa chỉ không còn dùng")
    said = page(actor, paper, "?show=missing")
    assert "Bị trả lại" in said
    assert "địa chỉ không còn dùng" in said
    do_resend(actor, paper.pk, row.pk, email="moi@huyen.example.vn")
    released()
    look(server)
    assert server.recipients[-1] == "moi@huyen.example.vn"
    assert states() == ["sent"] * 3


def test_only_what_was_mailed_can_come_back(sent_out):
    actor, paper = sent_out
    with pytest.raises(Refusal, match="not_mailed"):
        do_note(actor, paper.pk, Delivery.objects.get(order=0).pk, "returned", "hộp thư đầy")


def test_a_recalled_paper_reaches_nobody_else(sent_out, server):
    actor, paper = sent_out
    do_recall(actor, paper.pk, "sai ngày họp", "r")
    look(server)
    assert server.recipients == []
    assert states() == ["withdrawn"] * 3
    assert Delivery.objects.get(order=0).failure == "Đã thu hồi cùng văn bản."
    with pytest.raises(Refusal, match="wrong_state"):
        do_resend(actor, paper.pk, Delivery.objects.get(order=0).pk)


def test_a_conference_called_off_in_the_middle_keeps_the_rest_back_and_the_page_says_so(sent_out, server):
    actor, paper = sent_out
    server.ways["h0@huyen.example.vn"] = iter([Way.GREYLIST])
    server.ways["h1@huyen.example.vn"] = iter([Way.UNKNOWN])
    look(server)
    do_cancel(actor, paper.conference.pk, "mưa bão")
    look(server, timedelta(hours=1))
    assert states() == ["withdrawn", "withdrawn", "sent"]
    assert server.recipients == ["h2@huyen.example.vn"]
    assert "Đã dừng gửi" in page(actor, paper)


def test_after_the_server_was_put_right_all_refused_letters_are_sent_again_at_once(sent_out, server):
    actor, paper = sent_out
    for n in range(3):
        server.ways[f"h{n}@huyen.example.vn"] = iter([Way.SPAM])
    look(server)
    assert queries.matrix(paper).failed == 3
    assert do_resend_failed(actor, paper.pk) == 3
    look(server)
    assert states() == ["sent"] * 3


def test_what_the_list_of_letters_sends_again_is_told_here_too(sent_out, server):
    _actor, _paper = sent_out
    server.ways["h0@huyen.example.vn"] = iter([Way.SPAM])
    look(server)

    steering.send_again(Message.objects.filter(state="failed"))
    look(server)
    assert states() == ["sent"] * 3
