"""A real OpenID Connect provider in a process of its own, as an office might run one."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx

from nhipcau.core.processes import die_with_parent
from tests.support.ports import PortRow

_STARTS_WITHIN = 90.0


class SignInService:
    """issuer: where it is reached, while `running`; people: claims by subject."""

    def __init__(self, people: Mapping[str, Mapping[str, Any]]) -> None:
        self._ports = PortRow()
        self.port = self._ports.web
        self.issuer = f"http://localhost:{self.port}"
        self._people = people

    @contextmanager
    def running(self) -> Iterator["SignInService"]:
        claims = [json.dumps({"sub": sub, **said}) for sub, said in self._people.items()]
        command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(self.port)]
        command += ["--require-nonce", "true", *(part for one in claims for part in ("--user-claims", one))]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=die_with_parent
        )
        try:
            self._wait(process)
            yield self
        finally:
            process.kill()
            process.wait()
            self._ports.release()

    def sign_in(self, address: str, subject: str) -> str:
        """What a browser does at the service: choose who one is. The path and query to which it sends back."""
        answer = httpx.post(address, data={"sub": subject}, follow_redirects=False)
        return self._back(answer)

    def deny(self, address: str) -> str:
        """The same for somebody who changes his mind."""
        return self._back(httpx.post(address, data={"action": "deny"}, follow_redirects=False))

    def _back(self, answer: httpx.Response) -> str:
        assert answer.is_redirect, re.sub(r"<[^>]+>", " ", answer.text)[:500]
        back = urlsplit(answer.headers["location"])
        return f"{back.path}?{back.query}"

    def _wait(self, process: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + _STARTS_WITHIN
        while time.monotonic() < until:
            assert process.poll() is None, "the provider ended"
            try:
                httpx.get(f"{self.issuer}/.well-known/openid-configuration", timeout=1)
            except httpx.TransportError:
                time.sleep(0.05)  # another process has to come up
            else:
                return
        raise AssertionError("the provider did not start")
