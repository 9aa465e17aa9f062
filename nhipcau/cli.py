"""The `nhipcau` command. Each command imports what it needs when it runs: reading a paper loads no Django."""

import asyncio
import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from nhipcau.core.errors import Refusal

if TYPE_CHECKING:
    from nhipcau.core.config import Config

app = typer.Typer(
    help="Nhịp Cầu: hội nghị trực tuyến nhiều cấp, tự vận hành.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # plain tracebacks: in the log of a service, and without locals that hold secrets
)
_PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


@app.command()
def up(
    lan: Annotated[str, typer.Option(help="Tên máy để máy khác truy cập bằng HTTPS, ví dụ hop.tinh.local")] = "",
) -> None:
    """Chạy mọi thứ trên một máy: trang web, việc nền, máy chủ hình và tiếng."""
    from nhipcau.media import up as running

    if lan:
        os.environ["NHIPCAU_LAN"] = lan
    settings = running.with_lan(_settings())
    with _Refusals():
        raise typer.Exit(asyncio.run(running.run(settings, lambda: _announce(settings))))


@app.command()
def prepare() -> None:
    """Chuẩn bị cơ sở dữ liệu (lệnh `up` tự gọi)."""
    _django()
    from nhipcau.web.prepare import prepare as prepare_database

    with _Refusals():
        prepare_database(_settings())


@app.command()
def web() -> None:
    """Chỉ chạy máy chủ web."""
    settings = _settings()
    _django()
    from nhipcau.web import serving
    from nhipcau.web.prepare import refuse_published_password

    with _Refusals():
        refuse_published_password(settings)
    serving.run(settings)


@app.command(context_settings=_PASS_ON)
def worker(context: typer.Context) -> None:
    """Chỉ chạy việc nền (thư, nhập dữ liệu, dựng tệp)."""
    _manage("db_worker", *context.args)


@app.command(context_settings=_PASS_ON)
def manage(context: typer.Context) -> None:
    """Lệnh quản trị của Django, ví dụ: nhipcau manage shell"""
    _manage(*context.args)


@app.command()
def outbox() -> None:
    """Chỉ chạy việc gửi thư."""
    _django()
    from nhipcau.outbox.service import main

    raise typer.Exit(main())


@app.command()
def rehearsals() -> None:
    """Chỉ chạy bộ điều khiển điểm cầu mô phỏng."""
    _django()
    from nhipcau.rehearsal.service import main

    with _Refusals():
        raise typer.Exit(main())


@app.command(context_settings=_PASS_ON)
def rehearse(context: typer.Context) -> None:
    """Đưa điểm cầu mô phỏng vào một hội nghị: --conference ID --sites N"""
    _django()
    from nhipcau.rehearsal.cli import main

    with _Refusals():
        raise typer.Exit(main(context.args))


@app.command()
def intake(
    file: Annotated[Path, typer.Argument(help="Văn bản .docx, .pdf hoặc .txt; - là đầu vào chuẩn")],
    spans: Annotated[bool, typer.Option("--spans", help="Kèm vị trí của từng thông tin trong văn bản")] = False,
) -> None:
    """Đọc văn bản triệu tập, in thông tin dạng JSON."""
    from nhipcau.documents.intake.command import run

    raise typer.Exit(run(str(file), spans, sys.stdout, sys.stderr))


@app.command()
def verify(
    stream: Annotated[str, typer.Option(help="Chỉ một dòng nhật ký, ví dụ conference:5")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="In dạng JSON")] = False,
) -> None:
    """Kiểm tra chuỗi băm của nhật ký."""
    _django()
    from nhipcau.journal import report

    raise typer.Exit(report.run(sys.stdout, stream=stream or None, as_json=as_json))


@app.command()
def purge() -> None:
    """Xóa dữ liệu cá nhân của đại biểu đã đến ngày xóa (lệnh `up` tự làm)."""
    _django()
    from nhipcau.core.access import system
    from nhipcau.preparation.purging import do_purge_due

    with _Refusals():
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
    _django()
    from django.core.management import call_command

    from nhipcau.core.access import system
    from nhipcau.organs.accounts.second_step import do_reset
    from nhipcau.organs.commands import do_prepare_example, do_set_password

    with _Refusals():
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
    _django()
    from django.core.management import call_command

    from nhipcau.core.access import system
    from nhipcau.organs.accounts.invitations import do_invite_from_here

    with _Refusals():
        call_command("migrate", interactive=False, verbosity=0)
        link = do_invite_from_here(system("command-line"), unit, role, email)
    typer.echo(f"{_settings().base_url}{link}")


units_app = typer.Typer(help="Danh mục đơn vị hành chính.", no_args_is_help=True)
app.add_typer(units_app, name="units")


@units_app.command("list")
def units_list() -> None:
    """Các danh mục có sẵn để nạp."""
    _django()
    from nhipcau.organs.unit_files import UNIT_FILES

    for key, file in UNIT_FILES.items():
        typer.echo(f"{key:18} {file.title}")


@units_app.command("import")
def units_import(
    sets: Annotated[list[str], typer.Argument(help="Tên danh mục (xem: nhipcau units list), hoặc country: cả nước")],
) -> None:
    """Nạp danh mục đơn vị; nạp lại không thay đổi gì."""
    _django()
    from django.core.management import call_command

    from nhipcau.core.access import system
    from nhipcau.organs.commands import do_prepare_example
    from nhipcau.organs.sets import do_import_units, named_sets

    with _Refusals():
        files = named_sets(sets)
        call_command("migrate", interactive=False, verbosity=0)
        do_prepare_example()  # so that its account goes on where a later list goes on
        for file in files:
            added = do_import_units(system("command-line"), file)
            typer.echo(f"{file.title}: {f'đã nạp {added} đơn vị' if added else 'đã có, không thay đổi'}.")


@app.command()
def doctor() -> None:
    """Kiểm tra máy và hệ thống đang chạy, nói bằng lời thường."""
    from nhipcau.media.doctor import examine
    from nhipcau.outbox import doctor as mail

    settings = _settings()
    findings = examine(settings)
    if settings.sends_mail:
        _django()
    findings += mail.examine(settings)
    for finding in findings:
        typer.echo(f"{'✔' if finding.good else '✘'} {finding.text}")
        if finding.advice:
            typer.echo(f"    → {finding.advice}")
    raise typer.Exit(0 if all(finding.good for finding in findings) else 1)


@app.command()
def build(part: Annotated[str, typer.Argument(help="pages, engine, sites, caddy; để trống: tất cả")] = "") -> None:
    """Dựng các phần cần biên dịch (lệnh `up` tự gọi)."""
    from nhipcau.media import parts
    from nhipcau.media.binary import BuildFailed

    failures = 0
    for name in [part] if part else parts.NAMES:
        try:
            parts.build(name)
        except BuildFailed as failed:
            failures += 1
            typer.echo(f"{failed}\n\n{name}: {str(failed).splitlines()[0]}", err=True)
    raise typer.Exit(1 if failures else 0)


@app.command(context_settings=_PASS_ON)
def bench(name: str, context: typer.Context) -> None:
    """Chạy một phép đo trong thư mục bench/, ví dụ: nhipcau bench join --sites 212 --json"""
    from nhipcau.media.toolchain import ROOT

    script = ROOT / "bench" / f"{name}.py"
    if not script.is_file() or not name.isidentifier():
        known = ", ".join(sorted(path.stem for path in script.parent.glob("[a-z]*.py")))
        typer.echo(f"Không có phép đo “{name}”. Hiện có: {known or 'chưa có'}.", err=True)
        raise typer.Exit(2)
    sys.path.insert(0, str(ROOT))
    module = importlib.import_module(f"bench.{name}")
    raise typer.Exit(module.main(context.args))


class _Refusals:
    """Shows a refusal as two lines a person can act on, and ends with exit code 3."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, Refusal):
            typer.echo(error.message, err=True)
            if error.hint:
                typer.echo(f"→ {error.hint}", err=True)
            raise typer.Exit(3) from None


def _settings() -> "Config":
    from pydantic import ValidationError

    from nhipcau.core.config import config

    try:
        return config()
    except ValidationError as error:
        for problem in error.errors():
            name = ".".join(str(part) for part in problem["loc"])
            typer.echo(f"Cài đặt {name} không hợp lệ: {problem['msg']} (đang là {problem['input']!r}).", err=True)
        raise typer.Exit(2) from None


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.web.settings")
    _settings()
    import django

    django.setup()


def _manage(*arguments: str) -> NoReturn:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.web.settings")
    _settings()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["nhipcau manage", *arguments])
    raise typer.Exit


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
