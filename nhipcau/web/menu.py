"""The way round in the head of every office page: what somebody may open, and nothing that would be refused."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.core.access import Actor, Need, roles_of


@dataclass(frozen=True, slots=True)
class Entry:
    """pages: how pages that belong to it name themselves (`nav`); roomy: left out where there is little room."""

    title: str | Promise
    url: str
    pages: tuple[str, ...]
    roomy: bool = False


# (title, name of its address, pages, what one must be allowed somewhere, roomy)
_ALL: Final[tuple[tuple[str | Promise, str, tuple[str, ...], Need | None, bool], ...]] = (
    (_("Hội nghị"), "home", ("home",), None, False),
    (_("Lập từ văn bản"), "from-paper", ("paper",), Need.PREPARE, False),
    (_("Đơn vị"), "units", ("units", "organs", "accounts"), Need.VIEW, False),
    (_("Việc của đơn vị"), "own-sites", ("own",), None, True),
    (_("Thư đi"), "outbox", ("outbox",), Need.PREPARE, True),
)


def entries(actor: Actor) -> list[Entry]:
    """One query."""
    needs = {need for _role, _path, allowed in roles_of(actor) for need in allowed}
    return [
        Entry(title, reverse(name), pages, roomy)
        for title, name, pages, need, roomy in _ALL
        if need is None or need in needs
    ]
