"""A list of units from a file: previewed, then applied exactly as previewed or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePath
from typing import Final

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_unit_list
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc, search_key
from nhipcau.journal import record as journal
from nhipcau.organs import sheets
from nhipcau.organs.compare import CHANGED, NEW, Line, compare, digest
from nhipcau.organs.models import ListPreview, Tier, Unit
from nhipcau.organs.sets import STREAM
from nhipcau.organs.tree import do_close_unit, do_move_unit, do_rename_unit, short_name
from nhipcau.organs.tree.one import locate_units
from nhipcau.organs.unit_files import path_step

_KEPT: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Applied:
    """How many units a list has made and changed."""

    new: int
    changed: int


def do_preview_list(actor: Actor, filename: str, content: bytes, applies_on: date) -> ListPreview:
    """Read the file and keep its rows until they are applied; those of others' days are thrown away."""
    access_unit_list(actor, Need.ADMINISTER)
    rows = sheets.read_rows(content)
    if not rows:
        raise Refusal(
            "empty_list", _("Danh sách không có dòng nào."), _("Ghi các đơn vị dưới dòng tiêu đề."), status=422
        )
    told = digest(compare(actor, rows, applies_on))
    with transaction.atomic():
        now = clock.now()
        ListPreview.objects.filter(made_at__lt=now - _KEPT).delete()
        return ListPreview.objects.create(
            account_id=actor.id,
            made_at=now,
            filename=nfc(PurePath(filename.replace("\\", "/")).name)[:200],
            applies_on=applies_on,
            rows=rows,
            digest=told,
        )


def preview_of(actor: Actor, pk: int | str) -> tuple[ListPreview, list[Line]]:
    """The preview and what its rows would do now; it is its maker's alone."""
    access_unit_list(actor, Need.ADMINISTER)
    preview = ListPreview.objects.filter(pk=pk, account_id=actor.id).first() if actor.kind == "account" else None
    if preview is None:
        raise Refusal(
            "no_such_preview",
            _("Không có bản xem trước này; bản xem trước chỉ giữ một ngày và chỉ người đưa tệp lên xem được."),
            _("Đưa tệp lên lại."),
            status=404,
        )
    return preview, compare(actor, preview.rows, preview.applies_on)


def do_apply_list(actor: Actor, pk: int | str, previewed: str) -> Applied:
    """Do what the preview with that digest said. Refusal `tree_changed` where it would now be something else."""
    with transaction.atomic():
        journal.lock(STREAM)
        preview, lines = preview_of(actor, pk)
        if preview.applied_at is not None:
            raise Refusal("applied_before", _("Danh sách này đã được nhập rồi; không nhập lần nữa."))
        now = digest(lines)
        applied = _apply(actor, lines, preview.filename) if now == previewed == preview.digest else None
        preview.digest = now
        if applied is not None:
            preview.applied_at = clock.now()
            journal.append(
                STREAM,
                "units.list_applied",
                {"preview": preview.pk, "digest": previewed, "new": applied.new, "changed": applied.changed},
                actor,
            )
        preview.save(update_fields=["digest", "applied_at"])
    if applied is None:
        raise Refusal(
            "tree_changed",
            _("Danh mục đã thay đổi từ lúc xem trước nên chưa nhập dòng nào."),
            _("Xem lại kết quả so sánh mới rồi xác nhận."),
        )
    return applied


def _apply(actor: Actor, lines: Sequence[Line], filename: str) -> Applied:
    new = [line for line in lines if line.state == NEW]
    changed = [line for line in lines if line.state == CHANGED]
    _create(new)
    places: dict[int, tuple[float, float] | None] = {}
    # From the top down, and found anew each time: a change above makes a new row of what lies below.
    for line in sorted(changed, key=lambda one: list(Tier).index(Tier(one.tier))):
        on = date.fromisoformat(line.on)
        for doing in line.doing:
            unit = _current(line.code, on, line.tier)
            match doing:
                case "renamed":
                    do_rename_unit(actor, unit.pk, line.name, on)
                case "moved":
                    do_move_unit(actor, unit.pk, _current(line.parent, on).pk, on)
                case "closed":
                    do_close_unit(actor, unit.pk, date.fromisoformat(line.ends))
                case _:
                    places[unit.pk] = line.position
    if places:
        locate_units(actor, places, filename)
    return Applied(len(new), len(changed))


def _create(lines: Sequence[Line]) -> None:
    """Level by level: units that stand below others of the same list wait for those."""
    first = (Unit.objects.aggregate(last=Max("order"))["last"] or 0) + 1
    here: dict[str, Unit] = {}
    held: dict[tuple[str, str], Unit] = {}
    coming = {line.code for line in lines}
    waiting = list(lines)
    while waiting:
        ready = [line for line in waiting if line.parent not in coming or line.parent in here]
        for line in ready:
            if line.parent not in here and (line.parent, line.on) not in held:
                held[line.parent, line.on] = _current(line.parent, date.fromisoformat(line.on))
        made = [_unit(line, here.get(line.parent) or held[line.parent, line.on], first + line.line) for line in ready]
        here |= {unit.code: unit for unit in Unit.objects.bulk_create(made, batch_size=2000)}
        done = {line.line for line in ready}
        waiting = [line for line in waiting if line.line not in done]


def _unit(line: Line, above: Unit, order: int) -> Unit:
    on = date.fromisoformat(line.on)
    return Unit(
        code=line.code,
        name=line.name,
        short_name=short_name(line.name),
        search=search_key(line.name),
        tier=line.tier,
        parent=above,
        path=above.path + path_step(line.code, on),
        order=order,
        valid_from=on,
        valid_to=date.fromisoformat(line.ends) if line.ends else None,
        latitude=line.position[0] if line.position else None,
        longitude=line.position[1] if line.position else None,
    )


def _current(code: str, on: date, tier: str = "") -> Unit:
    valid = Unit.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), code=code, valid_from__lte=on)
    return valid.filter(tier=tier).get() if tier else valid.get()


def rows_of(units: Sequence[Unit]) -> list[tuple[object, ...]]:
    """The rows of an export: what, given back unchanged, changes nothing."""
    return [
        (
            unit.code,
            unit.name,
            str(Tier(unit.tier).label),
            unit.parent.code if unit.parent else "",
            unit.valid_from,
            unit.valid_to or "",
            "" if unit.latitude is None else unit.latitude,
            "" if unit.longitude is None else unit.longitude,
        )
        for unit in units
    ]
