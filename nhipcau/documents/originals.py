"""The originals of papers: bytes under the data home, named by their SHA-256, for the owner alone.

Outside every folder that is served. The same bytes are one file, whoever brought them.
"""

import hashlib
import os
import secrets
from pathlib import Path

from django.utils.translation import gettext as _

from nhipcau.core.config import config
from nhipcau.core.errors import Refusal


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def path_of(digest: str) -> Path:
    return config().home / "papers" / digest[:2] / digest


def keep(data: bytes) -> bool:
    """Keep the bytes; whether they were not kept before. Whole or not at all, also when the power fails."""
    path = path_of(digest_of(data))
    if path.exists():
        return False
    for folder in (path.parent.parent, path.parent):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{secrets.token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.rename(path)
    finally:
        fresh.unlink(missing_ok=True)
    return True


def forget(digest: str) -> None:
    """Remove the bytes; for a paper whose row was never made."""
    path_of(digest).unlink(missing_ok=True)


def read(digest: str) -> bytes:
    """The bytes; Refusal where the file is gone, or is no longer what was received."""
    try:
        data = path_of(digest).read_bytes()
    except FileNotFoundError:
        raise Refusal(
            "original_missing",
            _("Không còn tệp gốc của văn bản này trong thư mục dữ liệu; phần chữ và nội dung đã xác nhận vẫn còn."),
            _("Đề nghị quản trị khôi phục thư mục papers từ bản sao lưu."),
            status=410,
        ) from None
    if digest_of(data) != digest:
        raise Refusal(
            "original_changed",
            _("Tệp gốc trên đĩa không còn khớp mã băm lúc nhận nên không được gửi đi."),
            _("Đề nghị quản trị khôi phục thư mục papers từ bản sao lưu và kiểm tra nhật ký máy chủ."),
            status=409,
        )
    return data
