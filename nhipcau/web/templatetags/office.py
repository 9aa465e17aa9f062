"""What the office pages' templates need beyond Django's own: shapes, dates as offices write them, days left."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhipcau.core import clock, dates
from nhipcau.core.access import actor_of
from nhipcau.core.languages import translated
from nhipcau.core.phrases import unpacked
from nhipcau.web import menu
from nhipcau.web.templatetags.live import NotBuilt, live_bundle

register = template.Library()
_LONG_AGO = 99  # days after which nobody counts any more


@register.simple_tag
def icon(name: str) -> SafeString:
    """A shape from the one sprite; the words beside it carry the meaning."""
    return format_html('<svg class="ico" aria-hidden="true"><use href="{}#{}"/></svg>', static("web/shapes.svg"), name)


@register.simple_tag
def state(shape: str, words: str) -> SafeString:
    """A state as every page shows it: colour, shape and words, so that none of them stands alone."""
    return format_html('<span class="st st-{}">{}{}</span>', shape, icon(shape), words)


@register.simple_tag(takes_context=True)
def main_menu(context: dict[str, Any]) -> list[menu.Entry]:
    """The entries of the head that whoever looks may open."""
    return menu.entries(actor_of(context["request"]))


@register.simple_tag
def office_fonts() -> SafeString:
    """The built letters; before the front end is built the pages use the system's, and say nothing."""
    try:
        return live_bundle("fonts")
    except NotBuilt:
        return SafeString("")


@register.filter
def changed(row: Mapping[str, Any], name: str) -> str:
    """What a change says under that name (label, before, after), in the reader's language."""
    phrases: Mapping[str, Any] = row.get("phrases", {})
    return translated(unpacked(phrases[name]) if name in phrases else row[name])


@register.filter
def address(url: str) -> SafeString:
    """A join link that breaks, if it must, before its last part: the key is typed from paper and stays whole."""
    host, slash, key = url.partition("/j/")
    return format_html("{}<wbr>{}{}", host, slash, key)


@register.filter
def own_address(url: str) -> SafeString:
    """The address of the site's own page, from its join link: the same key behind /s/."""
    host, slash, key = url.partition("/j/")
    return format_html("{}<wbr>{}{}", host, "/s/" if slash else "", key)


@register.filter
def phone(numbers: str) -> str:
    """Telephone numbers that do not break within a number: half of one at the end of a line is dialled wrong."""
    return re.sub(r"(?<=[\d+)]) (?=[\d(])", "\u00a0", numbers)


@register.filter
def day(value: date | None) -> str:
    """`thứ Sáu, 24/12/2021`; in English `Fri 24 Dec 2021`."""
    if value is None:
        return ""
    if get_language() == "en":
        return f"{value:%a} {value.day} {value:%b %Y}"
    return f"{dates.weekday(value)}, {value:%d/%m/%Y}"


@register.filter
def day_at(value: date | None, hour: time | None) -> str:
    """`08:00, thứ Sáu, 24/12/2021`; the day alone while the hour is open."""
    return f"{hour:%H:%M}, {day(value)}" if value and hour else day(value)


@register.filter
def moment(value: datetime | None) -> str:
    """`08:00, thứ Sáu, 24/12/2021`, on the offices' clock."""
    if value is None:
        return ""
    local = clock.local(value)
    return f"{local:%H:%M}, {day(local.date())}"


@register.filter
def phones(text: str) -> list[tuple[str, str]]:
    """The numbers of a contact as (shown, dialled): `0900 000 002; 0900 000 003` are two."""
    shown = [one.strip() for one in re.split(r"[;,/]", text) if one.strip()]
    return [(one, re.sub(r"[^\d+]", "", one)) for one in shown]


@register.simple_tag
def days_left(start: date | None) -> dict[str, str] | None:
    """How far it is: {"mark": "T-13", "words": "còn 13 ngày", "of": "đến ngày họp"}; None while the day is open."""
    if start is None:
        return None
    left = (start - clock.local(clock.now()).date()).days
    if left > 0:
        return {"mark": f"T-{left}", "words": _("còn %(days)s ngày") % {"days": left}, "of": _("đến ngày họp")}
    if left == 0:
        return {"mark": "T", "words": _("hôm nay"), "of": _("là ngày họp")}
    if left < -_LONG_AGO:
        return {"mark": "T+", "words": _("đã qua ngày họp"), "of": _("trong văn bản")}
    return {"mark": f"T+{-left}", "words": _("đã qua %(days)s ngày") % {"days": -left}, "of": _("kể từ ngày họp")}
