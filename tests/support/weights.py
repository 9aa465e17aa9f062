"""What a first visit to an office page weighs: the page with the styles, scripts and letters that come with it."""

import gzip
import re
from collections.abc import Iterator
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Route

MOST_BYTES = 300_000
_STATIC = re.compile(r'(?:href|src)="(/static/[^"?#]+)')


def weight(page: bytes) -> int:
    """Bytes before compression; a file that is named several times is fetched once."""
    return len(page) + sum(_sizes(page.decode()))


def _sizes(page: str) -> Iterator[int]:
    for name in set(_STATIC.findall(page)):
        path = finders.find(re.sub(r"\.[0-9a-f]{12}(\.\w+)$", r"\1", name.removeprefix("/static/")))
        if isinstance(path, str):
            yield Path(path).stat().st_size


def serve(page: Page, document: bytes) -> dict[str, int]:
    """Let `page` find the document at "/" of any host, and our static files; of each that it asked for the bytes sent:
    compressed, as the product sends texts (letters are so already)."""
    sizes: dict[str, int] = {}

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path == "/":
            sizes[path] = len(gzip.compress(document))
            route.fulfill(body=document, content_type="text/html; charset=utf-8")
            return
        if not path.startswith("/static/"):
            route.fulfill(status=204)  # what scripts ask for while the page stands open
            return
        found = finders.find(path.removeprefix("/static/"))
        assert isinstance(found, str), path
        body = Path(found).read_bytes()
        sizes[path] = min(len(body), len(gzip.compress(body)))
        route.fulfill(body=body, content_type=guess_type(path)[0] or "application/octet-stream")

    page.route("**/*", answer)
    return sizes
