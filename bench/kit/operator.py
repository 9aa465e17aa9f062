"""An operator as a browser is one: logs in at the page, opens the control room, sends its commands, reads its view."""

import json
import re
import time
from typing import Any, Self
from uuid import uuid4

import httpx

from nhipcau.organs import example

_BOOT = re.compile(r'<script id="boot"[^>]*>(.*?)</script>', re.DOTALL)


class Refused(Exception):
    """The product said no to what the measurement needs; the text is its answer."""


class Operator:
    """The example account in the control room of one conference. `with Operator(url, pk) as operator: …`"""

    def __init__(self, url: str, conference: int) -> None:
        self.conference = conference
        self._client = httpx.Client(base_url=url, timeout=20, follow_redirects=True)

    def __enter__(self) -> Self:
        try:
            self._log_in()
            self._boot = self.boot("control")
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self._client.close()

    def _log_in(self) -> None:
        self._client.get("/login").raise_for_status()
        form = {"username": example.USERNAME, "password": example.PASSWORD, "csrfmiddlewaretoken": self._csrf}
        headers = {"Referer": str(self._client.base_url)}
        self._client.post("/login", data=form, headers=headers, follow_redirects=False)
        if "nhipcau_session" not in self._client.cookies:
            raise Refused("the example account could not log in")

    @property
    def _csrf(self) -> str:
        return self._client.cookies["nhipcau_csrf"]

    @property
    def cookies(self) -> dict[str, str]:
        """For a browser that is to be logged in as this operator."""
        return dict(self._client.cookies)

    def boot(self, page: str) -> dict[str, Any]:
        """What a live page of this conference hands its script; page: "control", "stage"."""
        answer = self._client.get(f"/conferences/{self.conference}/{page}").raise_for_status()
        found = _BOOT.search(answer.text)
        if found is None:
            raise Refused(f"the page {page} carries no boot data")
        return json.loads(found[1])

    def command(self, verb: str, **args: Any) -> int:
        """Carry out one verb; the revision of the stage after it."""
        answer = self._client.post(
            self._boot["commands"],
            json={"verb": verb, "args": args, "key": uuid4().hex},
            headers={"X-CSRFToken": self._boot["csrf"], "Referer": str(self._client.base_url)},
        )
        if answer.status_code != httpx.codes.OK:
            raise Refused(f"{verb}: {answer.status_code} {answer.text}")
        return int(answer.json()["rev"])

    def view(self) -> dict[str, Any]:
        """The control room's view as it is now."""
        headers = {"Authorization": f"Bearer {self._boot['token']}"}
        answer = self._client.get("/live/control/stream", params={"poll": "1"}, headers=headers)
        return answer.raise_for_status().json()["view"]

    def wait_for_next(self, site: str, seconds: float) -> int:
        """Until the control room shows that site as the next picture; its revision."""
        deadline = time.monotonic() + seconds
        while True:
            following = self.view().get("next", {})
            if [slot["site"] for slot in following.get("slots", {}).values()] == [site]:
                return int(following["rev"])
            if time.monotonic() > deadline:
                raise TimeoutError(f"site {site} is not NEXT after {seconds:g} s: {following}")
            time.sleep(0.01)

    def wait_until_ready(self, rev: int, seconds: float) -> None:
        """Until the control room says that every room has the picture `rev` warm ("sẵn sàng n/of")."""
        deadline = time.monotonic() + seconds
        while True:
            ready = self.view().get("ready", {})
            if ready.get("rev") == rev and ready["n"] == ready["of"]:
                return
            if time.monotonic() > deadline:
                raise TimeoutError(f"NEXT {rev} is not reported ready after {seconds:g} s: {ready}")
            time.sleep(0.1)
