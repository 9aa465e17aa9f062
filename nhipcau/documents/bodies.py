"""The bodies that a paper asks, names and sends itself to, held against the units and organs of its day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.documents import sheet
from nhipcau.documents.intake.abbreviations import expanded
from nhipcau.documents.intake.reading import Remark, Span
from nhipcau.documents.intake.unit_names import Body, UnitNames
from nhipcau.organs import queries as organs
from nhipcau.organs.browse import organs_at
from nhipcau.organs.models import Tier, Unit

_KEYS = ("tasks", "papers", "participants", "recipients")
_LABELS = {
    "tasks": gettext_lazy("Nhiệm vụ"),
    "papers": gettext_lazy("Tham luận"),
    "participants": gettext_lazy("Thành phần"),
    "recipients": gettext_lazy("Nơi nhận"),
}
_SHOWN = 3


def names_held(root: Unit | None, day: date) -> UnitNames | None:
    """The names of all units of the issuer's province, the other provinces, and the organs kept there; None where the
    issuer itself is not held, so that nothing can be said against any name."""
    if root is None:
        return None
    province = f"{root.path.partition('/')[0]}/"
    units = organs.units_at(day).filter(Q(path__startswith=province) | Q(tier=Tier.PROVINCE))
    held = organs_at(day).filter(keeper__path__startswith=province)
    return UnitNames(units.values_list("name", "tier"), held.values_list("name", flat=True))


def of_row(row: sheet.Row, facts: Mapping[str, Any], names: UnitNames | None) -> tuple[Body, ...]:
    """What is known of the bodies on a row of the sheet, those of which anything can be said."""
    found = (_body(printed, names) for printed in _printed(row.key, row.index, facts))
    return tuple(one for one in found if one.says_something)


def _body(printed: str, names: UnitNames | None) -> Body:
    if names is not None:
        return names.body(printed)
    written = expanded(printed)
    return Body(printed, "" if written == " ".join(printed.split()) else written)


def _printed(key: str, index: int | None, facts: Mapping[str, Any]) -> Iterable[str]:
    if key == "issuing_body":
        return filter(None, [facts[key]])
    if key == "recipients":
        return facts[key]
    if key not in _KEYS or index is None or index >= len(facts[key]):
        return ()
    entry = facts[key][index]
    return entry["items"] if key == "participants" else filter(None, [entry.get("assignee"), entry.get("cooperating")])


def remarks(
    facts: Mapping[str, Any], spans: Iterable[Span], names: UnitNames | None, root: Unit | None, day: date
) -> list[Remark]:
    """One remark for each part of the sheet that names units which are not held."""
    if names is None or root is None:
        return []
    said: list[Remark] = []
    places = list(spans)
    for key in _KEYS:
        if key == "recipients":
            rows = list(enumerate(facts[key]))
        else:
            rows = [(index, one) for index in range(len(facts[key])) for one in _printed(key, index, facts)]
        missing = [(index, words) for index, one in rows for words in names.body(one).unknown]
        if not missing:
            continue
        words = list(dict.fromkeys(words for _, words in missing))
        listed = ", ".join(f"“{one}”" for one in words[:_SHOWN])
        more = _(" và %(words)s tên khác") % {"words": len(words) - _SHOWN} if len(words) > _SHOWN else ""
        place = next((one for one in places if one.key == key and one.index == missing[0][0]), None)
        said.append(
            Remark(
                "unit_unknown",
                _("%(part)s có %(listed)s%(more)s: không thấy trong danh mục đơn vị tại ngày %(day)s.")
                % {"part": _LABELS[key], "listed": listed, "more": more, "day": f"{day:%d/%m/%Y}"},
                key,
                hint=_(
                    "Xem lại tên trong văn bản: có thể viết nhầm, hoặc đơn vị đã sáp nhập, đổi tên. Thiếu trong "
                    "danh mục thì thêm ở trang Đơn vị."
                ),
            ).at((place.start, place.end) if place else None)
        )
    return said
