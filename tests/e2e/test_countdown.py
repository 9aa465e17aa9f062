"""The script that keeps countdowns right says what the server says, whatever this machine's own clock shows."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from django.utils import translation

from nhipcau.core import clock
from nhipcau.web.pages.home.countdown import Countdown, countdown
from tests.support.browser import Chromium

pytestmark = [pytest.mark.browser]
SCRIPT = Path(__file__).resolve().parents[2] / "nhipcau/web/static/web/home.js"
NOW = datetime(2021, 12, 17, 2, 0, 30, tzinfo=UTC)
"""Half a minute past nine: the moment that the script itself takes changes no word."""
STEPS = (0, 1, 5, 59, 60, 61, 300, 899, 900, 901, 1439, 1440, 1441, 2339, 2340, 2341, 4000, 20_000, 200_000)
"""In minutes, both ways: around the hour, the next midnight here, two days, and long ago."""


def at(minutes: int, *, whole: bool) -> Countdown:
    start = clock.local(NOW.replace(second=0) + timedelta(minutes=minutes))
    return countdown(start.date(), None if whole else time(start.hour, start.minute), NOW)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_script_says_what_the_server_says(browser: Chromium, language: str) -> None:
    with translation.override(language):
        said = [at(sign * step, whole=whole) for step in STEPS for sign in (1, -1) for whole in (True, False)]
    rows = "".join(f'<b data-start="{one.start}"{" data-whole" if one.whole else ""}></b>' for one in said)
    with browser.machine(devices=False) as machine:
        page = machine.context.new_page()
        page.set_content(f'<html lang="{language}"><div data-now="{int(NOW.timestamp())}">{rows}</div></html>')
        page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
        assert page.locator("b").all_text_contents() == [one.words for one in said]
