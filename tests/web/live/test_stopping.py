"""The web server stops when it is told to, whatever the libraries under it make of that."""

import asyncio

from nhipcau.core.config import Config
from nhipcau.media.access import EngineAccess
from nhipcau.media.engine import EngineStatus, Participant
from nhipcau.media.livekit import LiveKitEngine
from nhipcau.web.live.host import HallHost
from tests.support.live import LiveConference
from tests.web.live.conftest import PROVINCE_AND_DISTRICTS


class TakesTheCancellingForItsOwn(LiveKitEngine):
    """As a library does whose own time limit and our cancelling fall together."""

    deaf = 1

    async def status(self) -> EngineStatus:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            if not self.deaf:
                raise
            self.deaf -= 1
        return EngineStatus(up=False, name="livekit", version=None)


def test_a_task_that_overhears_it_once_is_told_again(own_database: str) -> None:
    engine = TakesTheCancellingForItsOwn(EngineAccess("http://127.0.0.1:9", "ws://127.0.0.1:9", "nhipcau", "s" * 48))

    async def story() -> None:
        host = HallHost(Config(), engine)
        await host.start()
        await asyncio.sleep(0)  # its tasks begin
        async with asyncio.timeout(10):
            await host.stop()

    asyncio.run(story())
    assert engine.deaf == 0


class LooksAway(TakesTheCancellingForItsOwn):
    """Its room is asked for just when the hall is let go."""

    looks = 0

    async def status(self) -> EngineStatus:
        return EngineStatus(up=False, name="livekit", version=None)

    async def participants(self, room: str) -> list[Participant]:
        self.looks += 1
        await super().status()
        return []


def test_a_hall_that_was_let_go_is_not_looked_after_any_more(own_database: str) -> None:
    """Else two would repair the same room once it is asked for again, each by what it knows."""
    meeting = LiveConference(tiers=PROVINCE_AND_DISTRICTS)
    engine = LooksAway(EngineAccess("http://127.0.0.1:9", "ws://127.0.0.1:9", "nhipcau", "s" * 48))

    async def story() -> None:
        host = HallHost(Config(), engine)
        await host.start()
        hall = await host.hall(meeting.pk)
        _, task = host._reconcilers[meeting.pk]
        async with asyncio.timeout(10):
            while not engine.looks:
                await asyncio.sleep(0)
            host._forget(hall)
            await asyncio.wait({task}, timeout=5)
            assert task.done()
            await host.stop()

    asyncio.run(story())
    assert (engine.deaf, engine.looks) == (0, 1)
