"""The ports of our own engine: chosen once among the free ones, then kept with the data folder.

They stay the same so that browsers find a restarted engine where the killed one was; they are chosen afresh only
at a start of the whole product that finds one of them taken.
"""

import json
import random
import socket
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from nhipcau.core.config import Config
from nhipcau.core.processes import port_is_free

UDP_PORTS: Final = 16
"""Media ports, at least one per core; LiveKit spreads its receivers over them."""
_USUAL: Final = 7880
_ATTEMPTS: Final = 200


@dataclass(frozen=True, slots=True)
class EnginePorts:
    """signal: HTTP and WebSocket; tcp: media where UDP is closed; udp_first…udp_last: media, inclusive."""

    signal: int
    tcp: int
    udp_first: int
    udp_last: int

    @classmethod
    def from_base(cls, base: int) -> "EnginePorts":
        """LiveKit's usual order: 7880 signalling, 7881 TCP, 7882 and following UDP."""
        return cls(signal=base, tcp=base + 1, udp_first=base + 2, udp_last=base + 1 + UDP_PORTS)

    def taken(self) -> list[int]:
        """Those on which something listens already."""
        busy = [port for port in (self.signal, self.tcp) if not port_is_free(port, "0.0.0.0")]  # noqa: S104
        udp = range(self.udp_first, self.udp_last + 1)
        return busy + [port for port in udp if not port_is_free(port, "0.0.0.0", udp=True)]  # noqa: S104

    def hold(self) -> ExitStack:
        """Keep all of them from others until closed; an engine may still have to be built for minutes."""
        held = ExitStack()
        for port in (self.signal, self.tcp):
            held.enter_context(socket.create_server(("0.0.0.0", port)))  # noqa: S104
        for port in range(self.udp_first, self.udp_last + 1):
            one = held.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            one.bind(("0.0.0.0", port))  # noqa: S104
        return held


class NoFreePorts(Exception):
    """The machine has no row of free ports left for the engine."""


def engine_ports(settings: Config) -> EnginePorts:
    """The ports by setting, else those kept in the data folder, else free ones that are kept from now on."""
    if settings.engine_port:
        return EnginePorts.from_base(settings.engine_port)
    kept = _kept(settings.home)
    return kept or _keep(settings.home, _choose())


def choose_again(settings: Config) -> EnginePorts:
    """For the start of the product: the kept ports if they are free, else free ones in their place."""
    kept = engine_ports(settings)
    if settings.engine_port or not kept.taken():
        return kept
    return _keep(settings.home, _choose())


def _choose() -> EnginePorts:
    usual = EnginePorts.from_base(_USUAL)
    if not usual.taken():
        return usual
    dice = random.SystemRandom()  # two starts side by side should not look in the same order
    for _ in range(_ATTEMPTS):
        ports = EnginePorts.from_base(dice.randrange(10_000, 31_000, 32))
        if not ports.taken():
            return ports
    raise NoFreePorts


def _file(home: Path) -> Path:
    return home / "engine" / "ports.json"


def _kept(home: Path) -> EnginePorts | None:
    try:
        return EnginePorts(**json.loads(_file(home).read_text(encoding="ascii")))
    except FileNotFoundError:
        return None


def _keep(home: Path, ports: EnginePorts) -> EnginePorts:
    path = _file(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(ports)), encoding="ascii")
    fresh.replace(path)
    return ports
