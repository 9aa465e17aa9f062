"""Comings and goings of sites, summed up for the journal: what attendance is read from.

Beats are not journal; once a minute what has changed is. An interruption that both begins and ends between two
summaries is none: the line dropped, the site did not leave.
"""

from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta

from nhipcau.web.live.presence import SILENT

Summary = tuple[dict[str, datetime], dict[str, datetime]]
"""Who came, and since when; who left, and until when was it there."""

_SILENT = timedelta(seconds=SILENT)
_INTERRUPTION = timedelta(minutes=1)


class Ledger:
    """inside: sites that the journal has as present when the server starts; started: that moment.

    unwritten: summaries that are not in the journal yet, the oldest first; a database that is away must lose nobody.
    """

    def __init__(self, inside: Iterable[str], started: datetime) -> None:
        self.unwritten: deque[Summary] = deque()
        self._inside = set(inside)
        self._first: dict[str, datetime] = {}
        self._last: dict[str, datetime] = dict.fromkeys(self._inside, started)

    def note(self, site: str, at: datetime) -> None:
        """The machine that was let in for `site` beat at `at`."""
        last = self._last.get(site)
        if last is None or at - last > _INTERRUPTION:
            self._first[site] = at
        self._last[site] = at

    def due(self, now: datetime) -> Summary:
        """What has happened since the last time this was asked."""
        here = {site for site, last in self._last.items() if abs(now - last) <= _SILENT}
        came = {site: self._first.get(site, self._last[site]) for site in here - self._inside}
        left = {site: self._last[site] for site in self._inside - here}
        self._inside = here
        for site in left:
            self._first.pop(site, None)
            del self._last[site]
        return came, left
