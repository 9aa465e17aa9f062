"""Every list that leaves is written down before it leaves, for those who administer to read."""

from django.test import Client

from nhipcau.conferences.models import Conference
from nhipcau.journal import record
from nhipcau.journal.exports import STREAM, do_record_export
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Unit
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene


@scene
def call(lang_son: Unit) -> Conference:
    return make_conference(tiers=THREE_TIERS[:2])


def test_each_list_taken_out_is_a_line_of_the_journal(call: Conference, lang_son: Unit) -> None:
    viewer = new_account("viewer", lang_son)
    browser = Client()
    browser.force_login(viewer)
    for path in (
        f"conferences/{call.pk}/attendance.csv",
        "units/list.xlsx?day=1/1/2022",
        f"units/list.csv?unit={lang_son.pk}",
    ):
        assert browser.get(f"/{path}").status_code == 200
    entries = list(JournalEntry.objects.filter(stream=STREAM).order_by("seq"))
    assert [(one.data["what"], one.data["rows"]) for one in entries] == [
        ("attendance", 12),
        ("units", 212),
        ("units", 212),
    ]
    assert {one.actor for one in entries} == {f"account:{viewer.pk}"}
    assert entries[0].data["of"] == call.stream
    assert record.verify(STREAM) == []


def test_what_is_refused_is_not_written_down(call: Conference) -> None:
    stranger = Client()
    stranger.force_login(new_account("viewer", Unit.objects.get(code="185")))
    assert stranger.get(f"/conferences/{call.pk}/attendance.csv").status_code == 404
    assert not JournalEntry.objects.filter(stream=STREAM).exists()


def test_administrators_read_what_concerns_their_units_and_people(call: Conference, lang_son: Unit) -> None:
    viewer = new_account("viewer", lang_son)
    clerk = new_account("unit_clerk", Unit.objects.get(code="185"))
    clerk.last_name, clerk.first_name = "Hoàng Thị", "Tải"
    clerk.save()
    for account, path in ((viewer, f"conferences/{call.pk}/attendance.csv"), (clerk, "units/list.csv?day=1/1/2022")):
        browser = Client()
        browser.force_login(account)
        assert browser.get(f"/{path}").status_code == 200
    seen = {}
    for code in ("20", "185", "178"):
        browser = Client()
        browser.force_login(new_account("administrator", Unit.objects.get(code=code)))
        seen[code] = browser.get("/accounts/exports").content.decode()
    assert "Danh sách có mặt" in seen["20"]
    assert "Hoàng Thị Tải" in seen["20"]
    assert "Danh sách có mặt" not in seen["185"]
    assert "Hoàng Thị Tải" in seen["185"]
    assert "Chưa có danh sách nào được tải ra" in seen["178"]


def test_a_district_reads_what_the_province_took_of_its_data(lang_son: Unit) -> None:
    district = Unit.objects.get(code="185")
    taker = actor_for(new_account("viewer", lang_son))
    do_record_export(taker, "delegates", 7, "conference:999", form="xlsx", unit_path=district.path)
    seen = {}
    for code in ("185", "178"):
        browser = Client()
        browser.force_login(new_account("administrator", Unit.objects.get(code=code)))
        seen[code] = browser.get("/accounts/exports").content.decode()
    assert "Danh sách đại biểu (Excel)" in seen["185"]
    assert "Danh sách đại biểu" not in seen["178"].replace("danh sách điểm cầu, đại biểu", "")
