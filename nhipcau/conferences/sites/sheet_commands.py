"""A spreadsheet of sites: previewed, then applied exactly as previewed or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences.locking import locked, refuse_over
from nhipcau.conferences.models import Site, SiteSheet, SiteStep
from nhipcau.conferences.sitelist import cell_name
from nhipcau.conferences.sites import sheets
from nhipcau.conferences.sites.adding import NewSite, add_sites
from nhipcau.conferences.sites.placing import COLUMNS, settle
from nhipcau.conferences.sites.sheet_lines import CHANGED, NEW, Line, compare, digest
from nhipcau.conferences.sites.steps import remember, write_changes
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_conference
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc
from nhipcau.journal import record as journal

_KEPT: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Applied:
    new: int
    changed: int


def do_preview_sheet(actor: Actor, conference_pk: int | str, filename: str, content: bytes) -> SiteSheet:
    """Read the file and keep its rows until they are applied; those of others' days are thrown away."""
    conference = access_conference(actor, conference_pk, Need.PREPARE)
    refuse_over(conference)
    rows = sheets.read_rows(content)
    if not rows:
        raise Refusal("empty_list", _("Danh sách không có dòng nào."), _("Ghi điểm cầu dưới dòng tiêu đề."), status=422)
    with transaction.atomic():
        now = clock.now()
        SiteSheet.objects.filter(made_at__lt=now - _KEPT).delete()
        return SiteSheet.objects.create(
            conference=conference,
            account_id=actor.id,
            made_at=now,
            filename=nfc(PurePath(filename.replace("\\", "/")).name)[:200],
            rows=rows,
            digest=digest(compare(conference, rows)),
        )


def sheet_of(actor: Actor, conference_pk: int | str, sheet_pk: int | str) -> tuple[SiteSheet, list[Line]]:
    """The preview and what its rows would do now; it is its maker's alone."""
    conference = access_conference(actor, conference_pk, Need.PREPARE)
    found = conference.site_sheets.filter(pk=sheet_pk, account_id=actor.id).first() if actor.kind == "account" else None
    if found is None:
        raise Refusal(
            "no_such_preview",
            _("Không có bản xem trước này; bản xem trước chỉ giữ một ngày và chỉ người đưa tệp lên xem được."),
            _("Đưa tệp lên lại."),
            status=404,
        )
    return found, compare(conference, found.rows)


def do_apply_sheet(actor: Actor, conference_pk: int | str, sheet_pk: int | str, previewed: str) -> Applied:
    """Do what the preview with that digest said. Refusal `sites_changed` where it would now be something else."""
    with transaction.atomic():
        conference = locked(actor, conference_pk, Need.PREPARE)
        refuse_over(conference)
        sheet, lines = sheet_of(actor, conference_pk, sheet_pk)
        if sheet.applied_at is not None:
            raise Refusal("applied_before", _("Tệp này đã được nhập rồi; không nhập lần nữa."))
        now = digest(lines)
        fits = now == previewed == sheet.digest
        sheet.digest = now
        applied = Applied(0, 0)
        if fits:
            sheet.applied_at = clock.now()
            new = [line for line in lines if line.state == NEW]
            changed = [line for line in lines if line.state == CHANGED]
            added = add_sites(actor, conference, [_new(line) for line in new])
            wanted = {line.site: line for line in changed}
            sites = [site for site in conference.sites.order_by("order") if site.pk in wanted]
            before = {str(site.pk): _change(site, wanted[site.pk]) for site in sites}
            write_changes(sites, before)
            moved = [line.site for line in changed if line.moves and line.site is not None]
            settle(conference, moved)
            applied = Applied(len(added.made), len(sites))
            if added.made or sites:
                remember(actor, conference, SiteStep.Kind.IMPORTED, f"sheet-{sheet.pk}", sites, before, added.made)
                data = {"sheet": sheet.pk, "digest": previewed, "new": applied.new, "sites": [s.pk for s in sites]}
                data |= {"moved": _moves(before)} if moved else {}
                journal.append(conference.stream, "sites.imported", data, actor)
        sheet.save(update_fields=["digest", "applied_at"])
    if not fits:
        raise Refusal(
            "sites_changed",
            _("Danh sách điểm cầu đã thay đổi từ lúc xem trước nên chưa nhập dòng nào."),
            _("Xem lại kết quả so sánh mới rồi xác nhận."),
        )
    return applied


def _moves(before: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """By site, where it stands now: for the journal."""
    found = {pk: {name: change[name][1] for name in COLUMNS if name in change} for pk, change in before.items()}
    return {pk: one for pk, one in found.items() if one}


def _new(line: Line) -> NewSite:
    return NewSite(unit=line.unit, name=line.name, tier=line.tier, under=line.under, venue=line.venue)


def _change(site: Site, line: Line) -> dict[str, Any]:
    """As a step keeps it: a new name brings its short form, and a placeholder that is named is one no more."""
    change: dict[str, Any] = {name: list(pair) for name, pair in line.change.items()}
    if "name" in change:
        change["short_name"] = [site.short_name, cell_name(line.name)]
        if site.is_placeholder:
            change["is_placeholder"] = [True, False]
    return change
