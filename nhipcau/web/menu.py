"""The way round in the head of every office page: what somebody may open, and nothing that would be refused."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhipcau.core.access import Actor, Need, roles_of


@dataclass(frozen=True, slots=True)
class Entry:
    """pages: how pages that belong to it name themselves (`nav`); short: the title on a telephone."""

    title: str | Promise
    short: str | Promise
    url: str
    pages: tuple[str, ...]


# (title, on a telephone, name of its address, pages, what one must be allowed somewhere)
_ALL: Final[tuple[tuple[str | Promise, str | Promise, str, tuple[str, ...], Need | None], ...]] = (
    (_("Hội nghị"), _("Hội nghị"), "home", ("home",), None),
    (_("Lập từ văn bản"), _("Văn bản"), "from-paper", ("paper",), Need.PREPARE),
    (_("Đơn vị"), _("Đơn vị"), "units", ("units", "organs", "accounts"), Need.VIEW),
    (_("Việc của đơn vị"), pgettext_lazy("head", "Việc"), "own-sites", ("own",), None),
    (_("Thư đi"), _("Thư đi"), "outbox", ("outbox",), Need.PREPARE),
)


def entries(actor: Actor) -> list[Entry]:
    """One query."""
    needs = {need for _role, _path, allowed in roles_of(actor) for need in allowed}
    return [
        Entry(title, short, reverse(name), pages)
        for title, short, name, pages, need in _ALL
        if need is None or need in needs
    ]
