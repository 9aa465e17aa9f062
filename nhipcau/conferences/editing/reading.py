"""From a posted form to rows: what was typed is kept whatever comes of it.

Fields are named `<number of the row>-<field>`; `<number>-id` names a kept row, `<number>-drop` asks to remove it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nhipcau.conferences.editing.merging import Row
from nhipcau.conferences.editing.sections import ONE, Section
from nhipcau.core.errors import Refusal

_MOST_NUMBER = 2000


@dataclass(frozen=True, slots=True)
class Posted:
    """rows: as they are to be; seen: the rows that the form was made of."""

    rows: list[Row]
    seen: list[Row]


def posted(section: Section, form: Mapping[str, Any]) -> Posted:
    """What was sent. A kept row that the form does not speak of stays as it was seen."""
    seen = _seen(form.get("seen", ""))
    numbers = sorted(
        {int(head) for head, dash, _ in (name.partition("-") for name in form) if dash and head.isdecimal()}
    )[:_MOST_NUMBER]
    rows: list[tuple[int, Row]] = []
    named: set[str] = set()
    for number in numbers:
        row = {"id": str(form.get(f"{number}-id", "")) if section.many else ONE}
        row |= {one.name: one.tidy(str(form.get(f"{number}-{one.name}", ""))) for one in section.fields}
        named.add(row["id"])
        is_empty = not any(value for name, value in row.items() if name != "id")
        if not form.get(f"{number}-drop") and not (section.many and is_empty):
            rows.append((number, row))
    unspoken = [row for row in seen if row["id"] not in named]
    return Posted([*_moved(rows, str(form.get("move", ""))), *unspoken], seen)


def _moved(rows: list[tuple[int, Row]], move: str) -> list[Row]:
    """`3:-1`: the row that the form calls 3 goes up by one."""
    number, _, by = move.partition(":")
    listed = [row for _number, row in rows]
    place = next((place for place, (one, _row) in enumerate(rows) if str(one) == number), None)
    if place is not None and by in {"1", "-1"} and 0 <= place + int(by) < len(listed):
        other = place + int(by)
        listed[place], listed[other] = listed[other], listed[place]
    return listed


def _seen(text: str) -> list[Row]:
    try:
        rows = json.loads(text)
        return [{str(name): str(value) for name, value in row.items()} for row in rows]
    except (ValueError, AttributeError, TypeError):
        raise Refusal(
            "form_cut",
            _("Biểu mẫu gửi lên không đủ nên chưa lưu gì."),
            _("Quay lại, tải lại trang rồi lưu lại."),
            status=422,
        ) from None
