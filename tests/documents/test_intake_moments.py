"""Dates and hours in the forms offices write them."""

from datetime import date

import pytest

from nhipcau.documents.intake.moments import Calendar, days_in, hours_in, moments_in

MARCH = Calendar(date(2024, 3, 2), None)


@pytest.mark.parametrize(
    ("printed", "hour"),
    [
        ("7g30", "07:30"),
        ("07h30", "07:30"),
        ("7h30'", "07:30"),
        ("7 giờ 30 phút", "07:30"),
        ("07 giờ 30", "07:30"),
        ("08 giờ 00'", "08:00"),
        ("16h", "16:00"),
        ("13:30", "13:30"),
        ("2 giờ chiều", "14:00"),
        ("7 giờ tối", "19:00"),
        ("8 giờ sáng", "08:00"),
    ],
)
def test_hours(printed: str, hour: str) -> None:
    assert [h.at.strftime("%H:%M") for h in hours_in(f"bắt đầu từ {printed}, ngày 05/3/2024")] == [hour]


@pytest.mark.parametrize("text", ["25 giờ 00", "8 gói", "12 hộ", "tỷ lệ 3:1 người"])
def test_what_is_no_hour(text: str) -> None:
    assert hours_in(text) == []


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("ngày 05/3/2024", date(2024, 3, 5)),
        ("ngày 05-3-2024", date(2024, 3, 5)),
        ("05.3.2024", date(2024, 3, 5)),
        ("ngày 5 tháng 3 năm 2024", date(2024, 3, 5)),
        ("ngày 05 tháng 3, năm 2024", date(2024, 3, 5)),
        ("ngày 14/4", date(2024, 4, 14)),
        ("thứ Sáu, 15/3", date(2024, 3, 15)),
    ],
)
def test_days(printed: str, day: date) -> None:
    assert [d.first for d in days_in(f"họp {printed} tại xã", MARCH)] == [day]


@pytest.mark.parametrize("text", ["ngày 31/02/2024", "tỷ lệ 3/5", "Số 12/2024", "ngày 40 tháng 3 năm 2024"])
def test_what_is_no_day(text: str) -> None:
    assert days_in(text, MARCH) == []


def test_year_turns_over_for_a_paper_of_december() -> None:
    december = Calendar(date(2024, 12, 20), None)
    assert days_in("ngày 05/01", december)[0].first == date(2025, 1, 5)


def test_no_year_no_date() -> None:
    assert days_in("ngày 05/01", Calendar(None, None)) == []


def test_a_range_has_two_ends() -> None:
    (day,) = days_in("từ ngày 19 đến ngày 22/11/2024", MARCH)
    assert (day.first, day.last) == (date(2024, 11, 19), date(2024, 11, 22))


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("07h30, thứ Ba, ngày 05/3/2024", ["2024-03-05T07:30"]),
        ("ngày 05/3/2024, bắt đầu lúc 7 giờ 30 phút", ["2024-03-05T07:30"]),
        ("14h00 và 16h00 ngày 11/3/2024", ["2024-03-11T14:00", "2024-03-11T16:00"]),
        ("15h00 ngày 11/3/2024 và trước 07h00 ngày 12/3/2024", ["2024-03-11T15:00", "2024-03-12T07:00"]),
        ("ngày 05/3/2024. Sau đó ăn trưa và nghỉ đến 13h30", ["2024-03-05"]),
    ],
)
def test_hours_find_their_day(text: str, moments: list[str]) -> None:
    assert [m.iso for m in moments_in(text, MARCH)] == moments
