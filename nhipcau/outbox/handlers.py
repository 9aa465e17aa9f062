"""How others hear of the outbox, which knows nobody: registered at start-up, called by the sending process."""

from collections.abc import Callable
from typing import Final

from nhipcau.outbox.models import Message

Handler = Callable[[Message], None]
Job = Callable[[], object]

_handlers: Final[dict[str, Handler]] = {}
_jobs: Final[dict[str, Job]] = {}


def on_result(kind: str, handler: Handler) -> None:
    """Call `handler(message)` once a message of that kind is sent, has finally failed or was withdrawn, in its own
    transaction.

    It runs again after a minute where it raised, until it has run to its end: what it wrote before is undone.
    """
    _handlers[kind] = handler


def handler_of(kind: str) -> Handler | None:
    return _handlers.get(kind)


def on_minute(name: str, job: Job) -> None:
    """Call `job()` about once a minute, for letters that leave by the clock; it decides itself what is due."""
    _jobs[name] = job


def jobs() -> list[tuple[str, Job]]:
    return list(_jobs.items())
