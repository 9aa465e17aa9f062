"""The web application in this process, over real HTTP, and a conference whose sites come in by its own doors."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

import httpx

from nhipcau.conferences import pins
from nhipcau.conferences.models import Conference, Site
from nhipcau.core import tokens
from nhipcau.core.access import Actor
from nhipcau.core.config import Config
from nhipcau.core.tokens import Audience, LiveClaims
from nhipcau.hall.commands import Outcome, do_hall_command
from nhipcau.hall.merge_patch import apply
from nhipcau.media.access import EngineAccess
from nhipcau.media.livekit import LiveKitEngine
from nhipcau.organs.models import Grant
from tests.support.conferences import make_conference
from tests.support.people import actor_for, new_account
from tests.support.ports import PortRow
from tests.support.stack import EngineAlone

SECONDS = 30.0
"""The longest that is waited for anything; what is measured is measured elsewhere."""


class LiveServer:
    """`with LiveServer(engine) as server:` serves where that engine sends its hints; without one the engine is down."""

    def __init__(self, engine: EngineAlone | None = None, *, admission: float = 0.0) -> None:
        self._own_ports = PortRow() if engine is None else None
        ports = self._own_ports or engine.ports  # type: ignore[union-attr]
        self._port = ports.web
        self._access = _nobody(ports.engine) if engine is None else engine.access
        self._settings = Config(admission_per_second=admission)
        self._client = httpx.Client(base_url=f"http://127.0.0.1:{self._port}", timeout=SECONDS)

    def __enter__(self) -> Self:
        from nhipcau.web.application import make_app
        from nhipcau.web.live.host import HallHost
        from nhipcau.web.serving import Server, configuration

        self.host = HallHost(self._settings, LiveKitEngine(self._access))
        self._server = Server(configuration(make_app(self.host), "127.0.0.1", self._port), self.host)
        self._thread = threading.Thread(target=self._server.run, name="live-server")
        self._thread.start()
        self.wait_for(lambda: self._server.started or not self._thread.is_alive(), "the server")
        assert self._server.started
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._client.close()
        if self._own_ports is not None:
            self._own_ports.release()

    def stop(self) -> None:
        """As a signal does."""
        self._server.should_exit = True
        self._thread.join(SECONDS)
        assert not self._thread.is_alive(), "the server did not stop"

    @property
    def url(self) -> str:
        return str(self._client.base_url).rstrip("/")

    def wait_for(self, condition: Any, what: str) -> Any:
        """The first truthy answer; AssertionError after some seconds."""
        deadline = time.monotonic() + SECONDS
        while not (answer := condition()):
            assert time.monotonic() < deadline, f"{what}: not within {SECONDS:g} s"
            time.sleep(0.01)
        return answer

    def request(self, method: str, path: str, token: str = "") -> httpx.Response:
        return self._client.request(method, path, headers=_with(token, {}))

    def get(self, path: str, token: str = "", **headers: str) -> httpx.Response:
        return self._client.get(path, headers=_with(token, headers))

    def post(self, path: str, token: str = "", **content: Any) -> httpx.Response:
        return self._client.post(path, headers=_with(token, {}), **content)

    @contextmanager
    def stream(self, audience: Audience, token: str, last_id: str = "") -> Iterator["Follower"]:
        headers = _with(token, {"Last-Event-ID": last_id} if last_id else {})
        with self._client.stream("GET", f"/live/{audience}/stream", headers=headers) as response:
            yield Follower(response)


class Follower:
    """Reads a stream as a browser does. view: the document after all that was read."""

    def __init__(self, response: httpx.Response, view: Any = None) -> None:
        self.status = response.status_code
        self.view: Any = view
        self.id = ""
        self.retry = 0
        self.kinds: list[str] = []
        self._lines = response.iter_lines()

    def next(self) -> str:
        """Read one event; its kind, or "" at the stream's end."""
        kind, data, deadline = "", "", time.monotonic() + SECONDS
        for line in self._lines:
            assert time.monotonic() < deadline, f"no event; view: {self.view}"  # pings come through all the while
            name, _, value = line.partition(": ")
            if name == "event":
                kind = value
            elif name == "data":
                data = value
            elif name == "id":
                self.id = value
            elif name == "retry":
                self.retry = int(value)
            elif not line and kind:
                said = json.loads(data)
                self.view = said["view"] if kind == "snapshot" else apply(self.view, said["patch"])
                self.kinds.append(kind)
                return kind
        return ""

    def until(self, condition: Any) -> Any:
        """Read on until the view fulfils `condition`."""
        while self.view is None or not condition(self.view):
            assert self.next(), f"the stream ended before; view: {self.view}"
        return self.view


class LiveConference:
    """A conference with its 212 sites, an operator, and machines that give their PINs."""

    def __init__(self, **plan: Any) -> None:
        self.conference: Conference = make_conference(**plan)
        self.operator = new_account("viewer", self.conference.host)
        Grant.objects.create(account=self.operator, unit=self.conference.host, role="operator")
        self.sites = list(Site.objects.filter(conference=self.conference).select_related("parent").order_by("order"))
        self._keys = 0

    @property
    def pk(self) -> str:
        return str(self.conference.pk)

    @property
    def actor(self) -> Actor:
        return actor_for(self.operator)

    def do(self, verb: str, **args: Any) -> Outcome:
        """A command of the operator."""
        self._keys += 1
        return do_hall_command(self.actor, self.conference.pk, verb, args, f"test-key-{self._keys}")

    def token(self, audience: Audience) -> str:
        """For the operator's control room or a stage page."""
        return tokens.mint(LiveClaims(audience, self.pk, str(self.operator.pk)))

    def arrive(self, server: LiveServer, site: Site, device: str = "maycuatoi") -> str:
        """The pass of a machine that gave the right PIN."""
        site.refresh_from_db()
        body = {"pin": pins.pin(site.pk, site.version), "device": device, "label": "Chrome"}
        answer = server.post(f"/api/v1/join/{site.link_key}/pin", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()["pass"]

    def inside(self, server: LiveServer, site: Site, device: str = "maycuatoi") -> str:
        """The pass of a machine that was let in."""
        token = self.arrive(server, site, device)
        self.do("admit", devices=[f"{site.pk}:{device}"])
        return token


def beat(**said: Any) -> dict[str, Any]:
    """The body of a heartbeat."""
    return {"rev": 0, "ready": 0, "engine": "connected", **said}


def _with(token: str, headers: dict[str, str]) -> dict[str, str]:
    return {**headers, "Authorization": f"Bearer {token}"} if token else headers


def _nobody(port: int) -> EngineAccess:
    return EngineAccess(f"http://127.0.0.1:{port}", f"ws://127.0.0.1:{port}", "nhipcau", "s" * 48)
