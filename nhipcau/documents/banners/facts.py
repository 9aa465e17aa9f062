"""What the blanks of a banner show: facts of the conference, the same on all banners, and those of each site.

A name in braces that is neither is a blank of the office's own making: every site fills it by itself.
"""

import re
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models import Conference, Site
from nhipcau.core.languages import in_vietnamese
from nhipcau.documents.compose import words
from nhipcau.organs.models import Unit

SITE: Final = {
    "điểm cầu": _("tên điểm cầu, ví dụ huyện Bắc Sơn"),
    "cơ quan": _("cơ quan tại điểm cầu"),
    "địa danh": _("địa danh trước ngày tháng"),
    "ngày": _("ngày tháng năm họp"),
    "địa điểm": _("nơi họp tại điểm cầu"),
}
"""Blanks that each site fills; a site may say its own words for them."""
SHARED: Final = {
    "cơ quan tổ chức": _("cơ quan tổ chức hội nghị"),
    "loại hội nghị": _("phần đầu của tên hội nghị, ví dụ Hội nghị trực tuyến ba cấp"),
    "nội dung": _("phần còn lại của tên hội nghị"),
    "tên hội nghị": _("cả tên hội nghị"),
    "năm": _("năm họp"),
}
"""Facts of the conference."""
_TITLE: Final = re.compile(
    r"((?:hội nghị|hội thảo|cuộc họp|phiên họp|buổi họp|họp)(?: (?:\S+ ){0,3}?trực tuyến)?"
    r"(?: (?:toàn quốc|toàn tỉnh|(?:0?[2-4]|hai|ba|bốn) cấp))?)\s+(\S.*)",
    re.IGNORECASE | re.DOTALL,
)
"""`Hội nghị giao ban trực tuyến ba cấp`: a word or two may say what kind of conference is held online."""
_KINDS: Final = {
    Conference.Kind.MEETING: "Hội nghị",
    Conference.Kind.BRIEFING: "Họp giao ban",
    Conference.Kind.DISSEMINATION: "Hội nghị",
    Conference.Kind.TRAINING: "Lớp tập huấn",
    Conference.Kind.SESSION: "Kỳ họp",
}


@in_vietnamese()
def shared(conference: Conference) -> dict[str, str]:
    """Facts of the conference by name; empty where they are open."""
    kind, matter = _title(conference)
    on = conference.start_date
    return {
        "cơ quan tổ chức": conference.issuing_body or _committee(conference.host),
        "loại hội nghị": kind,
        "nội dung": matter,
        "tên hội nghị": conference.title,
        "năm": str(on.year) if on else "",
        "ngày": words.day(on) if on else "",
    }


def of_site(site: Site, common: Mapping[str, str], said: Mapping[str, str] | None = None) -> dict[str, str]:
    """All values for one site. said: its own words; what it leaves empty follows from the conference."""
    at = site.unit or (site.organ.unit if site.organ else None)
    own = {
        "điểm cầu": re.sub(r"^điểm cầu:? +", "", site.name, flags=re.IGNORECASE),
        "cơ quan": site.organ.name if site.organ else _committee(site.unit) if site.unit else site.name,
        "địa danh": at.short_name if at else site.short_name,
        "địa điểm": site.venue,
    }
    return {**common, **own, **{name: words for name, words in (said or {}).items() if words}}


def _title(conference: Conference) -> tuple[str, str]:
    """`Hội nghị trực tuyến ba cấp` and `tổng kết công tác năm 2021`; a title that begins otherwise is the second."""
    found = _TITLE.fullmatch(conference.title.strip())
    if found:
        return found[1], found[2]
    online = " trực tuyến" if conference.form == Conference.Form.ONLINE else ""
    return _KINDS[Conference.Kind(conference.kind)] + online, conference.title


def _committee(unit: Unit) -> str:
    return f"Ủy ban nhân dân {unit.name[:1].lower()}{unit.name[1:]}"
