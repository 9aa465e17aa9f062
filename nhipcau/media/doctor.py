"""`nhipcau doctor`: the machine and the running system, in plain words."""

import json
import os
import resource
import shutil
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from nhipcau.core.config import Config
from nhipcau.core.findings import Finding
from nhipcau.core.processes import Occupied, hold_pid_file, port_is_free
from nhipcau.media import progress
from nhipcau.media.access import note_path
from nhipcau.media.binary import find_engine, find_sites, pinned_version, version_of

_ROOM_FOR_A_CONFERENCE: Final = 2 * 1024**3
_BUFFER_WANTED: Final = 25_000_000
_FILES_WANTED: Final = 4096


def examine(settings: Config) -> list[Finding]:
    """Everything that can be looked at without changing anything."""
    checks: tuple[Callable[[Config], Iterator[Finding]], ...] = (_python, _folder, _programs, _limits, _running)
    return [finding for check in checks for finding in check(settings)]


def _python(_settings: Config) -> Iterator[Finding]:
    yield Finding(True, f"Python {sys.version.split()[0]}")


def _folder(settings: Config) -> Iterator[Finding]:
    home = settings.home
    existing = next(path for path in (home, *home.parents) if path.exists())
    writable = os.access(existing, os.W_OK)
    yield Finding(
        writable,
        f"Thư mục dữ liệu {home} {'ghi được' if writable else 'không ghi được'}",
        "" if writable else "Cấp quyền ghi cho tài khoản đang chạy, hoặc đặt NHIPCAU_HOME là thư mục khác.",
    )
    free = shutil.disk_usage(existing).free
    enough = free >= _ROOM_FOR_A_CONFERENCE
    yield Finding(
        enough,
        f"Ổ đĩa của thư mục dữ liệu còn trống {free / 1024**3:.1f} GB",
        "" if enough else "Nên dành ít nhất 2 GB trước một hội nghị.",
    )
    secrets = home / "secrets"
    if secrets.exists():
        shut = secrets.stat().st_mode & 0o077 == 0
        yield Finding(
            shut,
            "Thư mục khóa bí mật chỉ chủ sở hữu đọc được" if shut else "Thư mục khóa bí mật đang mở cho người khác",
            "" if shut else f"chmod 700 {secrets}",
        )


def _programs(settings: Config) -> Iterator[Finding]:
    if settings.engine_url:
        yield Finding(True, f"Máy chủ hình và tiếng ở nơi khác: {settings.engine_url}")
    else:
        binary = find_engine(settings.engine_binary)
        version = version_of(binary) if binary else None
        yield Finding(
            version is not None,
            f"Máy chủ hình và tiếng: LiveKit {version}" if version else "Chưa có chương trình máy chủ hình và tiếng",
            "" if version else f"Chạy make setup để dựng LiveKit {pinned_version()}.",
        )
    built = find_sites() is not None
    yield Finding(built, f"Điểm cầu mô phỏng {'đã' if built else 'chưa'} dựng", "" if built else "Chạy make setup.")


def _limits(settings: Config) -> Iterator[Finding]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    enough = hard >= _FILES_WANTED
    yield Finding(
        enough,
        f"Giới hạn tệp mở: {soft} (tối đa {hard})",
        "" if enough else "Nâng nofile lên 65535 trong /etc/security/limits.conf cho hội nghị hàng trăm điểm cầu.",
    )
    setting = Path("/proc/sys/net/core/rmem_max")
    if setting.exists():
        size = int(setting.read_text(encoding="ascii"))
        # a hint for a province on a real network; loopback and a few rooms do without
        wide = size >= _BUFFER_WANTED
        yield Finding(
            wide or not settings.lan,
            f"Bộ đệm mạng rmem_max: {size}",
            "" if wide else f"Cho 212 điểm cầu: sysctl -w net.core.rmem_max={_BUFFER_WANTED}",
        )


def _running(settings: Config) -> Iterator[Finding]:
    if not _is_held(settings):
        free = port_is_free(settings.port, settings.bind)
        yield Finding(
            free,
            f"Nhịp Cầu chưa chạy; cổng {settings.port} {'còn trống' if free else 'đã có chương trình khác dùng'}",
            "" if free else f"make up PORT={settings.port + 1}",
        )
        return
    health = _health(settings)
    yield Finding(
        health is not None,
        f"Máy chủ web {'trả lời' if health else 'không trả lời'} tại cổng {settings.port}",
        "" if health else "Xem các dòng “web” ở cửa sổ đang chạy make up.",
    )
    engine = (health or {}).get("engine")
    if isinstance(engine, dict):
        yield Finding(
            bool(engine.get("up")),
            f"Máy chủ hình và tiếng {'đang chạy' if engine.get('up') else 'chưa chạy'}",
            "" if engine.get("up") else f"Ghi chú: {note_path(settings).parent}; xem các dòng “engine”.",
        )
    for part in progress.unfinished(settings.home):
        failed = part.state == "failed"
        yield Finding(
            not failed,
            f"{part.label.capitalize()}: {'dựng không thành công: ' + part.why if failed else 'đang chuẩn bị'}",
            "Chạy lại make up; nếu vẫn lỗi, xem các dòng phía trên thông báo này." if failed else "",
        )


def _is_held(settings: Config) -> bool:
    path = settings.home / "run" / "nhipcau.pid"
    if not path.exists():
        return False
    try:
        hold_pid_file(path).close()
    except Occupied:
        return True
    return False


def _health(settings: Config) -> dict[str, object] | None:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{settings.port}/healthz", timeout=3) as answer:
            return json.load(answer)
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return None
