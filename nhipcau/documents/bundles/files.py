"""Where bundles lie: under the data home, for the owner alone, outside every folder that is served."""

import errno
import hashlib
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from django.utils.translation import gettext as _

from nhipcau.core.config import config
from nhipcau.core.errors import Refusal

LEAST_FREE: Final = 200 * 1024 * 1024
"""Bytes that stay free on the disk: the database, the journal and the originals must go on being written."""
FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def folder() -> Path:
    made = config().home / "bundles"
    made.mkdir(parents=True, exist_ok=True, mode=0o700)
    return made


def path_of(pk: int) -> Path:
    return folder() / str(pk)


def lock_path(pk: int) -> Path:
    """Locked by whoever makes the bundle; the lock ends with the process, however it ends."""
    return folder() / f"{pk}.lock"


def require_room() -> None:
    """Refusal `disk_full` where the disk has no room for further files."""
    if shutil.disk_usage(folder()).free < LEAST_FREE:
        raise disk_full()


def disk_full() -> Refusal:
    return Refusal(
        "disk_full",
        _("Ổ đĩa của máy chủ sắp đầy nên không làm tệp; dữ liệu của hội nghị không bị ảnh hưởng."),
        _("Đề nghị quản trị máy chủ giải phóng chỗ trên ổ đĩa, rồi yêu cầu lại."),
        status=507,
    )


@contextmanager
def fresh(pk: int) -> Generator[IO[bytes]]:
    """A file beside the bundle's place; it takes that place only when the block ends well and all of it is on disk."""
    part = path_of(pk).with_name(f"{pk}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.rename(path_of(pk))
    finally:
        part.unlink(missing_ok=True)


def is_whole(pk: int, size: int) -> bool:
    """Whether the file is there, as long as it was made."""
    path = path_of(pk)
    return path.exists() and path.stat().st_size == size


def measured(pk: int) -> tuple[int, str]:
    """Size in bytes, and SHA-256."""
    with path_of(pk).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return file.tell(), digest


def forget(pk: int, *, lock: bool = False) -> None:
    """Remove the file; lock: for good, with its lock, where no worker can come for it any more."""
    path_of(pk).unlink(missing_ok=True)
    if lock:
        lock_path(pk).unlink(missing_ok=True)
