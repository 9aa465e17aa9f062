"""A paper is never changed silently: where its conference has moved on, the office is told which paper to amend."""

from datetime import UTC, date, datetime, time

import pytest

from nhipcau.conferences.amending import fingerprint
from nhipcau.conferences.lifecycle.commands import Postponement, do_cancel, do_postpone
from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.errors import Refusal
from nhipcau.documents import intake
from nhipcau.documents.compose.overtaken import Change, overtaken
from nhipcau.documents.dispatch.commands import Chosen, do_dispatch
from nhipcau.documents.dispatch.recipients import proposed
from nhipcau.documents.writing.changes import do_tell_of_change
from nhipcau.documents.writing.commands import do_give_back, do_initial, do_sign
from nhipcau.documents.writing.issuing import do_issue
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import new_account
from tests.support.writing import clerk_of, keep_own_register, make_draft, make_organ, make_signed

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)
BEFORE = "08 giờ 00, ngày 24 tháng 12 năm 2021 (thứ Sáu)"
AFTER = "14 giờ 00, ngày 27 tháng 12 năm 2021 (thứ Hai)"


@pytest.fixture(autouse=True)
def now():
    with clock.frozen(NOW):
        yield


class Office:
    """The host's office with a register of its own."""

    def __init__(self) -> None:
        self.conference = make_conference(tiers=THREE_TIERS[:2])
        Conference.objects.filter(pk=self.conference.pk).update(start_date=date(2021, 12, 24), start_time=time(8))
        self.unit = self.conference.host
        self.organ = make_organ(self.unit)
        self.actor = clerk_of(self.unit)
        keep_own_register(self.actor, self.organ)

    def issue(self, kind="plan", **more):
        return do_issue(self.actor, make_signed(self.actor, self.conference, self.organ, kind, **more).pk)

    def postpone(self, day, hour):
        seen = fingerprint(Conference.objects.get(pk=self.conference.pk))
        do_postpone(self.actor, self.conference.pk, Postponement("Trùng kỳ họp", day, hour, {}, False), "k-hoan", seen)

    def found(self):
        return overtaken(Conference.objects.get(pk=self.conference.pk), self.unit)

    def tell(self, paper, key="k-bao"):
        return do_tell_of_change(self.actor, self.conference.pk, str(paper.pk), self.unit.pk, "", key)

    def sign_and_issue(self, paper):
        do_initial(self.actor, paper.pk)
        do_sign(self.actor, paper.pk, "tm_kt", "Phó Chủ tịch", "Lộc Văn Thử")
        return do_issue(self.actor, paper.pk)


@pytest.fixture
def office(lang_son):
    return Office()


def test_nothing_is_overtaken_while_the_conference_is_as_it_was_announced(office):
    office.issue()
    assert office.found() == []


def test_a_new_time_overtakes_the_plan_and_the_invitation_that_said_the_old_one(office):
    plan, invitation = office.issue(), office.issue("invitation")
    office.postpone(date(2021, 12, 27), time(14))
    assert [(one.paper.pk, one.changes) for one in office.found()] == [
        (paper.pk, (Change("thời gian", BEFORE, AFTER),)) for paper in (plan, invitation)
    ]


def test_the_notice_says_both_times_and_our_reader_takes_the_new_one(office):
    plan = office.issue()
    office.postpone(date(2021, 12, 27), time(14))
    issued = office.sign_and_issue(office.tell(plan))
    assert f"bắt đầu từ {AFTER}, thay cho {BEFORE}" in issued.text
    assert "Trùng kỳ họp" in issued.text
    assert f"Kế hoạch số {plan.notation}" in issued.text
    read = intake.read_pasted(issued.text)
    assert read.facts["start"] == "2021-12-27T14:00"
    assert [one.code for one in intake.remarks(read, date(2021, 12, 10)) if one.grave] == []


def test_a_notice_that_went_back_to_its_drafter_keeps_the_reason_of_the_change(office):
    plan = office.issue()
    office.postpone(date(2021, 12, 27), time(14))
    notice = office.tell(plan)
    do_initial(office.actor, notice.pk)
    returned = do_give_back(office.actor, notice.pk, "sai chính tả")
    assert (returned.returned_because, returned.reason) == ("sai chính tả", "Trùng kỳ họp")
    assert "sai chính tả" not in office.sign_and_issue(notice).text


def test_whoever_received_the_plan_finds_the_notice_beside_it(office, client):
    plan = office.issue()
    district = next(one for one in proposed(plan) if one.unit and one.unit.code == "185")
    (first,) = do_dispatch(office.actor, plan.pk, [Chosen(district.key, "inbox")])
    office.postpone(None, None)
    client.force_login(new_account("unit_clerk", first.unit))
    assert "Chưa có văn bản báo việc này gửi tới đơn vị" in client.get(f"/received/{first.pk}").content.decode()
    notice = office.sign_and_issue(office.tell(plan))
    (second,) = do_dispatch(office.actor, notice.pk, [Chosen(district.key, "inbox")])
    page = client.get(f"/received/{first.pk}").content.decode()
    assert f'href="/received/{second.pk}"' in page
    assert "Chưa có văn bản báo việc này" not in page


def test_the_pages_show_what_was_said_and_what_holds_now_to_those_who_write(office, client):
    office.issue()
    office.postpone(date(2021, 12, 27), time(14))
    pages = (f"/conferences/{office.conference.pk}", f"/conferences/{office.conference.pk}/papers")
    client.force_login(new_account("organiser", office.unit))
    for page in pages:
        shown = client.get(page).content.decode()
        assert BEFORE in shown
        assert "Soạn thông báo điều chỉnh" in shown
    client.force_login(new_account("viewer", office.unit))
    for page in pages:
        assert "Soạn thông báo điều chỉnh" not in client.get(page).content.decode()


def test_the_page_of_the_conference_asks_little_for_it(office, client, django_assert_max_num_queries):
    for kind in ("plan", "invitation", "letter"):
        office.issue(kind)
    office.postpone(date(2021, 12, 27), time(14))
    client.force_login(new_account("administrator", office.unit))
    client.get("/")
    with django_assert_max_num_queries(40):
        shown = client.get(f"/conferences/{office.conference.pk}").content.decode()
    assert "Soạn thông báo điều chỉnh" in shown


def test_what_the_notice_said_counts_from_then_on(office):
    plan = office.issue()
    office.issue("invitation")
    office.postpone(date(2021, 12, 27), time(14))
    office.sign_and_issue(office.tell(plan))
    assert office.found() == []
    Conference.objects.filter(pk=office.conference.pk).update(start_time=time(15))
    assert {one.name for each in office.found() for one in each.changes} == {"thời gian"}


def test_a_notice_that_is_being_written_is_not_begun_twice(office):
    plan = office.issue()
    office.postpone(date(2021, 12, 27), time(14))
    first = office.tell(plan)
    assert office.tell(plan, "k-khac").pk == first.pk
    assert [one.draft.pk for one in office.found() if one.draft] == [first.pk]


@pytest.mark.parametrize(
    ("act", "words", "then"),
    [
        ("postpone", "Hoãn tổ chức", "Thời gian tổ chức sẽ được thông báo sau."),
        ("cancel", "Hủy tổ chức", "dừng việc chuẩn bị"),
    ],
)
def test_one_put_off_without_a_day_or_called_off_is_told_so_and_nothing_else(office, act, words, then):
    plan = office.issue()
    if act == "postpone":
        office.postpone(None, None)
    else:
        do_cancel(office.actor, office.conference.pk, "Trùng kỳ họp", tell=False)
    issued = office.sign_and_issue(office.tell(plan))
    assert words in issued.text
    assert then in issued.text
    assert "thay cho" not in issued.text
    assert office.found() == []


def test_a_draft_and_a_recalled_paper_overtake_nothing(office):
    make_draft(office.actor, office.conference, office.organ, "plan")
    office.postpone(date(2021, 12, 27), time(14))
    assert office.found() == []


def test_a_paper_that_still_holds_is_not_amended(office):
    plan = office.issue()
    with pytest.raises(Refusal, match="vẫn đúng"):
        office.tell(plan)


def test_a_list_that_changed_stands_below_its_title(office):
    office.conference.contacts.create(name="Lý Thị Mẫu", role="nội dung", phone="0200 111 222", order=1)
    plan = office.issue()
    office.conference.contacts.create(name="Vi Văn Thử", role="kỹ thuật", phone="0200 333 444", order=2)
    assert [one.name for each in office.found() for one in each.changes] == ["đầu mối"]
    text = office.tell(plan).blocks.get(kind="text").text
    assert "1. Đầu mối\n{đầu mối}\n2. Các nội dung khác giữ nguyên" in text


def test_a_journey_from_plan_to_conclusion_says_the_same_whoever_reads_its_files(office):
    """Plan, notice of the new time, invitation, conclusion: each read again from PDF and Word as it was issued."""
    plan = office.issue()
    office.postpone(date(2021, 12, 27), time(14, 0))
    notice = office.sign_and_issue(office.tell(plan))
    invitation = office.issue("invitation")
    conclusion = make_draft(office.actor, office.conference, office.organ, "conclusion")
    for block in conclusion.blocks.filter(text__contains="…"):
        block.text = block.text.replace("…", "như báo cáo")
        block.save(update_fields=["text"])
    conclusion = office.sign_and_issue(conclusion)
    starts = ["2021-12-24T08:00", "2021-12-27T14:00", "2021-12-27T14:00", "2021-12-27"]
    types = ["ke_hoach", "thong_bao", "giay_moi", "thong_bao"]
    for paper, start, doc_type in zip((plan, notice, invitation, conclusion), starts, types, strict=True):
        for form in ("pdf", "docx"):
            facts = intake.read_bytes(bytes(paper.files.get(form=form).data), f"a.{form}").facts
            said = (facts["number"], facts["doc_type"], (facts["start"] or "")[: len(start)], facts["signer"]["name"])
            assert said == (paper.notation, doc_type, start, "Lộc Văn Thử"), (paper.kind, form)


def test_each_paper_is_said_to_hold_its_own_words_not_those_of_a_later_one(office):
    plan = office.issue("plan")
    Conference.objects.filter(pk=office.conference.pk).update(start_date=date(2021, 12, 25))
    invitation = office.issue("invitation")
    office.postpone(date(2021, 12, 27), time(14))
    said = {one.paper.pk: change.said for one in office.found() for change in one.changes if change.name == "thời gian"}
    assert said == {plan.pk: BEFORE, invitation.pk: "08 giờ 00, ngày 25 tháng 12 năm 2021 (thứ Bảy)"}
