"""What an organ's last paper of a type had that the next one will have too: proposed, and always editable."""

from nhipcau.documents.models import Paper, PaperBlock
from nhipcau.organs.models import Organ


def last_of(organ: Organ, kind: str, before: Paper | None = None) -> Paper | None:
    """The organ's paper of that type that was issued last. Those that amend, recall or replace another do not count."""
    found = Paper.objects.filter(
        direction=Paper.Direction.WRITTEN, issuer=organ, kind=kind, issued_at__isnull=False, follows_how=""
    )
    if before is not None:
        found = found.exclude(pk=before.pk)
    return found.order_by("-issued_at", "-pk").first()


def recipients_of(paper: Paper) -> str:
    """Its distribution list, where its office changed what was proposed to it; empty otherwise."""
    block = paper.blocks.filter(kind=PaperBlock.Kind.RECIPIENTS, revision__gt=1).order_by("order").first()
    return block.text if block else ""
