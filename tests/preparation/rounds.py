"""Conferences with a registration round, for the tests of this folder."""

from datetime import UTC, datetime

from nhipcau.conferences.models import Conference
from nhipcau.conferences.plan import PlannedParticular, PlannedTier
from nhipcau.organs.models import Tier, Unit
from nhipcau.preparation.models import Round
from nhipcau.preparation.rounds import round_of
from tests.support.conferences import make_conference

DUE = datetime(2021, 12, 17, 9, 0, tzinfo=UTC)
"""16:00 on 17 December 2021, on the offices' clock."""
BEFORE = datetime(2021, 12, 16, 2, 0, tzinfo=UTC)
LAST = datetime(2021, 12, 17, 8, 59, 59, 900_000, tzinfo=UTC)
AFTER = datetime(2021, 12, 17, 9, 0, 1, tzinfo=UTC)
PARTICIPANTS = (
    PlannedParticular("participant", "Lãnh đạo Huyện ủy", tier="huyen"),
    PlannedParticular("participant", "Lãnh đạo UBND xã, công chức văn phòng", tier="xa"),
    PlannedParticular("recipient", "Thường trực Tỉnh ủy (b/c)"),
    PlannedParticular("recipient", "Sở Thông tin và Truyền thông"),
)


def opt_in_conference(late: str = Round.Late.CLOSED, key: str = "opt-in") -> Conference:
    """A province and its 11 districts take part; communes register until `DUE`."""
    conference = make_conference(
        key, tiers=(PlannedTier(Tier.PROVINCE, 1), PlannedTier(Tier.DISTRICT, 11)), particulars=PARTICIPANTS
    )
    opened = round_of(conference)
    opened.mode, opened.late, opened.sites_due, opened.delegates_due = Round.Mode.OPT_IN, late, DUE, DUE
    opened.save()
    return conference


def fixed_conference(key: str = "fixed") -> Conference:
    """All 212 sites; lists are due at `DUE`."""
    conference = make_conference(key, particulars=PARTICIPANTS)
    opened = round_of(conference)
    opened.sites_due = opened.delegates_due = DUE
    opened.save()
    return conference


def commune(name: str = "") -> Unit:
    """A commune of Bắc Sơn."""
    below = Unit.objects.filter(parent__code="185", tier="xa").order_by("order")
    return below.get(name=name) if name else below[0]


def district() -> Unit:
    return Unit.objects.get(code="185", tier="huyen")
