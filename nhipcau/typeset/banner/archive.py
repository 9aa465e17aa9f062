"""The banners of many sites in one ZIP, written as they are made: what lies in memory is one banner, not 212."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from typing import IO, Final

from nhipcau.typeset.banner.model import Banner
from nhipcau.typeset.banner.render import render_banner_pdf, render_banner_png, render_banner_screen

_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)


def write_banners(
    out: IO[bytes],
    banners: Iterable[tuple[str, Banner]],
    emblem: bytes = b"",
    *,
    print_png: bool = False,
    screen_png: bool = False,
    progress: Callable[[int], None] | None = None,
) -> None:
    """`banners`: file name without suffix, and the banner; the same ones give the same bytes.

    progress: called with the number of finished banners. Raises BadEmblem.
    """
    with zipfile.ZipFile(out, "w") as archive:
        for done, (name, banner) in enumerate(banners, 1):
            _add(archive, f"{name}.pdf", render_banner_pdf(banner, emblem), zipfile.ZIP_DEFLATED)
            if print_png:
                _add(archive, f"{name}-in.png", render_banner_png(banner, emblem), zipfile.ZIP_STORED)
            if screen_png:
                _add(archive, f"{name}-man-hinh.png", render_banner_screen(banner, emblem), zipfile.ZIP_STORED)
            if progress:
                progress(done)


def _add(archive: zipfile.ZipFile, name: str, content: bytes, how: int) -> None:
    entry = zipfile.ZipInfo(name.replace("/", "-"), _ZIP_TIME)
    entry.compress_type = how
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, content)
