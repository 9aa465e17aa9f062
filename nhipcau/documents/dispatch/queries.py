"""Who may read what was sent."""

from nhipcau.core.access import Actor, Need, access_written
from nhipcau.documents.models import Paper


def readable(actor: Actor, pk: int | str) -> Paper:
    """A paper of the actor's own office."""
    return access_written(actor, pk, Need.VIEW)
