"""Delegates from a pasted text or a file: previewed, then taken exactly as previewed or not at all."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Site
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_own_site
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc, search_key
from nhipcau.journal import record as journal
from nhipcau.preparation import reading, rounds
from nhipcau.preparation.answering import in_time, locked_own_site
from nhipcau.preparation.delegates import PersonRow, add_delegates, person_of, quotas_of
from nhipcau.preparation.models import Delegate, DelegatePreview, Round
from nhipcau.preparation.purging import forget_previews

NEW: Final = "new"
CHANGED: Final = "changed"
UNCHANGED: Final = "unchanged"
ERROR: Final = "error"


@dataclass(frozen=True, slots=True)
class Line:
    """What one row would do. person: None where the row cannot be read; pk: the delegate it changes."""

    line: int
    state: str
    row: reading.Row
    message: str = ""
    person: PersonRow | None = None
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    new: int
    changed: int


@dataclass(frozen=True, slots=True)
class _There:
    """Who stands on the list: by identity, and, of those with a telephone, by name and number."""

    by_key: dict[str, Delegate]
    by_number: dict[tuple[str, str], Delegate]


def _marks(person: PersonRow) -> list[tuple[str, str]]:
    """By what a row of the same list is known to speak of the same person."""
    name, number = person_of(person)
    return [("", person.identity), *([(name, number)] if number else [])]


def do_preview(actor: Actor, site_pk: int | str, *, text: str = "", content: bytes = b"", filename: str = "") -> int:
    """Read people and keep them until they are taken; the id of the preview."""
    site = access_own_site(actor, site_pk, Need.REGISTER)
    rows = reading.from_file(content) if content else reading.from_text(text)
    if not rows:
        raise Refusal(
            "empty_list",
            _("Chưa có dòng nào để đọc; chưa thêm ai."),
            _("Dán mỗi dòng một người, hoặc chọn tệp có danh sách dưới dòng tiêu đề."),
            status=422,
        )
    with transaction.atomic():
        now = clock.now()
        forget_previews(now)
        made = DelegatePreview.objects.create(
            site=site,
            by_reference=actor.reference,
            made_at=now,
            filename=nfc(PurePath(filename.replace("\\", "/")).name)[:200],
            rows=rows,
            digest=digest(compared(site, rows)),
        )
    return made.pk


def preview_of(actor: Actor, site_pk: int | str, pk: int | str) -> tuple[DelegatePreview, list[Line]]:
    """The preview and what its rows would do now; it is its maker's alone."""
    site = access_own_site(actor, site_pk, Need.REGISTER)
    found = site.previews.filter(pk=pk, by_reference=actor.reference).first()
    if found is None:
        raise Refusal(
            "no_such_preview",
            _("Không có bản xem trước này; bản xem trước chỉ giữ một ngày và chỉ người đưa lên xem được."),
            _("Dán hoặc đưa tệp lên lại."),
            status=404,
        )
    return found, compared(site, found.rows)


def compared(site: Site, rows: Sequence[reading.Row]) -> list[Line]:
    """Each row against the list as it stands: new, changed, unchanged, or an error that says why."""
    opened = rounds.round_of(site.conference)
    categories = {search_key(one.name): one.pk for one in opened.categories.all() if one.tier in {"", site.tier}}
    listed = list(site.delegates.all())
    there = _There({one.key: one for one in listed}, {person_of(one): one for one in listed if one.phone})
    left = _places_left(opened, site)
    seen: dict[tuple[str, str], int] = {}
    lines: list[Line] = []
    for row in rows:
        line = _compared(row, categories, there, seen, left)
        if line.person is not None:
            for mark in [*_marks(line.person), *([("#", str(line.pk))] if line.pk else [])]:
                seen.setdefault(mark, line.line)
        lines.append(line)
    return lines


def _places_left(opened: Round, site: Site) -> dict[int, int]:
    mosts = quotas_of(opened, site)
    taken: dict[int, int] = {}
    for pk in site.delegates.filter(absent=False, category__in=mosts).values_list("category_id", flat=True):
        taken[pk] = taken.get(pk, 0) + 1
    return {pk: most - taken.get(pk, 0) for pk, most in mosts.items()}


def _compared(
    row: reading.Row,
    categories: dict[str, int],
    there: _There,
    seen: dict[tuple[str, str], int],
    left: dict[int, int],
) -> Line:
    number = row["line"]
    if row["problem"]:
        return Line(number, ERROR, row, row["problem"])
    category = categories.get(search_key(row["category"])) if row["category"] else None
    if row["category"] and category is None:
        return Line(
            number, ERROR, row, _("Không có thành phần “%(category)s” ở cấp này.") % {"category": row["category"][:60]}
        )
    person = PersonRow(row["name"], row["position"], row["office"], row["phone"], category)
    twice = next((seen[mark] for mark in _marks(person) if mark in seen), None)
    if twice is not None:
        return Line(number, ERROR, row, _("Trùng với dòng %(line)s.") % {"line": twice})
    held = there.by_key.get(person.identity) or there.by_number.get(person_of(person))
    if held is not None and ("#", str(held.pk)) in seen:
        return Line(number, ERROR, row, _("Trùng với dòng %(line)s.") % {"line": seen["#", str(held.pk)]})
    if held is not None:
        same = (held.office, held.phone) == (person.office or held.office, person.phone or held.phone)
        if held.key == person.identity:
            return Line(number, UNCHANGED if same else CHANGED, row, "", person, held.pk)
        if not person.position:
            return Line(
                number, UNCHANGED if same else CHANGED, row, "", replace(person, position=held.position), held.pk
            )
        told = _("Cùng họ tên và điện thoại với người đã có trong danh sách; chức vụ đang là “%(position)s”.")
        return Line(number, CHANGED, row, told % {"position": held.position or "–"}, person, held.pk)
    if category is not None and category in left:
        if left[category] <= 0:
            return Line(number, ERROR, row, _("Thành phần này đã đủ số lượng được cử."))
        left[category] -= 1
    return Line(number, NEW, row, "", person)


def digest(lines: Sequence[Line]) -> str:
    said = [[line.line, line.state, line.row, line.pk] for line in lines]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def do_take_preview(actor: Actor, site_pk: int | str, pk: int | str, previewed: str) -> Taken:
    """Do what the preview with that digest said. Refusal `list_changed` where it would now be something else."""
    received = clock.now()
    with transaction.atomic():
        site = locked_own_site(actor, site_pk)
        preview, lines = preview_of(actor, site_pk, pk)
        if preview.applied_at is not None:
            raise Refusal("taken_before", _("Danh sách này đã được ghi rồi; không ghi lần nữa."))
        if digest(lines) != previewed:
            raise Refusal(
                "list_changed",
                _("Danh sách đại biểu đã thay đổi từ lúc xem trước nên chưa ghi dòng nào."),
                _("Xem lại kết quả so sánh mới rồi xác nhận."),
            )
        opened = rounds.round_of(site.conference)
        late = not in_time(actor, opened, rounds.dues(opened).delegates, received, _("báo đại biểu"))
        new = [line.person for line in lines if line.state == NEW and line.person is not None]
        if new:
            add_delegates(actor, opened, site, new, late=late)
        changed = _change(actor, site, [line for line in lines if line.state == CHANGED])
        preview.applied_at, preview.rows = received, []  # who was read stands in the list now, nowhere else
        preview.save(update_fields=["applied_at", "rows"])
    return Taken(len(new), changed)


def _change(actor: Actor, site: Site, lines: Sequence[Line]) -> int:
    held = {one.pk: one for one in site.delegates.filter(pk__in=[line.pk for line in lines])}
    for line in lines:
        if line.pk is not None and line.person is not None:
            one = held[line.pk]
            one.office, one.phone = line.person.office or one.office, line.person.phone or one.phone
            one.position, one.key = line.person.position or one.position, line.person.identity
    if held:
        Delegate.objects.bulk_update(held.values(), ["office", "phone", "position", "key"])
        journal.append(
            site.conference.stream,
            "delegates.changed",
            {"site": site.pk, "delegates": sorted(held)},
            actor,
            detail={"people": [[one.name, one.position, one.office, one.phone, ""] for one in held.values()]},
        )
    return len(held)
