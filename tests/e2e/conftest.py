"""One product and one browser for each module: started once, used by its tests one after the other."""

from collections.abc import Iterator

import pytest

from tests.support.browser import Chromium, chromium
from tests.support.stack import Stack

BUILD_SECONDS = 180.0


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with Stack() as running:
        wait_for_live_pages(running)
        yield running


def wait_for_live_pages(stack: Stack) -> None:
    """A fresh checkout builds them while the other pages are already served."""
    stack.wait_for(lambda: "building" not in (stack.health() or {"building"}), BUILD_SECONDS, "live pages")
