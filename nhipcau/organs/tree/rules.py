"""What holds of every unit: its name, its code, its dates, what it may stand below, and who may change its place."""

import math
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nhipcau.core.access import Actor, Need, access_unit
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc
from nhipcau.organs.models import Tier, Unit

_CODE = re.compile(r"[0-9A-Za-z.]{1,12}\Z")
_NAME_LENGTH = 200
_KINDS = ("thành phố", "thị xã", "thị trấn", "đặc khu", "phường", "huyện", "quận", "tỉnh", "thôn", "xã")
_ORDER = list(Tier)
_NORTH, _EAST = (6.0, 24.0), (102.0, 118.0)  # the country with its islands


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit as somebody describes it. name: with its kind; position: (latitude, longitude) in degrees."""

    code: str
    name: str
    tier: str
    valid_from: date
    valid_to: date | None = None
    position: tuple[float, float] | None = None


def clean_name(text: str) -> str:
    """A unit's name as it is kept; Refusal where there is none."""
    name = nfc(" ".join(text.split()))
    if not name or len(name) > _NAME_LENGTH:
        raise Refusal("bad_name", _("Tên đơn vị phải có từ 1 đến 200 ký tự."), _("Ghi lại tên đơn vị."), status=422)
    return name


def short_name(name: str) -> str:
    """`Huyện Bắc Sơn` → `Bắc Sơn`."""
    kind = next((kind for kind in _KINDS if name.lower().startswith(f"{kind} ")), "")
    return name[len(kind) :].strip()


def problem_with(new: NewUnit, parent: Unit) -> Refusal | None:
    """Why such a unit cannot be below `parent`, apart from others of the same code."""
    try:
        clean_name(new.name)
        refuse_above(new.tier, parent)
        refuse_outside(parent, new.valid_from)
        refuse_outliving(parent, new.valid_to)
    except Refusal as refusal:
        return refusal
    if not _CODE.match(new.code):
        return Refusal(
            "bad_code", _("Mã đơn vị chỉ gồm chữ cái không dấu, chữ số, dấu chấm; tối đa 12 ký tự."), status=422
        )
    if new.valid_to is not None and new.valid_to <= new.valid_from:
        return Refusal("ends_before_it_begins", _("Ngày kết thúc phải sau ngày bắt đầu."), status=422)
    return None


def structural(actor: Actor, pk: int | str) -> Unit:
    """The unit where `actor` may change its place: that is for those who administer the unit above it."""
    unit = access_unit(actor, pk, Need.ADMINISTER)
    if unit.parent is None:
        if actor.kind != "system":
            raise from_lists_only()
    else:
        access_unit(actor, unit.parent.pk, Need.ADMINISTER)
    return unit


def from_lists_only() -> Refusal:
    return Refusal(
        "top_of_the_tree",
        _("Đơn vị cấp cao nhất chỉ thay đổi theo danh mục nạp từ dòng lệnh của máy chủ."),
        _("Đề nghị quản trị máy chủ thực hiện."),
        status=403,
    )


def refuse_outside(unit: Unit, on: date) -> None:
    if on < unit.valid_from or (unit.valid_to is not None and on >= unit.valid_to):
        held = (
            _("%(name)s có hiệu lực từ %(begins)s đến trước %(ends)s, không gồm ngày %(on)s.")
            if unit.valid_to
            else _("%(name)s có hiệu lực từ %(begins)s, không gồm ngày %(on)s.")
        )
        raise Refusal(
            "not_valid_then",
            held
            % {
                "name": unit.name,
                "begins": f"{unit.valid_from:%d/%m/%Y}",
                "ends": f"{unit.valid_to:%d/%m/%Y}" if unit.valid_to else "",
                "on": f"{on:%d/%m/%Y}",
            },
            _("Chọn ngày trong khoảng đó, hoặc chọn đơn vị của ngày đó."),
            status=422,
        )


def refuse_outliving(parent: Unit, ends: date | None) -> None:
    """ends: the first day on which the unit below is no more; None where it ends with `parent`."""
    if parent.valid_to is not None and ends is not None and ends > parent.valid_to:
        raise Refusal(
            "outlives_parent",
            _("%(name)s không còn từ %(ends)s; đơn vị trực thuộc không thể còn đến sau ngày đó.")
            % {"name": parent.name, "ends": f"{parent.valid_to:%d/%m/%Y}"},
            _("Bỏ trống ngày kết thúc, hoặc chọn đơn vị cấp trên của thời gian sau."),
            status=422,
        )


def refuse_above(tier: str, parent: Unit) -> None:
    if tier not in _ORDER or _ORDER.index(Tier(tier)) < _ORDER.index(Tier(parent.tier)):
        raise Refusal(
            "tier_above_parent",
            _("Đơn vị thuộc %(name)s không thể ở cấp cao hơn đơn vị đó.") % {"name": parent.name},
            _("Chọn lại cấp của đơn vị."),
            status=422,
        )


def degrees(latitude: str, longitude: str) -> tuple[float, float] | None:
    """(latitude, longitude) of what somebody typed, with a point or a comma; None for two empty cells."""
    typed = [text.strip().replace(",", ".") for text in (latitude, longitude)]
    if not any(typed):
        return None
    try:
        north, east = float(typed[0]), float(typed[1])
    except ValueError:
        north = east = math.nan
    if not (_NORTH[0] <= north <= _NORTH[1] and _EAST[0] <= east <= _EAST[1]):
        raise Refusal(
            "bad_position",
            _("Tọa độ “%(latitude)s; %(longitude)s” không đúng, hoặc nằm ngoài Việt Nam.")
            % {"latitude": latitude.strip()[:20], "longitude": longitude.strip()[:20]},
            _("Ghi độ thập phân: vĩ độ từ 6 đến 24 (bắc), kinh độ từ 102 đến 118 (đông), ví dụ 21,8537 và 106,7615."),
            status=422,
        )
    return round(north, 4), round(east, 4)


def kept_basis(text: str) -> str:
    return nfc(" ".join(text.split()))[:200]


def told(unit: Unit) -> dict[str, Any]:
    return {"unit": unit.pk, "code": unit.code, "name": unit.name}
