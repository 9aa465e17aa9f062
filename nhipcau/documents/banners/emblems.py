"""An emblem as an office uploads it: read with care, encoded again, so that nothing but its picture is kept."""

import io
import warnings
from typing import Final

from django.utils.translation import gettext as _
from PIL import Image

from nhipcau.core.errors import Refusal

MOST_BYTES: Final = 5 * 1024 * 1024
_MOST_PIXELS: Final = 40_000_000
_SIDE: Final = 1600
"""Pixels: an emblem is a third of a metre high on cloth that is printed from 50 pixels an inch."""
_LEAST_SIDE: Final = 100
_BROKEN: Final = (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning)
"""What Pillow raises for files that are none, or broken, or bombs."""


def read(data: bytes) -> bytes:
    """The picture as a PNG without anything else. Refusal where it is none, or too large, or too small to print."""
    if len(data) > MOST_BYTES:
        raise Refusal(
            "emblem_too_large",
            _("Tệp lớn hơn 5 MB nên không được nhận; biểu trưng cũ được giữ."),
            _("Giảm kích thước hình rồi đưa lên lại."),
            status=422,
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            _require_size(picture)
            picture.load()
    except _BROKEN as wrong:
        raise _unreadable() from wrong
    made = picture.convert("RGBA")
    made.thumbnail((_SIDE, _SIDE))
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def _require_size(picture: Image.Image) -> None:
    """Known from the head of the file, before its pixels are unpacked."""
    if picture.width * picture.height > _MOST_PIXELS:
        raise _unreadable()
    if max(picture.size) < _LEAST_SIDE:
        raise Refusal(
            "emblem_too_small",
            _("Hình chỉ có %(w)s × %(h)s điểm ảnh, in ra sẽ vỡ; chưa nhận.")
            % {"w": picture.width, "h": picture.height},
            _("Đưa lên hình rõ hơn, cạnh dài ít nhất 100 điểm ảnh (nên từ 600 trở lên)."),
            status=422,
        )


def _unreadable() -> Refusal:
    return Refusal(
        "emblem_unreadable",
        _("Tệp không phải là hình PNG hoặc JPEG đọc được nên không được nhận; biểu trưng cũ được giữ."),
        _("Xuất hình (kể cả SVG, PDF, CorelDRAW) thành PNG nền trong suốt rồi đưa lên."),
        status=422,
    )
