"""From the paper to the conference, through the pages."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from nhipcau.conferences.models import Conference
from nhipcau.documents import desk, examples, originals, places
from nhipcau.documents.models import ReceivedPaper

EXAMPLES = Path(__file__).parents[2] / "examples"
PAPER = (EXAMPLES / "thong-bao-giao-ban.txt").read_text("utf-8")


@pytest.fixture
def organiser(lang_son, make_account):
    client = Client()
    client.force_login(make_account("organiser", lang_son))
    return client


def posted_sheet(client, paper, **changes):
    """What a browser would post from the page of that paper, with changes."""
    from html.parser import HTMLParser

    class Form(HTMLParser):
        def __init__(self):
            super().__init__()
            self.values, self._area, self._select = {}, None, None

        def handle_starttag(self, tag, attributes):
            a = dict(attributes)
            name = a.get("name", "")
            if tag == "input" and name:
                if a.get("type") == "checkbox":
                    if "checked" in a:
                        self.values[name] = "on"
                else:
                    self.values[name] = a.get("value", "")
            elif tag == "textarea" and name:
                self._area, self.values[name] = name, ""
            elif tag == "select":
                self._select = name
            elif tag == "option" and self._select and ("selected" in a or self._select not in self.values):
                self.values[self._select] = a["value"]

        def handle_endtag(self, tag):
            if tag == "textarea":
                self._area = None
            elif tag == "select":
                self._select = None

        def handle_data(self, data):
            if self._area:
                self.values[self._area] += data

    form = Form()
    form.feed(client.get(reverse("paper", args=[paper.pk])).content.decode())
    return {**form.values, "action": "confirm", **changes}


def receive(client, text=PAPER):
    answer = client.post(reverse("from-paper"), {"text": text})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return ReceivedPaper.objects.get(pk=int(answer.url.rsplit("/", 1)[1]))


def test_a_pasted_paper_becomes_a_conference_with_its_sites(organiser):
    paper = receive(organiser)
    answer = organiser.post(reverse("paper", args=[paper.pk]), posted_sheet(organiser, paper))
    conference = Conference.objects.get()
    assert answer.url == reverse("conference", args=[conference.pk])
    assert conference.sites.count() == 212
    page = organiser.get(answer.url).content.decode()
    for words in ("Xã Quảng Lạc", conference.title, conference.venue):
        assert words in page


def test_what_was_shown_comes_back_as_it_was_read(organiser):
    paper = receive(organiser)
    organiser.post(reverse("paper", args=[paper.pk]), posted_sheet(organiser, paper))
    paper.refresh_from_db()
    assert paper.corrected_keys == []
    assert originals.read(paper.sha256) == PAPER.encode()


def test_nothing_the_paper_says_is_dropped(organiser):
    paper = receive(organiser)
    organiser.post(reverse("paper", args=[paper.pk]), posted_sheet(organiser, paper))
    page = organiser.get(reverse("conference", args=[Conference.objects.get().pk])).content.decode()
    facts = paper.facts
    told = [
        *(item for entry in facts["participants"] for item in entry["items"]),
        *(task["action_summary"] for task in facts["tasks"]),
        *(one for contact in facts["contacts"] if contact["phone"] for one in contact["phone"].split("; ")),
        *facts["recipients"],
        *facts["materials"],
        *facts["press"],
        *(moment for moment in [facts["end_or_duration"]] if moment),
    ]
    assert len(told) > 15
    assert [words for words in told if escape(words) not in page] == []


def test_a_corrected_value_is_remembered_as_corrected_by_a_person(organiser):
    paper = receive(organiser)
    organiser.post(
        reverse("paper", args=[paper.pk]),
        posted_sheet(organiser, paper, venue_main="Phòng họp số 3", start="14:30 02/01/2022"),
    )
    paper.refresh_from_db()
    assert set(paper.corrected_keys) == {"venue_main", "start"}
    conference = Conference.objects.get()
    assert (conference.venue, f"{conference.start_date} {conference.start_time:%H:%M}") == (
        "Phòng họp số 3",
        "2022-01-02 14:30",
    )


def test_confirming_twice_makes_one_conference(organiser):
    paper = receive(organiser)
    sheet = posted_sheet(organiser, paper)
    first = organiser.post(reverse("paper", args=[paper.pk]), sheet)
    second = organiser.post(reverse("paper", args=[paper.pk]), {**sheet, "key": "another"})
    assert first.url == second.url
    assert Conference.objects.count() == 1


def test_the_same_paper_twice_is_one_paper(organiser):
    assert receive(organiser) == receive(organiser)


def test_corrections_can_be_kept_for_later(organiser):
    paper = receive(organiser)
    organiser.post(
        reverse("paper", args=[paper.pk]), posted_sheet(organiser, paper, action="keep", venue_main="Nhà văn hóa")
    )
    assert "Nhà văn hóa" in organiser.get(reverse("paper", args=[paper.pk])).content.decode()
    assert not Conference.objects.exists()


def test_a_date_nobody_understands_is_said_and_all_that_was_typed_stays(organiser):
    paper = receive(organiser)
    answer = organiser.post(
        reverse("paper", args=[paper.pk]), posted_sheet(organiser, paper, start="sáng mai", venue_main="Nhà văn hóa")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“sáng mai” không phải ngày giờ" in page
    assert 'value="sáng mai"' in page
    assert "Nhà văn hóa" in page
    assert not Conference.objects.exists()


def test_every_fact_with_a_place_is_lit_and_joined_to_its_row(organiser):
    paper = receive(organiser)
    page = organiser.get(reverse("paper", args=[paper.pk])).content.decode()
    lit = set(re.findall(r'id="m(\d+)"', page))
    told = set(re.findall(r'href="#m(\d+)"', page))
    assert lit
    assert told == lit
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(
    ("given", "code"),
    [({"text": "  "}, "Chưa có văn bản nào"), ({"file": ("x.docx", b"not a zip at all")}, "")],
)
def test_what_cannot_be_read_is_said_and_not_kept(organiser, given, code):
    from django.core.files.uploadedfile import SimpleUploadedFile

    if "file" in given:
        given = {"file": SimpleUploadedFile(*given["file"])}
    answer = organiser.post(reverse("from-paper"), given)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert code in answer.content.decode()
    assert not ReceivedPaper.objects.exists()


def test_pasted_text_that_is_refused_stays_in_its_box(organiser):
    text = "Từ này lặp lại. " * 300_000
    answer = organiser.post(reverse("from-paper"), {"text": text})
    assert answer.status_code == 422
    assert "Từ này lặp lại." in answer.content.decode()


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.iterdir() if path.suffix in {".txt", ".docx"}))
def test_every_example_paper_can_be_tried(organiser, name):
    answer = organiser.post(reverse("from-paper"), {"example": name})
    assert answer.status_code == 302
    assert organiser.get(answer.url).status_code == 200


def test_every_example_paper_is_offered_by_its_title(organiser):
    page = organiser.get(reverse("from-paper")).content.decode()
    titles = [example.title for example in examples.offered()]
    assert len(set(titles)) == len(titles)
    for example in examples.offered():
        assert Path(example.name).stem not in example.title
        assert f"{example.title}</span>" in page


def test_uncertain_facts_can_be_gone_through_one_after_the_other_to_the_button(organiser):
    paper = receive(organiser, (EXAMPLES / "ke-hoach-so-ket.txt").read_text("utf-8"))
    page = organiser.get(reverse("paper", args=[paper.pk])).content.decode()
    weak = desk.lay_out(paper).weak
    ways = [*(f"#{one.control}" for one in weak), "#lap"]
    links = re.findall(r'<a href="(#(?:i-[^"]+|lap))"', page)
    assert len(weak) > 1
    assert links == ways
    for way in ways:
        assert page.count(f'id="{way[1:]}"') == 1


def test_the_bar_says_what_confirming_makes(organiser):
    paper = receive(organiser)
    page = " ".join(organiser.get(reverse("paper", args=[paper.pk])).content.decode().split())
    made = "họp 08:00 24/12/2021, 212 điểm cầu (1 cấp tỉnh + 11 cấp huyện + 200 cấp xã), 6 nhiệm vụ, 2 buổi chạy thử."
    assert f"Sẽ tạo: {made} Chưa gửi gì cho ai." in page


def test_a_paper_is_seen_by_its_uploader_alone_until_the_conference_exists(organiser, lang_son, make_account):
    paper = receive(organiser)
    other = Client()
    other.force_login(make_account("organiser", lang_son))
    assert other.get(reverse("paper", args=[paper.pk])).status_code == 404
    organiser.post(reverse("paper", args=[paper.pk]), posted_sheet(organiser, paper))
    assert other.get(reverse("paper-original", args=[paper.pk])).status_code == 200


def test_counts_without_units_lead_to_naming(organiser):
    text = PAPER.replace("Lạng Sơn", "Phú Bình").replace("LẠNG SƠN", "PHÚ BÌNH")
    paper = receive(organiser, text)
    assert "Danh mục chưa có các đơn vị" in organiser.get(reverse("paper", args=[paper.pk])).content.decode()
    organiser.post(reverse("paper", args=[paper.pk]), posted_sheet(organiser, paper))
    conference = Conference.objects.get()
    waiting = conference.sites.filter(is_placeholder=True).count()
    assert waiting > 0
    assert (
        f"Đặt tên cho {waiting} điểm cầu" in organiser.get(reverse("conference", args=[conference.pk])).content.decode()
    )


def test_a_removed_task_does_not_move_the_marks_of_the_others(organiser):
    paper = receive(organiser)
    values = posted_sheet(organiser, paper, action="keep")
    for part in ("assignee", "action_summary", "due"):
        values[f"tasks-0-{part}"] = ""
    organiser.post(reverse("paper", args=[paper.pk]), values)
    paper.refresh_from_db()
    numbers = {
        row.row.inputs[2].value: row.numbers
        for _, rows in desk.lay_out(paper).groups
        for row in rows
        if row.row.key == "tasks" and row.numbers
    }
    tasks = [place for place in places.number_places(paper.spans, len(paper.text)) if place.key == "tasks"]
    located = {place.number: place for place in tasks}
    for action, of_row in numbers.items():
        assert {paper.facts["tasks"][located[number].index]["action_summary"] for number in of_row} == {action}
    assert len(numbers) == len(paper.facts["tasks"]) - 1


def a_scan() -> bytes:
    """A PDF with a page and no letters on it."""
    from io import BytesIO

    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(file := BytesIO())
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("quet.pdf", a_scan, "bản chụp"),
        ("hong.pdf", lambda: b"%PDF-1.4 broken", "PDF"),
        ("anh.jpg", lambda: b"\xff\xd8\xff", "Không nhận loại tệp"),
        ("rong.txt", lambda: b"", "Tệp rỗng"),
    ],
)
def test_a_file_that_is_no_paper_is_said_to_be_none(organiser, name, data, told):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = organiser.post(reverse("from-paper"), {"file": SimpleUploadedFile(name, data())})
    page = answer.content.decode()
    assert answer.status_code == 422
    alert = page.partition('role="alert"')[2].partition("</div>")[0]
    assert told.lower() in alert.lower()
    assert re.search(r"(?i)không (?:được )?lưu|chưa (?:được )?lưu|nothing", alert)
    assert "<p>" in alert  # what to do
    assert not ReceivedPaper.objects.exists()


def test_two_papers_in_one_file_are_said_to_be_two(organiser):
    paper = receive(organiser, f"{PAPER}\n\n{PAPER.replace('731/TB-UBND', '812/TB-UBND')}")
    page = organiser.get(reverse("paper", args=[paper.pk])).content.decode()
    assert "Tệp có hai văn bản: số 731/TB-UBND và số 812/TB-UBND." in page
    assert "Tách văn bản thứ hai" in page


def test_a_text_that_convenes_nothing_is_said_to_convene_nothing(organiser):
    paper = receive(organiser, "Danh sách mua sắm: gạo, muối, dầu ăn và mười quả trứng cho bữa tối nay.")
    page = organiser.get(reverse("paper", args=[paper.pk])).content.decode()
    assert "không triệu tập cuộc họp nào" in page


def test_a_long_paper_is_laid_out_as_pages(organiser):
    short = organiser.get(reverse("paper", args=[receive(organiser).pk])).content.decode()
    assert short.count('class="page-number"') == 1
    lines = [places.Line("text", (places.Piece("a" * 60),)) for _ in range(100)]
    pages = places.pages(lines, above=3)
    assert [len(page) for page in pages] == [39, 42, 19]
    assert [line for page in pages for line in page] == lines


def test_a_table_of_hundreds_of_rows_can_be_confirmed(organiser):
    head = "| TT | Nội dung công việc | Đơn vị chủ trì | Thời gian hoàn thành |"
    rows = "\n".join(f"| {n} | Chuẩn bị báo cáo số {n} | Sở Số {n} | Trước ngày 20/12/2021 |" for n in range(400))
    paper = receive(organiser, PAPER.replace("V. ĐẦU MỐI", f"V. PHÂN CÔNG\n\n{head}\n{rows}\n\nVI. ĐẦU MỐI"))
    values = posted_sheet(organiser, paper)
    assert len(values) > 1000  # more than Django takes unless it is told to
    answer = organiser.post(reverse("paper", args=[paper.pk]), values)
    assert answer.status_code == 302
    assert Conference.objects.get().tasks.count() >= 400


VNI = (
    "UÛY BAN NHAÂN DAÂN TÆNH LAÏNG SÔN\nSoá: 12/TB-UBND\n\nTHOÂNG BAÙO\nVeà vieäc toå chöùc Hoäi nghò tröïc tuyeán "
    "veà troàng röøng\n\n1. Thôøi gian: 8 giôø 00 ngaøy 15/3/2024.\n"
)


def test_a_paper_of_an_old_encoding_says_that_it_was_converted_as_long_as_it_is_checked(organiser):
    paper = receive(organiser, VNI)
    said = "Văn bản gõ bằng bảng mã cũ VNI"
    assert said in organiser.get(reverse("paper", args=[paper.pk])).content.decode()
    organiser.post(reverse("paper", args=[paper.pk]), {**posted_sheet(organiser, paper), "action": "keep"})
    page = organiser.get(reverse("paper", args=[paper.pk])).content.decode()
    assert said in page
    assert "Hội nghị trực tuyến về trồng rừng" in page
