"""The built scripts and styles of a live page.

`{% live_bundle "room" %}` reads Vite's manifest and writes the link and script tags of one entry: `room`, `control`,
`stage`, or `fonts` (the letters alone, for the office pages).
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nhipcau.core.errors import Refusal

register = template.Library()

DIST = Path(__file__).resolve().parents[3] / "frontend" / "dist"
_ENTRIES = {
    "room": "src/room/main.tsx",
    "control": "src/control/main.tsx",
    "stage": "src/stage/main.tsx",
    "fonts": "src/shared/ui/fonts.css",
}

Manifest = dict[str, dict[str, Any]]


class NotBuilt(Refusal):
    """The live pages have not been built yet: the first `make up` does it behind the page, `make setup` at once."""

    def __init__(self) -> None:
        super().__init__(
            "not_built",
            _("Giao diện phòng họp còn đang được dựng; việc này chỉ có ở lần chạy đầu tiên."),
            _("Trang tự mở lại khi xong, thường trong một, hai phút."),
            status=503,
            extra={"retry_after": 5},
        )


@register.simple_tag
def live_bundle(name: str) -> SafeString:
    """Tags for the bundle `name`; NotBuilt when frontend/dist is missing or older than the entry."""
    path = DIST / ".vite" / "manifest.json"
    try:
        manifest = _manifest(path, path.stat().st_mtime_ns)
        entry = manifest[_ENTRIES[name]]
    except (FileNotFoundError, KeyError) as error:
        raise NotBuilt from error
    chunks = _with_imports(manifest, entry)
    styles = dict.fromkeys(file for chunk in chunks for file in cast(list[str], chunk.get("css", [])))
    if entry["file"].endswith(".css"):
        styles[entry["file"]] = None
    # What pages share comes first, so that each page's own rules have the last word.
    shared = {chunk["file"] for key, chunk in manifest.items() if key.startswith("_")}
    ordered = sorted(styles, key=lambda file: file not in shared)
    links = format_html_join("\n", '<link rel="stylesheet" href="{}">', ((_url(file),) for file in ordered))
    if entry["file"].endswith(".css"):
        return links
    preloads = format_html_join(
        "\n", '<link rel="modulepreload" href="{}">', ((_url(chunk["file"]),) for chunk in chunks[:-1])
    )
    script = format_html('<script type="module" src="{}"></script>', _url(entry["file"]))
    return format_html("{}\n{}\n{}", links, preloads, script)


@lru_cache(maxsize=2)
def _manifest(path: Path, changed: int) -> Manifest:
    """The manifest as of its time of change: a new build is seen without a restart."""
    del changed
    return cast(Manifest, json.loads(path.read_text("utf-8")))


def _with_imports(manifest: Manifest, entry: dict[str, Any]) -> list[dict[str, Any]]:
    """The chunks that `entry` imports, each once, what is imported before what imports it; `entry` itself last."""
    found: dict[str, dict[str, Any]] = {}

    def visit(chunk: dict[str, Any]) -> None:
        for key in cast(list[str], chunk.get("imports", [])):
            if manifest[key]["file"] not in found:
                visit(manifest[key])
        found.setdefault(chunk["file"], chunk)

    visit(entry)
    return list(found.values())


def _url(file: str) -> str:
    return static(f"live/{file}")
