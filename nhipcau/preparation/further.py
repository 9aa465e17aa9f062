"""Duties of sites that follow from what other packages keep: what a site is to look at on a page of theirs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from nhipcau.conferences.models import Site
from nhipcau.preparation.duties import Duty


class Source(Protocol):
    def duties(self, sites: Sequence[Site]) -> Mapping[int, Duty]:
        """By pk of the site, of those that have one. As many queries for one site as for a page of them."""
        ...


_sources: list[Source] = []


def register(source: Source) -> None:
    """Called once, when the other package's app is ready."""
    if source not in _sources:
        _sources.append(source)


def further(sites: Iterable[Site]) -> dict[int, list[Duty]]:
    """By pk of the site."""
    rows = list(sites)
    found: dict[int, list[Duty]] = {}
    for source in _sources:
        for pk, duty in source.duties(rows).items():
            found.setdefault(pk, []).append(duty)
    return found
