"""Commands on what the product holds: accounts, units, personal data that is due to go."""

import sys
from typing import Annotated

import typer

from nhipcau.cli.app import app
from nhipcau.cli.starting import Refusals, set_up_django, settings_or_exit


@app.command()
def purge() -> None:
    """Xóa dữ liệu cá nhân của đại biểu đã đến ngày xóa (lệnh `up` tự làm)."""
    set_up_django()
    from nhipcau.core.access import system
    from nhipcau.preparation.purging import do_purge_due

    with Refusals():
        done = do_purge_due(system("purge"))
    for pk, gone in done.items():
        typer.echo(f"Hội nghị {pk}: đã xóa {gone.delegates} đại biểu, {gone.details} mục chi tiết trong nhật ký.")
    if not done:
        typer.echo("Chưa có hội nghị nào đến ngày xóa.")


@app.command()
def password(
    name: Annotated[str, typer.Argument(help="Tên đăng nhập")],
    from_stdin: Annotated[bool, typer.Option("--stdin", help="Đọc mật khẩu từ đầu vào chuẩn")] = False,
    without_phone: Annotated[
        bool, typer.Option("--lost-phone", help="Đặt lại cả đăng nhập hai bước (mất điện thoại và mã dự phòng)")
    ] = False,
) -> None:
    """Đặt mật khẩu mới cho một tài khoản."""
    set_up_django()
    from django.core.management import call_command

    from nhipcau.core.access import system
    from nhipcau.organs.accounts.second_step import do_reset
    from nhipcau.organs.commands import do_prepare_example, do_set_password

    with Refusals():
        if from_stdin:
            chosen = sys.stdin.readline().rstrip("\n")
        else:
            chosen = typer.prompt("Mật khẩu mới", hide_input=True, confirmation_prompt="Nhập lại")
        # Works before the first start as well: whoever wants to serve others sets it before anything listens.
        call_command("migrate", interactive=False, verbosity=0)
        do_prepare_example()
        account = do_set_password(system("command-line"), name, chosen)
        if without_phone:
            do_reset(system("command-line"), account.pk)
    typer.echo(f"Đã đổi mật khẩu của tài khoản “{name}”.")


@app.command()
def invite(
    unit: Annotated[str, typer.Argument(help="Mã đơn vị, ví dụ 20 là tỉnh Lạng Sơn")],
    role: Annotated[str, typer.Argument(help="Vai trò")] = "administrator",
    email: Annotated[str, typer.Option(help="Thư điện tử của người được mời")] = "",
) -> None:
    """In một đường liên kết mời, dùng một lần; người quản trị đầu tiên của một đơn vị vào bằng cách này."""
    set_up_django()
    from django.core.management import call_command

    from nhipcau.core.access import system
    from nhipcau.organs.accounts.invitations import do_invite_from_here

    with Refusals():
        call_command("migrate", interactive=False, verbosity=0)
        link = do_invite_from_here(system("command-line"), unit, role, email)
    typer.echo(f"{settings_or_exit().base_url}{link}")


units_app = typer.Typer(help="Danh mục đơn vị hành chính.", no_args_is_help=True)
app.add_typer(units_app, name="units")


@units_app.command("list")
def units_list() -> None:
    """Các danh mục có sẵn để nạp."""
    set_up_django()
    from nhipcau.organs.unit_files import UNIT_FILES

    for key, file in UNIT_FILES.items():
        typer.echo(f"{key:18} {file.title}")


@units_app.command("import")
def units_import(
    sets: Annotated[list[str], typer.Argument(help="Tên danh mục (xem: nhipcau units list), hoặc country: cả nước")],
) -> None:
    """Nạp danh mục đơn vị; nạp lại không thay đổi gì."""
    set_up_django()
    from django.core.management import call_command

    from nhipcau.core.access import system
    from nhipcau.organs.commands import do_prepare_example
    from nhipcau.organs.sets import do_import_units, named_sets

    with Refusals():
        files = named_sets(sets)
        call_command("migrate", interactive=False, verbosity=0)
        do_prepare_example()  # so that its account goes on where a later list goes on
        for file in files:
            added = do_import_units(system("command-line"), file)
            typer.echo(f"{file.title}: {f'đã nạp {added} đơn vị' if added else 'đã có, không thay đổi'}.")
