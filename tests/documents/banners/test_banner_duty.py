"""A site's words on its banner as a duty with a deadline, and the banner of a conference made from an earlier one."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.conferences.amending import fingerprint
from nhipcau.conferences.lifecycle import moving
from nhipcau.conferences.lifecycle.cloning import PARTS, Copy, do_copy_conference
from nhipcau.conferences.lifecycle.commands import Postponement, do_postpone
from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.pins import pin
from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.documents.banners import building, commands
from nhipcau.documents.models import BannerMaster, SiteWords
from nhipcau.journal import record as journal
from nhipcau.organs.models import Unit
from nhipcau.preparation.duties import Duty
from nhipcau.preparation.further import further
from nhipcau.preparation.overview import duties_of_sites
from tests.documents.banners.test_banners import district, picture
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)
DUE = datetime(2021, 12, 17, 9, tzinfo=UTC)
ALL = frozenset({*PARTS, "banner"})


@pytest.fixture(autouse=True)
def now() -> Any:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def conference(lang_son: Unit) -> Conference:
    return make_conference(tiers=THREE_TIERS[:2])


@pytest.fixture
def host(lang_son: Unit) -> Actor:
    return actor_for(new_account("organiser", lang_son))


def duty_of(site: Site) -> Duty | None:
    return next(iter(further([site]).get(site.pk, [])), None)


def ask(host: Actor, conference: Conference, due: datetime | None = DUE) -> BannerMaster:
    return commands.do_ask_words(host, conference.pk, asked=True, due=due)


def clerk() -> Client:
    client = Client()
    client.force_login(new_account("unit_clerk", Unit.objects.get(code="185")))
    return client


def test_it_is_no_duty_before_the_host_asks_and_none_after_it_asks_no_more(conference: Conference, host: Actor) -> None:
    site = district(conference)
    commands.do_begin(host, conference.pk)
    assert duty_of(site) is None
    ask(host, conference)
    found = duty_of(site)
    assert found is not None
    assert (found.state, found.when) == ("open", "16:00, 17/12/2021")
    commands.do_ask_words(host, conference.pk, asked=False, due=DUE)
    assert duty_of(site) is None
    kinds = [one.kind for one in journal.read(conference.stream) if one.kind.startswith("banner.words")]
    assert kinds == ["banner.words_asked"] * 2


@pytest.mark.parametrize(("later", "state"), [(0, "open"), (5.5, "soon"), (8, "late")])
def test_its_deadline_counts_as_those_of_other_duties(
    conference: Conference, host: Actor, later: float, state: str
) -> None:
    ask(host, conference)
    with clock.frozen(NOW + timedelta(days=later)):
        found = duty_of(district(conference))
    assert found is not None
    assert found.state == state


def test_a_site_that_leaves_all_as_it_is_has_done_it_but_not_one_with_a_blank_of_its_own(
    conference: Conference, host: Actor
) -> None:
    site = district(conference)
    ask(host, conference)
    commands.do_say_words(host, site.pk, {})
    assert duty_of(site).state == "done"  # type: ignore[union-attr] - it is there
    commands.do_add_part(host, conference.pk, "qualifier", None)
    part = BannerMaster.objects.get(conference=conference).parts.all()[0]
    commands.do_save_part(host, conference.pk, part.pk, "qualifier", "Chủ trì: {người chủ trì}", part.revision)
    assert duty_of(site).state == "open"  # type: ignore[union-attr] - it is there
    commands.do_say_words(host, site.pk, {"người chủ trì": "Phó Chủ tịch huyện"})
    assert duty_of(site).state == "done"  # type: ignore[union-attr] - it is there


def test_the_site_sees_it_by_its_link_and_pin_and_the_unit_at_home(conference: Conference, host: Actor) -> None:
    site = district(conference)
    ask(host, conference)
    by_link = Client()
    pages = [clerk().get(reverse("own-site", args=[site.pk])), clerk().get("/")]
    by_pass = by_link.post(reverse("own-door", args=[site.link_key]), {"pin": pin(site.pk, site.version)}, follow=True)
    for page in [*pages, by_pass]:
        words = page.content.decode()
        assert "Ghi chữ của điểm cầu trên phông" in words
        assert reverse("own-banner", args=[site.pk]) in words
    asked = clerk().get(reverse("own-banner", args=[site.pk])).content.decode()
    assert "để nguyên cũng bấm nút" in asked
    clerk().post(reverse("own-banner", args=[site.pk]), {})
    assert duty_of(site).state == "done"  # type: ignore[union-attr] - it is there


def test_the_host_asks_on_its_page_and_a_moment_that_is_none_stays_in_the_field(
    conference: Conference, lang_son: Unit
) -> None:
    client = Client()
    client.force_login(new_account("organiser", lang_son))
    url = reverse("conference-banner", args=[conference.pk])
    client.post(url, {"act": "begin"})
    wrong = client.post(url, {"act": "ask", "asked": "1", "due": "31/02/2021"})
    assert wrong.status_code == 422
    assert "31/02/2021" in wrong.content.decode()
    assert not BannerMaster.objects.get().words_asked
    assert client.post(url, {"act": "ask", "asked": "1", "due": "16:00 17/12/2021"}).status_code == 302
    assert BannerMaster.objects.get().words_due == DUE
    assert "16:00 17/12/2021" in client.get(url).content.decode()
    client.force_login(new_account("unit_clerk", Unit.objects.get(code="185")))
    assert client.post(url, {"act": "ask"}).status_code in {403, 404}
    assert BannerMaster.objects.get().words_asked


def test_a_page_of_many_sites_asks_three_queries_more(
    conference: Conference, host: Actor, django_assert_num_queries: Any
) -> None:
    sites = list(conference.sites.all())
    with django_assert_num_queries(1):
        further(sites)
    ask(host, conference)
    with django_assert_num_queries(3):
        assert len(further(sites)) == len(sites)
    shown = duties_of_sites(conference.sites.all())
    assert all(any(duty.key == "banner" for duty in one.duties) for one in shown)


def test_the_deadline_moves_when_the_conference_is_put_off(conference: Conference, host: Actor) -> None:
    ask(host, conference)
    dues = {due.name: due.kept for _title, rows in moving.dues(conference) for due in rows}
    assert dues["banner-words"] == "2021-12-17T16:00"
    moved = {"banner-words": "2021-12-24T16:00"}
    do_postpone(host, conference.pk, Postponement("x", date(2021, 12, 31), moved=moved), "k", fingerprint(conference))
    assert BannerMaster.objects.get().words_due == DUE + timedelta(days=7)


def filled(conference: Conference, host: Actor) -> BannerMaster:
    """A banner with an emblem, colours of its own, a released state and the words of two sites."""
    commands.do_set_emblem(host, conference.pk, picture(), "huy.png")
    commands.do_set_look(host, conference.pk, (4000, 800), ("#0b3d91", "#ffffff"))
    for code, words in (("185", "HUYỆN BẮC SƠN ANH HÙNG"), ("178", "THÀNH PHỐ")):
        site = conference.sites.get(unit__code=code)
        commands.do_say_words(host, site.pk, {"điểm cầu": words, "ngày": "ngày 24 tháng 12 năm 2021"})
    ask(host, conference)
    return commands.do_release(host, conference.pk, released=True)


def test_a_copy_has_the_banner_with_the_words_of_the_sites_that_come_along(conference: Conference, host: Actor) -> None:
    old = filled(conference, host)
    Unit.objects.filter(code="178").update(valid_to=date(2022, 1, 1))
    made = do_copy_conference(host, conference.pk, Copy("Sau", ALL, date(2022, 3, 25), time(8)), "c").conference
    new = building.master_of(made)
    assert new is not None
    assert [(one.role, one.text) for one in new.parts.all()] == [(one.role, one.text) for one in old.parts.all()]
    assert (new.width, new.ground, new.released_at) == (4000, "#0b3d91", None)
    draft = building.draft_of(made, new)
    assert building.emblem_of(made, draft) == building.emblem_of(conference, building.draft_of(conference, old))
    assert new.words_due is not None
    assert conference.start_date is not None
    assert new.words_due - DUE == date(2022, 3, 25) - conference.start_date
    (said,) = SiteWords.objects.filter(site__conference=made)
    assert said.site.unit == district(conference).unit
    assert said.values == {"điểm cầu": "HUYỆN BẮC SƠN ANH HÙNG"}
    assert not journal.verify(made.stream)
    commands.do_drop_emblem(host, made.pk)
    assert building.draft_of(conference, building.master_of(conference)).emblem


def test_without_its_sites_a_copy_has_the_master_alone_and_unasked_none(conference: Conference, host: Actor) -> None:
    filled(conference, host)
    alone = do_copy_conference(host, conference.pk, Copy("Một", frozenset({"banner"})), "a").conference
    assert BannerMaster.objects.get(conference=alone).words_due is None
    assert not SiteWords.objects.filter(site__conference=alone).exists()
    without = do_copy_conference(host, conference.pk, Copy("Hai", frozenset(PARTS)), "b").conference
    assert building.master_of(without) is None


def test_the_page_offers_the_banner_where_there_is_one_and_says_what_comes_along(
    conference: Conference, lang_son: Unit, host: Actor
) -> None:
    client = Client()
    client.force_login(new_account("organiser", lang_son))
    url = f"/conferences/{conference.pk}/copy"
    page = client.get(url).content.decode()
    assert 'value="banner"' not in page
    assert "Không chép:" in page
    filled(conference, host)
    page = client.get(url).content.decode()
    assert 'value="banner"' in page
    assert "Phải duyệt lại" in page
    client.post(url, {"title": "Sau", "date": "25/3/2022", "time": "08:00", "part": ["sites", "banner"], "key": "c"})
    assert BannerMaster.objects.filter(conference__title="Sau").exists()
