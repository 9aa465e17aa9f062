"""A small conference that is served over real HTTP, with an engine or without."""

from collections.abc import Iterator
from typing import Any

import pytest

from nhipcau.conferences.models import Site
from nhipcau.conferences.plan import PlannedTier
from nhipcau.core.tokens import Audience
from nhipcau.organs.models import Tier
from tests.support.live import LiveConference, LiveServer
from tests.support.stack import EngineAlone

PROVINCE_AND_DISTRICTS = (PlannedTier(Tier.PROVINCE, 1), PlannedTier(Tier.DISTRICT, 11))


@pytest.fixture
def meeting(own_database: str) -> LiveConference:
    """A conference of the province with its 11 districts."""
    return LiveConference(tiers=PROVINCE_AND_DISTRICTS)


@pytest.fixture
def server(own_database: str) -> Iterator[LiveServer]:
    """The web application; its engine is down."""
    with LiveServer() as served:
        yield served


@pytest.fixture(scope="package")
def running() -> Iterator[EngineAlone]:
    """A real engine."""
    with EngineAlone() as engine:
        yield engine


@pytest.fixture
def engine_server(running: EngineAlone, own_database: str) -> Iterator[LiveServer]:
    """The web application, with the real engine."""
    with LiveServer(running) as served:
        yield served


def two_sites(server: LiveServer, meeting: LiveConference) -> tuple[Site, str, Site, str]:
    """An open hall with the chair and a speaker let in: each site with its pass."""
    chair, speaker = meeting.sites[0], meeting.sites[1]
    chair_pass, speaker_pass = meeting.inside(server, chair), meeting.inside(server, speaker, "maycuaban")
    meeting.do("open")
    return chair, chair_pass, speaker, speaker_pass


def entered(server: LiveServer, token: str, audience: Audience = "room") -> dict[str, str]:
    """What a page gets that enters, as soon as the server knows that the engine is up."""

    def ask() -> Any:
        answer = server.post(f"/live/{audience}/enter", token)
        return answer.json() if answer.status_code == 200 else None

    return server.wait_for(ask, f"{audience} enters")
