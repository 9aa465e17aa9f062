"""Packs of many sites: in one ZIP, a file each, or in one PDF to be printed in order. One pack at a time in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from typing import IO, Final

import pypdf

_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
Progress = Callable[[int], None]


def write_packs(out: IO[bytes], packs: Iterable[tuple[str, bytes]], progress: Progress | None = None) -> None:
    """packs: file name without suffix, and the PDF; progress: called with the number of finished ones."""
    with zipfile.ZipFile(out, "w") as archive:
        for done, (name, pdf) in enumerate(packs, 1):
            entry = zipfile.ZipInfo(f"{name.replace('/', '-')}.pdf", _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, pdf)
            if progress:
                progress(done)


def write_merged(out: IO[bytes], packs: Iterable[bytes], progress: Progress | None = None) -> None:
    """One PDF for the printer, in the order given. Each pack begins on a front side. All of it lies in memory until it
    is written: of thousands make volumes."""
    writer = pypdf.PdfWriter()
    for done, pdf in enumerate(packs, 1):
        writer.append(io.BytesIO(pdf), import_outline=False)
        if len(writer.pages) % 2:
            writer.add_blank_page()
        if progress:
            progress(done)
    writer.write(out)
