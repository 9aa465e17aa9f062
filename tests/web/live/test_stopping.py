"""The web server stops when it is told to, whatever the libraries under it make of that."""

import asyncio

from nhipcau.core.config import Config
from nhipcau.media.access import EngineAccess
from nhipcau.media.engine import EngineStatus
from nhipcau.media.livekit import LiveKitEngine
from nhipcau.web.live.host import HallHost


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
