"""What commands begin with: the settings, Django where it is needed, and how a refusal is said at a terminal."""

import os
from typing import TYPE_CHECKING, NoReturn

import typer

from nhipcau.core.errors import Refusal

if TYPE_CHECKING:
    from nhipcau.core.config import Config


class Refusals:
    """Shows a refusal as two lines a person can act on, and ends with exit code 3."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, Refusal):
            typer.echo(error.message, err=True)
            if error.hint:
                typer.echo(f"→ {error.hint}", err=True)
            raise typer.Exit(3) from None


def settings_or_exit() -> "Config":
    from pydantic import ValidationError

    from nhipcau.core.config import config

    try:
        return config()
    except ValidationError as error:
        for problem in error.errors():
            name = ".".join(str(part) for part in problem["loc"])
            typer.echo(f"Cài đặt {name} không hợp lệ: {problem['msg']} (đang là {problem['input']!r}).", err=True)
        raise typer.Exit(2) from None


def set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.web.settings")
    settings_or_exit()
    import django

    django.setup()


def run_django(*arguments: str) -> NoReturn:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.web.settings")
    settings_or_exit()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["nhipcau manage", *arguments])
    raise typer.Exit
