"""A paper that changes an earlier call: recognised, shown before → after, applied once or not at all."""

import re
from datetime import date, datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.conferences.amending import AmendmentPlan, do_amend_conference, fingerprint
from nhipcau.conferences.lifecycle.commands import do_cancel
from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import Actor, system
from nhipcau.core.clock import VIETNAM
from nhipcau.core.errors import Refusal
from nhipcau.documents.amendments import matching
from nhipcau.documents.amendments.commands import do_apply_paper
from nhipcau.documents.intake import read_text
from nhipcau.documents.intake.sites_changed import added_tiers, dropped_tiers
from nhipcau.journal import record as journal
from nhipcau.preparation.models import Round
from tests.documents.test_pages import PAPER, posted_sheet, receive
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene

HEAD = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 2045/UBND-TH
V/v {about}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lạng Sơn, ngày 17 tháng 12 năm 2021

Kính gửi:
- Các sở, ban, ngành thuộc tỉnh;
- Ủy ban nhân dân các huyện, thành phố.

"""
TAIL = """

Nơi nhận:
- Như trên;
- Lưu: VT, TH.

TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Lộc Thị Thí Dụ
"""
CALL = "Hội nghị giao ban trực tuyến ba cấp về cải cách hành chính và chuyển đổi số quý IV năm 2021"
POSTPONED = (
    HEAD.format(about=f"dời thời gian {CALL}")
    + f"""Ngày 13/12/2021, Ủy ban nhân dân tỉnh đã có Thông báo số 731/TB-UBND về việc tổ chức {CALL} vào lúc 08 giờ 00 phút ngày 24/12/2021.

Ủy ban nhân dân tỉnh dời Hội nghị nêu trên sang 14 giờ 00 phút, thứ Sáu, ngày 31/12/2021. Địa điểm, thành phần không thay đổi, thực hiện theo Thông báo số 731/TB-UBND ngày 13/12/2021."""  # noqa: E501
    + TAIL
)
PUT_OFF = (
    HEAD.format(about=f"hoãn {CALL}")
    + f"""Theo Thông báo số 731/TB-UBND ngày 13/12/2021, Ủy ban nhân dân tỉnh tổ chức {CALL} vào lúc 08 giờ 00 phút ngày 24/12/2021.

Ủy ban nhân dân tỉnh thông báo hoãn Hội nghị nói trên; thời gian tổ chức lại sẽ thông báo sau."""  # noqa: E501
    + TAIL
)
HYBRID = (
    HEAD.format(about=f"thay đổi hình thức {CALL}")
    + f"""Ngày 13/12/2021, Ủy ban nhân dân tỉnh đã ban hành Thông báo số 731/TB-UBND về việc tổ chức {CALL}.

Ủy ban nhân dân tỉnh thông báo chuyển Hội nghị nêu trên từ hình thức trực tuyến sang hình thức trực tiếp kết hợp trực tuyến, như sau:

1. Thời gian: giữ nguyên 08 giờ 00 phút, thứ Sáu, ngày 24/12/2021.

2. Địa điểm: Điểm cầu tỉnh tại Nhà văn hóa tỉnh."""  # noqa: E501
    + TAIL
)


@scene
def account(lang_son):
    return new_account("organiser", lang_son)


@pytest.fixture
def organiser(account):
    return client_of(account)


@scene
@clock.frozen(datetime(2021, 12, 14, tzinfo=VIETNAM))
def conference(account):
    client = client_of(account)
    paper = receive(client)
    client.post(reverse("paper", args=[paper.pk]), posted_sheet(client, paper))
    return Conference.objects.get()


def client_of(account):
    client = Client()
    client.force_login(account)
    return client


def form_of(client, paper, conference):
    """What a browser posts of the untouched table."""
    page = client.get(reverse("paper-amend", args=[paper.pk, conference.pk])).content.decode()
    values = dict.fromkeys(re.findall(r'type="checkbox"[^>]*name="([^"]+)" checked', page), "on")
    values |= dict(re.findall(r'type="hidden" name="(key|seen)" value="([^"]+)"', page))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)">(.*?)</select>', page, re.DOTALL):
        values[name] = re.findall(r'value="(\w+)" selected', options)[0]
    return page, {**values, "action": "apply"}


def amend(client, text, conference, **changes):
    paper = receive(client, text)
    _, values = form_of(client, paper, conference)
    answer = client.post(reverse("paper-amend", args=[paper.pk, conference.pk]), {**values, **changes})
    conference.refresh_from_db()
    paper.refresh_from_db()
    return paper, answer


def entries(conference):
    return [one for one in journal.read(conference.stream) if one.kind == "conference.amended"]


def test_a_postponement_is_offered_on_the_papers_page_with_its_reasons(organiser, conference):
    paper = receive(organiser, POSTPONED)
    page = organiser.get(reverse("paper", args=[paper.pk])).content.decode()
    assert "Văn bản này sửa hội nghị đã có?" in page
    assert "viện dẫn Thông báo số 731/TB-UBND ngày 13/12/2021" in page
    assert "nhắc lại giờ cũ 08:00 24/12/2021" in page
    assert reverse("paper-amend", args=[paper.pk, conference.pk]) in page


def test_the_table_says_before_and_after_and_what_follows(organiser, conference):
    page, values = form_of(organiser, receive(organiser, POSTPONED), conference)
    for words in (
        "<del>08:00, thứ Sáu, 24/12/2021</del>",
        "<ins>14:00, thứ Sáu, 31/12/2021</ins>",
        "212 liên kết và mã PIN giữ nguyên",
        "dời sang 15:30, thứ Năm, 30/12/2021",
    ):
        assert words in page
    assert [value for name, value in values.items() if name.startswith("rehearsal-")] == ["move", "move"]


def test_applying_changes_all_at_once_and_keeps_every_link(organiser, conference):
    links = list(conference.sites.values_list("link_key", "version"))
    paper, answer = amend(organiser, POSTPONED, conference)
    assert answer.url == reverse("conference", args=[conference.pk])
    assert (conference.start_date, conference.start_time) == (date(2021, 12, 31), time(14, 0))
    rehearsals = [f"{clock.local(one.at):%d/%m %H:%M}" for one in conference.planned_rehearsals.all()]
    assert rehearsals == ["29/12 14:00", "30/12 15:30"]
    assert list(conference.sites.values_list("link_key", "version")) == links
    assert (paper.conference, paper.role) == (conference, "amends")
    (entry,) = entries(conference)
    assert entry.data["before"] == {"start_date": "2021-12-24", "start_time": "08:00:00"}
    assert entry.data["after"] == {"start_date": "2021-12-31", "start_time": "14:00:00"}
    assert journal.verify(conference.stream) == []
    page = organiser.get(answer.url).content.decode()
    assert "Đã sửa theo Công văn số 2045/UBND-TH ngày 17/12/2021" in page
    assert paper.sha256 in page


def test_sent_twice_it_is_done_once(organiser, conference):
    paper = receive(organiser, POSTPONED)
    _, values = form_of(organiser, paper, conference)
    address = reverse("paper-amend", args=[paper.pk, conference.pk])
    assert organiser.post(address, values).url == organiser.post(address, values).url
    assert len(entries(conference)) == conference.amendments.count() == 1


def test_a_paper_changes_its_conference_once_whatever_the_key(organiser, conference, make_account):
    paper, _ = amend(organiser, POSTPONED, conference)
    actor = Actor("account", str(paper.uploaded_by_id), "Nông Văn Thử")
    plan = AmendmentPlan(told=({"label": "Thời gian", "before": "", "after": ""},), fields={"venue": "Nơi khác"})
    do_apply_paper(actor, paper.pk, conference.pk, plan, "another", fingerprint(conference))
    conference.refresh_from_db()
    assert conference.venue != "Nơi khác"
    assert len(entries(conference)) == 1


def test_the_same_key_changes_things_once(conference, lang_son, make_account):
    actor = actor_for(make_account("organiser", lang_son))
    plan = AmendmentPlan(told=({"label": "Điểm cầu chính", "before": "", "after": ""},), fields={"venue": "Nơi khác"})
    first = do_amend_conference(actor, conference.pk, plan, "once", fingerprint(conference))
    assert do_amend_conference(actor, conference.pk, plan, "once", "seen long ago") == first
    assert len(entries(conference)) == 1


def test_somebody_who_may_only_look_changes_nothing(conference, lang_son, make_account):
    plan = AmendmentPlan(told=({"label": "Điểm cầu chính", "before": "", "after": ""},), fields={"venue": "Nơi khác"})
    with pytest.raises(Refusal) as refused:
        do_amend_conference(
            actor_for(make_account("operator", lang_son)), conference.pk, plan, "k", fingerprint(conference)
        )
    assert refused.value.status == 403


def test_nothing_is_changed_where_somebody_changed_the_conference_meanwhile(organiser, conference):
    paper = receive(organiser, POSTPONED)
    _, values = form_of(organiser, paper, conference)
    amend(organiser, HYBRID, conference)
    answer = organiser.post(reverse("paper-amend", args=[paper.pk, conference.pk]), values)
    assert answer.status_code == 409
    assert "đã được người khác sửa" in answer.content.decode()
    conference.refresh_from_db()
    assert conference.start_date == date(2021, 12, 24)
    assert conference.form == "ket_hop"
    assert len(entries(conference)) == 1
    again = re.search(r'name="seen" value="(\w+)"', answer.content.decode())
    assert again
    assert again[1] != values["seen"]


@pytest.mark.parametrize("state", ["running", "closed", "cancelled"])
def test_a_conference_that_runs_or_is_over_is_not_changed_but_the_paper_can_be_kept(organiser, conference, state):
    paper = receive(organiser, POSTPONED)
    _, values = form_of(organiser, paper, conference)
    if state == "cancelled":
        do_cancel(system("test"), conference.pk)
    else:
        Conference.objects.filter(pk=conference.pk).update(state=state)
    address = reverse("paper-amend", args=[paper.pk, conference.pk])
    answer = organiser.post(address, values)
    assert answer.status_code == 409
    conference.refresh_from_db()
    assert conference.start_date == date(2021, 12, 24)
    assert entries(conference) == []
    organiser.post(address, {**values, "action": "attach"})
    paper.refresh_from_db()
    assert (paper.conference, paper.role) == (conference, "belongs")


def test_put_off_without_a_new_day_leaves_the_day_open(organiser, conference):
    amend(organiser, PUT_OFF, conference)
    assert (conference.start_date, conference.start_time) == (None, None)
    assert next(one["after"] for one in conference.amendments.get().changes) == "hoãn, sẽ thông báo sau"
    assert "Chưa định ngày" in organiser.get(reverse("conference", args=[conference.pk])).content.decode()


def test_a_change_of_form_and_place_keeps_the_time(organiser, conference):
    amend(organiser, HYBRID, conference)
    assert conference.form == "ket_hop"
    assert conference.start_date == date(2021, 12, 24)
    assert "Nhà văn hóa tỉnh" in conference.venue
    assert conference.sites.get(is_main=True).venue == conference.venue


def test_an_open_date_is_fixed_by_the_notice_that_goes_by_the_plan(organiser, lang_son):
    plan = PAPER.replace("THÔNG BÁO\nVề việc tổ", "KẾ HOẠCH\nTổ").replace("731/TB", "52/KH")
    plan = re.sub(r"1\. Thời gian: .*", "1. Thời gian: trong tháng 12 năm 2021 (thời gian cụ thể thông báo sau).", plan)
    paper = receive(organiser, plan)
    organiser.post(reverse("paper", args=[paper.pk]), posted_sheet(organiser, paper))
    conference = Conference.objects.get()
    assert conference.start_date is None
    notice = (
        HEAD.format(about=f"thời gian tổ chức {CALL}")
        + """Thực hiện Kế hoạch số 52/KH-UBND ngày 13/12/2021, Ủy ban nhân dân tỉnh thông báo như sau:

1. Thời gian: 01 buổi, bắt đầu từ 13 giờ 30 phút, thứ Năm, ngày 30/12/2021.

2. Các nội dung khác giữ nguyên theo Kế hoạch số 52/KH-UBND."""
        + TAIL
    )
    amend(organiser, notice, conference)
    assert (conference.start_date, conference.start_time) == (date(2021, 12, 30), time(13, 30))


def test_what_is_unticked_is_not_applied(organiser, conference):
    paper = receive(organiser, POSTPONED)
    _, values = form_of(organiser, paper, conference)
    kept = {name: "keep" for name in values if name.startswith("rehearsal-")}
    organiser.post(reverse("paper-amend", args=[paper.pk, conference.pk]), {**values, **kept})
    rehearsals = [f"{clock.local(one.at):%d/%m}" for one in conference.planned_rehearsals.all()]
    assert rehearsals == ["22/12", "23/12"]


def test_a_registration_deadline_and_its_task_go_together(organiser, conference):
    paper = receive(organiser, POSTPONED)
    page, values = form_of(organiser, paper, conference)
    assert page.count("thứ Ba, 21/12/2021") == 1
    (deadline,) = (name for name in values if name.startswith("deadline-"))
    organiser.post(reverse("paper-amend", args=[paper.pk, conference.pk]), {**values, deadline: "move"})
    assert conference.registration_deadlines.get().due_date == date(2021, 12, 28)
    assert conference.tasks.filter(due_date=date(2021, 12, 28)).count() == 1
    assert not conference.tasks.filter(due_date=date(2021, 12, 21)).exists()


def test_nothing_ticked_is_said_to_be_nothing(organiser, conference):
    paper = receive(organiser, POSTPONED)
    _, values = form_of(organiser, paper, conference)
    bare = {name: value for name, value in values.items() if name in {"key", "seen", "action"}}
    answer = organiser.post(reverse("paper-amend", args=[paper.pk, conference.pk]), bare)
    assert answer.status_code == 422
    assert "Không có thay đổi nào được chọn" in answer.content.decode()


def test_a_further_paper_is_brought_from_the_conference_itself(organiser, conference):
    answer = organiser.post(reverse("from-paper"), {"text": POSTPONED, "conference": str(conference.pk)})
    assert re.fullmatch(rf"/papers/\d+/amend/{conference.pk}", answer.url)


HELD = matching.Held(7, CALL, "2021-12-24T08:00", [matching.HeldPaper(1, {**read_text(PAPER).facts})])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (POSTPONED, True),
        (PUT_OFF, True),
        (HYBRID, True),
        (POSTPONED.replace("731/TB-UBND", "732/TB-UBND").replace(CALL, "cuộc họp về thủy lợi"), False),
        (PUT_OFF.replace("ngày 13/12/2021", "ngày 13/12/2020").replace(CALL, "cuộc họp về thủy lợi"), False),
        (PAPER.replace("731/TB-UBND", "801/TB-UBND").replace("24 tháng 12", "30 tháng 12"), False),
    ],
)
def test_which_papers_speak_of_the_conference(text, found):
    reading = read_text(text)
    assert bool(matching.matches(reading.text, reading.facts, [HELD])) == found


def test_of_two_conferences_of_one_name_the_cited_one_is_meant():
    twin = matching.Held(
        8, CALL, "2021-12-24T08:00", [matching.HeldPaper(2, {**HELD.papers[0].facts, "number": "9/TB"})]
    )
    reading = read_text(POSTPONED)
    assert [one.held.pk for one in matching.matches(reading.text, reading.facts, [twin, HELD])] == [7]


def changed_sites(body):
    opening = f"Ngày 13/12/2021, Ủy ban nhân dân tỉnh đã có Thông báo số 731/TB-UBND về việc tổ chức {CALL}.\n\n"
    return HEAD.format(about=f"điều chỉnh điểm cầu {CALL}") + opening + body + TAIL


DROPS = changed_sites("Hội nghị chỉ tổ chức trực tuyến đến cấp huyện, không mở điểm cầu cấp xã.")
ADDS = changed_sites("Ủy ban nhân dân tỉnh bổ sung 203 điểm cầu cấp xã.")


def live(conference, tier):
    return conference.sites.filter(tier=tier, withdrawn_at=None).count()


def test_a_paper_that_drops_a_tier_withdraws_its_sites_and_says_what_follows(organiser, conference):
    assert live(conference, "xa") == 200
    page, values = form_of(organiser, receive(organiser, DROPS), conference)
    assert values["change-tier-drop-xa"] == "on"
    for words in (
        "Bỏ điểm cầu cấp xã",
        "<del>200 điểm cầu</del>",
        "không còn điểm cầu",
        "200 liên kết cấp xã bị thu hồi",
        "12 liên kết và mã PIN giữ nguyên",
    ):
        assert words in page
    kept = list(conference.sites.exclude(tier="xa").values_list("link_key", "version"))
    amend(organiser, DROPS, conference)
    assert live(conference, "xa") == 0
    assert list(conference.sites.exclude(tier="xa").values_list("link_key", "version")) == kept
    assert list(conference.tiers.values_list("tier", flat=True)) == ["tinh", "huyen"]
    assert entries(conference)[-1].data["withdrawn"] == 200
    told = {"label": "Bỏ điểm cầu cấp xã", "before": "200 điểm cầu", "after": "không còn điểm cầu"}
    assert told.items() <= conference.amendments.get().changes[0].items()


def test_a_dropped_tier_can_be_added_again_and_further_sites_are_numbered(organiser, conference):
    amend(organiser, DROPS, conference)
    page, values = form_of(organiser, receive(organiser, ADDS), conference)
    assert values["change-tier-add-xa"] == "on"
    assert "Thêm điểm cầu cấp xã" in page
    assert "203 điểm cầu cấp xã mới có liên kết và mã PIN riêng" in page
    amend(organiser, ADDS, conference)
    assert live(conference, "xa") == 203
    assert conference.sites.filter(tier="xa", is_placeholder=True).count() == 3
    assert "xa" in conference.tiers.values_list("tier", flat=True)
    assert entries(conference)[-1].data["added"]["sites"] == 203


def test_more_sites_of_a_tier_are_added_as_numbered_ones(organiser, conference):
    _, values = form_of(organiser, receive(organiser, ADDS), conference)
    assert values["change-tier-more-xa"] == "on"
    amend(organiser, ADDS, conference)
    assert live(conference, "xa") == 203
    assert conference.sites.filter(is_placeholder=True).count() == 3


def test_a_tier_that_nobody_chose_stays(organiser, conference):
    paper = receive(organiser, DROPS)
    _, values = form_of(organiser, paper, conference)
    values = {name: value for name, value in values.items() if value != "on"}
    answer = organiser.post(reverse("paper-amend", args=[paper.pk, conference.pk]), values)
    assert "Không có thay đổi nào được chọn" in answer.content.decode()
    assert live(conference, "xa") == 200


def test_a_postponement_that_repeats_the_title_changes_no_tier(organiser, conference):
    _, values = form_of(organiser, receive(organiser, POSTPONED), conference)
    assert [name for name in values if name.startswith("change-tier")] == []


@pytest.mark.parametrize(
    ("said", "added", "dropped"),
    [
        ("bổ sung 65 điểm cầu cấp xã", {"xa"}, set()),
        ("Mở rộng hội nghị trực tuyến đến các xã, phường.", {"xa"}, set()),
        ("Không mở điểm cầu cấp xã.", set(), {"xa"}),
        ("Hội nghị chỉ tổ chức trực tuyến đến cấp huyện.", set(), {"xa"}),
        ("Hội nghị chỉ còn 02 cấp: tỉnh và huyện.", set(), {"xa"}),
        ("Bỏ các điểm cầu cấp huyện; cấp xã dự tại điểm cầu tỉnh.", set(), {"huyen"}),
        ("Không tổ chức ăn trưa cho đại biểu cấp xã.", set(), set()),
        ("Bổ sung thành phần: Chủ tịch UBND các xã dự tại điểm cầu cấp xã.", set(), set()),
        ("Chủ tịch UBND tỉnh chỉ đạo các xã chuẩn bị điểm cầu.", set(), set()),
        ("Các điểm cầu không thay đổi.", set(), set()),
    ],
)
def test_which_tiers_a_paper_adds_or_drops(said, added, dropped):
    assert added_tiers(said, "tinh") == added
    assert dropped_tiers(said, "tinh") == dropped


def test_sittings_and_the_deadlines_of_the_registration_move_along(organiser, conference):
    conference.sittings.create(order=0, name="Buổi sáng", date=date(2021, 12, 24), start=time(8, 0))
    due = datetime(2021, 12, 26, 16, 0, tzinfo=VIETNAM)
    Round.objects.create(conference=conference, delegates_due=due)
    page, values = form_of(organiser, receive(organiser, POSTPONED), conference)
    sitting = f"sitting-{conference.sittings.get().pk}"
    assert "Buổi họp: Buổi sáng" in page
    assert values[sitting] == "move"
    assert values["round-delegates_due"] == "keep"  # 26 December is still before the new day
    amend(organiser, POSTPONED, conference, **{"round-delegates_due": "move"})
    assert conference.sittings.get().date == date(2021, 12, 31)
    assert Round.objects.get().delegates_due == datetime(2022, 1, 2, 16, 0, tzinfo=VIETNAM)
    told = [one["label"] for one in conference.amendments.get().changes]
    assert "Buổi họp: Buổi sáng" in told
    assert "Hạn báo danh sách đại biểu" in told


def test_a_sitting_is_never_dropped_by_a_paper(organiser, conference):
    conference.sittings.create(order=0, name="Buổi sáng", date=date(2021, 12, 24), start=time(8, 0))
    sitting = f"sitting-{conference.sittings.get().pk}"
    amend(organiser, POSTPONED, conference, **{sitting: "drop"})
    assert conference.sittings.get().date == date(2021, 12, 24)


def test_a_paper_that_calls_the_meeting_off_says_where_that_is_done(organiser, conference):
    off = changed_sites("Ủy ban nhân dân tỉnh thông báo không tổ chức hội nghị nêu trên.")
    page, _ = form_of(organiser, receive(organiser, off), conference)
    assert "hủy ở trang hội nghị" in page
