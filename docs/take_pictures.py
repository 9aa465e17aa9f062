"""Takes the README's pictures from the real pages: our example paper, a hall of 212 simulated sites and one browser.

    .venv/bin/python docs/take_pictures.py

Runs its own product in a temporary home, on free ports; about two minutes. The pictures go to docs/pictures.
"""

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Page, ViewportSize, expect

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nhipcau.core.processes import die_with_parent  # noqa: E402  # found through the line above
from nhipcau.media import parts  # noqa: E402
from tests.e2e.desk import Desk  # noqa: E402
from tests.e2e.office import Door, Office  # noqa: E402
from tests.e2e.programme import Programme  # noqa: E402
from tests.e2e.room import Room  # noqa: E402
from tests.support.browser import Chromium, chromium, expect_state  # noqa: E402
from tests.support.stack import Stack  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
DESK: ViewportSize = {"width": 1920, "height": 1080}
ROOM = "Thị trấn Đồng Đăng"
FRAMES = 20
FULL_SECONDS = 120.0


def main() -> int:
    for part in parts.NAMES:
        parts.build(part)
    PICTURES.mkdir(exist_ok=True)
    with Stack() as stack, chromium(f"--use-file-for-fake-video-capture={camera(stack.home)}") as browser:
        picture(stack, browser)
    return 0


def camera(folder: Path) -> Path:
    """What the browser's camera sees, as a file of JPEGs one after the other."""
    frame = io.BytesIO()
    draw_hall().save(frame, "JPEG", quality=92)
    file = folder / "camera.mjpeg"
    file.write_bytes(frame.getvalue() * FRAMES)
    return file


def draw_hall() -> Image.Image:
    """A commune's hall with nobody's face: wall, panel, three people as shapes, the table before them."""
    image = Image.new("RGB", (1280, 720), "#d9d2c3")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 470, 1280, 720), fill="#9a8f7d")
    draw.rectangle((150, 60, 1130, 430), fill="#7b2d26")
    for x in range(150, 1130, 28):
        draw.line((x, 60, x, 430), fill="#6a251f", width=5)
    for x, coat, shirt in ((330, "#27364a", "#e8eaee"), (640, "#3b4b3f", "#f1ede2"), (950, "#4a3a33", "#dfe6ef")):
        draw.rounded_rectangle((x - 135, 330, x + 135, 640), 90, fill=coat)
        draw.polygon(((x - 36, 330), (x + 36, 330), (x, 430)), fill=shirt)
        draw.rectangle((x - 26, 285, x + 26, 345), fill="#b98f6e")
        draw.ellipse((x - 68, 150, x + 68, 310), fill="#c99f7d")
        draw.pieslice((x - 74, 138, x + 74, 290), 180, 360, fill="#2b2320")
    draw.polygon(((0, 610), (110, 545), (1170, 545), (1280, 610)), fill="#8a5a34")
    draw.rectangle((0, 610, 1280, 720), fill="#6b4425")
    for x in (330, 640, 950):
        draw.line((x + 85, 600, x + 60, 480), fill="#22262b", width=7)
        draw.ellipse((x + 47, 458, x + 73, 492), fill="#22262b")
    return image.filter(ImageFilter.GaussianBlur(1.2))


def picture(stack: Stack, browser: Chromium) -> None:
    with (
        browser.machine(viewport=LAPTOP) as at_office,
        browser.machine(viewport=DESK) as at_desk,
        browser.machine(viewport=LAPTOP) as in_commune,
        browser.machine(viewport=LAPTOP) as on_wall,
    ):
        office = Office(at_office.context.new_page(), stack.url)
        conference, door = prepare(office)
        for machine in (at_desk, on_wall):
            machine.context.add_cookies(at_office.context.cookies())
        desk = Desk(at_desk, stack.url, conference)
        desk.open_hall()
        room = Room(in_commune, door)
        room.come_in()
        stage = Programme(on_wall, stack.url, conference)
        with rehearsal(stack, conference):
            expect(desk.page.locator(".top")).to_contain_text("211/211", timeout=FULL_SECONDS * 1000)
            desk.select("dong dang")
            desk.give_floor()
            expect_state(room.page, tally="air", heard="heard")
            stage.shows(ROOM)
            shoot(room.page, "room")
            shoot(stage.page, "stage")
            direct(desk, room)
            shoot(desk.page, "control")


def prepare(office: Office) -> tuple[int, Door]:
    """From the paper to a conference without lobby; two pictures on the way."""
    office.sign_in()
    office.paste()
    shoot(office.page, "paper")
    conference = office.confirm()
    shoot(office.page, "conference")
    office.lobby(conference, on=False)
    return conference, office.door(conference, ROOM)


def direct(desk: Desk, room: Room) -> None:
    """Somebody speaks, somebody is next and warm everywhere, somebody asks for the word."""
    desk.select("that khe")
    desk.give_floor()
    desk.select("huyen bac son")
    desk.press("x", "Xem trước")
    desk.wait_for_preview()
    room.page.get_by_role("button", name="Đăng ký phát biểu").click()
    expect(room.page.get_by_role("button", name="Rút đăng ký")).to_be_visible()
    expect(desk.preview).to_contain_text("sẵn sàng 211/211", timeout=FULL_SECONDS * 1000)
    expect(desk.page.locator(".insp canvas")).to_be_visible()


@contextmanager
def rehearsal(stack: Stack, conference: int) -> Iterator[None]:
    """All sites without people, simulated; the main one too."""
    command = [sys.executable, "-m", "nhipcau", "rehearse", "--conference", str(conference), "--sites", "212"]
    process = subprocess.Popen(
        [*command, "--with-main"], env=stack.environment, stdout=subprocess.DEVNULL, preexec_fn=die_with_parent
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def shoot(page: Page, name: str) -> None:
    """The visible page as PNG of 256 colours: small enough for a README."""
    page.evaluate("scrollTo(0, 0)")
    raw = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    file = PICTURES / f"{name}.png"
    raw.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.FLOYDSTEINBERG).save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    raise SystemExit(main())
