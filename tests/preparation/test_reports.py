"""Figures, lists, who has not answered; what goes out is safe and written down; people go on their day."""

import io
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from nhipcau.conferences.models import Conference, Site
from nhipcau.core import clock
from nhipcau.core.access import system
from nhipcau.core.errors import Refusal
from nhipcau.journal import record
from nhipcau.journal.models import JournalDetail, JournalEntry
from nhipcau.organs.models import Unit
from nhipcau.preparation.models import Delegate, Round, SiteAnswer
from nhipcau.preparation.purging import do_purge, do_purge_due
from nhipcau.preparation.reports import report
from nhipcau.preparation.rounds import round_of
from tests.preparation.rounds import BEFORE, commune, district, fixed_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene


@scene
def conference(lang_son: Unit) -> Conference:
    """Each site sends two; one of them is absent at each commune; a third of them has reported."""
    conference = fixed_conference()
    sites = list(conference.sites.order_by("order"))
    Delegate.objects.bulk_create(
        Delegate(
            site=site,
            order=n,
            key=f"{n}",
            name=f"Hoàng Văn {n}",
            position="=1+1",
            phone="0900 000 001",
            absent=n == 1 and site.tier == "xa",
            reason="ốm" if n == 1 and site.tier == "xa" else "",
        )
        for site in sites
        for n in range(2)
    )
    SiteAnswer.objects.bulk_create(
        SiteAnswer(
            site=site,
            confirmed_at=BEFORE,
            delegates_at=BEFORE if place % 2 else None,
            contact_name="Vi Thị Mẫu",
            contact_phone="0900 000 007",
            head_count=9 if site.unit == commune() else None,
        )
        for place, site in enumerate(sites)
        if place % 3 == 0 or site.unit == commune()
    )
    return conference


@pytest.fixture
def client(conference: Conference) -> Client:
    client = Client()
    client.force_login(new_account("organiser", conference.host))
    return client


def test_sums_by_tier_and_by_district_agree_with_the_rows(conference: Conference) -> None:
    found = report(conference, conference.sites.all())
    assert (found.total.sites, found.total.named, found.total.absent) == (212, 224, 200)
    assert found.total.head_count == 224 - 1 + 9
    for parts in (found.tiers, found.districts):
        for figure in ("sites", "named", "absent", "confirmed", "reported", "head_count"):
            assert sum(getattr(part.figures, figure) for part in parts) == getattr(found.total, figure)
    part = next(part for part in found.districts if part.name == "Huyện Bắc Sơn")
    below = conference.sites.filter(parent__unit=district()).count()
    assert part.figures.sites == below + 1
    assert part.figures.named == below + 2


@pytest.mark.parametrize(
    "address",
    [
        "registration",
        "registration/sites",
        "registration/missing?what=site",
        "registration/missing?what=delegates&tier=xa",
        "registration/settings",
        "delegates",
        "delegates?tier=xa&state=coming&find=hoang",
    ],
)
def test_a_page_asks_the_database_a_fixed_number_of_times(conference: Conference, client: Client, address: str) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(f"/conferences/{conference.pk}/{address}").status_code == 200
    assert len(asked) <= 25


@pytest.mark.parametrize("address", ["", "/delegates"])
def test_a_sites_own_page_asks_little(conference: Conference, client: Client, address: str) -> None:
    site = conference.sites.get(unit=commune())
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/own/{site.pk}{address}").status_code == 200
    assert len(asked) <= 40


def test_every_figure_leads_to_as_many_rows(conference: Conference, client: Client) -> None:
    page = client.get(f"/conferences/{conference.pk}/delegates?under={_site(conference).pk}&state=coming")
    assert page.context["page"].paginator.count == conference.sites.filter(parent__unit=district()).count() + 2
    rows = client.get(f"/conferences/{conference.pk}/registration/sites?tier=xa&answered=site")
    assert rows.context["page"].paginator.count == SiteAnswer.objects.filter(site__tier="xa").count()
    missing = client.get(f"/conferences/{conference.pk}/registration/missing?what=site&tier=xa")
    assert missing.context["total"] == 200 - SiteAnswer.objects.filter(site__tier="xa").count()


def _site(conference: Conference) -> Site:
    return conference.sites.get(unit=district())


def test_the_figures_are_written_down_when_they_leave_as_well(conference: Conference, client: Client) -> None:
    assert client.get(f"/conferences/{conference.pk}/registration/figures.xlsx").status_code == 200
    assert JournalEntry.objects.filter(kind="export.made", data__what="headcount").count() == 1


def test_those_of_no_category_are_counted_and_led_to(conference: Conference, client: Client) -> None:
    category = round_of(conference).categories.create(order=900, name="Khách mời")
    one = Delegate.objects.filter(site__conference=conference, absent=False)[0]
    Delegate.objects.filter(pk=one.pk).update(category=category)
    found = report(conference, conference.sites.all())
    assert found.of_none + sum(coming for _category, coming in found.categories) == found.total.named
    html = client.get(f"/conferences/{conference.pk}/registration").content.decode()
    way = f"/conferences/{conference.pk}/delegates?category=none&amp;state=coming"
    assert way in html
    assert f"{found.of_none} người" in client.get(way.replace("&amp;", "&")).content.decode()


def test_who_has_not_answered_can_be_copied_with_numbers(conference: Conference, client: Client) -> None:
    text = client.get(f"/conferences/{conference.pk}/registration/missing?what=delegates").context["text"]
    assert "Chưa báo danh sách đại biểu (hạn 16:00 ngày 17/12/2021)" in text
    assert "Vi Thị Mẫu - 0900 000 007" in text


def test_an_export_never_begins_a_formula_and_is_written_down(conference: Conference, client: Client) -> None:
    answer = client.get(f"/conferences/{conference.pk}/delegates.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 1 + 424
    assert rows[1][5] == "'=1+1"
    assert all(cell.data_type != "f" for row in book.worksheets[0].iter_rows() for cell in row)
    assert JournalEntry.objects.filter(data__what="delegates", data__rows=424).exists()


def test_people_go_on_their_day_and_the_numbers_and_the_chain_stay(conference: Conference, client: Client) -> None:
    site = _site(conference)
    client.post(f"/own/{site.pk}", {"venue": "x", "contact_name": "Vi Thị Mẫu", "action": "save"})
    Round.objects.update(purge_on=date(2022, 6, 22))
    conference.contacts.create(order=7, name="Lý Thị Thử", phone="0200 000 0103")
    with clock.frozen(datetime(2022, 6, 21, 16, 59, tzinfo=UTC)):  # 23:59 on the 21st here
        assert do_purge_due(system("test")) == {}
    with clock.frozen(datetime(2022, 6, 21, 17, 1, tzinfo=UTC)):
        gone = do_purge_due(system("test"))
        assert do_purge_due(system("test")) == {}
    assert gone[conference.pk].delegates == 424
    assert not Delegate.objects.exclude(name="", phone="", position="", office="", reason="").exists()
    assert not SiteAnswer.objects.exclude(contact_name="").exists()
    contacts = conference.contacts.values_list("name", "phone", "email", "role")
    assert list(contacts) == [("", "", "", "nội dung")], "what it was for stays, who it was goes"
    assert not JournalDetail.objects.filter(entry__stream=conference.stream, data__isnull=False).exists()
    assert report(conference, conference.sites.all()).total.named == 224
    assert {finding.problem for finding in record.verify(conference.stream)} == {"purged"}


def test_nobody_purges_a_conference_that_still_needs_its_people(conference: Conference) -> None:
    with pytest.raises(Refusal, match="not_over"):
        do_purge(actor_for(new_account("administrator", conference.host)), conference.pk)
    with pytest.raises(Refusal, match="not_allowed"):
        do_purge(actor_for(new_account("operator", conference.host)), conference.pk)


def test_thousands_that_have_not_answered_are_led_to_by_section(lang_son: Unit) -> None:
    conference = fixed_conference("many")
    last = conference.sites.order_by("-order")[0]
    Site.objects.bulk_create(
        Site(
            conference=conference,
            tier="xa",
            name=f"Trường {n}",
            short_name=f"{n}",
            order=last.order + 1 + n,
            link_key=f"many{n}",
            parent=_site(conference) if n % 2 else None,
        )
        for n in range(600)
    )
    client = Client()
    client.force_login(new_account("organiser", conference.host))
    address = f"/conferences/{conference.pk}/registration/missing?what=site"
    page = client.get(address)
    assert page.context["total"] == 812
    assert len(page.content) < 60_000
    below = client.get(f"{address}&under={_site(conference).pk}")
    assert "Trường 1<" in below.content.decode()
    assert (
        below.context["total"] == 300 + conference.sites.filter(parent__unit=district(), unit__isnull=False).count() + 1
    )


def groups(conference: Conference) -> dict[str, int]:
    return {str(one.name): one.figures.sites for one in report(conference, taking_part(conference)).districts}


def taking_part(conference: Conference) -> "QuerySet[Site]":
    return conference.sites.filter(withdrawn_at=None)


def test_the_chairing_site_stands_under_its_own_name(conference: Conference, client: Client) -> None:
    named = f"{conference.host.name} (điểm cầu chính)"
    assert next(iter(groups(conference))) == named
    assert "Các điểm cầu khác" not in groups(conference)
    for address in ("registration", "registration/missing?what=site", "registration/remind"):
        shown = client.get(f"/conferences/{conference.pk}/{address}").content.decode()
        assert "Các điểm cầu khác" not in shown


@pytest.mark.parametrize("how", ["withdrawn", "beside", "gone"])
def test_communes_stand_under_their_district_whatever_became_of_its_site(conference: Conference, how: str) -> None:
    """Its site was withdrawn, its communes were put below the chairing site, or it never had one."""
    site, main = conference.sites.get(unit=district()), conference.sites.get(is_main=True)
    communes = conference.sites.filter(parent=site)
    number = communes.count()
    if how == "withdrawn":
        conference.sites.filter(pk=site.pk).update(withdrawn_at=BEFORE)
    else:
        communes.update(parent=main)
    if how == "gone":
        site.delegates.all().delete()
        SiteAnswer.objects.filter(site=site).delete()
        site.delete()
    found = groups(conference)
    assert found[district().name] == number + (how == "beside")
    assert "Các điểm cầu khác" not in found


def test_a_districts_hospital_and_a_communes_school_stand_under_the_district(conference: Conference) -> None:
    site = conference.sites.get(unit=district())
    before = groups(conference)[district().name]
    for order, (tier, above) in enumerate((("huyen", site), ("xa", conference.sites.get(unit=commune())))):
        name = f"Cơ quan {order}"
        conference.sites.create(
            tier=tier, parent=above, name=name, short_name=name, order=9000 + order, link_key=f"khoa-{order}"
        )
    assert groups(conference)[district().name] == before + 2


def test_the_rows_behind_such_a_group_are_found(conference: Conference, client: Client) -> None:
    site, main = conference.sites.get(unit=district()), conference.sites.get(is_main=True)
    conference.sites.filter(parent=site).update(parent=main)
    site.delegates.all().delete()
    SiteAnswer.objects.filter(site=site).delete()
    site.delete()
    part = next(one for one in report(conference, taking_part(conference)).districts if one.name == district().name)
    shown = client.get(f"/conferences/{conference.pk}/registration/sites?under={part.key}").content.decode()
    assert f"{part.figures.sites} điểm cầu" in " ".join(shown.split())
    assert commune().name in shown
