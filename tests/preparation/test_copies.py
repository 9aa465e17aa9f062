"""Copies of registrations: to the bodies that the paper names, one letter for all that came, again only what is new."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from nhipcau.conferences.models import Conference, Contact
from nhipcau.core import clock
from nhipcau.core.access import Actor, system
from nhipcau.core.errors import Refusal
from nhipcau.journal import record
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Organ, Unit
from nhipcau.outbox import service
from nhipcau.outbox.models import Content, Message
from nhipcau.outbox.sender import Sender
from nhipcau.preparation.answering import SiteData, do_answer, do_confirm_delegates
from nhipcau.preparation.copy_bodies import bodies_in, bodies_of
from nhipcau.preparation.copying import (
    BodySettings,
    Copied,
    do_copy_due,
    do_note_handed,
    do_send_copies,
    do_set_copies,
    last_occasion,
    note_result,
)
from nhipcau.preparation.delegates import PersonRow, do_add_delegates
from nhipcau.preparation.enrolling import do_enrol, do_withdraw_enrolment
from nhipcau.preparation.models import CopyBody, Round, SiteAnswer
from nhipcau.preparation.rounds import Dues, round_of
from tests.preparation.rounds import BEFORE, DUE, commune, district, opt_in_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene
from tests.support.smtp import mail_server, settings_for

DEPARTMENT = "Sở Thông tin và Truyền thông"
EVENING = datetime(2021, 12, 16, 10, 0, tzinfo=UTC)
"""17:00 of the day of BEFORE, on the offices' clock."""


@scene
def conference(lang_son: Unit) -> Conference:
    organ(lang_son, "vt@so.example")
    conference = opt_in_conference()
    with clock.frozen(BEFORE):
        do_copy_due(system("copies"))  # from when on the server counts
    return conference


@pytest.fixture
def actor(conference: Conference) -> Actor:
    return actor_for(new_account("organiser", conference.host))


def organ(unit: Unit, email: str, name: str = DEPARTMENT, **more: str) -> Organ:
    return Organ.objects.create(
        unit=unit, keeper=unit, kind="so_nganh", name=name, email=email, valid_from=unit.valid_from, **more
    )


def enrol(conference: Conference, unit: Unit, at: datetime = BEFORE) -> None:
    with clock.frozen(at):
        do_enrol(actor_for(new_account("unit_clerk", unit)), conference.pk, [unit.pk])


def confirm(conference: Conference, actor: Actor, unit: Unit, at: datetime = BEFORE) -> None:
    site = conference.sites.get(unit=unit)
    with clock.frozen(at):
        do_answer(
            actor, site.pk, SiteData("Nhà văn hóa xã", "Phòng họp 2", "Vi Thị Kín", "0200 000 0101"), confirm=True
        )


def by_clock(at: datetime) -> int:
    with clock.frozen(at):
        return do_copy_due(system("copies"))


def body_named(conference: Conference, name: str) -> CopyBody:
    return next(one for one in bodies_of(round_of(conference)) if one.name == name)


def test_printed_lines_name_bodies_without_their_signs_and_without_the_archive() -> None:
    printed = [
        "- Như trên;",
        "- Thường trực Tỉnh ủy (b/c);",
        "+ Sở TT&TT (p/h); Viễn thông Lạng Sơn.",
        "- Lưu: VT, TH.",
    ]
    assert list(bodies_in([*printed, "thường trực tỉnh ủy", " ; - "])) == [
        "Thường trực Tỉnh ủy",
        "Sở TT&TT",
        "Viễn thông Lạng Sơn",
    ]


def test_all_of_a_day_leaves_as_one_letter_in_the_evening(conference: Conference, actor: Actor) -> None:
    others = list(Unit.objects.filter(parent=district(), tier="xa").order_by("order")[1:4])
    for unit in [commune(), *others]:
        enrol(conference, unit)
    confirm(conference, actor, commune())
    assert by_clock(EVENING - timedelta(seconds=1)) == 0
    assert by_clock(EVENING) == 1  # the other body has no address
    assert by_clock(EVENING + timedelta(minutes=1)) == 0
    letter = Message.objects.get()
    assert (letter.to, letter.to_name, letter.about) == (
        "vt@so.example",
        DEPARTMENT,
        f"copy:{body_named(conference, DEPARTMENT).pk}",
    )
    assert letter.subject == f"Bản đăng ký đến 17:00 16/12/2021: {conference.title}"
    for words in (
        f"Kính gửi: {DEPARTMENT}",
        "4 điểm cầu đã đăng ký, 0 điểm cầu đã báo đại biểu, 0 người dự.",
        f"Huyện Bắc Sơn\n- {commune().name}: đã đăng ký 09:00 16/12/2021; Phòng họp 2, Nhà văn hóa xã",
        *(f"- {unit.name}: đã đăng ký" for unit in others),
    ):
        assert words in letter.body
    (entry,) = JournalEntry.objects.filter(stream=conference.stream, kind="registration.copied")
    assert entry.data["bodies"] == [body_named(conference, DEPARTMENT).pk]
    assert record.verify(conference.stream) == []


def test_a_copy_holds_nobody_s_name_and_no_telephone_number(conference: Conference, actor: Actor) -> None:
    enrol(conference, commune())
    confirm(conference, actor, commune())
    site = conference.sites.get(unit=commune())
    with clock.frozen(BEFORE):
        do_add_delegates(actor, site.pk, [PersonRow("Hoàng Văn Kín", "Chủ tịch", phone="0200 000 0102")])
        do_confirm_delegates(actor, site.pk)
    by_clock(EVENING)
    book = load_workbook(BytesIO(bytes(Content.objects.get().data)))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=2)]
    assert [row[3] for row in rows] == [commune().name]
    assert rows[0][7] == 1
    for words in (Message.objects.get().body, str(rows)):
        assert "Thị Kín" not in words
        assert "Văn Kín" not in words
        assert "000 010" not in words


def test_what_was_told_is_not_told_again_what_changed_is(conference: Conference, actor: Actor) -> None:
    other = Unit.objects.filter(parent=district(), tier="xa").order_by("order")[1]
    enrol(conference, commune())
    enrol(conference, other)
    assert by_clock(EVENING) == 1
    assert by_clock(EVENING + timedelta(days=1)) == 0  # nothing new: no letter
    with clock.frozen(EVENING + timedelta(hours=1)):
        do_withdraw_enrolment(actor, conference.pk, other.pk)
    assert by_clock(EVENING + timedelta(days=2)) == 1
    letter = Message.objects.latest("pk")
    assert "Mới hoặc thay đổi từ 17:00, thứ Năm, 16/12/2021 (1 điểm cầu):" in letter.body
    assert f"- {other.name}: đã rút" in letter.body
    assert commune().name not in letter.body
    assert "1 điểm cầu đã đăng ký" in letter.body


def test_what_was_taken_back_before_anybody_heard_of_it_is_not_told(conference: Conference, actor: Actor) -> None:
    enrol(conference, commune())
    with clock.frozen(BEFORE):
        do_withdraw_enrolment(actor, conference.pk, commune().pk)
    assert by_clock(EVENING) == 0


def test_drafts_stay_with_the_site(conference: Conference, actor: Actor) -> None:
    site = conference.sites.get(unit=district())
    with clock.frozen(BEFORE):
        do_answer(actor, site.pk, SiteData("Trụ sở", "", "", ""), confirm=False)
    assert by_clock(EVENING) == 0


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (EVENING - timedelta(seconds=1), EVENING - timedelta(days=1)),
        (EVENING, EVENING),
        (DUE, EVENING),  # who registers in the last second is in the copy
        (DUE + timedelta(seconds=1), DUE),
        (DUE + timedelta(hours=1), DUE + timedelta(hours=1)),
    ],
)
def test_copies_leave_at_the_end_of_a_day_and_of_a_deadline(now: datetime, expected: datetime) -> None:
    assert last_occasion(now, Dues(DUE, DUE)) == expected


def test_by_hand_a_letter_leaves_at_once_and_once_for_each_form(conference: Conference, actor: Actor) -> None:
    enrol(conference, commune())
    both = [one.pk for one in bodies_of(round_of(conference))]
    assert do_send_copies(actor, conference.pk, both, "k1") == Copied(letters=1, without=1, known=0)
    assert do_send_copies(actor, conference.pk, both, "k1").letters == 0
    assert do_send_copies(actor, conference.pk, both, "k2") == Copied(letters=0, without=1, known=1)
    assert do_send_copies(actor, conference.pk, both, "k3", whole=True).letters == 1
    assert by_clock(EVENING) == 0
    with pytest.raises(Refusal) as refused:
        do_send_copies(actor, conference.pk, [10**9], "k4")
    assert refused.value.code == "nobody_chosen"


def test_a_letter_goes_to_what_the_host_typed_else_to_the_organ_else_to_the_contact(
    conference: Conference, actor: Actor
) -> None:
    elsewhere = Unit.objects.create(
        code="99", name="Tỉnh Khác", short_name="Khác", tier="tinh", path="99-x/", valid_from="2020-01-01"
    )
    Organ.objects.all().delete()
    enrol(conference, commune())
    body = body_named(conference, DEPARTMENT)

    def goes_to(key: str) -> list[str]:
        do_send_copies(actor, conference.pk, [body.pk], key, whole=True)
        return list(Message.objects.filter(key__endswith=key).values_list("to", flat=True))

    organ(elsewhere, "khac@tinh.example")  # every province has one of that name
    assert goes_to("k1") == []
    Contact.objects.create(
        conference=conference, order=9, name="Lý Thị Thử", role=f"Chuyên viên {DEPARTMENT}", email="lt@so.example"
    )
    assert goes_to("k2") == ["lt@so.example"]
    organ(conference.host, "vt@so.example")
    assert goes_to("k3") == ["vt@so.example"]
    do_set_copies(actor, conference.pk, True, [BodySettings(body.pk, " rieng@so.example ", False)])
    assert goes_to("k4") == ["rieng@so.example"]
    with pytest.raises(Refusal) as refused:
        do_set_copies(actor, conference.pk, True, [BodySettings(body.pk, "khong phai", False)])
    assert refused.value.code == "bad_address"


def test_who_gets_none_and_a_round_that_sends_none_by_itself(conference: Conference, actor: Actor) -> None:
    enrol(conference, commune())
    body = body_named(conference, DEPARTMENT)
    do_set_copies(actor, conference.pk, True, [BodySettings(body.pk, "", True)])
    assert by_clock(EVENING) == 0
    do_set_copies(actor, conference.pk, False, [BodySettings(body.pk, "", False)])
    assert by_clock(EVENING + timedelta(days=1)) == 0
    do_set_copies(actor, conference.pk, True, [])
    assert by_clock(EVENING + timedelta(days=1, minutes=1)) == 1


def test_a_copy_by_hand_is_noted_up_to_what_was_shown(conference: Conference, actor: Actor) -> None:
    enrol(conference, commune())
    body = body_named(conference, "Thường trực Tỉnh ủy")
    shown = record.head_seq(conference.stream)
    other = Unit.objects.filter(parent=district(), tier="xa").order_by("order")[1]
    enrol(conference, other)
    do_note_handed(actor, conference.pk, body.pk, shown)
    do_set_copies(actor, conference.pk, True, [BodySettings(body.pk, "tt@tu.example", False)])
    do_send_copies(actor, conference.pk, [body.pk], "k")
    letter = Message.objects.get()
    assert other.name in letter.body
    assert commune().name not in letter.body


def test_what_a_letter_said_that_came_back_is_said_again(conference: Conference, actor: Actor) -> None:
    enrol(conference, commune())
    with mail_server() as server, clock.frozen(EVENING):
        server.recipient = lambda address: "550 no such user" if address.startswith("vt@") else None
        service.run_jobs()
        Message.objects.update(state="queued")  # this test's settings name a server, the run's do not
        Sender(settings_for(server.port)).look()
    letter = Message.objects.get()
    assert letter.state == Message.State.FAILED
    assert by_clock(EVENING + timedelta(days=1)) == 0  # the same news to the same address would come back again
    Organ.objects.update(email="moi@so.example")
    assert by_clock(EVENING + timedelta(days=2)) == 1
    assert commune().name in Message.objects.latest("pk").body
    note_result(letter)  # told late: another letter has left since
    assert body_named(conference, DEPARTMENT).told_seq > 0


def test_nothing_leaves_for_what_is_over(conference: Conference, actor: Actor) -> None:
    enrol(conference, commune())
    Conference.objects.update(state="cancelled")
    assert by_clock(EVENING) == 0
    with pytest.raises(Refusal):
        do_send_copies(actor, conference.pk, [one.pk for one in bodies_of(round_of(conference))], "k")
    with pytest.raises(Refusal):
        do_copy_due(actor)


def test_on_the_day_of_the_purge_typed_addresses_and_letters_go(conference: Conference, actor: Actor) -> None:
    enrol(conference, commune())
    body = body_named(conference, DEPARTMENT)
    do_set_copies(actor, conference.pk, True, [BodySettings(body.pk, "ai@so.example", False)])
    by_clock(EVENING)
    Round.objects.update(purge_on=EVENING.date())
    Conference.objects.update(start_date=EVENING.date() - timedelta(days=1))
    with clock.frozen(EVENING + timedelta(hours=1)):
        service.run_jobs()
    assert list(Message.objects.values_list("to", "body")) == [("", "")]
    assert CopyBody.objects.get(pk=body.pk).email == ""
    assert record.verify(conference.stream) != []  # purged details are told of, nothing else
    assert {one.problem for one in record.verify(conference.stream)} == {"purged"}


def test_the_page_says_whom_when_and_with_what_result(conference: Conference, actor: Actor) -> None:
    enrol(conference, commune())
    client = Client()
    client.force_login(new_account("organiser", conference.host))
    address = f"/conferences/{conference.pk}/registration/copies"
    page = client.get(address).content.decode()
    assert "vt@so.example" in page
    assert "chưa có địa chỉ thư" in page
    assert "1 điểm cầu" in page
    sent = client.post(address, {"key": "k", "body": body_named(conference, DEPARTMENT).pk}, follow=True)
    assert "Đã lập 1 bản đăng ký" in sent.content.decode()
    assert "Đang giữ: chưa có máy chủ thư" in sent.content.decode()
    handed = {"handed": body_named(conference, "Thường trực Tỉnh ủy").pk, "upto": record.head_seq(conference.stream)}
    page = client.post(address, handed, follow=True).content.decode()
    assert "Đã gửi tay" in page
    assert "2/2 nơi đã được gửi" in client.get(f"/conferences/{conference.pk}/registration").content.decode()
    for odd in ({}, {"body": "x"}, {"handed": "9" * 30}, {"set": "1", "of": "99999"}, {"set": "1", "of": "x"}):
        assert client.post(address, odd).status_code in {302, 404, 422}


def test_hundreds_of_sites_and_bodies_cost_no_more_queries(conference: Conference, actor: Actor) -> None:
    Round.objects.update(copies_to="\n".join(f"Sở số {n}" for n in range(60)))
    SiteAnswer.objects.bulk_create(SiteAnswer(site=one, confirmed_at=BEFORE) for one in conference.sites.all())
    client = Client()
    client.force_login(new_account("organiser", conference.host))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/conferences/{conference.pk}/registration/copies").status_code == 200
    assert len(asked) <= 20


def test_copies_that_left_in_the_future_hold_back_none_of_today(conference: Conference, actor: Actor) -> None:
    """The server's clock was ahead for a while: from the next evening on copies leave as ever."""
    with clock.frozen(EVENING + timedelta(days=3000)):
        do_copy_due(system("copies"))
    with clock.frozen(BEFORE):
        do_copy_due(system("copies"))  # right again: it counts from here
    enrol(conference, commune())
    assert by_clock(EVENING + timedelta(minutes=1)) == 1
