"""Every page of the office, asked for in a full database: what it takes, asks of the database, and weighs.

The pages are those of the route table, so that a new one is measured as soon as it has an address.
"""

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.kit.statistics import p95_ms

LIVE = ("control", "stage", "j/")
"""Pages of the call: their programs are loaded before it begins, and are no office's first load."""
_STATIC = re.compile(r'(?:href|src)="(/static/[^"?#]+)')


@dataclass(frozen=True, slots=True)
class PageCost:
    """kilobytes: of the first visit, with the styles and scripts that come with the page."""

    page: str
    p95_ms: float
    queries: int
    kilobytes: float

    def as_row(self) -> dict[str, Any]:
        return asdict(self)


def addresses(values: Mapping[str, Any]) -> list[str]:
    """Of each route whose blanks `values` can fill, by the beginning of its pattern or by the blank itself."""
    found = []
    for pattern in _patterns():
        for part, value in values.items():
            if part in pattern:
                pattern = pattern.replace(part, re.sub(r"<[^>]+>", str(value), part), 1)
        if "<" not in pattern and not pattern.startswith(LIVE) and not pattern.endswith(LIVE):
            found.append(f"/{pattern}")
    return found


def _patterns(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    from django.urls import get_resolver

    for one in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(one, "url_patterns"):
            yield from _patterns(one.url_patterns, prefix + str(one.pattern))
        else:
            yield prefix + str(one.pattern)


def cost(client: Any, address: str, requests: int, name: str = "") -> PageCost | None:
    """None for what is no page to this client: a file, an address that leads on or takes what is sent alone."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    first = client.get(address)
    if first.status_code != 200 or not first.headers["Content-Type"].startswith("text/html"):
        return None
    taken = []
    for _ in range(requests):
        began = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address).content
    weight = len(page) + sum(_sizes(page.decode()))
    return PageCost(name or address, p95_ms(taken), len(asked), round(weight / 1000, 1))


def _sizes(page: str) -> Iterator[int]:
    from django.contrib.staticfiles import finders

    for name in set(_STATIC.findall(page)):
        plain = re.sub(r"\.[0-9a-f]{12}(\.\w+)$", r"\1", name.removeprefix("/static/"))
        path = finders.find(plain)
        if isinstance(path, str):
            yield Path(path).stat().st_size
