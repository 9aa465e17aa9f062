"""Home as browsers show it, on three screens: nothing serious under axe-core, nothing wider than the screen."""

import json
from datetime import date, time, timedelta
from mimetypes import guess_type
from pathlib import Path
from typing import cast

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Route

from nhipcau.conferences.models import Conference, PlannedRehearsal
from nhipcau.media.parts import FRONTEND
from nhipcau.preparation.models import SiteAnswer
from tests.preparation.rounds import BEFORE, commune, district
from tests.support.browser import chromium
from tests.support.people import new_account
from tests.web.home_visits import NOW, client_of, many, seen, with_dues

pytestmark = [pytest.mark.browser]
SCREENS = ((1920, 1080), (1366, 768), (390, 844))
ADDRESS = "http://home.test"
MOST_BYTES = 300_000
"""Of a first visit, letters and all."""
AXE = "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations"

HIDDEN = """() => [...document.querySelectorAll("header.navbar a, header.navbar .languages button")].filter((one) => {
  const { left, right, top, bottom, width } = one.getBoundingClientRect();
  const cut = one.scrollWidth > one.clientWidth + 1;
  const said = !one.hasAttribute("aria-current") || one.tagName === "A";
  return said && (cut || width < 8 || left < 0 || right > innerWidth || top < 0 || bottom > innerHeight);
}).map((one) => one.textContent.trim())"""
"""Entries of the head that cannot be seen whole."""
MENU = ["Hội nghị", "Lập từ văn bản", "Đơn vị", "Việc của đơn vị", "Thư đi"]
ON_A_TELEPHONE = ["Hội nghị", "Văn bản", "Đơn vị", "Việc", "Thư đi"]
NOT_FOR = {"none": {1, 2, 4}, "press": {1, 2, 4}, "organiser": set[int]()}
"""Which of them a role does not get; others prepare nothing and write no letters."""


@pytest.fixture
def pages(conference: Conference) -> dict[str, bytes]:
    """The page of each role, read before the browser starts: late and running ones, long names, many communes."""
    host = conference.host
    with_dues(conference, NOW - timedelta(hours=1))
    PlannedRehearsal.objects.create(conference=conference, at=NOW + timedelta(days=1))
    SiteAnswer.objects.bulk_create(
        SiteAnswer(site=one, confirmed_at=BEFORE if one.pk % 2 else None, contact_phone="0900 000 001; 0900 000 002")
        for one in conference.sites.all()
    )
    long = "Hội nghị trực tuyến toàn tỉnh " + "quán triệt và triển khai nhiệm vụ trọng tâm " * 9
    many(host, 12, title=long)
    for n, state in enumerate(Conference.State.values):
        many(host, 2, state=state, start_date=date(2021, 12, 10 + n), start_time=time(14))
    clerks = {"none": client_of("viewer", host)}
    clerks["none"].force_login(new_account())
    for role in ("organiser", "chair", "press"):
        clerks[role] = client_of(role, host)
    clerks |= {"district": client_of("unit_clerk", district()), "commune": client_of("unit_clerk", commune())}
    clerks |= {"technician": client_of("district_technician", district()), "guest": client_of("chair", commune())}
    return {role: seen(client).content for role, client in clerks.items()}


def serve(page: Page, document: bytes) -> list[int]:
    """Let `page` find the document at "/" and our static files; the sizes of what it asked for."""
    sizes: list[int] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS)
        if path == "/":
            sizes.append(len(document))
            route.fulfill(body=document, content_type="text/html; charset=utf-8")
            return
        if not path.startswith("/static/"):
            route.fulfill(body='{"engine": {"up": true}}', content_type="application/json")
            return
        found = finders.find(path.removeprefix("/static/"))
        assert found, path
        body = Path(cast(str, found)).read_bytes()
        sizes.append(len(body))
        route.fulfill(body=body, content_type=guess_type(path)[0] or "application/octet-stream")

    page.route("**/*", answer)
    return sizes


def test_nothing_serious_and_nothing_wider_than_the_screen(pages: dict[str, bytes]) -> None:
    axe = (FRONTEND / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    with chromium() as browser, browser.machine(devices=False) as machine:
        for role, document in pages.items():
            page = machine.context.new_page()
            sizes, first = serve(page, document), list[int]()
            for width, height in SCREENS:
                page.set_viewport_size({"width": width, "height": height})
                page.goto(f"{ADDRESS}/")
                page.evaluate("document.fonts.ready.then(() => true)")
                first.append(sum(sizes))
                assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (role, width)
                menu = ON_A_TELEPHONE if width <= 700 else MENU
                menu = [words for n, words in enumerate(menu) if n not in NOT_FOR.get(role, {1, 4})]
                assert page.locator(".navbar-nav a:visible").all_inner_texts() == menu, (role, width)
                assert page.evaluate(HIDDEN) == [], (role, width)
                page.evaluate(axe)
                grave = [one for one in page.evaluate(AXE) if one["impact"] in {"serious", "critical"}]
                assert not grave, f"{role} at {width}\n{json.dumps(grave, ensure_ascii=False, indent=1)[:3000]}"
            assert first[0] <= MOST_BYTES, role
            page.close()
