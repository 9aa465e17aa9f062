"""Sizes and colours that a banner may have: what can be hung, printed, and read from the last row."""

import re
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.core import dates
from nhipcau.core.errors import Refusal

SIZES: Final = (
    ("6000x1200", gettext_lazy("6 × 1,2 m")),
    ("5000x1000", gettext_lazy("5 × 1 m")),
    ("4000x800", gettext_lazy("4 × 0,8 m")),
    ("1920x1080", gettext_lazy("Màn hình 1920 × 1080")),
)
GROUNDS: Final = ("#c8102e", "#a60d24", "#0b3d91", "#ffffff")
INKS: Final = ("#ffe100", "#ffffff", "#c8102e")
LEAST_CONTRAST: Final = 3.0
"""Of large letters on their ground (WCAG 2.1, 1.4.3)."""
_LEAST, _MOST = (300, 200), (15_000, 5_000)
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}\Z")


def size(preset: str, width: str, height: str) -> tuple[int, int]:
    """Millimetres, of a preset or of metres as typed: `5,4`. Refusal where no such cloth is hung."""
    if preset in {key for key, _words in SIZES}:
        across, high = preset.split("x")
        return int(across), int(high)
    found = _millimetres(width), _millimetres(height)
    if any(not least <= one <= most for one, least, most in zip(found, _LEAST, _MOST, strict=True)):
        raise Refusal(
            "no_size",
            _("Khổ phông phải rộng từ 0,3 đến 15 m và cao từ 0,2 đến 5 m; khổ cũ được giữ nguyên."),
            _("Ghi bằng mét, ví dụ rộng 5,4 và cao 1,1."),
            status=422,
        )
    return found


def _millimetres(text: str) -> int:
    typed = text.strip().replace(",", ".")
    return round(float(typed) * 1000) if re.fullmatch(r"\d{1,3}(\.\d{1,4})?", typed) else 0


def due(text: str) -> datetime | None:
    """Until when, as it is typed: `16:00 20/12/2026`; a day alone is the whole day. Refusal where that is no moment."""
    try:
        kept = dates.kept(text)
    except ValueError as error:
        raise Refusal(
            "no_date",
            _("“%(text)s” không phải là thời hạn đọc được; chưa đổi gì.") % {"text": text[:30]},
            _("Ghi như 16:00 20/12/2026, hoặc để trống nếu không có hạn."),
            status=422,
        ) from error
    return dates.aware(kept if "T" in kept else f"{kept}T23:59:59") if kept else None


def colours(ground: str, ink: str) -> tuple[str, str]:
    """Refusal where letters could not be told from their ground."""
    ground, ink = ground.strip().lower(), ink.strip().lower()
    if not (_COLOUR.match(ground) and _COLOUR.match(ink)):
        raise Refusal(
            "no_colour",
            _("Chưa đọc được màu; màu cũ được giữ nguyên."),
            _("Chọn màu trong ô màu, hoặc ghi dạng #c8102e."),
            status=422,
        )
    ratio = contrast(ground, ink)
    if ratio < LEAST_CONTRAST:
        raise Refusal(
            "no_contrast",
            _("Màu chữ và màu nền quá gần nhau (tương phản %(ratio)s : 1), đứng xa không đọc được; màu cũ được giữ.")
            % {"ratio": f"{ratio:.1f}".replace(".", ",")},
            _("Chọn hai màu tương phản ít nhất 3 : 1, ví dụ chữ vàng trên nền đỏ."),
            status=422,
        )
    return ground, ink


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.1, between 1 and 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
