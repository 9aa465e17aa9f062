"""What a first visit to an office page weighs: the page with the styles, scripts and letters that come with it."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.contrib.staticfiles import finders

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
