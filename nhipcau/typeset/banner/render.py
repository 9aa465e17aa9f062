"""A banner as PDF and as PNG, by Typst."""

from __future__ import annotations

import io
import math
import struct
import tempfile
import zlib
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import pypdf
import typst
from pydantic import TypeAdapter
from pypdf.generic import FloatObject, NameObject

from nhipcau.typeset.banner.layout import Layout, lay_out
from nhipcau.typeset.banner.model import Banner, Role
from nhipcau.typeset.fonts import font_folder

MOST_PRINT_PPI: Final = 50.0
"""What cloth is printed from: 6 m wide, that is 11,811 pixels."""
_MOST_PIXELS: Final = 40e6
"""Wider cloth is printed from fewer pixels an inch: a picture has to fit into memory, here and at the printer's."""
_TEMPLATE: Final = Path(__file__).parents[1] / "data" / "banner.typ"
_LAYOUT = TypeAdapter(Layout)
_WIDEST_MM: Final = 5080.0
"""200 inches, the widest page of a PDF; wider cloth counts in larger units (ISO 32000, UserUnit)."""
_KINDS: Final = ((b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff", ".jpg"))
_PNG_HEAD: Final = 8 + 25
"""Bytes of the signature and of the chunk IHDR, which comes first."""
_TURN = Lock()


class BadEmblem(ValueError):
    """The uploaded emblem is neither PNG nor JPEG, or cannot be read."""


def render_banner_pdf(banner: Banner, emblem: bytes = b"") -> bytes:
    """One page as large as the cloth. Raises BadEmblem."""
    units = max(1, -(-max(banner.width, banner.height) // _WIDEST_MM))
    made = _compiled(banner, emblem, shrink=units, format="pdf", timestamp=0)
    return made if units == 1 else _with_unit(made, units)


def render_banner_png(banner: Banner, emblem: bytes = b"", ppi: float = MOST_PRINT_PPI) -> bytes:
    """For printing on cloth: at most MOST_PRINT_PPI pixels an inch. Raises BadEmblem."""
    most = math.sqrt(_MOST_PIXELS / (banner.width * banner.height)) * 25.4
    fine = min(ppi, MOST_PRINT_PPI, most)
    return _with_size(_compiled(banner, emblem, format="png", ppi=fine), fine)


def render_banner_screen(banner: Banner, emblem: bytes = b"", width: int = 1920) -> bytes:
    """For screens and for the preview: so many pixels wide. Raises BadEmblem."""
    return _compiled(banner, emblem, format="png", ppi=width / banner.width * 25.4)


def _compiled(banner: Banner, emblem: bytes, *, shrink: float = 1, **wanted: Any) -> bytes:
    given = {"banner": _LAYOUT.dump_json(lay_out(banner)).decode(), "shrink": f"{shrink:g}"}
    with _TURN, tempfile.TemporaryDirectory(prefix="nhipcau-banner-") as folder:
        if emblem and any(block.role is Role.EMBLEM for block in banner.blocks):
            path = Path(folder, f"emblem{emblem_suffix(emblem)}")
            path.write_bytes(emblem)
            given["emblem"] = str(path)
        try:
            made = _compiler().compile(sys_inputs=given, **wanted)
        except typst.TypstError as wrong:
            if "emblem" not in given:
                raise
            raise BadEmblem(str(wrong)) from wrong
    if not isinstance(made, bytes):
        raise TypeError(f"Typst gave {type(made).__name__} instead of one file")
    return made


def emblem_suffix(emblem: bytes) -> str:
    """Of the file that it is. Raises BadEmblem."""
    for begins, suffix in _KINDS:
        if emblem.startswith(begins):
            return suffix
    raise BadEmblem("neither PNG nor JPEG")


def _with_size(png: bytes, ppi: float) -> bytes:
    """Says how large the picture is to be printed (PNG, chunk pHYs in pixels a metre, before the data)."""
    a_metre = round(ppi / 25.4 * 1000)
    told = b"pHYs" + struct.pack(">IIB", a_metre, a_metre, 1)
    chunk = struct.pack(">I", len(told) - 4) + told + struct.pack(">I", zlib.crc32(told))
    return png[:_PNG_HEAD] + chunk + png[_PNG_HEAD:]


def _with_unit(pdf: bytes, units: float) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    for page in writer.pages:
        page[NameObject("/UserUnit")] = FloatObject(units)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@cache
def _compiler() -> typst.Compiler:
    """Root is the whole disk because emblems lie in a folder of their own; the template reads no other file."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())])
    return typst.Compiler(_TEMPLATE, root=Path("/"), font_paths=fonts)
