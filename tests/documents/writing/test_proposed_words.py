"""What is proposed where little is known, and to whom: no heading without text, no sentence that breaks off."""

from datetime import UTC, date, datetime

import pytest

from nhipcau.conferences.commands import do_create_conference
from nhipcau.conferences.models import Conference
from nhipcau.conferences.plan import ConferencePlan
from nhipcau.core import clock
from nhipcau.documents.models import Paper
from nhipcau.documents.writing.setting import set_paper
from nhipcau.organs.models import Unit
from nhipcau.preparation.models import Delegate
from nhipcau.typeset import render_text
from nhipcau.typeset.model import Table
from nhipcau.typeset.widths import width
from tests.documents.writing import rich
from tests.support.conferences import THREE_TIERS
from tests.support.people import actor_for, new_account
from tests.support.writing import clerk_of, make_draft, make_organ

OF_HOST = ("plan", "notice", "invitation", "letter", "head_count", "conclusion", "minutes")


@pytest.fixture(autouse=True)
def now():
    with clock.frozen(datetime(2021, 12, 10, 2, tzinfo=UTC)):
        yield


@pytest.fixture
def bare(lang_son: Unit) -> Conference:
    """A name and its tiers: nobody has said more yet."""
    plan = ConferencePlan(
        title="Hội nghị trực tuyến về chuyển đổi số",
        tiers=THREE_TIERS[:2],
        units_on=date(2021, 12, 6),
        named=("Ủy ban nhân dân tỉnh Lạng Sơn",),
    )
    return do_create_conference(actor_for(new_account("organiser", lang_son)), plan, "bare")


def lines(paper: Paper) -> list[str]:
    shown = set_paper(paper)
    return [line for line in render_text(shown.paper, shown.profile).replace("\u00a0", " ").split("\n") if line]


@pytest.mark.parametrize("kind", OF_HOST)
def test_of_a_bare_conference_no_title_and_no_announcement_stands_alone(bare, lang_son, kind) -> None:
    said = lines(make_draft(clerk_of(lang_son), bare, make_organ(lang_son), kind))
    assert not any(line.endswith("NỘI DUNG, CHƯƠNG TRÌNH") for line in said)
    assert not any(line.startswith(("Mọi thông tin", "Hội nghị đã tiến hành", "Các tham luận")) for line in said)
    if kind == "minutes":
        assert "Thành phần tham dự: …" in said
        assert "Nội dung (theo diễn biến hội nghị): …" in said
    if kind == "conclusion":
        assert any(line.startswith("…, tại …, Ủy ban nhân dân tỉnh Lạng Sơn đã tổ chức Hội nghị") for line in said)
    if kind == "letter":
        assert "1. …" in said


def test_a_lower_unit_does_not_report_to_itself(bare: Conference, lang_son: Unit) -> None:
    district = Unit.objects.get(path__startswith="20-2020/", name="Huyện Bắc Sơn")
    organ = make_organ(district)
    said = lines(make_draft(clerk_of(district), bare, organ, "registration"))
    assert "Kính gửi: …." in said
    make_organ(lang_son)
    said = lines(make_draft(clerk_of(district), bare, organ, "registration"))
    assert "Kính gửi: Ủy ban nhân dân tỉnh Lạng Sơn." in said
    invited = lines(make_draft(clerk_of(district), bare, organ, "invitation"))
    assert not any("văn bản nêu trên" in line for line in invited)


def test_a_district_writes_to_its_communes_too_where_they_have_sites(lang_son: Unit) -> None:
    district = Unit.objects.get(path__startswith="20-2020/", name="Huyện Bắc Sơn")
    organ, actor = make_organ(district), clerk_of(district)
    said = lines(make_draft(actor, rich.province_wide(), organ, "letter"))
    at = said.index("Kính gửi:")
    assert said[at + 1 : at + 3] == [
        "- Các cơ quan, đơn vị trực thuộc huyện Bắc Sơn;",
        "- Ủy ban nhân dân các xã, phường, thị trấn.",
    ]


def test_nobody_writes_to_themselves(lang_son: Unit) -> None:
    office = make_organ(lang_son, "office", "Văn phòng Ủy ban nhân dân tỉnh Lạng Sơn", "VP")
    conference = rich.province_wide()
    asked = list(dict.fromkeys(conference.tasks.order_by("order").values_list("assignee", flat=True)))
    assert "Văn phòng Ủy ban nhân dân tỉnh" in asked
    said = lines(make_draft(clerk_of(lang_son), conference, office, "letter"))
    at = said.index("Kính gửi:")
    others = [one for one in asked if one != "Văn phòng Ủy ban nhân dân tỉnh"]
    assert [one.strip("- ;.") for one in said[at + 1 : at + 1 + len(others)]] == others
    assert not [one for one in said if one.endswith(". Văn phòng Ủy ban nhân dân tỉnh")]


def test_a_name_stays_on_one_line(lang_son: Unit) -> None:
    conference = rich.province_wide()
    site = conference.sites.get(is_main=True)
    name = "Triệu Thị Minh Giả Định"
    position, office = "Phó Chủ tịch Thường trực Hội đồng nhân dân", "Ủy ban nhân dân phường Lương Văn Tri"
    Delegate.objects.create(site=site, name=name, position=position, office=office, key="k", order=0)
    shown = set_paper(make_draft(clerk_of(lang_son), conference, make_organ(lang_son), "named_list"))
    table = next(block for block in shown.paper.blocks if isinstance(block, Table))
    at = [column.title for column in table.columns].index("Họ và tên")
    share = table.columns[at].share / sum(column.share for column in table.columns)
    assert share * shown.profile.page.text_width > width(name, shown.profile.styles.table.size) + 2.8


def test_a_report_goes_to_those_above_and_not_to_the_press(lang_son: Unit) -> None:
    said = lines(make_draft(clerk_of(lang_son), rich.province_wide(), make_organ(lang_son), "head_count"))
    at = said.index("Nơi nhận:")
    assert said[at + 1 : at + 3] == ["- Thường trực Tỉnh ủy (b/c);", "- Lưu: VT, VP."]


def test_the_column_of_numbers_is_narrow_in_a_table_of_few_columns(bare: Conference, lang_son: Unit) -> None:
    plan = set_paper(make_draft(clerk_of(lang_son), bare, make_organ(lang_son), "plan")).paper
    table = next(block for annex in plan.annexes for block in annex.blocks if isinstance(block, Table))
    assert [column.title for column in table.columns] == ["TT", "Điểm cầu"]
    assert table.columns[0].share / sum(column.share for column in table.columns) < 0.09


def test_a_day_stays_within_its_column(lang_son: Unit) -> None:
    shown = set_paper(make_draft(clerk_of(lang_son), rich.province_wide(), make_organ(lang_son), "plan"))
    annex = next(one for one in shown.paper.annexes if "PHÂN CÔNG" in "".join(run.text for run in one.title))
    table = next(block for block in annex.blocks if isinstance(block, Table))
    page = shown.profile.page
    share = table.columns[-1].share / sum(column.share for column in table.columns)
    assert table.columns[-1].title == "Thời gian hoàn thành"
    assert share * page.text_width > width("ngày 22/12/2021", shown.profile.styles.table.size) + 2.8
