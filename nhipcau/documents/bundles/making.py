"""Making a bundle, in the worker: outside every transaction, with the progress written down in short ones."""

import logging
import time
from typing import Final

from django.db import OperationalError, transaction
from django.db.models import F
from django_tasks import task

from nhipcau.core import clock
from nhipcau.core.errors import Refusal
from nhipcau.core.languages import in_vietnamese
from nhipcau.core.processes import Occupied, hold_pid_file
from nhipcau.documents.bundles import files
from nhipcau.documents.bundles.ending import do_finish, give_up
from nhipcau.documents.bundles.kinds import maker_of
from nhipcau.documents.models import Bundle

_EVERY_SECONDS: Final = 0.5
UNEXPECTED: Final = "unexpected"
_log = logging.getLogger(__name__)


class GivenUp(Exception):
    """Somebody cancelled it while it was made."""


@task()
def make(pk: int) -> None:
    """The worker's task. Called twice, or for what is finished already, it does nothing."""
    try:
        held = hold_pid_file(files.lock_path(pk))
    except Occupied:
        return
    with held, in_vietnamese():
        bundle = _begun(pk)
        if bundle is None:
            return
        try:
            _made(bundle)
        except GivenUp:
            files.forget(pk)
        except Refusal as refusal:
            _failed(bundle, "disk_full" if refusal.code == "disk_full" else f"{refusal.message} {refusal.hint}")
        except OSError as error:
            if error.errno not in files.FULL:
                _failed(bundle, UNEXPECTED)
                raise
            _failed(bundle, "disk_full")
        except Exception:
            _failed(bundle, UNEXPECTED)
            raise


def _begun(pk: int) -> Bundle | None:
    """The bundle, now being made: what it is made of is what stands at this moment."""
    bundle = Bundle.objects.select_related("conference").filter(pk=pk, state__in=Bundle.ACTIVE).first()
    if bundle is None:
        return None
    maker = maker_of(bundle.kind)
    bundle.digest = maker.digest(bundle.conference, bundle.options)
    bundle.total = maker.total(bundle.conference, bundle.options)
    changed = Bundle.objects.filter(pk=pk, state__in=Bundle.ACTIVE).update(
        state=Bundle.State.MAKING,
        digest=bundle.digest,
        total=bundle.total,
        done=0,
        tries=F("tries") + 1,
        started_at=clock.now(),
    )
    return bundle if changed else None


def _made(bundle: Bundle) -> None:
    files.require_room()
    with files.fresh(bundle.pk) as out:
        maker_of(bundle.kind).write(bundle.conference, bundle.options, out, _Progress(bundle.pk))
    if not do_finish(bundle, *files.measured(bundle.pk)):
        raise GivenUp


def _failed(bundle: Bundle, why: str) -> None:
    files.forget(bundle.pk)
    with transaction.atomic():
        give_up(bundle, why)


class _Progress:
    """Writes down how far it is, at most twice a second; learns in the same breath that it was cancelled."""

    def __init__(self, pk: int) -> None:
        self._pk = pk
        self._said_at = time.monotonic()

    def __call__(self, done: int) -> None:
        now = time.monotonic()
        if now - self._said_at < _EVERY_SECONDS:
            return
        self._said_at = now
        files.require_room()
        try:
            changed = Bundle.objects.filter(pk=self._pk, state=Bundle.State.MAKING).update(done=done)
        except OperationalError:  # others wrote for long; the next figure tells as much, and the file goes on
            _log.warning("the progress of bundle %s was not written down", self._pk)
            return
        if not changed:
            raise GivenUp
