"""The `nhipcau` command. Each command imports what it needs when it runs: reading a paper loads no Django."""

from nhipcau.cli import running, checking, people  # noqa: I001 - the order of the help
from nhipcau.cli.app import app

__all__ = ["app", "checking", "people", "running"]
