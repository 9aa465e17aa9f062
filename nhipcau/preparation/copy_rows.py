"""What copies of a registration speak of: each site as it stands now, and when it was last touched."""

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import Q

from nhipcau.conferences.models import Conference, Site
from nhipcau.core import clock
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Tier
from nhipcau.preparation.copy_texts import CopyRow
from nhipcau.preparation.models import Enrolment, Round, SiteAnswer
from nhipcau.preparation.reports import site_rows

_KINDS: Final = (
    "registration.enrolled",
    "registration.decided",
    "registration.withdrawn",
    "registration.followed",
    "site.answered",
    "site.handed_over",
    "site.confirmed",
    "site.delegates_confirmed",
    "site.link_withdrawn",
    "site.link_restored",
    "sites.withdrawn",
    "sites.restored",
    "sites.renamed",
    "sites.edited",
    "sites.imported",
    "sites.step_undone",
)
_WAITING: Final = {
    Enrolment.State.WAITING: "đăng ký muộn, chờ đồng ý",
    Enrolment.State.REFUSED: "không nhận đăng ký muộn",
    Enrolment.State.WITHDRAWN: "đã rút đăng ký",
}


def rows_of(conference: Conference, opened: Round) -> list[CopyRow]:
    """All that has registered or was taken back, in the order of every list. Four queries, whatever the size."""
    by_site, by_unit = _touched(conference)
    enrolments = {one.unit.pk: one for one in opened.enrolments.select_related("unit__parent")}
    tiers = {str(tier): str(tier.label) for tier in Tier}
    rows: list[CopyRow] = []
    with_site: set[int] = set()
    said = Q(answer__confirmed_at__isnull=False) | Q(answer__delegates_at__isnull=False) | Q(unit__in=enrolments)
    for site in site_rows(conference.sites.filter(said), {}):
        enrolled = enrolments.get(site.unit_id or 0)
        if enrolled is not None:
            with_site.add(enrolled.unit.pk)
        row = _row(site, enrolled, tiers[site.tier], max(by_site.get(site.pk, 0), by_unit.get(site.unit_id or 0, 0)))
        if row is not None:
            rows.append(row)
    for pk, one in enrolments.items():
        if pk not in with_site and one.state in _WAITING:
            above = one.unit.parent.name if one.unit.parent is not None else ""
            state = _WAITING[Enrolment.State(one.state)]
            rows.append(CopyRow(by_unit.get(pk, 0), tiers[one.unit.tier], above, one.unit.name, state, counts=False))
    return rows


def _row(site: Site, enrolled: Enrolment | None, tier: str, seq: int) -> CopyRow | None:
    """None for a site that has said nothing that is registered: what is only being filled in is nobody else's yet."""
    answer: SiteAnswer | None = getattr(site, "answer", None)
    confirmed = answer is not None and answer.confirmed_at is not None
    reported = answer is not None and answer.delegates_at is not None
    if not (confirmed or reported or enrolled):
        return None
    if site.withdrawn_at is not None:
        return CopyRow(seq, tier, site.where, site.name, "đã rút", counts=False)
    if enrolled is not None and enrolled.state in _WAITING:
        state = _WAITING[Enrolment.State(enrolled.state)]
        return CopyRow(seq, tier, site.where, site.name, state, counts=False)
    people = None
    if answer is not None and reported:
        coming: int = getattr(site, "coming")  # noqa: B009 - annotated
        people = coming if answer.head_count is None else answer.head_count
    at = None
    if answer is not None and confirmed:
        at = answer.confirmed_at
    elif enrolled is not None:
        at = enrolled.at
    state = f"đã đăng ký {clock.local(at):%H:%M %d/%m/%Y}" if at is not None else "đã báo đại biểu"
    room, venue = (answer.room, site.venue) if answer is not None and confirmed else ("", "")
    return CopyRow(seq, tier, site.where, site.name, state, venue, room, people)


def _touched(conference: Conference) -> tuple[dict[int, int], dict[int, int]]:
    """By site and by unit: the last journal entry that changed what is registered of it."""
    by_site: dict[int, int] = {}
    by_unit: dict[int, int] = {}
    found = JournalEntry.objects.filter(Q(kind__in=_KINDS) | Q(kind__startswith="delegates."), stream=conference.stream)
    for seq, data in found.order_by("seq").values_list("seq", "data"):
        for pk in _ids(data, "site", "sites"):
            by_site[pk] = seq
        for pk in _ids(data, "unit", "units"):
            by_unit[pk] = seq
    return by_site, by_unit


def _ids(data: dict[str, Any], one: str, many: str) -> Iterator[int]:
    """Of `{"site": 5}`, `{"sites": [5, 6]}` or `{"sites": {"5": …}}`."""
    if isinstance(data.get(one), int):
        yield data[one]
    for pk in data.get(many) or ():
        if str(pk).isdecimal():
            yield int(pk)
