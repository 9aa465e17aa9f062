"""Standing lists: people called together by a decision, kept by the unit that hosts, used by many conferences."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_unit, may, reachable_unit_paths
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc
from nhipcau.journal import record as journal
from nhipcau.organs.models import Unit
from nhipcau.preparation import reading, rounds
from nhipcau.preparation.answering import in_time, locked_own_site
from nhipcau.preparation.delegates import MOST_AT_A_SITE, PersonRow, add_delegates, clean, row_of_member
from nhipcau.preparation.models import StandingList, StandingMember

STREAM = "standing_lists"


@dataclass(frozen=True, slots=True)
class ListFacts:
    """decision: its number and notation; decided_on: its date."""

    name: str
    decision: str
    decided_on: date | None
    valid_from: date
    valid_to: date | None = None


def keeping_units(actor: Actor) -> list[Unit]:
    """The units for which `actor` keeps lists, the highest first."""
    paths = reachable_unit_paths(actor, Need.PREPARE)
    return list(Unit.objects.filter(path__in=paths, valid_to=None).order_by("path")) or list(
        Unit.objects.filter(path__in=paths).order_by("path")
    )


def lists_of(actor: Actor) -> list[StandingList]:
    """The lists that `actor` may see, with the number of their members."""
    paths = tuple(reachable_unit_paths(actor, Need.PREPARE))
    found = StandingList.objects.select_related("unit").order_by("unit__path", "name")
    return [one for one in found if one.unit.path.startswith(paths)] if paths else []


def access_list(actor: Actor, pk: int | str) -> StandingList:
    """The list, for those who prepare conferences at its unit; it holds telephone numbers."""
    found = StandingList.objects.select_related("unit").filter(pk=pk).first()
    if found is None or not may(actor, found.unit.path, Need.PREPARE):
        raise Refusal(
            "no_such_list",
            _("Không có danh sách này, hoặc tài khoản của bạn không được xem."),
            _("Mở lại trang Danh sách thường trực."),
            status=404,
        )
    return found


def do_save_list(
    actor: Actor, facts: ListFacts, *, unit: int | str | None = None, pk: int | None = None
) -> StandingList:
    """Make a list at `unit`, or change what is written of the one with `pk`."""
    name = nfc(" ".join(facts.name.split()))[:300]
    if not name:
        raise Refusal(
            "no_name", _("Danh sách chưa có tên."), _("Ghi tên, ví dụ “Ban Chỉ đạo chuyển đổi số tỉnh”."), 422
        )
    if facts.valid_to is not None and facts.valid_to <= facts.valid_from:
        raise Refusal("ends_first", _("Ngày hết hiệu lực phải sau ngày có hiệu lực."), _("Sửa lại ngày."), status=422)
    with transaction.atomic():
        journal.lock(STREAM)
        if pk is None:
            found = StandingList(unit=access_unit(actor, unit or "0", Need.PREPARE))
        else:
            found = access_list(actor, pk)
        found.name, found.decision = name, nfc(" ".join(facts.decision.split()))[:100]
        found.decided_on, found.valid_from, found.valid_to = facts.decided_on, facts.valid_from, facts.valid_to
        found.save()
        journal.append(
            STREAM,
            "standing_list.saved",
            {"list": found.pk, "unit": found.unit.pk, "decision": found.decision, "from": str(found.valid_from)},
            actor,
        )
    return found


def do_set_members(actor: Actor, pk: int, text: str) -> int:
    """The members as pasted, in that order, instead of those before; how many there are."""
    rows = reading.from_text(text)
    bad = next((row for row in rows if row["problem"]), None)
    if bad is not None:
        raise Refusal(
            "bad_line",
            _("Dòng %(line)s: %(problem)s Chưa ghi gì.") % {"line": bad["line"], "problem": bad["problem"]},
            _("Sửa dòng đó rồi bấm Ghi lại."),
            status=422,
        )
    with transaction.atomic():
        journal.lock(STREAM)
        found = access_list(actor, pk)
        found.members.all().delete()
        StandingMember.objects.bulk_create(
            StandingMember(
                list=found,
                order=order,
                name=row["name"][:200],
                position=row["position"],
                office=row["office"],
                phone=row["phone"],
            )
            for order, row in enumerate(rows)
        )
        journal.append(
            STREAM,
            "standing_list.members_set",
            {"list": found.pk, "members": len(rows)},
            actor,
            detail={"people": [[row["name"], row["position"], row["office"], row["phone"]] for row in rows]},
        )
    return len(rows)


def members_as_text(found: StandingList) -> str:
    """The members as they may be pasted again."""
    members = found.members.order_by("order")
    return "\n".join("\t".join((one.name, one.position, one.office, one.phone)).rstrip() for one in members)


def do_use_list(actor: Actor, site_pk: int | str, list_pk: int, category: int | None) -> int:
    """Put the members of a standing list on a site's list; who is there already stays as it is. How many were added."""
    received = clock.now()
    with transaction.atomic():
        site = locked_own_site(actor, site_pk)
        found = access_list(actor, list_pk)
        _refuse_outside(found, received, site.conference.start_date)
        opened = rounds.round_of(site.conference)
        late = not in_time(actor, opened, rounds.dues(opened).delegates, received, _("báo đại biểu"))
        there = set(site.delegates.values_list("key", flat=True))
        rows: list[PersonRow] = []
        for member in found.members.order_by("order")[:MOST_AT_A_SITE]:
            row = clean(row_of_member(member, category))
            if row.identity not in there:
                there.add(row.identity)
                rows.append(row)
        if rows:
            add_delegates(actor, opened, site, rows, late=late)
    return len(rows)


def _refuse_outside(found: StandingList, now: datetime, start: date | None) -> None:
    day = start or clock.local(now).date()
    if day < found.valid_from or (found.valid_to is not None and day >= found.valid_to):
        raise Refusal(
            "list_not_in_force",
            _("“%(name)s” không có hiệu lực vào ngày họp %(day)s; chưa thêm ai.")
            % {"name": found.name, "day": f"{day:%d/%m/%Y}"},
            _("Chọn danh sách theo quyết định đang có hiệu lực."),
            status=422,
        )
