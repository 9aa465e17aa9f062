"""Running the web server: one process, on uvloop and httptools."""

import socket

import uvicorn

from nhipcau.core.config import Config

GRACE_SECONDS = 2
"""For answers that are under way when the server is told to stop; streams are ended before."""


class Server(uvicorn.Server):
    """Uvicorn waits for open answers before the application hears that it is to stop; event streams never end by
    themselves, so they are ended first."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        from nhipcau.web.application import host

        host.end_streams()
        await super().shutdown(sockets)


def run(settings: Config) -> None:
    """Serve until a signal ends it."""
    configuration = uvicorn.Config(
        "nhipcau.web.asgi:app",
        host=settings.bind,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=30,
        backlog=1024,
        access_log=False,
        log_level="warning",
        proxy_headers=True,
        server_header=False,
    )
    Server(configuration).run()
