"""Asking for a bundle, giving it up; what is done about once a minute: dead work taken up again, old files removed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from nhipcau.core import clock
from nhipcau.core.access import Actor, access_bundle, access_conference, system
from nhipcau.core.errors import Refusal
from nhipcau.core.processes import Occupied, hold_pid_file
from nhipcau.documents.bundles import files
from nhipcau.documents.bundles.ending import give_up, told
from nhipcau.documents.bundles.kinds import known, maker_of
from nhipcau.documents.bundles.making import make
from nhipcau.documents.models import Bundle
from nhipcau.journal import record as journal

KEPT: Final = timedelta(days=7)
"""How long a file lies ready; it can be made again at any time."""
MOST_TRIES: Final = 3
"""A worker that died over it three times would die a fourth time."""
_LOST_AFTER: Final = timedelta(seconds=30)
LOST: Final = "lost"


def do_request_bundle(actor: Actor, conference_pk: int | str, kind: str, options: Mapping[str, Any]) -> Bundle:
    """The bundle of what stands now: made already, being made, or queued. Asked for twice it is one.

    Refusal `bundle_busy` while another of the kind is made for the conference, `disk_full`.
    """
    maker = maker_of(kind)
    conference = access_conference(actor, conference_pk, maker.need)
    digest = maker.digest(conference, options)
    with transaction.atomic():
        journal.lock(conference.stream)
        of_kind = Bundle.objects.filter(conference=conference, kind=kind)
        same = of_kind.filter(digest=digest, state__in=(*Bundle.ACTIVE, Bundle.State.READY)).first()
        if same is not None and (same.is_active or files.is_whole(same.pk, same.bytes)):
            return same
        if of_kind.filter(state__in=Bundle.ACTIVE).exists():
            raise Refusal(
                "bundle_busy",
                _("Đang làm một tệp “%(label)s” khác của hội nghị này nên chưa nhận yêu cầu mới.")
                % {"label": maker.label},
                _("Chờ làm xong, hoặc hủy tệp đang làm rồi yêu cầu lại."),
            )
        files.require_room()
        bundle = Bundle.objects.create(
            conference=conference,
            kind=kind,
            options=dict(options),
            digest=digest,
            total=maker.total(conference, options),
            requested_by_id=int(actor.id) if actor.kind == "account" else None,
            requested_at=clock.now(),
        )
        enqueue(bundle)
        told(actor, bundle, "requested", {"options": dict(options), "digest": digest})
    return bundle


def do_cancel_bundle(actor: Actor, pk: int | str) -> Bundle:
    """Give up what is queued or being made; the worker stops within a second. A finished one stays as it is."""
    bundle = access_bundle(actor, pk, lambda kind: maker_of(kind).need)
    with transaction.atomic():
        changed = Bundle.objects.filter(pk=bundle.pk, state__in=Bundle.ACTIVE).update(
            state=Bundle.State.CANCELLED, finished_at=clock.now()
        )
        if changed:
            told(actor, bundle, "cancelled")
    bundle.refresh_from_db()
    return bundle


def enqueue(bundle: Bundle) -> None:
    """Hand it to the worker, in the caller's transaction: the queue is a table of the same database."""
    bundle.task = make.enqueue(bundle.pk).id
    bundle.save(update_fields=["task"])


def do_take_up_again() -> int:
    """Queue again what a worker was making, or had taken, when it died; how many.

    Whoever makes a bundle holds its lock, and the lock ends with the process: an unlocked one has nobody.
    """
    again = 0
    for bundle in Bundle.objects.filter(state__in=Bundle.ACTIVE, kind__in=known()):
        if bundle.state == Bundle.State.QUEUED and not _is_lost(bundle):
            continue
        try:
            held = hold_pid_file(files.lock_path(bundle.pk))
        except Occupied:
            continue
        with held, transaction.atomic():
            row = Bundle.objects.select_for_update().filter(pk=bundle.pk, state=bundle.state).first()
            if row is None:
                continue
            if row.tries >= MOST_TRIES:
                give_up(row, LOST)
                continue
            row.state, row.done = Bundle.State.QUEUED, 0
            row.save(update_fields=["state", "done"])
            enqueue(row)
            again += 1
    return again


def _is_lost(bundle: Bundle) -> bool:
    """Whether a queued one has no task that somebody will still take."""
    if bundle.requested_at > clock.now() - _LOST_AFTER:
        return False
    return not DBTaskResult.objects.ready().filter(pk=bundle.task).exists()


def do_remove_old() -> int:
    """Remove what was finished more than KEPT ago, file and row, and the worker's notes about it; how many."""
    before = clock.now() - KEPT
    removed = 0
    for bundle in Bundle.objects.exclude(state__in=Bundle.ACTIVE).filter(finished_at__lt=before):
        files.forget(bundle.pk, lock=True)
        with transaction.atomic():
            Bundle.objects.filter(pk=bundle.pk).delete()
            told(system("worker"), bundle, "removed")
        removed += 1
    if removed:
        DBTaskResult.objects.finished().filter(task_path__startswith="nhipcau.", finished_at__lt=before).delete()
    return removed
