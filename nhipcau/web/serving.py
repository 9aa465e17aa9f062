"""Running the web server: one process, on uvloop and httptools."""

import socket

import uvicorn
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation
from django.utils.translation import gettext
from starlette.applications import Starlette

from nhipcau.core.config import Config
from nhipcau.core.processes import allow_open_files
from nhipcau.media.livekit import engine
from nhipcau.web.application import make_app
from nhipcau.web.heads import BoundedHeads
from nhipcau.web.live.host import HallHost

GRACE_SECONDS = 2
"""For answers that are under way when the server is told to stop; streams are ended before."""


class Server(uvicorn.Server):
    """Uvicorn waits for open answers before the application hears that it is to stop; event streams never end by
    themselves, so they are ended first. host: whose streams these are."""

    def __init__(self, configuration: uvicorn.Config, host: HallHost) -> None:
        super().__init__(configuration)
        self._host = host

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._host.end_streams()
        await super().shutdown(sockets)


def warm_up() -> None:
    """Import every page and its base, and read the English, before the port is open: else the first to ask waits for
    it, while worker and engine start on the same processors."""
    _ = get_resolver().url_patterns
    get_template("web/login.html")
    with translation.override("en"):
        gettext("Đăng nhập")


def configuration(application: Starlette, bind: str, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        host=bind,
        port=port,
        loop="uvloop",
        http=BoundedHeads,
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


def run(settings: Config) -> None:
    """Serve until a signal ends it. Django is set up already."""
    allow_open_files()
    warm_up()
    host = HallHost(settings, engine(settings))
    Server(configuration(make_app(host), settings.bind, settings.port), host).run()
