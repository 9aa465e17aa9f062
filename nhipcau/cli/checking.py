"""Commands that look, measure and build; none changes what the product holds."""

import importlib
import sys
from pathlib import Path
from typing import Annotated

import typer

from nhipcau.cli.app import PASS_ON, app
from nhipcau.cli.starting import set_up_django, settings_or_exit


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
    set_up_django()
    from nhipcau.journal import report

    raise typer.Exit(report.run(sys.stdout, stream=stream or None, as_json=as_json))


@app.command()
def doctor() -> None:
    """Kiểm tra máy và hệ thống đang chạy, nói bằng lời thường."""
    from nhipcau.media.doctor import examine
    from nhipcau.outbox import doctor as mail

    settings = settings_or_exit()
    findings = examine(settings)
    if settings.sends_mail:
        set_up_django()
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


@app.command(context_settings=PASS_ON)
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
