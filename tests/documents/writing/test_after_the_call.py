"""Conclusion notice and minutes: what the system knows is proposed, what only people know stops the paper."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from nhipcau.conferences.models import Conference, Site, Task
from nhipcau.core import clock
from nhipcau.core.access import Actor, system
from nhipcau.core.errors import Refusal
from nhipcau.documents.models import Paper
from nhipcau.documents.writing import checks
from nhipcau.documents.writing.commands import do_initial
from nhipcau.documents.writing.editing import do_save_block
from nhipcau.documents.writing.setting import set_paper
from nhipcau.hall.commands import do_arrive, do_hall_command, do_record_presence
from nhipcau.organs.models import Unit
from nhipcau.typeset import render_text
from tests.documents.writing import rich
from tests.support.conferences import THREE_TIERS
from tests.support.writing import clerk_of, make_draft, make_organ

OPENED = datetime(2021, 12, 24, 1, 2, tzinfo=UTC)


@pytest.fixture
def planned(lang_son: Unit) -> Conference:
    with clock.frozen(OPENED - timedelta(days=14)):
        return rich.province_wide(tiers=THREE_TIERS[:2])


@pytest.fixture
def held(planned: Conference, lang_son: Unit) -> Iterator[Conference]:
    """Opened at 08:02, one district was there and spoke for ten minutes, closed at 11:20."""
    operator = clerk_of(lang_son, "operator")
    district = Site.objects.get(conference=planned, name="Huyện Bắc Sơn")

    def do(minute: int, verb: str, **args: object) -> None:
        with clock.frozen(OPENED + timedelta(minutes=minute)):
            do_hall_command(operator, planned.pk, verb, args, f"minute-{minute:03}-{verb}")

    with clock.frozen(OPENED):
        do_arrive(Actor("site", str(district.pk)), "maytinh01", "Chrome")
    do(0, "open")
    do(1, "admit", devices=["maytinh01"])
    with clock.frozen(OPENED + timedelta(minutes=1)):
        do_record_presence(system("hall"), planned.pk, {str(district.pk): clock.now()}, {})
    do(20, "floor.give", site=str(district.pk))
    do(30, "floor.end")
    do(198, "close")
    with clock.frozen(OPENED + timedelta(days=1)):
        yield Conference.objects.get(pk=planned.pk)


def said(paper: Paper) -> str:
    shown = set_paper(paper)
    return render_text(shown.paper, shown.profile)


def test_minutes_of_a_call_say_what_the_record_knows(held: Conference, lang_son: Unit) -> None:
    words = said(make_draft(clerk_of(lang_son), held, make_organ(lang_son), "minutes"))
    assert "Thời gian bắt đầu: 08 giờ 02, ngày 24 tháng 12 năm 2021 (thứ Sáu)." in words
    assert "Hội nghị kết thúc vào 11 giờ 20, cùng ngày" in words
    assert "Số điểm cầu có mặt: 01/12 (cấp tỉnh 00/01, cấp huyện 01/11)." in words
    assert "Huyện Tràng Định" in words.split("Các điểm cầu vắng:")[1].split("\n")[0]
    assert "Các điểm cầu phát biểu: Huyện Bắc Sơn (10 phút)." in words
    assert "Chủ trì: Chủ tịch Ủy ban nhân dân tỉnh." in words
    assert "08 giờ 20: Báo cáo tình hình kinh tế - xã hội năm 2021" in words
    assert "Ủy ban nhân dân huyện Bắc Sơn: Kinh nghiệm xây dựng nông thôn mới" in words
    annex = words.split("ĐIỂM DANH CÁC ĐIỂM CẦU")[1]
    assert "Huyện Bắc Sơn | Có mặt | 08 giờ 03 | 11 giờ 20 | 10 phút" in annex
    assert annex.count("Vắng") == 11


def test_a_conclusion_names_whoever_spoke_and_the_work_that_is_to_come(held: Conference, lang_son: Unit) -> None:
    Task.objects.create(
        conference=held, order=99, assignee="Sở Nội vụ", action="tham mưu kế hoạch năm 2022", due_date="2022-01-15"
    )
    words = said(make_draft(clerk_of(lang_son), held, make_organ(lang_son), "conclusion"))
    assert "Ngày 24 tháng 12 năm 2021, tại Hội trường tầng 2" in words
    assert "Chủ trì hội nghị: Chủ tịch Ủy ban nhân dân tỉnh." in words
    assert "tham luận của Sở Nông nghiệp và Phát triển nông thôn; Ủy ban nhân dân huyện Bắc Sơn" in words
    assert "1 | Tham mưu kế hoạch năm 2022 | Sở Nội vụ | Trước ngày 15/01/2022" in words
    assert "Chuẩn bị hội trường" not in words


@pytest.mark.parametrize("kind", ["conclusion", "minutes"])
def test_nothing_goes_on_while_a_place_is_left_open_and_the_list_leads_to_its_block(
    held: Conference, lang_son: Unit, kind: str
) -> None:
    actor = clerk_of(lang_son)
    paper = make_draft(actor, held, make_organ(lang_son), kind)
    stopping = [one for one in checks.checks(paper) if one.stops]
    assert stopping
    assert all(one.block for one in stopping)
    with pytest.raises(Refusal, match="Còn chỗ để trống"):
        do_initial(actor, paper.pk)
    for block in paper.blocks.filter(pk__in={one.block for one in stopping}):
        do_save_block(actor, paper.pk, block.pk, block.text.replace("…", "đã ghi"), block.revision)
    assert do_initial(actor, paper.pk).state == "initialled"


def test_of_a_call_that_was_not_held_here_minutes_ask_for_what_nobody_has_recorded(
    planned: Conference, lang_son: Unit
) -> None:
    with clock.frozen(OPENED + timedelta(days=1)):
        paper = make_draft(clerk_of(lang_son), planned, make_organ(lang_son), "minutes")
        words, messages = said(paper), [one.message for one in checks.checks(paper) if one.stops]
    assert "Thời gian bắt đầu: 08 giờ 00, ngày 24 tháng 12 năm 2021 (thứ Sáu)." in words
    assert "ĐIỂM DANH" not in words
    assert any("Số điểm cầu có mặt: …; vắng: …" in one for one in messages)
    assert any("Hội nghị kết thúc vào …" in one for one in messages)
