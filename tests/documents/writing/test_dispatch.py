"""An issued paper on its way: to districts, through them to communes, and back the word that it is there."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from nhipcau.conferences.models import Site
from nhipcau.core import clock
from nhipcau.core.errors import Refusal
from nhipcau.documents.dispatch import queries
from nhipcau.documents.dispatch.calendar import invitation
from nhipcau.documents.dispatch.commands import (
    Chosen,
    do_acknowledge,
    do_dispatch,
    do_pass_on,
)
from nhipcau.documents.dispatch.following import do_note, do_resend
from nhipcau.documents.dispatch.recipients import below, proposed
from nhipcau.documents.models import Delivery
from nhipcau.documents.writing.commands import do_draft, do_initial, do_recall, do_sign
from nhipcau.documents.writing.issuing import do_issue
from nhipcau.organs.models import Account, Unit
from nhipcau.outbox.models import Message
from nhipcau.outbox.sender import Sender
from nhipcau.preparation.models import SiteAnswer
from tests.support.conferences import make_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene
from tests.support.smtp import mail_server, settings_for
from tests.support.writing import clerk_of, keep_own_register, make_draft, make_organ, make_signed

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)
MOST_QUERIES = 40


@pytest.fixture(autouse=True)
def now():
    with clock.frozen(NOW):
        yield


@scene
@clock.frozen(NOW)
def office(lang_son):
    """A conference of 212 sites, its issued notice, and who sends it."""
    conference = make_conference()
    organ, actor = make_organ(lang_son), clerk_of(lang_son)
    keep_own_register(actor, organ)
    return conference, actor, do_issue(actor, make_signed(actor, conference, organ).pk)


def to_districts(actor, paper, channel="inbox"):
    return do_dispatch(actor, paper.pk, [Chosen(one.key, channel) for one in proposed(paper) if one.unit])


def test_it_goes_to_the_districts_and_the_lines_of_the_list(office):
    _conference, actor, paper = office
    offered = proposed(paper)
    assert len([one for one in offered if one.unit]) == 11
    made = to_districts(actor, paper)
    assert {one.state for one in Delivery.objects.filter(pk__in=[one.pk for one in made])} == {"delivered"}
    assert to_districts(actor, paper) == []
    assert Delivery.objects.count() == 11


def test_a_district_passes_it_on_and_the_province_sees_two_tiers_down(office):
    conference, actor, paper = office
    made = to_districts(actor, paper)
    district = next(one for one in made if one.unit.code == "185")
    clerk = clerk_of(district.unit, "unit_clerk")
    communes = [unit for unit, _email in below(conference, district.unit)]
    assert queries.matrix(paper).direct.acknowledged == 0
    passed = do_pass_on(clerk, district.pk, [one.pk for one in communes])
    assert len(passed) == len(communes) > 10
    do_acknowledge(clerk_of(communes[0], "unit_clerk"), passed[0].pk)
    found = queries.matrix(paper)
    line = next(one for one in found.lines if one.row.pk == district.pk)
    assert (found.direct.acknowledged, found.below.there, found.below.sent) == (1, 200, len(communes))
    assert (line.counts.acknowledged, line.counts.there) == (1, len(communes))
    assert len(found.missing) == 211 - 2
    assert do_pass_on(clerk, district.pk, [one.pk for one in communes]) == []


def test_only_what_lies_right_below_is_passed_on_to(office):
    _conference, actor, paper = office
    made = to_districts(actor, paper)
    district = next(one for one in made if one.unit.code == "185")
    elsewhere = Unit.objects.get(code="178").children.first()
    assert do_pass_on(clerk_of(district.unit, "unit_clerk"), district.pk, [elsewhere.pk]) == []
    with pytest.raises(Refusal, match="no_such_delivery"):
        do_acknowledge(clerk_of(elsewhere, "unit_clerk"), district.pk)


def test_the_missing_are_listed_with_whom_to_call(office):
    conference, actor, paper = office
    to_districts(actor, paper)
    site = Site.objects.get(conference=conference, unit__code="185")
    SiteAnswer.objects.create(site=site, contact_name="Lý Thị Thử", contact_phone="0200 000 123")
    words = queries.missing_as_text(paper, queries.matrix(paper))
    assert f"{site.unit.name} - Lý Thị Thử 0200 000 123" in words
    assert len(words.splitlines()) == 212


def test_by_mail_it_brings_the_pdf_and_a_calendar_entry_and_the_end_is_told(office):
    _conference, actor, paper = office
    units = [one for one in proposed(paper) if one.unit][:3]
    chosen = [Chosen(one.key, "email", f"huyen-{n}@huyen.example.vn") for n, one in enumerate(units)]
    do_dispatch(actor, paper.pk, chosen)
    Message.objects.update(state="queued")
    with mail_server() as server:
        server.recipient = lambda to: "550 no such user" if to.startswith("huyen-1") else None
        Sender(settings_for(server.port)).look()
    states = list(Delivery.objects.order_by("order").values_list("state", flat=True))
    assert states == ["sent", "failed", "sent"]
    assert "550" in Delivery.objects.get(order=1).failure
    body, pdf, calendar = server.letters[0].iter_parts()
    assert server.letters[0]["Subject"].strip().startswith(f"{paper.get_kind_display()} {paper.notation}: ")
    assert "Thời gian: 08:00, thứ Sáu, 24/12/2021\nĐịa điểm: " in body.get_content().replace("\r\n", "\n")
    assert pdf.get_content() == bytes(paper.files.get(form="pdf").data)
    assert "BEGIN:VEVENT" in calendar.get_content()
    again = do_resend(actor, paper.pk, Delivery.objects.get(order=1).pk, email="vanthu@huyen.example.vn")
    assert again.state == "queued"
    Message.objects.exclude(state__in=["sent", "failed"]).update(state="queued")
    with mail_server() as server:
        Sender(settings_for(server.port)).look()
    assert server.recipients == ["vanthu@huyen.example.vn"]
    assert Delivery.objects.get(order=1).state == "sent"


def test_who_has_acknowledged_is_not_thrown_back_by_a_late_bounce(office):
    _conference, actor, paper = office
    unit = next(one for one in proposed(paper) if one.unit)
    (row,) = do_dispatch(actor, paper.pk, [Chosen(unit.key, "email", "a@huyen.example.vn")])
    do_acknowledge(clerk_of(unit.unit, "unit_clerk"), row.pk)
    Message.objects.update(state="queued")
    with mail_server() as server:
        server.recipient = lambda _to: "550 no"
        Sender(settings_for(server.port)).look()
    assert Delivery.objects.get(pk=row.pk).state == "acknowledged"


def test_what_is_told_by_telephone_is_written_down_with_a_note(office):
    _conference, actor, paper = office
    row = to_districts(actor, paper)[0]
    with pytest.raises(Refusal, match="no_note"):
        do_note(actor, paper.pk, row.pk, "acknowledged", " ")
    done = do_note(actor, paper.pk, row.pk, "acknowledged", "trực văn phòng, qua điện thoại")
    assert (done.state, done.note) == ("acknowledged", "trực văn phòng, qua điện thoại")


@pytest.mark.parametrize(
    ("channel", "email", "code"), [("email", "không phải địa chỉ", "no_address"), ("bồ câu", "", "no_channel")]
)
def test_what_cannot_be_sent_so_is_refused_and_nobody_gets_anything(office, channel, email, code):
    _conference, actor, paper = office
    keys = [one.key for one in proposed(paper)][:2]
    with pytest.raises(Refusal, match=code):
        do_dispatch(actor, paper.pk, [Chosen(keys[0], "printed"), Chosen(keys[1], channel, email)])
    assert not Delivery.objects.exists()


def test_a_refused_form_keeps_its_marks_and_addresses(office, client):
    _conference, actor, paper = office
    client.force_login(Account.objects.get(pk=actor.id))
    one, other = proposed(paper)[:2]
    form = {"act": "send", "to": one.key, f"channel-{one.key}": "email", f"email-{one.key}": "vanthu@ huyen"}
    answer = client.post(f"/written/{paper.pk}/dispatch", form)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="vanthu@ huyen"' in shown
    assert re.search(rf'value="{one.key}" checked', shown)
    assert not re.search(rf'value="{other.key}" checked', shown)
    assert not paper.deliveries.exists()


def test_a_draft_is_sent_to_nobody(office):
    conference, actor, paper = office
    draft = make_draft(actor, conference, paper.issuer)
    with pytest.raises(Refusal, match="wrong_state"):
        do_dispatch(actor, draft.pk, [Chosen("u1", "inbox")])


def test_opening_is_seen_once_and_only_when_the_recipient_does_it(office):
    _conference, actor, paper = office
    row = next(one for one in to_districts(actor, paper) if one.unit.code == "185")

    def opened_by(account: Account) -> str:
        client = Client()
        client.force_login(account)
        assert client.get(f"/received/{row.pk}").status_code == 200
        return Delivery.objects.get(pk=row.pk).state

    assert opened_by(new_account("viewer", row.unit)) == "delivered"
    assert opened_by(new_account("unit_clerk", row.unit)) == "opened"


def test_a_district_writes_its_own_papers_from_it(office):
    conference, actor, paper = office
    row = next(one for one in to_districts(actor, paper) if one.unit.code == "185")
    Site.objects.filter(conference=conference, unit=row.unit).update(venue="Hội trường Ủy ban nhân dân huyện")
    organ = make_organ(row.unit, letterhead="ỦY BAN NHÂN DÂN\nHUYỆN BẮC SƠN")
    client, account = Client(), new_account("unit_clerk", row.unit)
    client.force_login(account)
    page = client.get(f"/conferences/{conference.pk}/papers?unit={row.unit.pk}&follows={paper.pk}")
    assert "Văn bản đăng ký điểm cầu" in page.content.decode()
    for kind in ("invitation", "letter", "registration"):
        clerk = actor_for(account)
        draft = do_draft(
            clerk,
            kind,
            conference_pk=conference.pk,
            unit_pk=row.unit.pk,
            organ_pk=organ.pk,
            key=f"own-{kind}",
            follows=paper,
            how="carries_out",
        )
        assert draft.blocks.exists()
        for block in draft.blocks.filter(text__contains="{đầu mối của đơn vị}"):
            block.text = block.text.replace("{đầu mối của đơn vị}", "văn phòng, 0200 000 124")
            block.save()
        do_initial(clerk, draft.pk)
        do_sign(clerk, draft.pk, "tm_kt", "Phó Chủ tịch", "Lý Văn Thử")
        keep_own_register(clerk, organ)
        done = do_issue(clerk, draft.pk)
        assert "HUYỆN BẮC SƠN" in done.text
        assert "Thông báo số 01/TB-UBND ngày 10 tháng 12 năm 2021" in done.text
        assert "Lý Văn Thử" in done.text
        assert "Hội trường Ủy ban nhân dân huyện" in done.text
    line = next(one for one in queries.matrix(paper).lines if one.row.pk == row.pk)
    assert line.own_paper


def test_a_recalled_paper_says_so_to_who_has_it(office):
    _conference, actor, paper = office
    row = next(one for one in to_districts(actor, paper) if one.unit.code == "185")
    do_recall(actor, paper.pk, "sai ngày họp", "r")
    client = Client()
    client.force_login(new_account("unit_clerk", row.unit))
    said = client.get(f"/received/{row.pk}").content.decode()
    assert "Đã thu hồi" in said
    assert "sai ngày họp" in said


def test_two_hundred_and_twelve_recipients_ask_little(office, django_assert_max_num_queries):
    conference, actor, paper = office
    for one in to_districts(actor, paper):
        do_pass_on(actor, one.pk, [unit.pk for unit, _email in below(conference, one.unit)])
    assert Delivery.objects.count() == 211
    client = Client()
    client.force_login(Account.objects.get(pk=int(actor.id)))
    for url in (f"/written/{paper.pk}/dispatch", f"/written/{paper.pk}/dispatch?show=missing", "/inbox"):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(url).status_code == 200


def test_the_calendar_entry_of_a_cancelled_conference_takes_the_old_one_out(office):
    conference, _actor, paper = office
    held = invitation(paper).split("\r\n")
    conference.state = "cancelled"
    paper.conference = conference
    gone = invitation(paper).split("\r\n")
    assert {"METHOD:CANCEL", "STATUS:CANCELLED"} <= set(gone)
    assert next(one for one in held if one.startswith("UID:")) in gone


def test_the_calendar_entry_folds_long_lines_and_keeps_every_letter(office):
    conference, _actor, paper = office
    conference.title = "Hội nghị trực tuyến, ba cấp; “đường truyền” " * 8
    paper.conference = conference
    lines = invitation(paper).split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = invitation(paper).replace("\r\n ", "")
    assert "DTSTART:20211224T010000Z" in whole
    assert conference.title.replace(",", "\\,").replace(";", "\\;") in whole
