"""Child processes that never outlive their parent, and one process to a folder."""

import ctypes
import errno
import fcntl
import os
import resource
import signal
import socket
import sys
from pathlib import Path
from typing import IO

_PR_SET_PDEATHSIG = 1
_MANY_FILES = 65_535
_SECOND = 5
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent() -> None:
    """For `preexec_fn`: the kernel kills this child when the thread that started it ends, kill -9 included.

    Start such children from the main thread. Where the kernel offers nothing of the kind (macOS) the pid file
    and the port check of the next start are what is left.
    """
    if _libc is None:
        return
    parent = os.getppid()
    if _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != parent:  # the parent went between fork and prctl
        os._exit(1)


def give_way() -> None:
    """For `preexec_fn`: `die_with_parent`, and second to those who do real work wherever processors are short."""
    os.nice(_SECOND)
    die_with_parent()


def allow_open_files() -> None:
    """Let this process, and the children it will start, hold as many connections as the machine's rules permit.

    Shells usually give 1,024 files: a province with its streams, heartbeats and reloads comes close to that.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MANY_FILES if hard == resource.RLIM_INFINITY else min(hard, _MANY_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class Occupied(Exception):
    """Another process holds the lock; `pid` is what it wrote there, 0 if nothing readable."""

    def __init__(self, pid: int) -> None:
        super().__init__(f"held by process {pid}")
        self.pid = pid


def hold_pid_file(path: Path) -> IO[str]:
    """Lock `path` for as long as the returned file stays open and write our pid there; Occupied if another has it.

    The lock ends with the process however it ends, so a left-over file never stands in the way.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("a+", encoding="ascii")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in (errno.EAGAIN, errno.EACCES):
            raise
        file.seek(0)
        written = file.read().strip()
        file.close()
        raise Occupied(int(written) if written.isdigit() else 0) from None
    file.seek(0)
    file.truncate()
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file


def port_is_free(port: int, host: str = "127.0.0.1", *, udp: bool = False) -> bool:
    """Whether a server could listen on `port` now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM if udp else socket.SOCK_STREAM) as probe:
        if not udp:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
    return True
