"""One rehearsal carried out: clips made, program started, what it says written back, ended when it is asked to."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext_noop as _noop

from nhipcau.core.access import Actor, system
from nhipcau.core.config import config
from nhipcau.media.access import engine_access, is_loopback
from nhipcau.media.binary import BuildFailed, sites_binary
from nhipcau.rehearsal import commands
from nhipcau.rehearsal.clips import make_clips
from nhipcau.rehearsal.lineup import lineup
from nhipcau.rehearsal.models import Rehearsal
from nhipcau.rehearsal.runner import Event, Options, SitesProgram, rooms_config

ACTOR: Final[Actor] = system("rehearsal")
_ANYWHERE: Final = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - compared, not bound
_STATUS_MS: Final = 1000
_EVERY: Final = 10
_FINISHED: Final = frozenset({"ended", "removed", "refused"})


class Stopped(Exception):
    """The rehearsal was stopped while it was being prepared."""


def local_options() -> Options:
    """The sites run beside the server: they speak to it directly, not through the certificate other PCs need."""
    settings = config()
    host = "127.0.0.1" if is_loopback(settings.bind) or settings.bind in _ANYWHERE else settings.bind
    engine = "" if settings.engine_url else engine_access(settings).api_url.replace("http", "ws", 1)
    return Options(base_url=f"http://{host}:{settings.port}", engine_url=engine, status_ms=_STATUS_MS)


class Conductor:
    """Carries out one rehearsal. `observe` hears every event as well, in the program's thread."""

    def __init__(
        self,
        rehearsal: Rehearsal,
        options: Options | None = None,
        observe: Callable[[Event], None] | None = None,
        progress: Callable[[str], None] | None = None,
    ) -> None:
        self.pk = rehearsal.pk
        self._rehearsal = rehearsal
        self._options = options or local_options()
        self._observe = observe
        self._progress = progress
        self._counts: dict[str, int] = {}
        self.program: SitesProgram | None = None

    def start(self) -> None:
        """Prepare and start, also what another process has left behind.

        Stopped where it is stopped meanwhile; BuildFailed where the program cannot be built.
        """
        commands.do_report_progress(self.pk, counts={})
        self._say(_noop("Đang dựng chương trình mô phỏng"))
        binary = sites_binary()
        players = lineup(self._rehearsal.conference, self._rehearsal.sites, with_main=self._rehearsal.with_main)
        folder = config().home / "cache" / "clips"
        clips = make_clips([player.clip for player in players], folder, self._clip_made)
        self.program = SitesProgram(binary, rooms_config(players, clips, self._options), self._heard)
        commands.do_report_running(self.pk, ACTOR)

    def tend(self) -> bool:
        """Write down how it stands; False once it is over, and then it has been closed and reported."""
        rehearsal = Rehearsal.objects.get(pk=self.pk)
        program = self.program
        if program is None or not rehearsal.is_active:
            self.close()
            return False
        if rehearsal.state == Rehearsal.State.STOPPING:
            self._end()
            return False
        if not program.alive:
            why = _noop("Chương trình mô phỏng dừng đột ngột") + f": {program.last_errors}"
            self._end(failure=why.rstrip(": "))
            return False
        counts = dict(self._counts)
        if counts and set(counts) <= _FINISHED:
            self._end(
                message=_noop("Hội nghị đã bế mạc.") if "ended" in counts else _noop("Không điểm cầu nào còn vào được.")
            )
            return False
        commands.do_report_progress(self.pk, counts=counts)
        return True

    def fail(self, error: BuildFailed) -> None:
        """The program could not be built."""
        why = _noop("Không dựng được chương trình mô phỏng") + f": {error}"
        commands.do_report_ended(self.pk, ACTOR, failure=why)

    def finish(self) -> None:
        """End it from here, where nobody asked on the page."""
        self._end()

    def close(self) -> None:
        """End the program and leave the row as it is: whoever runs next goes on with it."""
        if self.program is not None:
            self.program.close()
            self.program = None

    def _end(self, *, failure: str = "", message: str = "") -> None:
        self.close()
        commands.do_report_ended(self.pk, ACTOR, failure=failure, message=message)

    def _heard(self, event: Event) -> None:
        if event.name == "status":
            self._counts = dict(event.counts)
        if self._observe is not None:
            self._observe(event)

    def _clip_made(self, done: int, wanted: int) -> None:
        if done % _EVERY == 0 or done == wanted:
            self._say(_noop("Đang chuẩn bị hình và tiếng") + f": {done}/{wanted}")

    def _say(self, message: str) -> None:
        commands.do_report_progress(self.pk, message=message)
        if self._progress is not None:
            self._progress(message)
        if Rehearsal.objects.filter(pk=self.pk, state=Rehearsal.State.STOPPING).exists():
            commands.do_report_ended(self.pk, ACTOR)
            raise Stopped


def with_changes(options: Options, **changes: object) -> Options:
    """The options with those of `changes` that are not None."""
    return replace(options, **{name: value for name, value in changes.items() if value is not None})
