"""The top left of a paper: the body above, where one is printed, and the issuer (NĐ 30/2020, Phụ lục I, mục II.2)."""

from typing import Final

from nhipcau.core.text import search_key
from nhipcau.organs.models import Organ
from nhipcau.typeset.model import Letterhead, System

_BODIES: Final = (
    "Ủy ban nhân dân",
    "Hội đồng nhân dân",
    "Thường trực Hội đồng nhân dân",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
)
_OF_TERRITORIES: Final = frozenset({"ubnd", "hdnd"})


def letterhead(organ: Organ, *, party: bool) -> Letterhead:
    """Of the lines kept for the organ those that say its own name are the issuer's, what stands above is the parent."""
    system = System.PARTY if party else System.STATE
    lines = [line.strip() for line in organ.letterhead_lines]
    if not lines:
        return Letterhead(issuer=_broken(organ.name), system=system, name=organ.name)
    own = _own(lines, organ)
    return Letterhead(issuer=tuple(lines[-own:]), parent=tuple(lines[:-own]), system=system, name=organ.name)


def _own(lines: list[str], organ: Organ) -> int:
    """How many of the last lines say the organ's own name."""
    name = search_key(organ.name)
    for count in range(1, len(lines) + 1):
        if search_key(" ".join(lines[-count:])) == name:
            return count
    return len(lines) if organ.kind in _OF_TERRITORIES else 1


def _broken(name: str) -> tuple[str, ...]:
    """`ỦY BAN NHÂN DÂN` over `TỈNH LẠNG SƠN`."""
    for body in _BODIES:
        if name.startswith(f"{body} "):
            return (body.upper(), name.removeprefix(body).strip().upper())
    return (name.upper(),)
