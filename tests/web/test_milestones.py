"""The marks of a conference say what is due, by whom, and each thing once, by the day that holds."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.conferences.plan import PlannedDeadline, PlannedTask
from nhipcau.preparation.models import Round
from nhipcau.preparation.overview import overviews
from nhipcau.web.pages.home.late import late_of
from nhipcau.web.pages.home.line import marks
from nhipcau.web.pages.milestones import briefly, milestones
from tests.support.conferences import make_conference

LISTS = "Lập danh sách đại biểu, gửi Sở Nội vụ trước 16 giờ 00 ngày 21/12/2021 (qua hộp thư hop@example.vn)"


def titles(found) -> list[str]:
    return [one.title for one in milestones(found, [])]


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (
            "Chuẩn bị báo cáo trình bày tại Hội nghị, gửi Văn phòng trước ngày 20/12/2021",
            "chuẩn bị báo cáo trình bày tại Hội nghị",
        ),
        ("Bảo đảm nguồn điện; có máy phát dự phòng.", "bảo đảm nguồn điện"),
        ("UBND huyện bố trí phòng họp.", "UBND huyện bố trí phòng họp"),
        ("gửi báo cáo trước 15/11", "gửi báo cáo"),
        ("", ""),
        (
            "Bố trí phòng họp, màn hình, đường truyền dự phòng tại điểm cầu cấp huyện và hướng dẫn cấp xã",
            "bố trí phòng họp, màn hình, đường truyền dự phòng tại điểm…",
        ),
    ],
)
def test_a_task_is_told_by_its_deed_alone(action: str, said: str) -> None:
    assert briefly(action) == said


@given(st.text(max_size=300))
def test_what_is_told_of_any_task_is_short_and_on_one_line(action: str) -> None:
    said = briefly(action)
    assert len(said) <= 60
    assert "\n" not in said


@pytest.mark.django_db
def test_a_list_asked_for_twice_in_one_paper_is_one_mark_and_a_task_says_what_is_due() -> None:
    found = make_conference(
        tasks=(
            PlannedTask("Sở Nội vụ", "Chuẩn bị báo cáo, gửi Văn phòng trước ngày 20/12", date(2021, 12, 20)),
            PlannedTask("Ủy ban nhân dân các huyện", LISTS, date(2021, 12, 21), time(16)),
        ),
        deadlines=(PlannedDeadline(LISTS, date(2021, 12, 21), time(16)),),
    )
    assert titles(found) == [
        "Hạn của Sở Nội vụ: chuẩn bị báo cáo",
        "Hạn báo đại biểu",
        "Họp, thứ Sáu",
    ]


@pytest.mark.django_db
def test_deadlines_set_with_the_registration_stand_there_instead_of_those_printed() -> None:
    found = make_conference(tasks=(), deadlines=(PlannedDeadline(LISTS, date(2021, 12, 21), time(16)),))
    later = datetime(2021, 12, 22, 9, tzinfo=UTC)
    Round.objects.create(conference=found, sites_due=later, delegates_due=later)
    found.refresh_from_db()
    assert next((one.kept, one.title) for one in milestones(found, [])) == (
        "2021-12-22T16:00",
        "Hạn đăng ký, báo đại biểu",
    )
    assert len(milestones(found, [])) == 2


@pytest.mark.django_db
def test_nobody_is_called_about_a_meeting_whose_day_has_gone_by() -> None:
    found = make_conference(tasks=(), deadlines=(PlannedDeadline(LISTS, date(2021, 12, 21), time(16)),))
    eve = datetime(2021, 12, 23, 9, tzinfo=UTC)
    after = datetime(2021, 12, 25, 9, tzinfo=UTC)
    seen = overviews([found])[found.pk]
    assert late_of([(found, seen)], eve)[found.pk]
    assert not late_of([(found, seen)], after)[found.pk]
    assert {one.state for one in marks(found, seen, after)} == {"past"}
