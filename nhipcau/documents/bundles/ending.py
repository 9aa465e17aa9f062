"""How a bundle ends, whoever made it or found it dead: ready, or given up; each with its entry in the journal."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from nhipcau.core import clock
from nhipcau.core.access import Actor, system
from nhipcau.documents.models import Bundle
from nhipcau.journal import record as journal


def give_up(bundle: Bundle, why: str) -> None:
    """It failed. why: a code of ours or words of its maker. Inside the caller's transaction."""
    now = clock.now()
    changed = Bundle.objects.filter(pk=bundle.pk, state__in=Bundle.ACTIVE).update(
        state=Bundle.State.FAILED, why=why[:700], finished_at=now
    )
    if changed:
        told(system("worker"), bundle, "failed", {"why": why[:60]})


def do_finish(bundle: Bundle, size: int, sha256: str) -> bool:
    """The file lies in its place, whole; False where it was given up meanwhile."""
    with transaction.atomic():
        changed = Bundle.objects.filter(pk=bundle.pk, state=Bundle.State.MAKING).update(
            state=Bundle.State.READY, done=bundle.total, bytes=size, sha256=sha256, finished_at=clock.now()
        )
        if changed:
            told(system("worker"), bundle, "ready", {"sha256": sha256, "bytes": size})
    return bool(changed)


def told(actor: Actor, bundle: Bundle, what: str, data: Mapping[str, Any] | None = None) -> None:
    told = {"bundle": bundle.pk, "kind": bundle.kind, **(data or {})}
    journal.append(bundle.conference.stream, f"bundle.{what}", told, actor)
