"""The attendance sheet as a page and as a table for Excel; and what `verify` says when somebody changed the record."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhipcau.conferences.models import Conference, Site
from nhipcau.core import clock
from nhipcau.core.access import Actor, system
from nhipcau.hall.commands import do_arrive, do_hall_command, do_record_presence
from nhipcau.journal import report
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Account, Unit
from tests.support.people import MakeAccount, actor_for
from tests.support.weights import MOST_BYTES, weight

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(lang_son: Unit, make_account: MakeAccount) -> Account:
    return make_account("operator", lang_son)


@pytest.fixture
def commune(conference: Conference) -> Site:
    return Site.objects.filter(conference=conference, tier="xa").order_by("order")[0]


@pytest.fixture
def held(conference: Conference, account: Account, commune: Site) -> Conference:
    """A conference that was opened, in which one commune spoke for ten minutes, and that was closed."""
    operator, start = actor_for(account), clock.now()

    def do(minute: int, verb: str, **args: object) -> None:
        with clock.frozen(start + timedelta(minutes=minute)):
            do_hall_command(operator, conference.pk, verb, args, f"minute-{minute:03}-{verb}")

    do_arrive(Actor("site", str(commune.pk)), "maytinh01", "Chrome")
    do(0, "open")
    do(1, "admit", devices=["maytinh01"])
    do_record_presence(system("hall"), conference.pk, {str(commune.pk): start}, {})
    do(2, "floor.give", site=str(commune.pk))
    do(12, "floor.end")
    do(15, "close")
    return conference


@pytest.fixture
def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def rows(browser: Client, conference: Conference) -> list[list[str]]:
    answer = browser.get(f"/conferences/{conference.pk}/attendance.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_the_page_lists_all_sites_and_who_was_there(browser: Client, held: Conference, commune: Site) -> None:
    page = browser.get(f"/conferences/{held.pk}/attendance").content.decode()
    assert "<b>1/212</b> điểm cầu có mặt" in page
    assert commune.name in page
    assert page.count("vắng</span>") == 211


def test_the_table_has_one_line_per_site(browser: Client, held: Conference, commune: Site) -> None:
    headings, *lines = rows(browser, held)
    assert len(lines) == 212
    line = next(dict(zip(headings, line, strict=True)) for line in lines if line[4] == "có")
    assert (line["Điểm cầu"], line["Thuộc"], line["Cấp"]) == (commune.name, commune.parent.name, "Cấp xã")
    assert (line["Phút lên hình"], line["Phút phát biểu"]) == ("10", "10")
    assert line["Vào lúc"] < line["Ra lúc"]
    assert [line[0] for line in lines] == [str(n) for n in range(1, 213)]


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_no_cell_begins_a_formula(browser: Client, held: Conference, commune: Site, name: str) -> None:
    Site.objects.filter(pk=commune.pk).update(name=name)
    cells = [cell for line in rows(browser, held) for cell in line]
    assert f"'{name}" in cells
    assert not [cell for cell in cells if cell.strip().startswith(("=", "+", "-", "@", "＝"))]


def test_nor_does_what_another_separator_would_make_a_cell(browser: Client, held: Conference, commune: Site) -> None:
    Site.objects.filter(pk=commune.pk).update(name="Xã A; =1, +2, B-C")
    content = browser.get(f"/conferences/{held.pk}/attendance.csv").content.decode("utf-8-sig")
    assert "Xã A;' =1,' +2, B-C" in content
    assert not [
        cell
        for separator in ",;\t"
        for line in csv.reader(io.StringIO(content), delimiter=separator)
        for cell in line
        if cell.strip().startswith(("=", "+", "-", "@"))
    ]


def test_excel_set_to_vietnamese_opens_it_as_a_table(browser: Client, held: Conference) -> None:
    content = browser.get(f"/conferences/{held.pk}/attendance.csv").content
    assert content.startswith(b"\xef\xbb\xbfTT;")
    assert content.count(b"\r\n") == 213
    assert all(len(line) == 10 for line in rows(browser, held))


def test_before_the_opening_the_page_says_what_will_stand_there(browser: Client, conference: Conference) -> None:
    page = browser.get(f"/conferences/{conference.pk}/attendance").content.decode()
    assert "Phòng họp chưa mở" in page


def test_the_sheet_is_for_those_who_may_see_the_conference(
    held: Conference, make_account: MakeAccount, client: Client
) -> None:
    for suffix in ("attendance", "attendance.csv"):
        address = f"/conferences/{held.pk}/{suffix}"
        assert client.get(address).status_code == 302
        stranger = Client()
        stranger.force_login(make_account())
        assert stranger.get(address).status_code == 404


def test_verify_names_the_entry_that_somebody_changed(held: Conference) -> None:
    out = io.StringIO()
    assert report.run(out, stream=held.stream) == report.INTACT
    given = JournalEntry.objects.get(stream=held.stream, kind="hall.floor_given")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_journalentry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER journal_entry_no_update")
    JournalEntry.objects.filter(pk=given.pk).update(data={**given.data, "minutes": 60})
    assert report.run(out, stream=held.stream) == report.DAMAGED
    assert f"Mục {given.seq} đã bị sửa sau khi ghi." in out.getvalue()


def test_a_sheet_of_thousands_is_paged_searched_and_printed_whole(
    browser: Client, conference: Conference, held: Conference, commune: Site
) -> None:
    above, last = conference.sites.get(is_main=True), conference.sites.count()
    Site.objects.bulk_create(
        Site(conference=held, tier="xa", name=f"Xã Số {n}", short_name=f"{n}", order=n, link_key=f"k{n}", parent=above)
        for n in range(last, 1200)
    )
    at = f"/conferences/{held.pk}/attendance"

    def shown(query: str) -> tuple[int, str]:
        with CaptureQueriesContext(connection) as asked:
            page = browser.get(at + query).content.decode()
        assert len(asked) <= 15
        return page.count('<th scope="row">'), page

    first, page = shown("")
    assert first == 200
    assert "Trang 1/6" in page
    assert "Hiện cả 1200 để in" in page
    assert "<b>1/1200</b>" in page
    assert weight(page.encode()) <= MOST_BYTES
    assert shown("?page=6")[0] == 200
    assert shown("?all=1")[0] == 1200
    assert shown("?q=xa+so+1199")[0] == 1
    assert shown("?show=absent&all=1")[0] == 1199
    assert shown(f"?show=absent&q={commune.name}")[0] < shown(f"?q={commune.name}")[0]
    assert "Không có điểm cầu nào như thế" in shown("?q=khong+co+dau")[1]
