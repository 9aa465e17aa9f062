"""The meeting rooms of units: kept, checked, no longer used."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.conferences.editing.fields import Field, Wrong
from nhipcau.conferences.models import Room
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_room, access_unit
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal

STREAM: Final = "rooms"
FIELDS: Final = (
    Field(
        "name", gettext_lazy("Tên phòng"), required=True, most=200, example=gettext_lazy("Phòng họp trực tuyến tầng 2")
    ),
    Field("place", gettext_lazy("Ở đâu"), most=300, example=gettext_lazy("Trụ sở UBND huyện, nhà B")),
    Field("seats", gettext_lazy("Số chỗ"), "number", most=5000),
    Field("line", gettext_lazy("Đường truyền"), most=300, example=gettext_lazy("Cáp quang 100 Mb/s, dự phòng 4G")),
    Field("equipment", gettext_lazy("Thiết bị"), "area", most=2000, wide=True),
    Field("cameras", gettext_lazy("Vị trí camera"), "area", most=2000, wide=True),
    Field("technician", gettext_lazy("Kỹ thuật trực"), most=200),
    Field("phone", gettext_lazy("Điện thoại"), "phone", most=100),
)


def do_save_room(
    actor: Actor, unit_pk: int | str, room_pk: int | str | None, typed: Mapping[str, str], version: int
) -> Room:
    """Keep a new room of the unit, or change one. version: of the room as the person saw it.

    Raises Wrong through `RoomTypedWrongly` for fields, Refusal `changed_meanwhile` where somebody else was faster.
    """
    with transaction.atomic():
        unit = access_unit(actor, unit_pk, Need.REGISTER)
        journal.lock(STREAM)
        room = Room(unit=unit) if room_pk is None else access_room(actor, room_pk, Need.REGISTER)
        values = _kept(typed)
        if room.pk is not None and room.version != version:
            raise Refusal(
                "changed_meanwhile",
                _("Người khác vừa sửa phòng này; chữ của anh/chị vẫn còn ở dưới, chưa lưu."),
                _("Mở trang phòng ở thẻ khác để so, rồi bấm Lưu lần nữa để thay."),
            )
        same = Room.objects.filter(unit=room.unit, name=values["name"], retired_at=None).exclude(pk=room.pk)
        if same.exists():
            raise Refusal(
                "room_there", _("Đơn vị đã có phòng mang tên này."), _("Ghi tên khác, ví dụ thêm tầng."), status=422
            )
        for name, value in values.items():
            setattr(room, name, value)
        is_new = room.pk is None
        room.version = 1 if is_new else room.version + 1
        room.save()
        journal.append(
            STREAM,
            "room.made" if is_new else "room.changed",
            {"room": room.pk, "unit": room.unit.pk, "version": room.version},
            actor,
            detail={name: str(value or "") for name, value in values.items()},
        )
    return room


class RoomTypedWrongly(Exception):
    """Fields that cannot be kept: name → why."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__()
        self.problems = problems


def _kept(typed: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for one in FIELDS:
        try:
            values[one.name] = one.kept(one.tidy(typed.get(one.name, "")), None)
        except Wrong as wrong:
            problems[one.name] = str(wrong)
    if problems:
        raise RoomTypedWrongly(problems)
    return values


def do_note_line_check(actor: Actor, room_pk: int | str, result: str, note: str) -> Room:
    """What the last check of the room's line said."""
    with transaction.atomic():
        room = access_room(actor, room_pk, Need.TEST)
        if result not in {Room.Line.GOOD, Room.Line.WEAK, Room.Line.BAD}:
            raise Refusal("no_result", _("Chưa chọn kết quả kiểm tra."), _("Chọn kết quả rồi ghi lại."), status=422)
        room.checked_at, room.check_result, room.check_note = clock.now(), result, " ".join(note.split())[:500]
        room.save(update_fields=["checked_at", "check_result", "check_note"])
        journal.append(STREAM, "room.checked", {"room": room.pk, "result": result}, actor, detail={"note": note[:500]})
    return room


def do_retire_room(actor: Actor, room_pk: int | str) -> Room:
    """The room is not offered any more; conferences that used it keep it."""
    with transaction.atomic():
        room = access_room(actor, room_pk, Need.REGISTER)
        if room.retired_at is None:
            room.retired_at = clock.now()
            room.save(update_fields=["retired_at"])
            journal.append(STREAM, "room.retired", {"room": room.pk}, actor)
    return room
