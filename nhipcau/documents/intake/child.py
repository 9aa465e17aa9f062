"""Reading what strangers upload, in a process of its own with bounds on time and memory and without a network.

A Word or PDF file that makes the parser run away must cost one short-lived child, not the web server with every live
hall on it; and nothing in such a file may make us call somebody.
"""

from __future__ import annotations

import ctypes
import json
import resource
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path, PurePath
from typing import Any, Final

import nhipcau
from nhipcau.core.phrases import packed, phrase, unpacked
from nhipcau.documents.intake.files import read_bytes
from nhipcau.documents.intake.limits import MEGABYTE, MOST_UPLOADED, NOTHING_KEPT
from nhipcau.documents.intake.reading import Reading, Remark, Span
from nhipcau.documents.intake.unreadable import UnreadablePaper

CPU_SECONDS: Final = 10
WALL_SECONDS: Final = 20.0
MEMORY: Final = 1024 * MEGABYTE
KINDS: Final = (".docx", ".pdf")
_NEW_USER: Final = 0x10000000
_NEW_NETWORK: Final = 0x40000000
_ROOT: Final = str(Path(nhipcau.__file__).resolve().parent.parent)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse_sockets(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.fork")):
        raise PermissionError(event)


def _disconnect() -> None:
    """No way out: an empty network of its own where the system allows that, and Python refuses sockets anyway."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER | _NEW_NETWORK)
    sys.addaudithook(_refuse_sockets)


def serve(kind: str) -> int:
    """The child's side: bytes of a file of this kind (".docx", ".pdf") on standard input; the reading, or the
    refusal, as JSON on standard output."""
    _limit()
    _disconnect()
    answer: dict[str, Any]
    try:
        reading = read_bytes(sys.stdin.buffer.read(MOST_UPLOADED + 1), f"upload{kind}")
        answer = {"reading": asdict(reading) | {"remarks": [one.to_json() for one in reading.remarks]}}
    except UnreadablePaper as refusal:
        answer = {"refusal": [refusal.code, packed(refusal.message), packed(refusal.hint)]}
    sys.stdout.write(json.dumps(answer))
    return 0


def _failed() -> UnreadablePaper:
    return UnreadablePaper(
        "reader_failed",
        phrase("Đọc tệp này tốn quá nhiều thời gian hoặc bộ nhớ nên đã dừng. %(kept)s", kept=NOTHING_KEPT),
        phrase("Hãy chép phần chữ rồi dán vào, hoặc mở tệp và lưu lại bằng chương trình khác rồi tải lên."),
    )


def _from_child(data: bytes, kind: str) -> Reading:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "nhipcau.documents.intake", "--child", kind],
            input=data,
            capture_output=True,
            timeout=WALL_SECONDS,
            cwd=_ROOT,
            env={"PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
        answer: Any = json.loads(done.stdout) if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, OSError, ValueError):
        raise _failed() from None
    if "refusal" in answer:
        raise UnreadablePaper(*map(unpacked, answer["refusal"]))
    if "reading" not in answer:
        raise _failed()
    read = answer["reading"]
    spans = [Span(**span) for span in read["spans"]]
    return Reading(read["facts"], spans, read["text"], [Remark.from_json(remark) for remark in read["remarks"]])


def read_upload(data: bytes, filename: str) -> Reading:
    """Read an uploaded file: .docx and .pdf in a bounded child, plain text here; raises UnreadablePaper."""
    kind = PurePath(filename).suffix.lower()
    if kind not in KINDS or not data or len(data) > MOST_UPLOADED:
        return read_bytes(data, filename)
    return _from_child(data, kind)
