"""What a paper changed is kept in Vietnamese, and read in English by who reads English."""

import re

import pytest
from django.test import Client

from nhipcau.conferences.models import Amendment, Conference
from nhipcau.web.language import COOKIE
from tests.documents.test_amendments import HEAD, POSTPONED, TAIL, account, amend, conference, organiser
from tests.web.test_catalogues import VIETNAMESE

pytestmark = pytest.mark.django_db
__all__ = ["account", "conference", "organiser"]
NO_COMMUNES = (
    HEAD.format(about="thay đổi các cấp dự Hội nghị")
    + """Ngày 13/12/2021, Ủy ban nhân dân tỉnh đã có Thông báo số 731/TB-UBND về việc tổ chức Hội nghị giao ban trực tuyến ba cấp về cải cách hành chính và chuyển đổi số quý IV năm 2021.

Ủy ban nhân dân tỉnh thông báo không tổ chức điểm cầu cấp xã. Các nội dung khác thực hiện theo Thông báo số 731/TB-UBND ngày 13/12/2021."""  # noqa: E501
    + TAIL
)
Row = tuple[str, ...]


def rows(client: Client, conference: Conference) -> list[Row]:
    """Label, before and after of the changes as the conference's page shows them."""
    page = client.get(f"/conferences/{conference.pk}").content.decode()
    table = page[page.index('class="table changes"') :].partition("</table>")[0]
    cells = re.findall(r"<th scope=\"row\">(.*?)</th>\s*<td>(.*?)</td>\s*<td>(.*?)</td>", table, re.DOTALL)
    return [tuple(" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row) for row in cells]


def test_moments_and_composed_labels_are_read_in_english(organiser: Client, conference: Conference) -> None:
    conference.sittings.create(order=0, name="", date="2021-12-24", start="08:00")
    amend(organiser, POSTPONED, conference)
    vietnamese = rows(organiser, conference)
    assert ("Thời gian", "08:00, thứ Sáu, 24/12/2021", "14:00, thứ Sáu, 31/12/2021") in vietnamese
    organiser.cookies[COOKIE] = "en"
    english = rows(organiser, conference)
    assert ("Time", "08:00, Friday, 24/12/2021", "14:00, Friday, 31/12/2021") in english
    assert "Buổi họp: 08:00 24/12/2021" in {label for label, _, _ in vietnamese}
    assert "Sitting: 08:00 24/12/2021" in {label for label, _, _ in english}


def test_a_tier_left_out_is_read_in_english_whoever_applied_it(organiser: Client, conference: Conference) -> None:
    organiser.cookies[COOKIE] = "en"
    amend(organiser, NO_COMMUNES, conference)
    (kept,) = (one for one in Amendment.objects.get().changes if "điểm cầu" in one["label"])
    assert (kept["label"], kept["before"]) == ("Bỏ điểm cầu cấp xã", "200 điểm cầu")
    english = rows(organiser, conference)
    assert any("200" in before for _, before, _ in english)
    assert not [row for row in english if any(VIETNAMESE.search(cell) for cell in row[:2])]


def test_amendments_of_before_are_shown_as_they_were_kept(organiser: Client, conference: Conference) -> None:
    changes = [{"label": "Hình thức", "before": "", "after": "x"}]
    Amendment.objects.create(conference=conference, by="Nông Văn Thử", key="k", changes=changes)
    organiser.cookies[COOKIE] = "en"
    assert [label for label, _, _ in rows(organiser, conference)] == ["Form"]
