"""Where the type of the papers lies: Tinos, whose letters are as wide as those of Times New Roman.

The front end's build puts it into `frontend/dist/print` (npm `@expo-google-fonts/tinos`); nothing is fetched when a
paper is drawn.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from nhipcau.core.words import gettext as _

_FRONTEND: Final = Path(__file__).resolve().parents[2] / "frontend"
_FOLDERS: Final = (
    _FRONTEND / "dist" / "print",
    _FRONTEND / "node_modules" / "@expo-google-fonts" / "tinos",
    Path("/usr/share/fonts/truetype/croscore"),
)


class FontsMissing(RuntimeError):
    """No type to print with: the front end was never built here."""


@cache
def font_folder() -> Path:
    """The first folder that holds type. Raises FontsMissing."""
    for folder in _FOLDERS:
        if folder.is_dir() and any(folder.rglob("Tinos*.ttf")):
            return folder
    raise FontsMissing(_("Thiếu phông chữ Tinos. Chạy `nhipcau build` (hoặc `make setup`) một lần rồi làm lại."))
