"""The pages on which a conference is prepared, as the menu beside each of them lists them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.editing.sections import SECTIONS
from nhipcau.conferences.models import Conference


@dataclass(frozen=True, slots=True)
class Entry:
    """slug: as pages name themselves to the menu; count: rows behind it, None where it has none to count."""

    slug: str
    title: str | Promise
    url: str
    count: int | None = None


def entries(conference: Conference) -> list[Entry]:
    """The sections of the editor, then the sites, then what becomes of the whole."""
    sections = [
        Entry(
            one.slug,
            one.title,
            reverse("conference-edit", args=[conference.pk, one.slug]),
            one.count(conference) if one.many else None,
        )
        for one in SECTIONS.values()
    ]
    own = (
        ("sites", _("Điểm cầu"), "conference-sites"),
        ("sites-add", _("Thêm điểm cầu"), "conference-sites-add"),
        ("tiers", _("Các cấp, chủ trì"), "conference-tiers"),
    )
    pages = [Entry(slug, title, reverse(name, args=[conference.pk])) for slug, title, name in own]
    last = Entry("state", _("Hoãn, hủy, chép"), reverse("conference-state", args=[conference.pk]))
    return [sections[0], *pages, *sections[1:], last]
