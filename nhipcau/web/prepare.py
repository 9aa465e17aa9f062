"""What has to stand before the pages are served: tables, the example, and no published password beyond loopback."""

from django.core.management import call_command

from nhipcau.core.access import system
from nhipcau.core.config import Config
from nhipcau.core.errors import Refusal
from nhipcau.media.access import reachable_as
from nhipcau.organs import commands, example, queries
from nhipcau.preparation.purging import do_purge_due


def prepare(settings: Config) -> None:
    """Bring the database up to date, put the example in, purge people whose day has come; Refusal where it may not be
    served as it is."""
    call_command("migrate", interactive=False, verbosity=0)
    commands.do_prepare_example()
    do_purge_due(system("purge"))
    refuse_published_password(settings)


def refuse_published_password(settings: Config) -> None:
    """Refusal `published_password` where others can reach us and the example's password still opens the door."""
    others = reachable_as(settings)
    if others and queries.example_password_in_use():
        raise Refusal(
            "published_password",
            f"Máy khác truy cập được địa chỉ này ({others}), nhưng tài khoản mẫu "
            f"“{example.USERNAME}” vẫn dùng mật khẩu đã công bố. Máy chủ chưa được khởi động; dữ liệu giữ nguyên.",
            f"Đặt mật khẩu mới rồi chạy lại: .venv/bin/nhipcau password {example.USERNAME}",
        )
