"""A pack as PDF, by Typst; the whole paper that it belongs to follows unchanged. Same pack, same bytes."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

import pypdf
import segno
import typst
from pydantic import TypeAdapter

from nhipcau.typeset.banner import Banner, Layout, lay_out
from nhipcau.typeset.banner.render import emblem_suffix
from nhipcau.typeset.fonts import font_folder
from nhipcau.typeset.pack.model import Pack

_TEMPLATE: Final = Path(__file__).parents[1] / "data" / "pack.typ"
_PACK = TypeAdapter(Pack)
_LAYOUT = TypeAdapter(Layout | None)
_TURN = Lock()


def render_pack(pack: Pack, emblem: bytes = b"", annex: bytes = b"") -> bytes:
    """A4 sheets, numbered by themselves. annex: a PDF whose pages follow as they are. Raises BadEmblem."""
    own = _compiled(pack, emblem)
    if not annex:
        return own
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(own))
    writer.append(io.BytesIO(annex), import_outline=False)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _compiled(pack: Pack, emblem: bytes) -> bytes:
    given = {
        "pack": _PACK.dump_json(replace(pack, banner=None)).decode(),
        "banner": _LAYOUT.dump_json(_laid(pack.banner)).decode(),
        "qr": qr_svg(pack.link),
    }
    with _TURN, tempfile.TemporaryDirectory(prefix="nhipcau-pack-") as folder:
        if emblem and pack.banner is not None:
            path = Path(folder, f"emblem{emblem_suffix(emblem)}")
            path.write_bytes(emblem)
            given["emblem"] = str(path)
        made = _compiler().compile(format="pdf", sys_inputs=given, timestamp=0)
    if not isinstance(made, bytes):
        raise TypeError(f"Typst gave {type(made).__name__} instead of one file")
    return made


def _laid(banner: Banner | None) -> Layout | None:
    return None if banner is None else lay_out(banner)


def qr_svg(url: str) -> str:
    """Level M survives a smudge on paper; four modules of quiet round it (ISO/IEC 18004)."""
    made = io.BytesIO()
    segno.make(url, error="m", micro=False).save(made, kind="svg", border=4, xmldecl=False, dark="#000")
    return made.getvalue().decode()


@cache
def _compiler() -> typst.Compiler:
    """Root is the whole disk because emblems lie in a folder of their own; the template reads no other file of it."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())])
    return typst.Compiler(_TEMPLATE, root=Path("/"), font_paths=fonts)
