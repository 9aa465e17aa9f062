"""The pages of banners: every role on every address, pictures while one types, blanks, cost."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.pins import pin
from nhipcau.core.access import ROLE_NEEDS, system
from nhipcau.documents.banners import commands, urls
from nhipcau.documents.models import BannerMaster, SiteWords
from nhipcau.organs.models import Unit
from tests.documents.banners.test_banners import district, picture
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import new_account

ROLES = ("anonymous", "none", *ROLE_NEEDS, "district", "neighbour")
"""`district` is the clerk of the site; `neighbour` of another one."""
VIEW = frozenset(ROLE_NEEDS) - {"press"}
PREPARE = frozenset({"administrator", "organiser"})
OWN = frozenset({"administrator", "organiser", "unit_clerk", "district"})
ALLOWED: dict[tuple[str, str], frozenset[str]] = {
    ("GET", "conference-banner"): VIEW,
    ("POST", "conference-banner"): PREPARE,
    ("POST", "banner-part-add"): PREPARE,
    ("POST", "banner-part"): PREPARE,
    ("POST", "banner-emblem"): PREPARE,
    ("GET", "banner-preview"): VIEW,
    ("POST", "banner-preview"): PREPARE,
    ("GET", "conference-banners"): VIEW,
    ("GET", "banner-file"): VIEW,
    ("GET", "own-banner"): OWN,
    ("POST", "own-banner"): OWN,
    ("GET", "own-banner-file"): OWN,
}
ROUTES = {one.name: str(one.pattern) for one in urls.urlpatterns if one.name is not None}


@pytest.fixture
def conference(lang_son: Unit) -> Conference:
    made = make_conference(tiers=THREE_TIERS[:2])
    commands.do_release(system("test"), made.pk, released=True)
    return made


def client_of(role: str, province: Unit) -> Client:
    client = Client()
    if role in {"district", "neighbour"}:
        client.force_login(new_account("unit_clerk", Unit.objects.get(code="185" if role == "district" else "183")))
    elif role != "anonymous":
        client.force_login(new_account(None if role == "none" else role, province))
    return client


def address(name: str, conference: Conference) -> str:
    site = district(conference)
    about = site.pk if name.startswith("own-") else conference.pk
    part = BannerMaster.objects.get(conference=conference).parts.all()[0]
    url = ROUTES[name].replace("<int:pk>", str(about)).replace("<int:part_pk>", str(part.pk))
    return "/" + url.replace("<int:site_pk>", str(site.pk)).replace("<slug:form>", "pdf")


def test_every_address_has_its_line() -> None:
    assert {name for _, name in ALLOWED} == set(ROUTES)


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_each_role_gets_where_the_table_says_and_nowhere_else(
    conference: Conference, lang_son: Unit, name: str
) -> None:
    url = address(name, conference)
    for method in ("GET", "POST"):
        allowed = ALLOWED.get((method, name))
        for role in ROLES:
            client = client_of(role, lang_son)
            answer: Any = client.get(url) if method == "GET" else client.post(url, {"role": "title", "text": "x"})
            told = f"{method} as {role}: {answer.status_code}"
            if allowed is None:
                assert role == "anonymous" or answer.status_code in {403, 404, 405}, told
            elif role in allowed:
                assert answer.status_code in {200, 302, 409, 422}, told
                assert not getattr(answer, "url", "").startswith(("/login", "/s/")), told
            elif role == "anonymous":
                assert answer.status_code in {302, 401, 403, 404}, told
            else:
                assert answer.status_code in {403, 404}, told


def test_link_and_pin_lead_to_the_sites_banner_once_it_is_released(conference: Conference) -> None:
    site = district(conference)
    client = Client()
    url, file = reverse("own-banner", args=[site.pk]), reverse("own-banner-file", args=[site.pk, "pdf"])
    client.post(reverse("own-door", args=[site.link_key]), {"pin": pin(site.pk, site.version)})
    assert client.get(reverse("own-site", args=[site.pk])).text.count(f'href="{url}"') == 1
    page = client.get(url).text
    assert "data:image/png;base64," in page
    assert file in page
    answer = client.get(file)
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == 'attachment; filename="phong-huyen-bac-son.pdf"'
    field = page.split('maxlength="300"')[0].rpartition('name="')[2].split('"')[0]
    assert client.post(url, {field: "Thị trấn Bắc Sơn"}).status_code == 302
    assert SiteWords.objects.get().values == {"điểm cầu": "Thị trấn Bắc Sơn"}
    commands.do_release(system("test"), conference.pk, released=False)
    assert client.get(file).status_code == 403
    assert file not in client.get(url).text
    other = district(conference, "183")
    assert client.get(reverse("own-banner", args=[other.pk])).status_code in {302, 403, 404}


def test_what_is_typed_is_seen_and_not_kept(conference: Conference, lang_son: Unit) -> None:
    client = client_of("organiser", lang_son)
    part = BannerMaster.objects.get().parts.all()[2]
    preview = reverse("banner-preview", args=[conference.pk])
    kept = client.get(preview).content
    typed = {"part": part.pk, "role": "title", "text": "Một tên khác", "site": "longest"}
    seen = client.post(preview, typed).content
    assert Image.open(io.BytesIO(seen)).size == (1200, 240)
    assert seen != kept
    page = client.post(reverse("banner-part", args=[conference.pk, part.pk]), {**typed, "act": "try"}).text
    assert "data:image/png;base64," in page
    assert "Một tên khác" in page
    assert client.get(preview).content == kept
    look = {"size": "own", "width": "4", "height": "1", "ground": "#c8102e", "ink": "#ffffff"}
    assert Image.open(io.BytesIO(client.post(preview, look).content)).size == (1200, 300)
    assert client.post(preview, {**look, "ink": "#c0102e"}).json()["code"] == "no_contrast"


def test_what_cannot_be_kept_stays_in_the_form(conference: Conference, lang_son: Unit) -> None:
    client = client_of("organiser", lang_son)
    part = BannerMaster.objects.get().parts.all()[2]
    url = reverse("banner-part", args=[conference.pk, part.pk])
    long = "chữ " * 200
    answer = client.post(url, {"act": "save", "role": "title", "text": long, "seen": part.revision})
    assert answer.status_code == 422
    assert long.strip() in answer.text
    assert client.post(url, {"act": "save", "role": "title", "text": "Một", "seen": part.revision}).status_code == 302
    clash = client.post(url, {"act": "save", "role": "title", "text": "Hai", "seen": part.revision})
    assert clash.status_code == 409
    assert ">Hai</textarea>" in clash.text
    assert "Chữ đang có:" in clash.text


def test_an_emblem_is_taken_by_its_page(conference: Conference, lang_son: Unit) -> None:
    client = client_of("organiser", lang_son)
    url = reverse("banner-emblem", args=[conference.pk])
    assert client.post(url).status_code == 422
    assert client.post(url, {"file": SimpleUploadedFile("x.svg", b"<svg/>")}).status_code == 422
    assert client.post(url, {"file": SimpleUploadedFile("huy.png", picture())}).status_code == 302
    assert "huy.png" in client.get(reverse("conference-banner", args=[conference.pk])).text


def test_the_editor_shows_what_is_proposed_before_anything_is_kept(lang_son: Unit) -> None:
    conference = make_conference(tiers=THREE_TIERS[:1])
    client = client_of("organiser", lang_son)
    page = client.get(reverse("conference-banner", args=[conference.pk])).text
    assert "Dùng mẫu này và sửa" in page
    assert not BannerMaster.objects.exists()
    client.post(reverse("conference-banner", args=[conference.pk]), {"act": "begin"})
    assert BannerMaster.objects.get().parts.count() == 5


def test_the_gallery_finds_sites_and_those_with_blanks(conference: Conference, lang_son: Unit) -> None:
    client = client_of("viewer", lang_son)
    url = reverse("conference-banners", args=[conference.pk])
    assert client.get(url).text.count('loading="lazy"') == 12
    assert client.get(url, {"q": "bac son"}).text.count('loading="lazy"') == 1
    assert client.get(url, {"show": "missing"}).text.count('loading="lazy"') == 0
    Conference.objects.filter(pk=conference.pk).update(start_date=None, start_time=None)
    assert client.get(url, {"show": "missing"}).text.count('loading="lazy"') == 12
    thumb = reverse("banner-file", args=[conference.pk, district(conference).pk, "thumb"])
    assert Image.open(io.BytesIO(client.get(thumb).content)).width == 400


def test_pages_of_212_sites_cost_few_queries(lang_son: Unit) -> None:
    conference = make_conference()
    commands.do_begin(system("test"), conference.pk)
    client = client_of("organiser", lang_son)
    site = Site.objects.filter(conference=conference).order_by("order")[5]
    for url in (
        reverse("conference-banner", args=[conference.pk]),
        reverse("conference-banners", args=[conference.pk]),
        reverse("own-banner", args=[site.pk]),
    ):
        with CaptureQueriesContext(connection) as taken:
            assert client.get(url).status_code == 200
        assert len(taken) <= 30, url
