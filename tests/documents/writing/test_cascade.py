"""A district that passed a paper on follows its own communes, and nobody else's: sends again, corrects, reminds."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from nhipcau.core import clock
from nhipcau.core.errors import Refusal
from nhipcau.documents.dispatch import queries
from nhipcau.documents.dispatch.commands import Chosen, do_acknowledge, do_dispatch, do_pass_on
from nhipcau.documents.dispatch.following import do_note, do_remind, do_resend, do_resend_failed
from nhipcau.documents.dispatch.recipients import below, proposed
from nhipcau.documents.dispatch.standing import AGAIN_AFTER
from nhipcau.documents.models import Delivery
from nhipcau.documents.writing.commands import do_initial, do_recall, do_replace, do_sign
from nhipcau.documents.writing.issuing import do_issue
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Account
from nhipcau.outbox.models import Message
from tests.support.conferences import make_conference
from tests.support.scenes import scene
from tests.support.writing import clerk_of, keep_own_register, make_organ, make_signed

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)
MOST_QUERIES = 40


@pytest.fixture(autouse=True)
def now():
    with clock.frozen(NOW):
        yield


@scene
@clock.frozen(NOW)
def passed(lang_son):
    """An issued notice that one district has passed on to all its communes but the last; the district and its clerk."""
    conference = make_conference()
    organ, actor = make_organ(lang_son), clerk_of(lang_son)
    keep_own_register(actor, organ)
    paper = do_issue(actor, make_signed(actor, conference, organ).pk)
    to = [one for one in proposed(paper) if one.unit and one.unit.code in {"185", "178"}]
    made = do_dispatch(actor, paper.pk, [Chosen(one.key, "inbox") for one in to])
    sent = {one.unit.code: one for one in made if one.unit}
    district = sent["185"]
    assert district.unit is not None
    clerk = clerk_of(district.unit, "unit_clerk")
    communes = [unit.pk for unit, _email in below(conference, district.unit)]
    do_pass_on(clerk, district.pk, communes[:-1])
    return paper, actor, district, clerk, sent["178"]


def client_of(actor):
    client = Client()
    client.force_login(Account.objects.get(pk=int(actor.id)))
    return client


def rows_of(district):
    return list(district.passed_on.order_by("order"))


def refused(row, why="550 no such user"):
    Delivery.objects.filter(pk=row.pk).update(state="failed", channel="email", email="sai@xa.example.vn", failure=why)


def test_a_bounced_commune_gets_it_at_the_corrected_address(passed):
    paper, _actor, district, clerk, _other = passed
    row = rows_of(district)[0]
    refused(row)
    page = client_of(clerk).get(f"/received/{district.pk}/below").content.decode()
    assert "550 no such user" in page
    client_of(clerk).post(
        f"/received/{district.pk}/below",
        {"act": "again", "delivery": row.pk, "seen": row.tries, "channel": "email", "email": "dung@xa.example.vn"},
    )
    row.refresh_from_db()
    assert (row.email, row.failure) == ("dung@xa.example.vn", "")
    assert Message.objects.get(about=f"delivery:{row.pk}").to == "dung@xa.example.vn"
    assert JournalEntry.objects.filter(kind="paper.sent_again", actor=clerk.reference).count() == 1
    assert paper.deliveries.get(pk=row.pk).parent_id == district.pk


def test_those_who_have_it_and_are_silent_are_reminded_and_not_every_minute(passed):
    _paper, _actor, district, clerk, _other = passed
    first, second, third, *rest = rows_of(district)
    Delivery.objects.filter(pk=first.pk).update(channel="email", email="xa@xa.example.vn", state="sent")
    refused(second)
    do_acknowledge(clerk_of(third.unit, "unit_clerk"), third.pk)
    assert do_remind(clerk, 0, above=district.pk) == (1 + len(rest), 0)
    (letter,) = Message.objects.filter(kind="paper.reminder")
    assert letter.to == "xa@xa.example.vn"
    assert f"/received/{first.pk}" in letter.body
    assert do_remind(clerk, 0, above=district.pk) == (0, 1 + len(rest))
    assert 'value="remind"' not in client_of(clerk).get(f"/received/{district.pk}/below").content.decode()
    inbox = client_of(clerk_of(rest[0].unit, "unit_clerk")).get("/inbox").content.decode()
    assert "được nhắc lúc 09:00" in inbox
    with clock.frozen(NOW + AGAIN_AFTER):
        assert do_remind(clerk, 0, above=district.pk)[0] == 1 + len(rest)
    assert Message.objects.filter(kind="paper.reminder").count() == 2


def test_the_papers_own_sender_reminds_as_well(passed):
    paper, actor, district, _clerk, other = passed
    said = client_of(actor).post(f"/written/{paper.pk}/dispatch", {"act": "remind"}, follow=True).content.decode()
    assert "Đã nhắc" in said
    other.refresh_from_db()
    assert other.reminded_at == NOW
    district.refresh_from_db()
    assert district.reminded_at is None
    assert {row.reminded_at for row in rows_of(district)} == {None}


@pytest.mark.parametrize("what", ["again", "note", "returned", "remind", "all_again"])
def test_nobody_follows_what_others_passed_on(passed, what):
    _paper, _actor, district, clerk, other = passed
    stranger = clerk_of(other.unit, "unit_clerk")
    row = rows_of(district)[0]
    refused(row)
    form = {"act": what, "delivery": row.pk, "note": "ông A", "email": "khac@xa.example.vn", "channel": "email"}
    assert client_of(stranger).post(f"/received/{district.pk}/below", form).status_code == 404
    if what not in {"remind", "all_again"}:
        assert client_of(stranger).post(f"/received/{other.pk}/below", form).status_code == 404
        assert (
            client_of(clerk).post(f"/received/{district.pk}/below", {**form, "delivery": other.pk}).status_code == 404
        )
    row.refresh_from_db()
    assert (row.state, row.email) == ("failed", "sai@xa.example.vn")
    commune = clerk_of(row.unit, "unit_clerk")
    assert client_of(commune).post(f"/received/{district.pk}/below", form).status_code == 404


def test_what_is_known_by_telephone_is_written_down_by_the_district(passed):
    _paper, _actor, district, clerk, _other = passed
    row = rows_of(district)[1]
    do_note(clerk, 0, row.pk, "acknowledged", "ông A, trực văn phòng", above=district.pk)
    row.refresh_from_db()
    assert (row.state, row.note) == ("acknowledged", "ông A, trực văn phòng")
    with pytest.raises(Refusal, match="has_it"):
        do_resend(clerk, 0, row.pk, above=district.pk)


def test_all_refused_letters_go_again_together_but_only_the_districts_own(passed):
    _paper, _actor, district, clerk, other = passed
    mine = rows_of(district)[:3]
    for row in [*mine, other]:
        refused(row)
    assert do_resend_failed(clerk, 0, above=district.pk) == 3
    other.refresh_from_db()
    assert other.state == "failed"


def test_a_recalled_paper_is_neither_sent_again_nor_reminded_of(passed):
    paper, actor, district, clerk, _other = passed
    do_recall(actor, paper.pk, "Nhầm", "r1")
    for act in ("remind", "all_again"):
        assert client_of(clerk).post(f"/received/{district.pk}/below", {"act": act}).status_code == 409
    page = client_of(clerk).get(f"/received/{district.pk}/below").content.decode()
    assert 'value="remind"' not in page


def test_the_matrix_names_also_who_was_not_sent_it_and_asks_little(passed, django_assert_max_num_queries):
    _paper, _actor, district, clerk, _other = passed
    found = queries.below_of(Delivery.objects.select_related("paper__conference", "unit").get(pk=district.pk))
    assert found.direct.there == len(rows_of(district)) + 1
    assert found.lines[-1].row is None or any(one.row is None for one in found.lines)
    client = client_of(clerk)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(f"/received/{district.pk}/below").content.decode()
    assert "chưa chuyển" in page
    with django_assert_max_num_queries(MOST_QUERIES), clock.frozen(NOW + timedelta(hours=1)):
        client.get(f"/received/{district.pk}")


def test_nothing_is_asked_of_a_commune_for_a_recalled_paper(passed):
    paper, actor, district, clerk, _other = passed
    row = rows_of(district)[0]
    commune = client_of(clerk_of(row.unit, "unit_clerk"))
    assert "còn văn bản chưa tiếp nhận" in commune.get("/inbox").content.decode()
    notice = do_recall(actor, paper.pk, "ghi sai ngày họp", "r1")
    said = [commune.get(url).content.decode() for url in ("/inbox", f"/received/{row.pk}")]
    for page in said:
        assert "ghi sai ngày họp" in page
        assert "Thông báo thu hồi sẽ gửi sau" in page
        assert "Tiếp nhận</button>" not in page
        assert "Tiếp nhận<span" not in page
        assert 'value="acknowledge"' not in page
    assert "còn văn bản chưa tiếp nhận" not in said[0]
    assert "Không còn văn bản nào chờ tiếp nhận" in commune.get("/inbox?show=waiting").content.decode()
    assert 'type="checkbox"' not in client_of(clerk).get(f"/received/{district.pk}").content.decode()
    below_it = client_of(clerk).get(f"/received/{district.pk}/below").content.decode()
    assert "Không đơn vị nào phải tiếp nhận văn bản này nữa" in below_it
    assert "chưa tiếp nhận</h2>" not in below_it
    do_initial(actor, notice.pk)
    do_sign(actor, notice.pk, "tm_kt", "Phó Chủ tịch", "Lộc Văn Thử")
    issued = do_issue(actor, notice.pk)
    assert f"Thông báo {issued.notation}" in commune.get("/inbox").content.decode()


def test_nothing_is_asked_for_a_paper_that_another_replaced(passed):
    paper, actor, district, clerk, _other = passed
    row = rows_of(district)[0]
    draft = do_replace(actor, paper.pk, "đổi phòng họp", "t1")
    do_initial(actor, draft.pk)
    do_sign(actor, draft.pk, "tm_kt", "Phó Chủ tịch", "Lộc Văn Thử")
    issued = do_issue(actor, draft.pk)
    for who, url in (
        (clerk_of(row.unit, "unit_clerk"), "/inbox"),
        (clerk_of(row.unit, "unit_clerk"), f"/received/{row.pk}"),
        (clerk, f"/received/{district.pk}/below"),
        (actor, f"/written/{paper.pk}/dispatch"),
    ):
        page = client_of(who).get(url).content.decode()
        assert "đổi phòng họp" in page, url
        assert issued.notation in page, url
        assert "Mọi nơi đã tiếp nhận" not in page, url
        assert 'value="acknowledge"' not in page, url
