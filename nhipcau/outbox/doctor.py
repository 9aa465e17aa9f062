"""What `nhipcau doctor` says of the mail server: is one named, does it answer, does it let us in?"""

from collections.abc import Iterator
from email.utils import parseaddr
from typing import Final

from nhipcau.core.config import Config
from nhipcau.core.findings import Finding

_TIMEOUT_SECONDS: Final = 8.0
_OF_THIS_MACHINE: Final = {"localhost", "127.0.0.1", "::1"}


def examine(settings: Config) -> Iterator[Finding]:
    """Connects and signs in, and sends nothing. Without a server letters are held, which is no fault of its own.

    Where a server is named Django must have been set up: the connection is the one that letters take.
    """
    if not settings.sends_mail:
        half = settings.smtp_host or settings.smtp_sender
        yield Finding(
            not half,
            "Máy chủ thư đặt chưa đủ: cần cả NHIPCAU_SMTP_HOST và NHIPCAU_SMTP_SENDER"
            if half
            else "Chưa đặt máy chủ thư: thư được giữ lại, chưa gửi cho ai",
            "Đặt NHIPCAU_SMTP_HOST và NHIPCAU_SMTP_SENDER nếu muốn gửi thư điện tử.",
        )
        return
    from nhipcau.outbox.letters import is_address
    from nhipcau.outbox.post import Post, Unserved

    if not is_address(parseaddr(settings.smtp_sender)[1]):
        yield Finding(
            False,
            f"NHIPCAU_SMTP_SENDER không phải là địa chỉ thư: {settings.smtp_sender}",
            "Ghi dạng: Văn phòng UBND tỉnh <hop@tinh.example>",
        )
        return
    if settings.smtp_user and not settings.given_secret("smtp_password"):
        file = settings.home / "secrets" / "smtp_password"
        yield Finding(False, "Chưa có mật khẩu của máy chủ thư", f"Ghi mật khẩu vào tệp {file} (chmod 600).")
        return
    yield from _secrecy(settings)
    post = Post(settings, _TIMEOUT_SECONDS)
    try:
        post.open()
    except Unserved as why:
        yield Finding(False, str(why), "Hỏi đơn vị quản lý máy chủ thư; thư chờ trong hàng, không mất.")
    else:
        yield Finding(True, f"Máy chủ thư {settings.smtp_host} nhận kết nối; gửi từ {settings.smtp_sender}")
    finally:
        post.close()


def _secrecy(settings: Config) -> Iterator[Finding]:
    file = settings.home / "secrets" / "smtp_password"
    if file.exists():
        shut = file.stat().st_mode & 0o077 == 0
        yield Finding(
            shut,
            f"Mật khẩu của máy chủ thư {'chỉ chủ sở hữu đọc được' if shut else 'đang mở cho người khác'}",
            "" if shut else f"chmod 600 {file}",
        )
    if settings.smtp_security == "none" and settings.smtp_host not in _OF_THIS_MACHINE:
        yield Finding(
            False,
            f"Thư đi đến {settings.smtp_host} không được mã hóa",
            "Đặt NHIPCAU_SMTP_SECURITY là starttls hoặc tls; none chỉ cho máy chủ thư trên cùng máy.",
        )
