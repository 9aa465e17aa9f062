"""What the blanks of a banner show: facts of the conference, the same on all banners, and those of each site.

A name in braces that is neither is a blank of the office's own making: every site fills it by itself.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models import Conference, Site
from nhipcau.core.languages import in_vietnamese
from nhipcau.documents.compose import words
from nhipcau.organs.models import Tier

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
_LABEL: Final = re.compile(r"^điểm cầu:? +", re.IGNORECASE)
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
        "cơ quan tổ chức": conference.issuing_body or _committee(conference.host.name),
        "loại hội nghị": kind,
        "nội dung": matter,
        "tên hội nghị": conference.title,
        "năm": str(on.year) if on else "",
        "ngày": words.day(on) if on else "",
    }


class Named(NamedTuple):
    """What a banner takes of one site: as columns, for a list of thousands of sites is looked through for one page.

    unit, organ: names, None where it has none. said: the site's own words, None where it has none.
    """

    pk: int
    order: int
    tier: str
    name: str
    short_name: str
    venue: str
    unit: str | None
    unit_short: str | None
    organ: str | None
    organ_unit_short: str | None
    above: str | None
    above_tier: str | None
    said: dict[str, str] | None

    @property
    def where(self) -> str:
        """See `Site.where`."""
        return (self.above or "") if self.tier == Tier.COMMUNE and self.above_tier == Tier.DISTRICT else ""


_COLUMNS: Final = (
    *("pk", "order", "tier", "name", "short_name", "venue", "unit__name", "unit__short_name", "organ__name"),
    *("organ__unit__short_name", "parent__name", "parent__tier", "banner_words__values"),
)


def named(sites: QuerySet[Site]) -> list[Named]:
    """One query."""
    rows: Any = sites.select_related(None).values_list(*_COLUMNS)
    return [Named(*row) for row in rows]


def of_site(site: Site, common: Mapping[str, str], said: Mapping[str, str] | None = None) -> dict[str, str]:
    """All values for one site. said: its own words; what it leaves empty follows from the conference."""
    at = site.unit or (site.organ.unit if site.organ else None)
    unit, organ = site.unit.name if site.unit else None, site.organ.name if site.organ else None
    return _of((site.name, site.short_name, site.venue), unit, organ, at.short_name if at else None, common, said)


def of_named(site: Named, common: Mapping[str, str]) -> dict[str, str]:
    """The same of a row of a list, its own words among them."""
    at = site.organ_unit_short if site.unit is None else site.unit_short
    return _of((site.name, site.short_name, site.venue), site.unit, site.organ, at, common, site.said)


def _of(
    site: tuple[str, str, str],
    unit: str | None,
    organ: str | None,
    at: str | None,
    common: Mapping[str, str],
    said: Mapping[str, str] | None,
) -> dict[str, str]:
    """site: its name, short name and venue. at: the short name of the place."""
    name, short_name, venue = site
    own = {
        "điểm cầu": _LABEL.sub("", name),
        "cơ quan": name if organ is None and unit is None else organ or _committee(unit or ""),
        "địa danh": short_name if at is None else at,
        "địa điểm": venue,
    }
    return {**common, **own, **{blank: words for blank, words in (said or {}).items() if words}}


def _title(conference: Conference) -> tuple[str, str]:
    """`Hội nghị trực tuyến ba cấp` and `tổng kết công tác năm 2021`; a title that begins otherwise is the second."""
    found = _TITLE.fullmatch(conference.title.strip())
    if found:
        return found[1], found[2]
    online = " trực tuyến" if conference.form == Conference.Form.ONLINE else ""
    return _KINDS[Conference.Kind(conference.kind)] + online, conference.title


def _committee(unit: str) -> str:
    return f"Ủy ban nhân dân {unit[:1].lower()}{unit[1:]}"
