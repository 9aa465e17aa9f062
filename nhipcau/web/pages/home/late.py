"""What is late, or due within two days, with a conference, and whom to call."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.preparation.missing import Missing
from nhipcau.preparation.overview import Overview, first_missing

_SOON: Final = timedelta(days=2)
_CALLED: Final = 3


@dataclass(frozen=True, slots=True)
class Late:
    """what: site, delegates, waiting; late: past its deadline, else due soon; calls: some of those missing."""

    what: str
    count: int
    words: str
    url: str
    late: bool
    due: datetime | None = None
    calls: list[Missing] = field(default_factory=list)

    @property
    def shape(self) -> str:
        return "bad" if self.late else "soon"

    @property
    def reachable(self) -> list[Missing]:
        return [one for one in self.calls if one.phone]

    @property
    def more(self) -> int:
        """How many are missing besides those whose number stands there."""
        return self.count - len(self.reachable)


def late_of(pairs: Iterable[tuple[Conference, Overview]], now: datetime) -> dict[int, list[Late]]:
    """By pk of the conference; empty for one that has begun or is over, or whose day has. At most four queries."""
    found = {conference.pk: _of(conference, seen, now) for conference, seen in pairs}
    called: set[int] = set()
    for what in ("site", "delegates"):
        late = {pk: one for pk, rows in found.items() for one in rows if one.what == what and one.late}
        asked = late.keys() - called  # who has not registered has not reported either: they are called once
        missing = first_missing(asked, what, _CALLED) if asked else {}
        for pk in asked:
            late[pk].calls.extend(missing.get(pk, ()))
        called |= asked
    return found


def _of(conference: Conference, seen: Overview, now: datetime) -> list[Late]:
    if not conference.is_ahead or has_gone_by(conference, now):
        return []
    found: list[Late] = []
    total = seen.total
    missing = reverse("registration-missing", args=[conference.pk])
    for what, due, count, words in (
        ("site", seen.by.sites, total.sites - total.confirmed, _("%(n)s điểm cầu chưa đăng ký")),
        ("delegates", seen.by.delegates, total.sites - total.reported, _("%(n)s điểm cầu chưa báo đại biểu")),
    ):
        if due is None or not count or due - now > _SOON:
            continue
        over = due < now
        when = (_("hạn %(when)s") if over else _("hạn còn đến %(when)s")) % {"when": when_due(due)}
        said = f"{words % {'n': count}}, {when}"
        found.append(Late(what, count, said, f"{missing}?what={what}", over, due))
    if seen.waiting:
        url = reverse("registration", args=[conference.pk])
        found.append(
            Late("waiting", seen.waiting, _("%(n)s nơi đăng ký muộn, chờ đồng ý") % {"n": seen.waiting}, url, False)
        )
    return found


def has_gone_by(conference: Conference, now: datetime) -> bool:
    """Its day is over, whether it was held here or not: nobody is called about its deadlines any more."""
    return conference.start_date is not None and conference.start_date < clock.local(now).date()


def when_due(due: datetime) -> str:
    local = clock.local(due)
    return f"{local:%d/%m}" if (local.hour, local.minute) == (23, 59) else f"{local:%H:%M %d/%m}"


def worst(rows: Sequence[Late]) -> Late | None:
    """The one to call about first: what is late the longest; among equals registration, without which no list comes."""
    over = [one for one in rows if one.late and one.due is not None]
    return min(over, key=lambda one: (one.due, one.what != "site"), default=None)
