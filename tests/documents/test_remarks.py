"""What the reader remarks on: what is wrong, where it stands, what to do; and silence where nothing is wrong."""

from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.documents.intake import Remark, read_text, remarks
from nhipcau.documents.intake.citations import citations, doings
from nhipcau.documents.intake.remarks.agreement import participants, wrong_form
from tests.documents.papers import HEAD, TAIL

EXAMPLES = Path(__file__).parents[2] / "examples"
BODY = """1. Thời gian: 08 giờ 00, thứ Năm, ngày 14/3/2024.
2. Địa điểm: Điểm cầu tỉnh tại Hội trường A; 9 điểm cầu cấp huyện; 105 điểm cầu cấp xã.
3. Thành phần
- Điểm cầu tỉnh: Lãnh đạo Ủy ban nhân dân tỉnh; Giám đốc Sở Nông nghiệp.
- Điểm cầu cấp huyện: Chủ tịch Ủy ban nhân dân huyện.
4. Sở Nông nghiệp gửi báo cáo trước ngày 12/3/2024.
"""


def said(body: str, today: date = date(2024, 3, 2), head: str = HEAD) -> dict[str, Remark]:
    reading = read_text(head + body + TAIL)
    found = remarks(reading, today)
    for one in found:
        if one.start is not None and one.end is not None:
            assert 0 <= one.start < one.end <= len(reading.text)
    return {one.code: one for one in found}


def words_of(body: str, remark: Remark) -> str:
    return read_text(HEAD + body + TAIL).text[remark.start : remark.end]


def test_a_paper_in_order_gets_no_remark() -> None:
    assert said(BODY) == {}


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_our_examples_get_none_on_the_day_they_were_issued(path: Path) -> None:
    reading = read_text(path.read_text("utf-8"))
    assert [one.code for one in remarks(reading, date.fromisoformat(reading.facts["issue_date"]))] == []


def test_a_weekday_that_is_not_the_dates_names_both_days_to_choose_from() -> None:
    body = BODY.replace("thứ Năm", "thứ Ba")
    remark = said(body)["weekday_wrong"]
    assert remark.message == "Văn bản ghi thứ Ba, nhưng ngày 14/03/2024 là thứ Năm."
    assert "thứ Ba, 12/03/2024" in remark.hint
    assert words_of(body, remark) == "thứ Ba, ngày 14/3/2024"
    assert remark.grave


def test_a_weekday_in_brackets_after_a_rehearsal_is_looked_at_too() -> None:
    remark = said(BODY + "Chạy thử đường truyền lúc 15 giờ 00 ngày 13/3/2024 (thứ Hai).\n")["weekday_wrong"]
    assert "13/03/2024 là thứ Tư" in remark.message


def test_totals_are_held_against_the_tiers() -> None:
    remark = said(BODY.replace("cấp xã.", "cấp xã. Toàn tỉnh có 118 điểm cầu."))["totals_differ"]
    assert remark.message == "Văn bản ghi tổng 118 điểm cầu; cộng các cấp 1 + 9 + 105 = 115."
    assert "totals_differ" not in said(BODY.replace("cấp xã.", "cấp xã. Toàn tỉnh có 115 điểm cầu."))


def test_a_deadline_after_the_event_is_told_with_its_words() -> None:
    body = BODY.replace("12/3/2024", "20/3/2024")
    remark = said(body)["deadline_after_start"]
    assert "20/03/2024" in remark.message
    assert "14/03/2024" in remark.message
    assert "báo cáo" in words_of(body, remark)


def test_what_is_to_be_done_after_the_event_may_be_due_after_it() -> None:
    body = BODY + "5. Văn phòng tham mưu ban hành thông báo kết luận trước ngày 20/3/2024.\n"
    assert "deadline_after_start" not in said(body)


def test_past_deadlines_are_told_until_the_day_itself_is_past() -> None:
    assert set(said(BODY, date(2024, 3, 13))) == {"deadline_past"}
    assert set(said(BODY, date(2024, 3, 15))) == {"start_past"}


def test_many_past_deadlines_are_one_remark() -> None:
    more = "".join(f"{n}. Sở Số {n} gửi báo cáo trước ngày 1{n - 5}/3/2024.\n" for n in (5, 6, 7))
    (remark,) = said(BODY + more, date(2024, 3, 13)).values()
    assert remark.message.endswith("và 2 hạn khác đã qua.")


def test_another_hour_for_the_beginning_without_a_date() -> None:
    body = BODY + "5. Hội nghị bắt đầu lúc 7h30, đề nghị các đơn vị chuẩn bị chu đáo.\n"
    remark = said(body)["two_times"]
    assert remark.message == "Có hai thời điểm bắt đầu: 08:00 14/03/2024 và 07:30."
    assert words_of(body, remark) == "7h30"


@pytest.mark.parametrize("words", ["Hội nghị bắt đầu lúc 8h00.", "Chạy thử bắt đầu lúc 7h30.", "Có mặt lúc 7h30."])
def test_an_hour_that_agrees_or_is_of_something_else_is_no_second_beginning(words: str) -> None:
    assert "two_times" not in said(f"{BODY}5. {words}\n")


def test_a_tier_that_no_longer_exists_on_the_day_of_the_meeting() -> None:
    body = BODY.replace("2024", "2026").replace("thứ Năm", "thứ Bảy")
    remark = said(body, date(2026, 3, 2), HEAD.replace("2024", "2026"))["tier_abolished"]
    assert words_of(body, remark) == "cấp huyện"
    assert "tier_abolished" not in said(BODY)


def test_two_times_for_the_same_beginning() -> None:
    body = BODY + "5. Hội nghị khai mạc vào 07 giờ 30 phút ngày 14/3/2024 tại tất cả các điểm cầu.\n"
    remark = said(body)["two_times"]
    assert remark.message == "Có hai thời điểm bắt đầu: 08:00 14/03/2024 và 07:30 14/03/2024."


@pytest.mark.parametrize(
    "words",
    [
        "Chạy thử bắt đầu lúc 15 giờ 00 ngày 13/3/2024.",
        "Hội nghị kết thúc vào lúc 11 giờ 30 ngày 14/3/2024.",
        "Đại biểu có mặt trước 07 giờ 45 ngày 14/3/2024 để hội nghị khai mạc đúng giờ.",
    ],
)
def test_other_times_are_no_second_beginning(words: str) -> None:
    assert "two_times" not in said(f"{BODY}5. {words}\n")


def test_an_invitation_at_short_notice_is_told_unless_it_is_urgent() -> None:
    short = BODY.replace("14/3/2024", "05/3/2024").replace("thứ Năm", "thứ Ba").replace("12/3/2024", "04/3/2024")
    assert "Quyết định 45/2018/QĐ-TTg" in said(short)["short_notice"].message
    assert "short_notice" not in said(short, head="KHẨN\n" + HEAD)


def test_a_saturday_worked_in_exchange_counts_for_the_notice() -> None:
    """26 April 2025 was worked for 2 May: from Thursday to Tuesday three working days, one of them the Saturday."""
    head = HEAD.replace("02 tháng 3 năm 2024", "24 tháng 4 năm 2025")
    body = "1. Thời gian: 8 giờ 00 ngày {}/4/2025.\n2. Địa điểm: điểm cầu tỉnh tại Hội trường A.\n"
    assert "short_notice" not in said(body.format(28), head=head, today=date(2025, 4, 24))
    assert "chỉ có 2 ngày" in said(body.format(26), head=head, today=date(2025, 4, 24))["short_notice"].message


def test_number_and_date_that_are_missing_are_told_with_what_to_do() -> None:
    found = said(BODY, head=HEAD.replace("Số: 12/TB-UBND", "").replace("ngày 02 tháng 3", "ngày    tháng 3"))
    assert {"number_missing", "date_missing"} <= set(found)
    assert all(found[code].hint for code in ("number_missing", "date_missing"))


@pytest.mark.parametrize(
    ("cited", "wrong"),
    [
        ("Kế hoạch số 12/KH-UBND ngày 01/2/2024 của Tỉnh ủy", True),
        ("Kế hoạch số 12-KH/TU, ngày 01/2/2024 của Ủy ban nhân dân tỉnh", True),
        ("Kế hoạch số 12/TB-UBND ngày 01/2/2024 của Ủy ban nhân dân tỉnh", True),
        ("Kế hoạch số 12/KH-HĐND ngày 01/2/2024 của Ủy ban nhân dân tỉnh", True),
        ("Kế hoạch số 12/KH-UBND ngày 01/2/2024 của Ủy ban nhân dân tỉnh", False),
        ("Thông báo số 168-TB/TU, ngày 24/9/2021 của Tỉnh ủy", False),
        ("Báo cáo số 139-BC/ĐĐ, ngày 13/9/2021 của Đảng đoàn HĐND tỉnh", False),
        ("Công văn số 51/HĐND-VP ngày 07/4/2020 của Thường trực HĐND tỉnh", False),
        ("Quyết định số 45/2018/QĐ-TTg ngày 09/11/2018 của Thủ tướng Chính phủ", False),
    ],
)
def test_a_citation_that_is_not_of_its_issuers_form_is_told(cited: str, wrong: bool) -> None:
    assert ("citation_form" in said(f"{BODY}5. Thực hiện {cited}, các đơn vị chuẩn bị.\n")) == wrong


def test_the_papers_own_number_is_held_against_its_issuer() -> None:
    assert wrong_form("58/KH-HĐND", "ke_hoach", "Ủy ban nhân dân tỉnh Mộc Hạ")
    assert not wrong_form("58/KH-UBND", "ke_hoach", "Ủy ban nhân dân tỉnh Mộc Hạ")
    assert "number_form" in said(BODY, head=HEAD.replace("12/TB-UBND", "12-TB/TU"))


def test_a_telephone_number_that_lacks_a_digit() -> None:
    body = BODY + "5. Đầu mối kỹ thuật: ông Lò Văn Thử, điện thoại 0900 000 84.\n"
    remark = said(body)["phone_digits"]
    assert words_of(body, remark) == "0900 000 84"


def test_two_papers_in_one_file_are_told_by_their_numbers() -> None:
    reading = read_text(HEAD + BODY + TAIL + "\n\n" + HEAD.replace("12/TB", "15/TB") + BODY + TAIL)
    (remark,) = (one for one in remarks(reading, date(2024, 3, 2)) if one.code == "two_papers")
    assert remark.message == ("Tệp có hai văn bản: số 12/TB-UBND và số 15/TB-UBND. Hệ thống chỉ đọc văn bản thứ nhất.")
    assert "Tách" in remark.hint


def test_participants_that_contradict_the_plan() -> None:
    plan = read_text(HEAD + BODY + TAIL).facts
    other = read_text(HEAD + BODY.replace("Giám đốc Sở Nông nghiệp", "Trưởng ban Dân tộc") + TAIL)
    (remark,) = participants(other.facts, other.spans, "Kế hoạch số 5/KH-UBND", plan)
    assert "“Trưởng ban Dân tộc”" in remark.message
    assert "“Giám đốc Sở Nông nghiệp”" in remark.message
    same = read_text(HEAD + BODY + TAIL)
    assert list(participants(same.facts, same.spans, "Kế hoạch số 5/KH-UBND", plan)) == []


def test_citations_come_with_number_date_and_issuer() -> None:
    text = "Thực hiện Thông báo số 168-TB/TU, ngày 24/9/2021 của Tỉnh ủy; thay Giấy mời số 98/GM-UBND.\nĐề nghị"
    first, second = citations(text)
    assert (first.number, first.day, first.issuer, first.followed) == (
        "168-TB/TU",
        date(2021, 9, 24),
        "Tỉnh ủy",
        True,
    )
    assert (second.number, second.kind, second.followed) == ("98/GM-UBND", "giay_moi", False)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("UBND tỉnh dời cuộc họp nêu trên sang 08 giờ 00 ngày 12/9/2025", {"postpone"}),
        ("thông báo hoãn Hội nghị nói trên; thời gian sẽ thông báo sau", {"postpone"}),
        ("chuyển Hội nghị trên từ hình thức họp trực tiếp sang hình thức họp trực tuyến", {"form"}),
        ("thay đổi địa điểm họp", {"place"}),
        ("Sở Y tế không trì hoãn việc cấp phát thuốc", set()),
        ("tổ chức hội nghị trực tuyến", set()),
    ],
)
def test_what_a_paper_does_to_an_earlier_call(text: str, done: set[str]) -> None:
    assert set(doings(text)) == done


def test_a_table_of_thousands_of_weekdays_and_deadlines_is_remarked_on_in_a_moment() -> None:
    row = "| {n} | Chuẩn bị báo cáo số {n}, thứ Hai | Sở Nội vụ | Trước ngày {day:02}/3/2024 |"
    head = "| TT | Nội dung công việc | Đơn vị chủ trì | Thời gian hoàn thành |"
    table = "\n".join([head, *(row.format(n=n, day=n % 28 + 1) for n in range(3000))])
    began = process_time()
    reading = read_text(f"{HEAD}{BODY}\nPHÂN CÔNG\n\n{table}\n{TAIL}")
    assert len(reading.facts["tasks"]) > 1000
    found = remarks(reading, date(2024, 3, 2))
    assert process_time() - began < 8  # it grows with the length, not with its square
    assert len([one for one in found if one.code == "deadline_after_start"]) == 6
    assert "hạn khác sau ngày họp" in [one for one in found if one.code == "deadline_after_start"][-1].message


PIECES = st.sampled_from(
    [
        "thứ Hai",
        "Chủ nhật",
        "ngày 31/02/2024",
        "ngày 14/3/2024",
        "08 giờ 00",
        "Toàn tỉnh có 9.999 điểm cầu",
        "Kế hoạch số 12/KH-UBND của Tỉnh ủy",
        "theo Kế hoạch số 5/KH-UBND",
        "hoãn hội nghị sang",
        "khai mạc vào",
        "điện thoại 0900 000",
        "\n",
        ". ",
        "; ",
        "của ",
        "số ",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=25).map(" ".join), st.booleans())
def test_any_text_can_be_remarked_on_and_every_remark_stands_within_it(words: str, framed: bool) -> None:
    reading = read_text(HEAD + BODY + words + TAIL if framed else words)
    found = remarks(reading, date(2024, 3, 9), [("Kế hoạch số 5/KH-UBND", read_text(HEAD + BODY + TAIL).facts)])
    for one in found:
        assert one.message
        assert (one.start is None) == (one.end is None)
        assert one.start is None or one.end is None or 0 <= one.start < one.end <= len(reading.text)
    for cited in citations(reading.text):
        assert 0 <= cited.start < cited.end <= len(reading.text)
    doings(reading.text)
