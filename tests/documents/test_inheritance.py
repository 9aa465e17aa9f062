"""What a paper takes over from the plan that it goes by, and how that is shown; co-operating bodies; what is left."""

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.conferences.models import Conference
from nhipcau.documents import cooperation, leftovers
from nhipcau.documents.inheritance import Parent, inherited
from nhipcau.documents.intake import read_text
from nhipcau.documents.models import ReceivedPaper
from tests.documents.papers import HEAD, TAIL
from tests.documents.test_pages import PAPER, posted_sheet, receive

NOTICE = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 15/GM-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lạng Sơn, ngày 10 tháng 1 năm 2022

GIẤY MỜI
Dự họp trực tuyến về phòng, chống rét cho cây trồng

Ủy ban nhân dân tỉnh mời họp trực tuyến về phòng, chống rét cho cây trồng như sau:

1. Thời gian: 08 giờ 00, thứ Hai, ngày 17/01/2022.

2. Địa điểm: Điểm cầu tỉnh tại Phòng họp số 2.

3. Thành phần
- Điểm cầu tỉnh: Giám đốc Sở Nông nghiệp.
- Điểm cầu cấp huyện: theo Thông báo số 731/TB-UBND ngày 13/12/2021 của Ủy ban nhân dân tỉnh.

Nơi nhận:
- Như trên;
- Lưu: VT.

TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Lộc Thị Thí Dụ
"""


@pytest.fixture
def organiser(lang_son, make_account):
    client = Client()
    client.force_login(make_account("organiser", lang_son))
    return client


@pytest.fixture
def first(organiser):
    paper = receive(organiser)
    organiser.post(reverse("paper", args=[paper.pk]), posted_sheet(organiser, paper))
    return Conference.objects.get()


def test_participants_that_point_to_a_plan_are_the_plans(organiser, first):
    paper = receive(organiser, NOTICE)
    page = organiser.get(reverse("paper", args=[paper.pk])).content.decode()
    assert "Trưởng các phòng chuyên môn" in page
    assert "Lấy theo Thông báo số 731/TB-UBND ngày 13/12/2021" in page


def test_what_was_taken_over_arrives_in_the_conference_and_says_so(organiser, first):
    paper = receive(organiser, NOTICE)
    organiser.post(reverse("paper", args=[paper.pk]), posted_sheet(organiser, paper))
    made = Conference.objects.latest("pk")
    assert made != first
    rows = made.particulars.filter(kind="participant", tier="huyen")
    assert {row.inherited for row in rows} == {"Thông báo số 731/TB-UBND ngày 13/12/2021"}
    assert all(row.source_paper is None for row in rows)
    assert made.contacts.count() == first.contacts.count() > 0
    page = organiser.get(reverse("conference", args=[made.pk])).content.decode()
    assert "theo Thông báo số 731/TB-UBND ngày 13/12/2021" in page
    paper.refresh_from_db()
    assert paper.corrected_keys == []  # nobody corrected anything: it was taken over


def test_what_the_paper_says_itself_is_not_taken_over():
    parent = Parent(1, read_text(PAPER).facts)
    reading = read_text(NOTICE)
    taken = inherited(reading.text, reading.facts, [parent])
    assert taken["participants"]["value"][0] == {"tier": "tinh", "items": ["Giám đốc Sở Nông nghiệp"]}
    assert "start" not in taken
    assert "venue_main" not in taken
    assert inherited(reading.text.replace("theo Thông báo", "thay Thông báo"), reading.facts, [parent]) == {}


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("chủ trì, phối hợp với Sở Tài chính, Công an tỉnh hoàn thiện báo cáo", ["Sở Tài chính", "Công an tỉnh"]),
        ("Phối hợp với Viễn thông Lạng Sơn bảo đảm đường truyền", ["Viễn thông Lạng Sơn"]),
        (
            "phối hợp với Văn phòng UBND tỉnh và các cơ quan liên quan chuẩn bị tài liệu",
            ["Văn phòng UBND tỉnh", "các cơ quan liên quan"],
        ),
        ("phối hợp chặt chẽ với các sở, ngành, địa phương để tổ chức", ["các sở", "ngành", "địa phương"]),
        ("chuẩn bị báo cáo; phối hợp thực hiện", []),
        ("kiểm tra đường truyền", []),
    ],
)
def test_bodies_named_to_work_with_the_one_who_leads(words, named):
    assert cooperation.bodies(words) == named


def test_a_task_arrives_with_the_bodies_named_to_work_with_its_lead(first):
    assert {task.cooperating for task in first.tasks.all()} == {"", "Viễn thông Lạng Sơn"}


def test_sentences_of_which_nothing_was_read_are_kept_as_notes(organiser):
    words = "Đại biểu mặc lễ phục gọn gàng, đeo phù hiệu của cơ quan trong suốt buổi"
    text = PAPER.replace("V. ĐẦU MỐI LIÊN HỆ", f"{words}.\n\nV. ĐẦU MỐI LIÊN HỆ")
    paper = receive(organiser, text)
    organiser.post(reverse("paper", args=[paper.pk]), posted_sheet(organiser, paper))
    conference = Conference.objects.get()
    told = [row.text for rows in (conference.particulars.all(),) for row in rows]
    told += [task.action for task in conference.tasks.all()]
    assert any(words in one for one in told)
    note = conference.particulars.filter(kind="note").first()
    assert note is None or paper.text[note.source_start : note.source_end] == note.text


def test_nothing_read_leaves_every_sentence_and_headings_are_none():
    text = read_text(HEAD + "I. MỤC ĐÍCH\n\nHội nghị nhìn lại công tác trồng rừng của cả năm.\n" + TAIL).text
    assert [text[start:end] for start, end in leftovers.unread(text, [])] == [
        "Hội nghị nhìn lại công tác trồng rừng của cả năm."
    ]


def test_those_addressed_are_kept(organiser):
    text = "Kính gửi:\n- Sở Nông nghiệp;\n- UBND các huyện.\n\nThực hiện kế hoạch, mời họp."
    assert [text[start:end] for start, end in leftovers.addressees(text)] == ["Sở Nông nghiệp", "UBND các huyện"]
    alone = "Kính gửi: Viễn thông tỉnh.\n\n- Không phải nơi gửi."
    assert [alone[start:end] for start, end in leftovers.addressees(alone)] == ["Viễn thông tỉnh"]


def test_a_correction_remembers_who_when_and_what_had_been_read(organiser):
    paper = receive(organiser)
    read = paper.facts["venue_main"]
    values = posted_sheet(organiser, paper, action="keep", venue_main="Nhà văn hóa", **{"tasks-0-assignee": "Sở Y tế"})
    organiser.post(reverse("paper", args=[paper.pk]), values)
    paper.refresh_from_db()
    assert paper.corrections["venue_main"]["was"] == read
    assert paper.corrections["venue_main"]["by"]
    page = " ".join(organiser.get(reverse("paper", args=[paper.pk])).content.decode().split())
    assert f"Hệ thống đã đọc: <del>{read}</del>" in page
    assert f"{paper.corrections['venue_main']['by']} sửa lúc" in page
    assert page.count("Hệ thống đã đọc:") == 2  # of many tasks only the one that was changed
    organiser.post(reverse("paper", args=[paper.pk]), posted_sheet(organiser, paper))
    text = organiser.get(reverse("paper-text", args=[paper.pk])).content.decode()
    assert read in text
    assert "Nhà văn hóa" in text


def test_who_corrected_first_stays_its_corrector(organiser):
    paper = receive(organiser)
    organiser.post(
        reverse("paper", args=[paper.pk]), posted_sheet(organiser, paper, action="keep", venue_main="Nhà văn hóa")
    )
    once = ReceivedPaper.objects.get(pk=paper.pk).corrections["venue_main"]
    organiser.post(reverse("paper", args=[paper.pk]), posted_sheet(organiser, paper, action="keep", number="9/TB-UBND"))
    twice = ReceivedPaper.objects.get(pk=paper.pk).corrections
    assert twice["venue_main"] == once
    assert set(twice) == {"venue_main", "number"}


def test_an_uncertain_fact_that_was_found_right_is_uncertain_no_more(organiser):
    from nhipcau.documents import desk

    paper = receive(organiser, PAPER.replace("thứ Sáu, ngày 24", "thứ Hai, ngày 24"))
    weak = desk.lay_out(paper).weak
    assert weak
    values = posted_sheet(organiser, paper, action="keep", **{f"ok-{weak[0].row.name}": "on"})
    organiser.post(reverse("paper", args=[paper.pk]), values)
    paper.refresh_from_db()
    assert [one.row.name for one in desk.lay_out(paper).weak] == [one.row.name for one in weak[1:]]
    assert "Đã xem, đúng" in organiser.get(reverse("paper", args=[paper.pk])).content.decode()


def test_the_page_tells_participants_that_contradict_the_plan(organiser, first):
    against = NOTICE.replace(
        "theo Thông báo số 731/TB-UBND ngày 13/12/2021 của Ủy ban nhân dân tỉnh.", "Hạt trưởng Hạt Kiểm lâm."
    ).replace("1. Thời gian:", "Thực hiện Thông báo số 731/TB-UBND ngày 13/12/2021.\n\n1. Thời gian:")
    paper = receive(organiser, against)
    page = organiser.get(reverse("paper", args=[paper.pk])).content.decode()
    assert "Thành phần cấp huyện khác Thông báo số 731/TB-UBND ngày 13/12/2021" in page
    assert "“Hạt trưởng Hạt Kiểm lâm”" in page
