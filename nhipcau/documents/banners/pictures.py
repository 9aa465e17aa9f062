"""A banner as somebody takes or sees it: PDF, pictures for print and screen, small ones for pages."""

import base64
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference, Site
from nhipcau.core.errors import Refusal
from nhipcau.documents.banners import building
from nhipcau.documents.banners.building import Draft
from nhipcau.typeset.banner import (
    Banner,
    Role,
    lay_out,
    render_banner_pdf,
    render_banner_png,
    render_banner_screen,
)
from nhipcau.typeset.widths import MM_PER_POINT

PREVIEW_PIXELS: Final = 1200
THUMB_PIXELS: Final = 400
_SCREEN_PIXELS: Final = 1920
_CAPITAL: Final = 0.66
"""Height of a capital in parts of its size."""
_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Form:
    ending: str
    media: str
    after: str


FORMS: Final = {
    "pdf": Form("pdf", "application/pdf", ""),
    "in": Form("png", "image/png", "-in"),
    "man-hinh": Form("png", "image/png", "-man-hinh"),
}
"""By the word in the address: as in the names of the files."""


def handed_out(conference: Conference, draft: Draft, site: Site, form: str) -> HttpResponse:
    """One site's banner as a file. Access is the caller's."""
    if form == "thumb":
        return seen(conference, draft, building.site_banner(conference, draft, site).banner, THUMB_PIXELS, kept=True)
    kind = FORMS.get(form)
    if kind is None:
        raise Refusal("no_such_file", _("Phông không có tệp dạng này."), _("Chọn PDF hoặc PNG."), status=404)
    banner, emblem = building.site_banner(conference, draft, site).banner, building.emblem_of(conference, draft)
    data = {
        "pdf": lambda: render_banner_pdf(banner, emblem),
        "in": lambda: render_banner_png(banner, emblem),
        "man-hinh": lambda: render_banner_screen(banner, emblem, _SCREEN_PIXELS),
    }[form]()
    response = HttpResponse(data, content_type=kind.media)
    name = f"{building.file_name(site)}{kind.after}.{kind.ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def seen(conference: Conference, draft: Draft, banner: Banner, width: int, *, kept: bool = False) -> HttpResponse:
    """A picture within a page. kept: its address changes with what it shows."""
    data = render_banner_screen(banner, building.emblem_of(conference, draft), width)
    response = HttpResponse(data, content_type="image/png")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = f"private, max-age={_DAY}" if kept else "private, no-store"
    return response


def as_data(conference: Conference, draft: Draft, banner: Banner) -> str:
    """The picture as an address of its own: for what is kept nowhere yet."""
    data = render_banner_screen(banner, building.emblem_of(conference, draft), PREVIEW_PIXELS)
    return f"data:image/png;base64,{base64.b64encode(data).decode()}"


def smallest_cm(banner: Banner) -> float:
    """Height in centimetres of the smallest capitals on the cloth; 0 where there are no words."""
    sizes = [line.size for line in lay_out(banner).lines if line.role is not Role.EMBLEM]
    return round(min(sizes, default=0) * MM_PER_POINT * _CAPITAL / 10, 1)
