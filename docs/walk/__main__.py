"""Takes a picture of every page: in three sizes, as each role, with few rows and with many, in either language.

    .venv/bin/python docs/walk FOLDER [--only WORD …] [--size 390 …] [--english] [--empty] [--axe] [--home FOLDER]

For whoever changes a page or a component, to look at. Serves pages of its own in a temporary home on a free port; with
--home that home is kept and used again. Says of each page how tall it is, and what is amiss: wider than the screen,
another answer than 200, more than one filled button, what axe-core finds serious.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from addresses import EMPTY, FULL, Address
from playwright.sync_api import BrowserContext, Error, Page

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from nhipcau.core.processes import die_with_parent  # noqa: E402  # found through the line above
from tests.support.browser import chromium  # noqa: E402
from tests.support.ports import PortRow  # noqa: E402
from tests.support.stack import wait_until  # noqa: E402

LANGUAGE = "nhipcau_language"
"""The cookie of the switch; its own module wants the settings of a home."""
SIZES = {"1366": (1366, 768), "1920": (1920, 1080), "390": (390, 844)}
TALLEST = 3000
"""Pixels of a page that are taken, from its top."""
START_SECONDS = 120.0
MAKE = "import sys, django; django.setup(); sys.path.insert(0, sys.argv[1]); import worlds; worlds.make(sys.argv[2])"
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations"

Numbers = dict[str, Any]
Cookies = dict[str, dict[str, str]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--only", nargs="*", default=[], help="names of pictures that hold one of these")
    parser.add_argument("--size", nargs="*", default=list(SIZES), choices=list(SIZES))
    parser.add_argument("--english", action="store_true")
    parser.add_argument("--empty", action="store_true", help="a first start instead of the full world")
    parser.add_argument("--axe", action="store_true", help="ask axe-core too")
    parser.add_argument("--home", type=Path, help="where the world is kept")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    home = chosen.home or Path(tempfile.mkdtemp(prefix="nhipcau-walk-"))
    try:
        with served(home, "empty" if chosen.empty else "full") as (url, numbers, cookies):
            walk(url, numbers, cookies, chosen)
    finally:
        if chosen.home is None:
            shutil.rmtree(home, ignore_errors=True)
    return 0


@contextmanager
def served(home: Path, which: str) -> Iterator[tuple[str, Numbers, Cookies]]:
    """The pages over a world, which is made where the home has none."""
    home.mkdir(parents=True, exist_ok=True)
    ports = PortRow()
    environment = {
        **os.environ,
        "NHIPCAU_HOME": str(home),
        "NHIPCAU_PORT": str(ports.web),
        "NHIPCAU_ENGINE_PORT": str(ports.engine),
        "DJANGO_SETTINGS_MODULE": "nhipcau.web.settings",
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run([sys.executable, "-m", "nhipcau", "prepare"], env=environment, check=True)
    told = home / "world.json"
    if not told.exists():
        made = [sys.executable, "-c", MAKE, str(Path(__file__).parent), which]
        told.write_bytes(subprocess.run(made, env=environment, check=True, stdout=subprocess.PIPE).stdout)
    numbers, cookies = json.loads(told.read_text(encoding="utf-8").splitlines()[-1])
    web = [sys.executable, "-m", "nhipcau", "web"]
    with (home / "web.log").open("ab") as log:
        process = subprocess.Popen(web, env=environment, stdout=log, stderr=log, preexec_fn=die_with_parent)
    try:
        url = f"http://127.0.0.1:{ports.web}"
        wait_until(lambda: answers(url), START_SECONDS, "the pages")
        yield url, numbers, cookies
    finally:
        process.terminate()
        process.wait()
        ports.release()


def answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz", timeout=2).is_success
    except httpx.TransportError:
        return False


def walk(url: str, numbers: Numbers, cookies: Cookies, chosen: argparse.Namespace) -> None:
    pages: list[Address] = [
        one
        for one in (EMPTY if chosen.empty else FULL)
        if not chosen.only or any(word in one[1] for word in chosen.only)
    ]
    axe = AXE.read_text(encoding="utf-8") if chosen.axe else ""
    spoken = {LANGUAGE: "en"} if chosen.english else {}
    with chromium() as browser:
        for size in chosen.size:
            width, height = SIZES[size]
            for who in dict.fromkeys(one[0] for one in pages):
                with browser.machine(devices=False, viewport={"width": width, "height": height}) as machine:
                    given = {**cookies[who], **spoken}
                    machine.context.add_cookies([{"name": n, "value": v, "url": url} for n, v in given.items()])
                    for name, address in (one[1:] for one in pages if one[0] == who):
                        file = chosen.folder / f"{name}_{size}.png"
                        print(file.stem, look(machine.context, url + address.format(**numbers), file, axe), flush=True)
                    machine.missing.clear()  # what is not there is among what is looked at


def look(context: BrowserContext, url: str, file: Path, axe: str) -> str:
    """Take one picture; in words how tall the page is and what is amiss with it."""
    page = context.new_page()
    try:
        answer = page.goto(url)
    except Error as gone:
        return str(gone).splitlines()[0]
    else:
        found = [] if answer is None or answer.ok else [f"answered {answer.status}"]
        height = page.evaluate("document.documentElement.scrollHeight")
        page.screenshot(path=file, full_page=True, animations="disabled", clip=_shown(page, height))
        return "; ".join([f"{height} px", *found, *_amiss(page, axe)])
    finally:
        page.close()


def _shown(page: Page, height: int) -> Any:
    size = page.viewport_size or {"width": 0, "height": 0}
    return {"x": 0, "y": 0, "width": size["width"], "height": min(max(height, size["height"]), TALLEST)}


def _amiss(page: Page, axe: str) -> Iterator[str]:
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 0:
        yield f"{over} px wider than the screen"
    filled = page.locator(".btn-primary:visible").count()
    if filled > 1:
        yield f"{filled} filled buttons"
    if axe:
        page.evaluate(axe)
        for one in page.evaluate(RUN_AXE):
            if one["impact"] in ("serious", "critical"):
                yield f"axe {one['id']}: {[node['target'] for node in one['nodes'][:3]]}"


if __name__ == "__main__":
    raise SystemExit(main())
