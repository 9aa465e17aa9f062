"""Commands that run the product, or a part of it."""

import asyncio
import os
from typing import TYPE_CHECKING, Annotated

import typer

from nhipcau.cli.app import PASS_ON, app
from nhipcau.cli.starting import Refusals, run_django, set_up_django, settings_or_exit

if TYPE_CHECKING:
    from nhipcau.core.config import Config


@app.command()
def up(
    lan: Annotated[str, typer.Option(help="Tên máy để máy khác truy cập bằng HTTPS, ví dụ hop.tinh.local")] = "",
) -> None:
    """Chạy mọi thứ trên một máy: trang web, việc nền, máy chủ hình và tiếng."""
    from nhipcau.media import up as running

    if lan:
        os.environ["NHIPCAU_LAN"] = lan
    settings = running.with_lan(settings_or_exit())
    with Refusals():
        raise typer.Exit(asyncio.run(running.run(settings, lambda: _announce(settings))))


@app.command()
def prepare() -> None:
    """Chuẩn bị cơ sở dữ liệu (lệnh `up` tự gọi)."""
    set_up_django()
    from nhipcau.web.prepare import prepare as prepare_database

    with Refusals():
        prepare_database(settings_or_exit())


@app.command()
def web() -> None:
    """Chỉ chạy máy chủ web."""
    settings = settings_or_exit()
    set_up_django()
    from nhipcau.web import serving
    from nhipcau.web.prepare import refuse_published_password

    with Refusals():
        refuse_published_password(settings)
    serving.run(settings)


@app.command(context_settings=PASS_ON)
def worker(context: typer.Context) -> None:
    """Chỉ chạy việc nền (thư, nhập dữ liệu, dựng tệp)."""
    set_up_django()
    from nhipcau.documents.bundles.commands import do_take_up_again

    do_take_up_again()  # what a worker before this one left unfinished
    run_django("db_worker", *context.args)


@app.command(context_settings=PASS_ON)
def manage(context: typer.Context) -> None:
    """Lệnh quản trị của Django, ví dụ: nhipcau manage shell"""
    run_django(*context.args)


@app.command()
def outbox() -> None:
    """Chỉ chạy việc gửi thư."""
    set_up_django()
    from nhipcau.outbox.service import main

    raise typer.Exit(main())


@app.command()
def rehearsals() -> None:
    """Chỉ chạy bộ điều khiển điểm cầu mô phỏng."""
    set_up_django()
    from nhipcau.rehearsal.service import main

    with Refusals():
        raise typer.Exit(main())


@app.command(context_settings=PASS_ON)
def rehearse(context: typer.Context) -> None:
    """Đưa điểm cầu mô phỏng vào một hội nghị: --conference ID --sites N"""
    set_up_django()
    from nhipcau.rehearsal.cli import main

    with Refusals():
        raise typer.Exit(main(context.args))


def _announce(settings: "Config") -> None:
    """Where to look, and as whom; the example's password only where it cannot be used from elsewhere."""
    from nhipcau.media import progress
    from nhipcau.media.access import reachable_as
    from nhipcau.organs import example

    typer.echo("")
    typer.echo(f"  Nhịp Cầu đang chạy tại  {settings.base_url}/")
    if not reachable_as(settings):
        typer.echo(f"  Tài khoản mẫu:          {example.USERNAME} / {example.PASSWORD}")
    if settings.lan:
        typer.echo(f"  Máy khác cần tin cậy chứng chỉ:  http://{settings.lan}/certificate")
    for part in progress.unfinished(settings.home):
        typer.echo(f"  Đang chuẩn bị {part.label}; trang sẽ báo khi xong.")
    typer.echo("  Dừng: Ctrl-C")
    typer.echo("")
