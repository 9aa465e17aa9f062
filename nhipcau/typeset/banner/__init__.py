"""Banners ("maket"): one master of ordered blocks with blanks that each site fills, as PDF for print, PNG for screens.

Pure, like the rest of the package. Emblems come as a file from the office that uploads them; none is drawn here.
"""

from nhipcau.typeset.banner.archive import write_banners
from nhipcau.typeset.banner.layout import LaidLine, Layout, lay_out
from nhipcau.typeset.banner.model import Banner, BannerBlock, Role, blanks, filled
from nhipcau.typeset.banner.render import (
    MOST_PRINT_PPI,
    BadEmblem,
    render_banner_pdf,
    render_banner_png,
    render_banner_screen,
)

__all__ = [
    "MOST_PRINT_PPI",
    "BadEmblem",
    "Banner",
    "BannerBlock",
    "LaidLine",
    "Layout",
    "Role",
    "blanks",
    "filled",
    "lay_out",
    "render_banner_pdf",
    "render_banner_png",
    "render_banner_screen",
    "write_banners",
]
