"""A small conference that is served over real HTTP."""

from collections.abc import Iterator

import pytest

from nhipcau.conferences.plan import PlannedTier
from nhipcau.organs.models import Tier
from tests.support.live import LiveConference, LiveServer

PROVINCE_AND_DISTRICTS = (PlannedTier(Tier.PROVINCE, 1), PlannedTier(Tier.DISTRICT, 11))


@pytest.fixture
def meeting(own_database: str) -> LiveConference:
    """A conference of the province with its 11 districts."""
    return LiveConference(tiers=PROVINCE_AND_DISTRICTS)


@pytest.fixture
def server(own_database: str) -> Iterator[LiveServer]:
    """The web application; its engine is down."""
    with LiveServer() as running:
        yield running
