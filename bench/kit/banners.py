"""Banners of a province's sites: what making them is timed with."""

from nhipcau.typeset.banner import Banner, BannerBlock, Role, filled
from nhipcau.typeset.model import Run, text

_MASTER = Banner(
    (
        BannerBlock("organ", Role.ORGAN, (Run("Thường trực Hội đồng nhân dân "), Run("", fact="organ"))),
        BannerBlock("kind", Role.TITLE, text("Hội nghị trực tuyến")),
        BannerBlock("title", Role.TITLE, text("Giao ban Thường trực HĐND tỉnh với Thường trực HĐND cấp xã")),
        BannerBlock("year", Role.QUALIFIER, text("Năm 2026")),
        BannerBlock("date", Role.PLACE_DATE, (Run("", fact="place"), Run(", ngày 25 tháng 11 năm 2026"))),
    )
)


def banner_of(number: int) -> Banner:
    """No two sites have the same words."""
    place = f"Tân Hòa {number}"
    return filled(_MASTER, {"organ": f"xã {place}", "place": place})
