"""The menu beside every page on which a conference is prepared."""

from typing import Any

from django import template

from nhipcau.conferences.menu import entries
from nhipcau.conferences.models import Conference
from nhipcau.core import dates

register = template.Library()


@register.inclusion_tag("conferences/edit/menu.html")
def prepare_menu(conference: Conference, current: str) -> dict[str, Any]:
    return {"entries": entries(conference), "current": current}


@register.filter
def written_moment(kept: str) -> str:
    """`2026-12-24T08:00` → `08:00 24/12/2026`."""
    return dates.written(kept)
