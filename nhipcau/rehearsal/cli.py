"""`nhipcau rehearse`: simulated sites from a terminal, with a line to drop them, call them back, raise hands."""

import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from types import FrameType
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.live import Live
from rich.table import Table

from nhipcau.core.access import system
from nhipcau.core.errors import Refusal
from nhipcau.media.binary import BuildFailed
from nhipcau.rehearsal.commands import do_start_rehearsal
from nhipcau.rehearsal.conductor import Conductor, Stopped, local_options, with_changes
from nhipcau.rehearsal.models import Rehearsal
from nhipcau.rehearsal.runner import Event, Options

_LABELS: Final = {
    "knocks": "Đang nhập mã",
    "waiting": "Ở phòng chờ",
    "enters": "Đang vào",
    "in": "Trong phòng họp",
    "out": "Đã rời",
    "removed": "Bị đưa ra",
    "refused": "Bị từ chối",
    "ended": "Đã kết thúc",
}
_LOOK_SECONDS: Final = 1.0
_ERRORS_SHOWN: Final = 5
_HELP: Final = "drop|return|hand [mã điểm cầu…|số lượng như x5|all] · status · quit"


def rehearse(
    conference: Annotated[int, typer.Option(help="Số của hội nghị (trong địa chỉ trang hội nghị)")],
    sites: Annotated[int, typer.Option(help="Bao nhiêu điểm cầu mô phỏng")] = 211,
    base_url: Annotated[str | None, typer.Option(help="Địa chỉ máy chủ, nếu chạy ở máy khác")] = None,
    rate: Annotated[float, typer.Option(help="Số điểm cầu bắt đầu vào mỗi giây")] = 20,
    minutes: Annotated[float, typer.Option(help="Tự dừng sau từng này phút")] = 720,
    with_main: Annotated[bool, typer.Option("--with-main", help="Mô phỏng cả điểm cầu chính")] = False,
) -> None:
    """Đưa điểm cầu mô phỏng vào một hội nghị; Ctrl-C để dừng."""
    rehearsal = do_start_rehearsal(
        system("terminal"), conference, sites, with_main=with_main, keeper=Rehearsal.Keeper.TERMINAL
    )
    options = with_changes(local_options(), base_url=base_url, joins_per_second=rate, max_seconds=minutes * 60)
    if base_url is not None:
        options = with_changes(options, engine_url="")
    _Terminal(rehearsal, Console(), Console(stderr=True)).run(options)


def main(arguments: Sequence[str]) -> int:
    """The exit code. Refusals pass through to whoever shows them."""
    command = typer.main.get_command(_app)
    return int(command.main(list(arguments), prog_name="nhipcau rehearse", standalone_mode=False) or 0)


_app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
_app.command()(rehearse)


class _Terminal:
    """Shows how many sites are where, and obeys lines typed at the keyboard."""

    def __init__(self, rehearsal: Rehearsal, console: Console, errors: Console) -> None:
        self._rehearsal = rehearsal
        self._console = console
        self._errors = errors
        self._counts: dict[str, int] = {}
        self._troubles = 0
        self._lines: SimpleQueue[str] = SimpleQueue()
        self._ended = threading.Event()

    def run(self, options: Options) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._end)
        conductor = Conductor(self._rehearsal, options, self._observe, self._prepared)
        try:
            conductor.start()
        except Stopped:
            conductor.finish()
            return
        except BuildFailed as error:
            conductor.fail(error)
            raise Refusal(
                "build_failed",
                f"Không dựng được chương trình mô phỏng: {error}",
                "Chạy `nhipcau build sites` để xem đầy đủ.",
            ) from error
        if sys.stdin.isatty():
            self._console.print(_HELP, markup=False)
            threading.Thread(target=self._read, daemon=True).start()
        with Live(self._table(), console=self._console, refresh_per_second=2) as live:
            while conductor.tend():
                live.update(self._table())
                if self._ended.wait(_LOOK_SECONDS):
                    conductor.finish()
                    return
                self._obey(conductor)

    def _prepared(self, message: str) -> None:
        self._console.print(message, markup=False)
        if self._ended.is_set():
            raise Stopped

    def _observe(self, event: Event) -> None:
        if event.name == "status":
            self._counts = dict(event.counts)
        elif event.name == "error":
            self._troubles += 1
            if self._troubles <= _ERRORS_SHOWN:
                self._errors.print(f"{event.site} {event.code}: {event.message}", markup=False)

    def _table(self) -> Table:
        table = Table.grid(padding=(0, 2))
        for state, label in _LABELS.items():
            if count := self._counts.get(state):
                table.add_row(label, str(count))
        if self._troubles:
            table.add_row("Lần báo lỗi", str(self._troubles))
        return table

    def _read(self) -> None:
        for line in sys.stdin:
            self._lines.put(line)

    def _obey(self, conductor: Conductor) -> None:
        with suppress(Empty):
            while True:
                words = self._lines.get_nowait().split()
                if words and words[0] == "quit":
                    self._ended.set()
                elif words and words[0] in ("drop", "return", "hand", "status") and conductor.program:
                    conductor.program.tell(words[0], **targets(words[1:]))
                elif words:
                    self._console.print(_HELP, markup=False)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._ended.set()


def targets(words: Sequence[str]) -> dict[str, object]:
    """What is meant by the words after a command: `all`, `x5` (any five), or ids of sites; nothing means any one."""
    if not words:
        return {"some": 1}
    if words[0] == "all":
        return {"all": True}
    if words[0][:1] == "x" and words[0][1:].isdigit():
        return {"some": int(words[0][1:])}
    return {"sites": list(words)}
