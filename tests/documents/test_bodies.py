"""Bodies that a paper names are shown written out and held against the units of its day."""

from datetime import date

import pytest

from nhipcau.documents import bodies, desk
from nhipcau.documents.commands import do_receive_paper
from nhipcau.documents.desk import RowOnDesk
from nhipcau.documents.models import ReceivedPaper
from tests.support.people import actor_for

PAPER = """UBND TỈNH LẠNG SƠN
Số: 88/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lạng Sơn, ngày 06 tháng 9 năm 2021

KẾ HOẠCH
Tổ chức Hội nghị trực tuyến ba cấp về phòng cháy rừng

I. THỜI GIAN, ĐỊA ĐIỂM
1. Thời gian: 8 giờ 00, thứ Sáu, ngày 24/9/2021.
2. Địa điểm: điểm cầu tỉnh tại Hội trường Trung tâm Hội nghị tỉnh.

II. TỔ CHỨC THỰC HIỆN
1. UBND các huyện, thành phố: bố trí phòng họp trước ngày 20/9/2021.
2. UBND TP Lạng Sơn: chuẩn bị báo cáo điển hình trước ngày 17/9/2021.
3. UBND xã Không Hề Có: chuẩn bị phòng họp trước ngày 17/9/2021.
4. Sở Nội vụ: tổng hợp danh sách trước ngày 17/9/2021.

Nơi nhận:
- Như thành phần;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Hà Văn Mẫu
"""


@pytest.fixture
def paper(lang_son, make_account) -> ReceivedPaper:
    return do_receive_paper(actor_for(make_account("organiser", lang_son)), text=PAPER)


def task(paper: ReceivedPaper, assignee: str) -> RowOnDesk:
    rows = [row for _, rows in desk.lay_out(paper).groups for row in rows if row.row.key == "tasks"]
    (found,) = [row for row in rows if row.row.inputs[0].value == assignee]
    return found


def test_short_forms_are_written_out_and_the_unit_is_found(paper):
    (body,) = task(paper, "UBND TP Lạng Sơn").bodies
    assert body.written == "Ủy ban nhân dân thành phố Lạng Sơn"
    assert body.held == ("Thành phố Lạng Sơn",)


def test_a_whole_tier_is_told_with_its_number(paper):
    (body,) = task(paper, "UBND các huyện, thành phố").bodies
    assert body.tiers == (("các huyện, thành phố", 11),)


def test_a_unit_that_is_not_held_is_uncertain_and_remarked_on(paper):
    assert task(paper, "UBND xã Không Hề Có").weak
    (remark,) = [one for one in desk.lay_out(paper).remarks if one.said.code == "unit_unknown"]
    assert "“xã Không Hề Có”" in remark.said.message
    assert "06/09/2021" in remark.said.message
    assert paper.text[remark.said.start : remark.said.end].startswith("chuẩn bị phòng họp")


def test_of_a_department_nothing_is_said(paper):
    assert task(paper, "Sở Nội vụ").bodies == ()


def test_the_page_shows_both(paper, client):
    client.force_login(paper.uploaded_by)
    page = client.get(f"/papers/{paper.pk}").content.decode()
    assert "Ủy ban nhân dân thành phố Lạng Sơn" in page
    assert page.count("“xã Không Hề Có”") == 2  # once above, once at its row


def test_where_the_issuer_is_not_held_nothing_is_said_against_a_name(db):
    assert bodies.names_held(None, date(2021, 9, 6)) is None
    assert bodies.remarks({"tasks": [{"assignee": "UBND xã Không Hề Có"}]}, [], None, None, date(2021, 9, 6)) == []


def test_a_row_says_why_somebody_has_to_look_at_it(paper):
    late = PAPER.replace("báo cáo điển hình trước ngày 17/9/2021", "báo cáo điển hình trước ngày 27/9/2021")
    other = do_receive_paper(actor_for(paper.uploaded_by), text=late)
    row = task(other, "UBND TP Lạng Sơn")
    assert row.weak
    assert row.why == ("Hạn 27/09/2021 của UBND TP Lạng Sơn sau ngày họp 24/09/2021.",)
    assert not any("27/09" in why for why in task(other, "Sở Nội vụ").why)
    (remark,) = [one for one in desk.lay_out(other).remarks if one.said.code == "deadline_after_start"]
    assert remark.control == row.control


def test_a_fact_that_is_read_twice_says_the_other_reading_at_its_row(paper):
    other = do_receive_paper(actor_for(paper.uploaded_by), text=PAPER.replace("88/KH-UBND", "88/TB-UBND"))
    rows = {row.row.key: row for _, rows in desk.lay_out(other).groups for row in rows}
    assert rows["doc_type"].weak
    assert ["88/TB-UBND" in why for why in rows["doc_type"].why] == [True]
