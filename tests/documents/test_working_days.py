"""Working days: weekends, holidays and Tết are none; Saturdays worked in exchange are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.documents.intake.working_days import (
    is_working_day,
    working_days,
    working_days_after,
    working_days_before,
)
from tests.documents.papers import notice

DAYS = st.dates(date(2018, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("issued", "meeting", "days"),
    [
        (date(2024, 3, 11), date(2024, 3, 14), 3),
        (date(2024, 3, 8), date(2024, 3, 12), 2),
        (date(2024, 2, 7), date(2024, 2, 15), 1),  # Tết: 8 to 14 February are no working days
        (date(2024, 4, 29), date(2024, 5, 3), 2),  # 30 April, 1 May
    ],
)
def test_working_days_leave_out_weekends_and_holidays(issued: date, meeting: date, days: int) -> None:
    assert working_days(issued, meeting) == days


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 5, 4), True),  # a Saturday worked for 29 April
        (date(2024, 4, 29), False),
        (date(2025, 4, 26), True),
        (date(2025, 5, 2), False),
        (date(2026, 1, 2), False),
        (date(2026, 1, 10), True),
        (date(2026, 8, 31), False),
        (date(2026, 8, 22), True),
        (date(2026, 8, 29), False),  # any other Saturday
        (date(2025, 1, 27), False),  # the 28th of the last lunar month
        (date(2025, 1, 31), False),
        (date(2025, 2, 3), True),
        (date(2026, 2, 16), False),
        (date(2026, 2, 23), True),
        (date(2026, 4, 27), False),  # Hùng Kings' day fell on a Sunday
    ],
)
def test_days_of_the_official_calendar(day: date, works: bool) -> None:
    assert is_working_day(day) is works


@given(DAYS, st.integers(1, 15))
def test_counting_back_undoes_counting(day: date, number: int) -> None:
    before = working_days_before(day, number)
    assert is_working_day(before)
    assert working_days(before, day) in (number, number - 1)  # the day itself may be none
    assert working_days(before, day) == number - (not is_working_day(day))


def test_a_deadline_so_many_working_days_before_leaves_tet_out() -> None:
    """The meeting on 6 February 2025: three working days before are 5, 4 and 3 February, Tết ends on the 31st."""
    body = "1. Thời gian: 8 giờ 00 ngày 06/02/2025.\n\n2. Sở Nội vụ gửi báo cáo trước hội nghị 04 ngày làm việc.\n"
    assert [task["due"] for task in notice(body)["tasks"]] == ["2025-01-24"]


@given(DAYS, st.integers(1, 15))
def test_counting_on_ends_on_the_day_by_which_so_many_have_been_worked(day: date, number: int) -> None:
    last = working_days_after(day, number)
    days = [date.fromordinal(n) for n in range(day.toordinal() + 1, last.toordinal() + 1)]
    assert is_working_day(last)
    assert sum(map(is_working_day, days)) == number


@given(DAYS, st.integers(1, 15), st.integers(0, 6))
def test_a_later_meeting_never_has_an_earlier_deadline(day: date, number: int, more: int) -> None:
    later = date.fromordinal(day.toordinal() + more)
    assert working_days_before(day, number) <= working_days_before(later, number)
    assert working_days_after(day, number) <= working_days_after(later, number)


@given(st.sampled_from([date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)]))
def test_a_saturday_worked_in_exchange_counts_and_the_day_it_was_exchanged_for_does_not(saturday: date) -> None:
    monday = date.fromordinal(saturday.toordinal() + 2)
    assert working_days_before(monday, 1) == saturday
    assert working_days_after(date.fromordinal(saturday.toordinal() - 1), 1) == saturday
