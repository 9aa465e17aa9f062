"""Writes docs/settings.md from the one class of settings (`make docs`). A test holds the two together."""

import sys
from pathlib import Path

from pydantic.fields import FieldInfo

from nhipcau.core.config import Config

PAGE = Path(__file__).resolve().parents[1] / "docs" / "settings.md"
_HEAD = """# Settings

Every setting is an environment variable; all of them have a default that works on one machine. This page is written
from `nhipcau/core/config.py` by `make docs`.

| Variable | Default | Meaning |
|---|---|---|
"""
_TAIL = """
Secrets are no settings: they are files under `secrets/` in the data folder, made at the first start, readable by the
owner alone. To reach an engine that runs elsewhere, put its API secret into `secrets/engine_secret`; the
password of the mail server goes into `secrets/smtp_password`.

On the command line of make: `make up PORT=8080`, `make up LAN=hop.tinh.local`. Caches (`XDG_CACHE_HOME`, default
`~/.cache`) hold what was downloaded or compiled and may be deleted at any time.
"""


def render() -> str:
    """The whole page."""
    return _HEAD + "".join(_row(name, field) for name, field in Config.model_fields.items()) + _TAIL


def _row(name: str, field: FieldInfo) -> str:
    return f"| `NHIPCAU_{name.upper()}` | {_default(name, field)} | {field.description} |\n"


def _default(name: str, field: FieldInfo) -> str:
    if name == "home":
        return "`$XDG_DATA_HOME/nhipcau`, i.e. `~/.local/share/nhipcau`"
    if field.default == "":
        return "empty"
    return f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
