"""Who else has a draft open, and where they type. A pulse: it is kept for a minute and written in no journal."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction

from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_written
from nhipcau.documents.models import Paper, PaperBlock, PaperPresence

HERE: Final = timedelta(seconds=40)
"""After so long without a sign somebody has gone; a page gives one every few seconds."""
_AGAIN: Final = timedelta(seconds=8)


@dataclass(frozen=True, slots=True)
class Other:
    """Another page on which the draft is open. block: where they type; own: the same person's."""

    name: str
    block: int | None
    own: bool


def do_be_here(actor: Actor, paper_pk: int | str, tab: str, block: int | None) -> tuple[Paper, list[Other]]:
    """Note that a page of the draft is open, or by `block` -1 that it is left; the paper, and who else is here."""
    paper = access_written(actor, paper_pk, Need.COMPOSE)
    tab, now = tab[:16] or "-", clock.now()
    own = PaperPresence.objects.filter(paper=paper, account_id=int(actor.id), tab=tab)
    if block == -1:
        own.delete()
    elif not own.filter(block=block, seen_at__gt=now - _AGAIN).exists():
        with transaction.atomic():
            PaperPresence.objects.update_or_create(
                paper=paper, account_id=int(actor.id), tab=tab, defaults={"block": block, "seen_at": now}
            )
            PaperPresence.objects.filter(paper=paper, seen_at__lt=now - HERE).delete()
    return paper, others(actor, paper, tab)


def others(actor: Actor, paper: Paper, tab: str = "") -> list[Other]:
    """Everybody once, and the reader's own other windows as one; where somebody types goes before where they look."""
    rows = (
        PaperPresence.objects.filter(paper=paper, seen_at__gte=clock.now() - HERE)
        .select_related("account")
        .order_by("account_id", "block")
    )
    found: dict[int, Other] = {}
    for one in rows:
        own = str(one.account.pk) == actor.id
        if own and one.tab == tab:
            continue
        known = found.get(one.account.pk)
        if known is None or known.block is None:
            name = one.account.get_full_name() or one.account.get_username()
            found[one.account.pk] = Other(name, one.block, own)
    return list(found.values())


def mark(paper: Paper, blocks: list[PaperBlock] | None = None) -> str:
    """Changes with whatever a draft's page shows of it."""
    rows = (
        [(one.pk, one.revision) for one in blocks]
        if blocks is not None
        else list(paper.blocks.values_list("pk", "revision"))
    )
    said = f"{paper.state} {paper.place} {paper.urgency} {paper.drafting_unit} {rows}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]
