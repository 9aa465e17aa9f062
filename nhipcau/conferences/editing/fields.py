"""The fields of the editor's forms: what is typed, what is kept, and what is wrong with it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference
from nhipcau.core import clock, dates
from nhipcau.core.text import nfc

Choices = Sequence[tuple[str, str | Promise]]


class Wrong(ValueError):
    """What was typed cannot be kept; its words tell the person why."""


@dataclass(frozen=True, slots=True)
class Field:
    """name: of the form and of the column. size: `most` characters of text, or the highest number.

    wide: as wide as the form. suggestions: offered, never required. choices: of a `choice`, asked for when needed.
    """

    name: str
    label: str | Promise
    kind: Literal["text", "area", "date", "time", "number", "choice", "email", "url", "phone", "moment"] = "text"
    required: bool = False
    most: int = 500
    hint: str | Promise = ""
    example: str | Promise = ""
    wide: bool = False
    suggestions: Sequence[str | Promise] = ()
    choices: Callable[[Conference | None], Choices] | None = None

    def shown(self, value: Any) -> str:
        """A kept value as the form shows it."""
        match value:
            case None:
                return ""
            case datetime():
                return f"{clock.local(value):%H:%M %d/%m/%Y}"
            case date():
                return f"{value:%d/%m/%Y}"
            case time():
                return f"{value:%H:%M}"
            case _:
                return str(value)

    def tidy(self, text: str) -> str:
        """What was typed, in the form in which an unchanged value is recognised."""
        text = nfc(text.replace("\r\n", "\n").strip())
        return text if self.kind == "area" else " ".join(text.split())

    def kept(self, text: str, conference: Conference | None) -> Any:
        """The value to be kept; Wrong where there is none."""
        if not text:
            if self.required:
                raise Wrong(_("Chưa ghi mục này."))
            return None if self.kind in {"date", "time", "number", "moment"} else ""
        match self.kind:
            case "date":
                return _day(text)
            case "time":
                return _hour(text)
            case "moment":
                return _moment(text)
            case "number":
                return _number(text, self.most)
            case "choice":
                allowed = {value for value, _words in (self.choices(conference) if self.choices else ())}
                if text not in allowed:
                    raise Wrong(_("Lựa chọn này không còn nữa; chọn lại."))
                return text
            case _:
                return self._text(text)

    def _text(self, text: str) -> str:
        if len(text) > self.most:
            raise Wrong(_("Dài %(n)s ký tự; tối đa %(most)s.") % {"n": len(text), "most": self.most})
        if self.kind == "email" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
            raise Wrong(_("Không phải địa chỉ thư điện tử."))
        if self.kind == "url" and not re.match(r"https?://[^\s/]+", text):
            raise Wrong(_("Địa chỉ phải bắt đầu bằng https:// hoặc http://."))
        return text


def _day(text: str) -> date:
    try:
        kept = dates.kept(text)
    except ValueError:
        kept = None
    if kept is None or "T" in kept:
        raise Wrong(_("“%(text)s” không phải là ngày; ghi theo dạng 24/12/2026.") % {"text": text[:40]})
    return date.fromisoformat(kept)


def _hour(text: str) -> time:
    try:
        return dates.hour(text)
    except ValueError:
        raise Wrong(_("“%(text)s” không phải là giờ; ghi theo dạng 08:00.") % {"text": text[:40]}) from None


def _number(text: str, most: int) -> int:
    if not text.isdecimal() or int(text) > most:
        raise Wrong(_("Ghi một số từ 0 đến %(most)s.") % {"most": most})
    return int(text)


def _moment(text: str) -> datetime:
    try:
        kept = dates.kept(text)
    except ValueError:
        kept = None
    if kept is None or "T" not in kept:
        raise Wrong(_("Ghi cả giờ và ngày, ví dụ 15:00 23/12/2026."))
    return dates.aware(kept)
