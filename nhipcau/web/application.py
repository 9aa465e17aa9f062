"""The one ASGI application: live traffic by Starlette, everything else by Django in a few threads.

The event loop serves streams, heartbeats and health without ever waiting for the database. Django keeps its
connections, one a thread: the number of threads bounds both.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Final

from django.db import connection
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from nhipcau.core.config import config
from nhipcau.journal.watch import Watcher
from nhipcau.media import progress
from nhipcau.web.language import LanguageOfRequest
from nhipcau.web.live.host import HallHost
from nhipcau.web.live.routes import Live
from nhipcau.web.livefiles import LiveFiles
from nhipcau.web.threads import DjangoInThreads

_VERSION: Final = version("nhipcau")
_DATABASE: Final = connection.vendor


def make_app(host: HallHost) -> Starlette:
    """The application around one hall host, which lives as long as the application serves."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await host.start()
        watcher = Watcher().start()
        try:
            yield
        finally:
            await asyncio.to_thread(watcher.stop)
            await host.stop()

    async def healthz(_request: Request) -> Response:
        """From memory: answers while the database is locked and the engine is away."""
        health = {"status": "ok", "version": _VERSION, "database": _DATABASE, "engine": host.engine_status.as_json()}
        if building := progress.message(config().home):
            health["building"] = building
        return JSONResponse(health, headers={"cache-control": "no-store"})

    return Starlette(
        routes=[
            Route("/healthz", healthz),
            Mount("/live", Live(host).app()),
            Mount("/static/live", LiveFiles()),
            Mount("/", DjangoInThreads()),
        ],
        middleware=[Middleware(LanguageOfRequest)],
        lifespan=lifespan,
    )
