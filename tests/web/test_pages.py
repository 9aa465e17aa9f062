"""What holds on every page: the policy against foreign script, labels, one heading, no words left out."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nhipcau.conferences import pages
from nhipcau.conferences.commands import do_create_conference
from nhipcau.conferences.models import Conference
from nhipcau.conferences.pins import pin
from nhipcau.conferences.plan import PlannedTier
from nhipcau.core.config import config
from nhipcau.media.access import engine_access
from nhipcau.organs.models import Tier, Unit
from tests.support.conferences import make_plan
from tests.support.people import actor_for, new_account
from tests.support.secrets_on_pages import gives_away
from tests.web.test_access import ALLOWED, address, asked, client_of, world

__all__ = ["world"]
PAGES = sorted(
    name
    for method, name in ALLOWED
    if method == "GET" and name not in {"paper-original", "attendance-csv", "root-certificate"}
)
LIVE = {"control", "stage", "room"}


class Structure(HTMLParser):
    """What a page is made of, as far as these tests ask."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page_of(world: Conference, name: str) -> Any:
    role = "anonymous" if name == "login" else "administrator"
    return asked(client_of(role, world.host), "GET", name, world)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_on_a_page_is_against_its_policy(world: Conference, name: str) -> None:
    answer = page_of(world, name)
    assert "script-src 'self';" in answer.headers["Content-Security-Policy"]
    assert "style-src 'self';" in answer.headers["Content-Security-Policy"]
    structure = Structure(answer.content.decode())
    for tag, attributes in structure.tags:
        assert "style" not in attributes, (tag, attributes)
        assert not [one for one in attributes if one.startswith("on")], (tag, attributes)
        assert tag != "style"
        if tag == "script":
            assert attributes.get("src", "").startswith("/static/") or attributes.get("type") == "application/json"
        for one in ("src", "href", "action"):
            assert not re.match(r"(?:https?:)?//", attributes.get(one, "")), (tag, attributes)


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_under_each_name_of_this_machine_a_page_may_speak_to_the_engine(client: Client, host: str) -> None:
    policy = client.get("/login", headers={"host": f"{host}:8000"}).headers["Content-Security-Policy"]
    allowed = next(part for part in policy.split("; ") if part.startswith("connect-src")).split()
    signalling = engine_access(config()).client_url
    assert {"'self'", signalling, signalling.replace("ws", "http", 1)} == set(allowed[1:])


def test_a_body_that_is_refused_unread_is_answered_under_the_same_policy(client: Client) -> None:
    answer = client.post("/login", headers={"content-length": str(10**9)})
    assert answer.status_code == 413
    assert "script-src 'self';" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", [name for name in PAGES if name not in LIVE | {"rehearsal", "certificate"}])
def test_every_control_has_its_label_and_every_id_is_one(world: Conference, name: str) -> None:
    answer = page_of(world, name)
    if answer.status_code == 302:
        pytest.skip("leads on to another page")
    structure = Structure(answer.content.decode())
    labels = {label.get("for") for label in structure.all("label")}
    for tag in ("input", "select", "textarea"):
        for control in structure.all(tag):
            if control.get("type") not in {"hidden", "checkbox", "radio"}:
                assert control.get("id") in labels, control
    ids = [attributes["id"] for _, attributes in structure.tags if "id" in attributes]
    assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
    assert len(structure.all("h1")) == 1
    assert structure.all("html") == [{"lang": "vi"}]
    for image in structure.all("img"):
        assert image["alt"]


def sheet(conference: Conference, name: str) -> str:
    return client_of("operator", conference.host).get(f"/conferences/{conference.pk}/{name}").content.decode()


def test_the_sheet_of_links_has_every_link_and_no_pin(conference: Conference) -> None:
    page = sheet(conference, "links?all=1")
    for site in conference.sites.all():
        assert f"/j/{site.link_key}" in page
        assert not gives_away(page, pin(site.pk, site.version)), site.name
    assert page.count("data:image/svg+xml") == 212


def test_a_long_sheet_of_links_goes_page_by_page(conference: Conference, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_SHEETS", 100)
    client = Client()
    client.force_login(new_account("organiser", conference.host))
    found: list[str] = []
    for page in (1, 2, 3):
        html = client.get(f"/conferences/{conference.pk}/links?tier=&page={page}").content.decode()
        found += [key for key in conference.sites.values_list("link_key", flat=True) if f"/j/{key}" in html]
    assert sorted(found) == sorted(conference.sites.values_list("link_key", flat=True))


def test_the_sheet_of_pins_has_every_pin_and_no_link(conference: Conference) -> None:
    page = sheet(conference, "pins?all=1")
    for site in conference.sites.all():
        assert site.link_key not in page
        assert gives_away(page, pin(site.pk, site.version)), site.name


def test_one_site_can_be_printed_alone_and_a_withdrawn_one_not_at_all(world: Conference) -> None:
    client = client_of("operator", world.host)
    site = world.sites.get(order=5)
    links = address("conferences/<int:pk>/links", world)
    assert client.get(f"{links}?site={site.pk}").content.decode().count("data:image/svg+xml") == 1
    client.post(address("conferences/<int:pk>/sites/<int:site_pk>/link", world))
    assert client.get(f"{links}?site={site.pk}").content.decode().count("data:image/svg+xml") == 0
    assert client.get(f"/j/{site.link_key}").status_code == 410


def test_withdrawing_a_link_is_asked_for_before_it_is_done(world: Conference) -> None:
    page = client_of("operator", world.host).get(address("conferences/<int:pk>", world)).content.decode()
    asked_first = re.findall(r"<details class=\"ask\".*?</details>", page, re.DOTALL)
    assert len(asked_first) == world.sites.count()
    assert all('value="withdraw"' in one for one in asked_first)
    assert page.count('value="withdraw"') == len(asked_first)


@pytest.mark.parametrize("state", [Conference.State.CLOSED, Conference.State.CANCELLED])
def test_a_conference_that_is_over_offers_no_link_of_its_sites(world: Conference, state: str) -> None:
    Conference.objects.filter(pk=world.pk).update(state=state)
    page = client_of("operator", world.host).get(address("conferences/<int:pk>", world)).content.decode()
    assert page.count("hết hiệu lực</span>") == world.sites.count()
    assert "đang dùng" not in page
    assert "/links" not in page
    assert "/pins" not in page
    assert page.count(f'href="/conferences/{world.pk}"') == 0


def test_a_restored_site_has_another_link_and_another_pin(world: Conference) -> None:
    client = client_of("operator", world.host)
    before = world.sites.get(order=5)
    url = address("conferences/<int:pk>/sites/<int:site_pk>/link", world)
    client.post(url)
    client.post(url, {"action": "restore"})
    after = world.sites.get(order=5)
    assert client.get(f"/j/{before.link_key}").status_code == 404
    assert client.get(f"/j/{after.link_key}").status_code == 200
    assert pin(before.pk, before.version) != pin(after.pk, after.version)


@pytest.mark.parametrize("sites", [0, 1, 12])
def test_pages_stand_with_few_sites_and_long_names(lang_son: Unit, sites: int) -> None:
    long = "Hội nghị trực tuyến toàn tỉnh " + "quán triệt và triển khai nhiệm vụ trọng tâm " * 12
    plan = make_plan(
        title=long, tiers=(PlannedTier(Tier.DISTRICT, sites),), named=("không đơn vị nào",), contacts=(), tasks=()
    )
    organiser = new_account("administrator", lang_son)
    conference = do_create_conference(actor_for(organiser), plan, "few")
    client = Client()
    client.force_login(organiser)
    for pattern in ("", "/links", "/pins", "/names"):
        assert client.get(f"/conferences/{conference.pk}{pattern}").status_code == 200
    home = client.get("/").content.decode()
    assert ("Thêm điểm cầu cấp dưới" if sites <= 1 else f"Đặt tên cho {sites} điểm cầu") in home


def test_placeholders_are_named_from_a_pasted_list_and_the_rest_become_sites(lang_son: Unit) -> None:
    organiser = new_account("organiser", lang_son)
    plan = make_plan(tiers=(PlannedTier(Tier.COMMUNE, 2),), named=())
    conference = do_create_conference(actor_for(organiser), plan, "names")
    client = Client()
    client.force_login(organiser)
    before = dict(conference.sites.values_list("order", "link_key"))
    url = f"/conferences/{conference.pk}/names"
    assert client.post(url, {"tier": "xa", "names": "Xã Một\n\nXã Hai\nXã Ba\n"}).status_code == 302
    assert [site.name for site in conference.sites.filter(tier="xa")] == ["Xã Một", "Xã Hai", "Xã Ba"]
    assert not conference.sites.filter(is_placeholder=True).exists()
    assert before.items() <= dict(conference.sites.values_list("order", "link_key")).items()
    assert {site.parent for site in conference.sites.filter(tier="xa")} == {conference.sites.get(is_main=True)}


def test_a_list_with_a_name_twice_is_refused_whole_and_stays_in_its_box(lang_son: Unit) -> None:
    organiser = new_account("organiser", lang_son)
    conference = do_create_conference(
        actor_for(organiser), make_plan(tiers=(PlannedTier(Tier.COMMUNE, 2),), named=()), "twice"
    )
    client = Client()
    client.force_login(organiser)
    answer = client.post(f"/conferences/{conference.pk}/names", {"tier": "xa", "names": "Xã Một\nXã Một"})
    assert answer.status_code == 422
    assert "Xã Một\nXã Một" in answer.content.decode()
    assert conference.sites.filter(is_placeholder=True).count() == 2


def test_a_person_without_conferences_is_told_how_to_begin(lang_son: Unit) -> None:
    client = client_of("organiser", lang_son)
    page = client.get("/").content.decode()
    assert "Chưa có hội nghị nào" in page
    assert "Thử với văn bản mẫu" in page


def test_a_wrong_password_is_said_in_words(lang_son: Unit) -> None:
    answer = Client().post("/login", {"username": "ai-do", "password": "sai"})
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.content.decode()


def test_the_page_after_login_is_never_a_foreign_one(lang_son: Unit) -> None:
    account = new_account("viewer", lang_son)
    account.set_password("mat-khau-cua-nguoi-thu")
    account.save()
    answer = Client().post(
        "/login?next=https://example.org/", {"username": account.username, "password": "mat-khau-cua-nguoi-thu"}
    )
    assert answer.url == "/"


def test_more_than_a_paper_can_weigh_is_refused_before_it_is_read(lang_son: Unit) -> None:
    answer = client_of("organiser", lang_son).post("/conferences/from-paper", {"text": "a" * (22 * 1024 * 1024)})
    assert answer.status_code == 413
    assert "lớn hơn 20 MB" in answer.content.decode()


def test_a_long_list_of_pins_is_turned_page_by_page_and_printed_at_once(
    conference: Conference, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_PINS", 100)
    found = [sheet(conference, f"pins?page={page}") for page in (1, 2, 3)]
    assert [page.count('<td class="pin">') for page in found] == [100, 100, 12]
    assert "Hiện cả 212 để in" in found[0]
    assert "In trang này để gọi điện" in found[0]
    whole = sheet(conference, "pins?all=1")
    assert whole.count('<td class="pin">') == 212
    assert "Hiện cả" not in whole
    for site in conference.sites.all():
        digits = pin(site.pk, site.version)
        assert sum(f"{digits[:3]} {digits[3:]}" in page for page in found) >= 1


def test_what_is_too_long_to_be_printed_at_once_is_chosen_by_district(
    conference: Conference, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_SHEETS", 5)
    monkeypatch.setattr(pages, "_SHEETS_AT_ONCE", 100)
    page = sheet(conference, "links?all=1")
    assert page.count("data:image/svg+xml") == 5
    assert "Danh sách quá dài để in một lần" in page
    district = conference.sites.filter(tier="huyen").order_by("order")[0]
    below = district.children.count() + 1
    assert f"{district.name} ({below})" in " ".join(page.split())
    assert sheet(conference, f"links?under={district.pk}&all=1").count("data:image/svg+xml") == below > 5


def test_communes_whose_district_takes_no_part_are_chosen_by_the_district(lang_son: Unit) -> None:
    conference = do_create_conference(
        actor_for(new_account("organiser", lang_son)), make_plan(tiers=(PlannedTier(Tier.COMMUNE),)), "xa"
    )
    page = " ".join(sheet(conference, "pins").split())
    found = re.findall(r'<option value="(unit-\d+)"> ([^<(]+) \((\d+)\) </option>', page)
    assert len(found) == 11
    assert sum(int(number) for _, _, number in found) == 200
    for key, _, number in found:
        assert sheet(conference, f"pins?under={key}").count('<td class="pin">') == int(number)


@pytest.mark.parametrize(
    "asked_for", ["under=unit-x", "site=x", "under=9" + "9" * 30, "tier=khac", "page=999", "all=khong&page=-1"]
)
def test_sheets_that_nobody_has_are_no_error(conference: Conference, asked_for: str) -> None:
    for name in ("links", "pins"):
        assert (
            client_of("operator", conference.host).get(f"/conferences/{conference.pk}/{name}?{asked_for}").status_code
            == 200
        )


def test_pins_of_one_tier_stand_in_one_list(conference: Conference) -> None:
    page = client_of("operator", conference.host).get(f"/conferences/{conference.pk}/pins?tier=huyen").content.decode()
    assert page.count("<table") == 1
    assert page.count('class="pin"') == 11


@pytest.mark.parametrize("name", sorted(LIVE))
def test_a_live_page_that_is_still_being_built_says_so_and_comes_back_by_itself(
    world: Conference, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nhipcau.web.templatetags.live.DIST", tmp_path)
    answer = page_of(world, name)
    assert answer.status_code == 503
    assert "còn đang được dựng" in answer.content.decode()
    assert answer.headers["Refresh"] == "5"


def test_a_page_of_212_sites_is_small_on_the_line(conference: Conference) -> None:
    client = client_of("organiser", conference.host)
    for where in ("", "/sites", "/registration/sites"):
        answer = client.get(f"/conferences/{conference.pk}{where}", headers={"accept-encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(answer.content) < 40_000, where  # letters and rules of the first visit are 230 kB
    file = client.get(f"/conferences/{conference.pk}/sites.xlsx", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in file.headers
