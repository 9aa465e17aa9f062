"""What a first visit to the pages of papers weighs in a browser: page, styles, scripts and the letters it fetches."""

from collections.abc import Iterator

import pytest
from django.test import Client

from nhipcau.core import clock
from tests.documents.writing.test_costs_of_pages import NOW, Office, office
from tests.support.browser import chromium
from tests.support.weights import MOST_BYTES, serve

pytestmark = [pytest.mark.browser]
__all__ = ["office"]
ADDRESSES = (
    "/conferences/{conference}",
    "/conferences/{conference}/papers",
    "/written/{issued}",
    "/written/{draft}",
)


@pytest.fixture
def pages(office: Office) -> Iterator[dict[str, bytes]]:
    """Read before the browser starts."""
    client = Client()
    with clock.frozen(NOW):
        client.force_login(office.account)
        names = {"conference": office.conference.pk, "issued": office.issued.pk, "draft": office.draft.pk}
        yield {one: client.get(one.format(**names)).content for one in ADDRESSES}


def test_a_first_visit_is_light_letters_and_all(pages: dict[str, bytes]) -> None:
    with chromium() as browser, browser.machine(devices=False) as machine:
        for address, document in pages.items():
            page = machine.context.new_page()
            sizes = serve(page, document)
            page.goto("http://office.test/")
            page.evaluate("document.fonts.ready.then(() => true)")
            assert sum(sizes.values()) <= MOST_BYTES, (address, sizes)
            assert len(document) <= MOST_BYTES, address
            page.close()
