"""One product and one browser for these tests: started once, used one after the other, each with its own conference."""

from collections.abc import Iterator

import pytest

from tests.support.browser import Chromium, chromium
from tests.support.stack import Stack

BUILD_SECONDS = 180.0


@pytest.fixture(scope="package")
def browser() -> Iterator[Chromium]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="package")
def stack() -> Iterator[Stack]:
    with Stack() as running:
        wait_for_live_pages(running)
        yield running


def wait_for_live_pages(stack: Stack) -> None:
    """A fresh checkout builds them while the other pages are already served."""
    stack.wait_for(lambda: "building" not in (stack.health() or {"building"}), BUILD_SECONDS, "live pages")
