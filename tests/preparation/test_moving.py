"""The deadlines of a registration move with a conference that is put off, as its organiser says."""

from datetime import UTC, date, datetime, time

from django.test import Client

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.organs.models import Unit
from nhipcau.preparation.models import Round
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import new_account


def test_deadlines_of_the_registration_are_offered_and_moved(lang_son: Unit) -> None:
    conference = make_conference(tiers=THREE_TIERS[:2])
    sites, delegates = datetime(2021, 12, 20, 9, tzinfo=UTC), datetime(2021, 12, 22, 9, tzinfo=UTC)
    Round.objects.create(conference=conference, sites_due=sites, delegates_due=delegates)
    client = Client()
    client.force_login(new_account("organiser", lang_son))
    with clock.frozen(datetime(2021, 12, 10, 1, tzinfo=UTC)):
        page = client.get(f"/conferences/{conference.pk}/postpone?step=1&date=31/12/2021&time=08:00")
        offered = {due.name: value for _title, rows in page.context["groups"] for due, value, _wrong in rows}
        assert offered["round-sites_due"] == "16:00 27/12/2021"
        form = {"date": "31/12/2021", "time": "08:00", "reason": "Bão", "seen": page.context["seen"], "key": "k"}
        form |= {"round-sites_due": "16:00 27/12/2021", "round-delegates_due": ""}
        assert client.post(f"/conferences/{conference.pk}/postpone", form).status_code == 302
    moved = Round.objects.get()
    assert moved.sites_due == datetime(2021, 12, 27, 9, tzinfo=UTC)
    assert moved.delegates_due == delegates
    changed = Conference.objects.get().amendments.get().changes
    assert {"label": "Hạn đăng ký điểm cầu", "before": "16:00 20/12/2021", "after": "16:00 27/12/2021"} in changed
    assert (Conference.objects.get().start_date, Conference.objects.get().start_time) == (date(2021, 12, 31), time(8))


def test_a_day_brought_forward_in_the_editor_says_which_deadlines_it_leaves_behind(lang_son: Unit) -> None:
    conference = make_conference(tiers=THREE_TIERS[:2], tasks=())
    delegates = datetime(2021, 12, 22, 9, tzinfo=UTC)
    Round.objects.create(conference=conference, delegates_due=delegates, purge_on=date(2022, 6, 22))
    client = Client()
    client.force_login(new_account("organiser", lang_son))

    def saved(day: str) -> str:
        address = f"/conferences/{conference.pk}/edit/facts"
        form = client.get(address)
        row = {cell.name: cell.value for cell in form.context["rows"][0].cells}
        row |= {"0-start_date": day, "0-id": form.context["rows"][0].id, "seen": form.context["seen"]}
        return client.post(address, row, follow=True).content.decode()

    said = "1 mốc nay sau ngày họp (Hạn báo danh sách đại biểu 16:00 22/12/2021)"
    assert said in saved("20/12/2021")
    assert "nay sau ngày họp" not in saved("23/12/2021")
