"""Every page of the journey under axe-core: nothing serious, nothing critical."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from nhipcau.media.parts import FRONTEND
from tests.e2e.office import EXAMPLES, Office
from tests.e2e.scene import Scene, in_session
from tests.support.browser import Chromium, expect_state
from tests.support.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(120)]
GRAVE = ("serious", "critical")
_RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.map(({ id, impact, help, nodes }) =>
    ({ id, impact, help, where: nodes.slice(0, 4).map((node) => [node.target.join(" "), node.failureSummary]) }));
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The checker's own script, from the front end's packages."""
    return (FRONTEND / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def scene(stack: Stack, browser: Chromium) -> Iterator[Scene]:
    with in_session(stack, browser) as made:
        yield made


def expect_accessible(page: Page, axe: str) -> None:
    page.evaluate(axe)  # not as a script element: the page's content policy forbids those
    grave = [found for found in page.evaluate(_RUN) if found["impact"] in GRAVE]
    assert not grave, f"{page.url}\n{json.dumps(grave, ensure_ascii=False, indent=1)}"


@pytest.mark.parametrize("where", ["", "links", "pins", "names", "attendance", "registration", "registration/remind"])
def test_pages_of_a_conference(scene: Scene, axe: str, where: str) -> None:
    expect_accessible(scene.office.go(scene.conference, where), axe)


PREPARING = ("edit/facts", "edit/programme", "sites", "sites/add", "sites/import", "tiers", "state", "postpone", "copy")


@pytest.mark.parametrize("where", PREPARING)
def test_pages_on_which_a_conference_is_prepared(scene: Scene, axe: str, where: str) -> None:
    expect_accessible(scene.office.go(scene.conference, where), axe)


REGISTERING = (
    "registration/settings",
    "registration/copies",
    "registration/sites",
    "registration/missing",
    "registration/units",
    "delegates",
)


@pytest.mark.parametrize("where", REGISTERING)
def test_pages_of_a_registration(scene: Scene, axe: str, where: str) -> None:
    expect_accessible(scene.office.go(scene.conference, where), axe)


def test_the_pages_of_one_site(scene: Scene, axe: str) -> None:
    site = scene.office.door(scene.conference, "Thị trấn Đồng Đăng").site
    for where in (f"conferences/{scene.conference}/sites/{site}", f"own/{site}", f"own/{site}/delegates"):
        scene.office.page.goto(f"{scene.stack.url}/{where}")
        expect_accessible(scene.office.page, axe)


@pytest.mark.parametrize("where", ["own", "standing", "standing/new"])
def test_pages_of_units_that_prepare(scene: Scene, axe: str, where: str) -> None:
    page = scene.office.page
    page.goto(f"{scene.stack.url}/{where}")
    expect(page.locator("h1")).to_be_visible()
    expect_accessible(page, axe)


@pytest.mark.parametrize("where", ["units", "units/import", "organs", "organs/new"])
def test_pages_of_units_and_organs(scene: Scene, axe: str, where: str) -> None:
    page = scene.office.page
    page.goto(f"{scene.stack.url}/{where}")
    expect(page.locator("h1")).to_be_visible()
    expect_accessible(page, axe)


@pytest.mark.parametrize("where", ["accounts", "accounts/invite", "accounts/exports", "me", "me/second-step", "outbox"])
def test_pages_of_accounts(scene: Scene, axe: str, where: str) -> None:
    page = scene.office.page
    page.goto(f"{scene.stack.url}/{where}")
    expect(page.locator("h1")).to_be_visible()
    expect_accessible(page, axe)


def test_the_way_from_the_paper(scene: Scene, axe: str, browser: Chromium) -> None:
    with browser.machine() as machine:
        page = machine.open(f"{scene.stack.url}/login")
        expect_accessible(page, axe)
        office = Office(page, scene.stack.url)
        office.sign_in()
        expect_accessible(page, axe)
        page.goto(f"{scene.stack.url}/conferences/from-paper")
        expect_accessible(page, axe)
        office.upload(EXAMPLES / "ke-hoach-so-ket.docx")
        expect_accessible(page, axe)


def test_the_live_pages(scene: Scene, axe: str) -> None:
    for page in (scene.desk.page, scene.speaker.page, scene.stage.page):
        expect_accessible(page, axe)


def test_the_steps_of_the_lobby(scene: Scene, axe: str, browser: Chromium) -> None:
    door = scene.office.door(scene.conference, "Thị trấn Thất Khê")
    scene.office.lobby(scene.conference, on=True)
    with browser.machine() as machine:
        page = machine.open(door.link)
        expect_state(page, phase="pin")
        expect_accessible(page, axe)
        page.get_by_label("Mã PIN, 6 số").fill(door.pin)
        page.get_by_role("button", name="Tiếp tục").click()
        expect_state(page, phase="devices")
        expect_accessible(page, axe)
        page.get_by_role("button", name="Vào phòng chờ").click()
        expect_state(page, phase="waiting")
        expect_accessible(page, axe)


def test_a_link_that_leads_nowhere(scene: Scene, axe: str, browser: Chromium) -> None:
    with browser.machine() as machine:
        expect_accessible(machine.open(f"{scene.stack.url}/j/khongcolink1"), axe)
        machine.missing.clear()
