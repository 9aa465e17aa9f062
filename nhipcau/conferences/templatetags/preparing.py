"""The menu beside every page on which a conference is prepared."""

from typing import Any

from django import template

from nhipcau.conferences.menu import entries
from nhipcau.conferences.models import Conference

register = template.Library()


@register.inclusion_tag("conferences/edit/menu.html")
def prepare_menu(conference: Conference, current: str) -> dict[str, Any]:
    return {"entries": entries(conference), "current": current}
