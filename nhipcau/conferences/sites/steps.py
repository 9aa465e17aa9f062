"""Many sites changed in one action, each action kept so that it can be taken back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences.editing.merging import Row
from nhipcau.conferences.links import new_link_key
from nhipcau.conferences.locking import locked, refuse_over
from nhipcau.conferences.models import Conference, PinAttempts, Site, SiteStep
from nhipcau.conferences.sitelist import cell_name
from nhipcau.conferences.sites.arranging import Place, make_room
from nhipcau.conferences.sites.placing import COLUMNS, settle
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc
from nhipcau.journal import record as journal
from nhipcau.journal.models import JournalEntry

MOST: Final = {"name": 200, "short_name": 200, "venue": 500}
_BATCH: Final = 300


@dataclass(frozen=True, slots=True)
class Edited:
    """changed: ids of the sites that are different now; clashes: ids where somebody else changed the same field since
    the form was opened, which therefore stayed as they are."""

    changed: list[int]
    clashes: list[int]


@dataclass(frozen=True, slots=True)
class Undone:
    """restored: sites as they were before; removed, withdrawn: sites that the step had made; left: sites that somebody
    changed again since, which stay as they are."""

    restored: int = 0
    removed: int = 0
    withdrawn: int = 0
    left: int = 0


def do_edit_sites(actor: Actor, conference_pk: int | str, rows: Sequence[Row], seen: Sequence[Row], key: str) -> Edited:
    """Give sites the names, short names, venues and rooms of `rows` (by `id`) where they differ from `seen`."""
    with transaction.atomic():
        conference = locked(actor, conference_pk, Need.PREPARE)
        done = conference.site_steps.filter(key=key).first()
        if done is not None:
            return Edited(list(done.sites), [])
        refuse_over(conference)
        then = {row["id"]: row for row in seen}
        sites = {str(site.pk): site for site in _chosen(conference, [row["id"] for row in rows])}
        before: dict[str, dict[str, Any]] = {}
        clashes: list[int] = []
        for row in rows:
            site = sites.get(row["id"])
            if site is None:
                raise _no_such_site()
            change = _change(site, row, then.get(row["id"], row))
            if change is None:
                clashes.append(site.pk)
            elif change:
                before[str(site.pk)] = change
        changed = [sites[pk] for pk in before]
        write_changes(changed, before)
        if changed:
            remember(actor, conference, SiteStep.Kind.EDITED, key, changed, before)
            told = {pk: {name: pair[1] for name, pair in change.items()} for pk, change in before.items()}
            journal.append(conference.stream, "sites.edited", {"sites": told}, actor)
    return Edited([site.pk for site in changed], clashes)


def _change(site: Site, row: Mapping[str, str], was: Mapping[str, str]) -> dict[str, Any] | None:
    """{column: [before, after]} of what the row changes; None where somebody else changed the same meanwhile."""
    change: dict[str, Any] = {}
    for name, most in MOST.items():
        wanted, seen = row.get(name), was.get(name, "")
        if wanted is None or wanted == seen:
            continue
        wanted = nfc(" ".join(wanted.split()))
        now = getattr(site, name)
        if now not in {seen, wanted}:
            return None
        if name == "name" and not wanted:
            raise Refusal(
                "no_name", _("Tên điểm cầu không được để trống; chưa lưu gì."), _("Ghi tên rồi lưu lại."), 422
            )
        if len(wanted) > most:
            raise Refusal(
                "too_long",
                _("“%(text)s…” dài quá %(most)s ký tự; chưa lưu gì.") % {"text": wanted[:40], "most": most},
                _("Ghi ngắn lại."),
                422,
            )
        if wanted != now:
            change[name] = [now, wanted]
    if "name" in change:
        if "short_name" not in change:
            change["short_name"] = [site.short_name, cell_name(change["name"][1])]
        if site.is_placeholder:
            change["is_placeholder"] = [True, False]
    if "room_id" in row and row["room_id"] != was.get("room_id", ""):
        change["room_id"] = [site.room_id, int(row["room_id"]) if row["room_id"] else None]
    return change


def write_changes(sites: Sequence[Site], changes: Mapping[str, Mapping[str, Any]], *, back: bool = False) -> None:
    """Set each site's columns to what its change says; back: to what they were before it."""
    columns = sorted({name for change in changes.values() for name in change})
    for site in sites:
        for name, pair in changes[str(site.pk)].items():
            setattr(site, name, pair[0] if back else pair[1])
    if sites and columns:
        Site.objects.bulk_update(sites, [name.removesuffix("_id") for name in columns], batch_size=_BATCH)


def do_withdraw_sites(actor: Actor, conference_pk: int | str, pks: Collection[int | str], key: str) -> list[int]:
    """From now on the links of those sites lead nowhere. The chairing site stays. Ids of those withdrawn now."""
    with transaction.atomic():
        conference = locked(actor, conference_pk, Need.PREPARE)
        done = conference.site_steps.filter(key=key).first()
        if done is not None:
            return list(done.sites)
        _refuse_begun(conference)
        sites = [site for site in _chosen(conference, pks) if site.withdrawn_at is None and not site.is_main]
        before = {str(site.pk): {"version": [site.version, site.version + 1]} for site in sites}
        now = clock.now()
        for site in sites:
            site.withdrawn_at, site.version = now, site.version + 1
        Site.objects.bulk_update(sites, ["withdrawn_at", "version"], batch_size=_BATCH)
        if sites:
            remember(actor, conference, SiteStep.Kind.WITHDRAWN, key, sites, before)
            versions = {str(site.pk): site.version for site in sites}
            journal.append(conference.stream, "sites.withdrawn", {"sites": versions}, actor)
    return [site.pk for site in sites]


def do_restore_sites(actor: Actor, conference_pk: int | str, pks: Collection[int | str], key: str) -> list[int]:
    """Withdrawn sites take part again, each with a new link; the old one stays dead."""
    with transaction.atomic():
        conference = locked(actor, conference_pk, Need.PREPARE)
        done = conference.site_steps.filter(key=key).first()
        if done is not None:
            return list(done.sites)
        refuse_over(conference)
        sites = [site for site in _chosen(conference, pks) if site.withdrawn_at is not None]
        for site in sites:
            site.withdrawn_at, site.link_key = None, new_link_key()
        Site.objects.bulk_update(sites, ["withdrawn_at", "link_key"], batch_size=_BATCH)
        if sites:
            remember(actor, conference, SiteStep.Kind.RESTORED, key, sites, {})
            journal.append(conference.stream, "sites.restored", {"sites": [site.pk for site in sites]}, actor)
    return [site.pk for site in sites]


def do_undo_step(actor: Actor, conference_pk: int | str, step_pk: int | str) -> Undone:
    """Take an action back: sites it made go, sites it changed are as before. What somebody changed since stays."""
    with transaction.atomic():
        conference = locked(actor, conference_pk, Need.PREPARE)
        step = conference.site_steps.filter(pk=step_pk).first()
        if step is None:
            raise Refusal("no_such_step", _("Không có việc này trong hội nghị."), _("Tải lại trang."), status=404)
        if step.undone_at is not None:
            raise Refusal(
                "undone_before", _("Việc này đã được hoàn tác rồi."), _("Tải lại trang để xem danh sách mới.")
            )
        _refuse_begun(conference)
        removed, withdrawn = _unmake(conference, step.made)
        restored, left = _put_back(conference, step)
        step.undone_at = clock.now()
        step.save(update_fields=["undone_at"])
        journal.append(
            conference.stream,
            "sites.step_undone",
            {"step": step.pk, "kind": step.kind, "sites": step.made or step.sites, "removed": removed},
            actor,
        )
    return Undone(len(restored), len(removed), len(withdrawn), left)


def _put_back(conference: Conference, step: SiteStep) -> tuple[list[Site], int]:
    if step.kind == SiteStep.Kind.RESTORED:
        return _withdraw_again(_chosen(conference, step.sites)), 0
    sites = _chosen(conference, step.before)
    if step.kind == SiteStep.Kind.WITHDRAWN:
        back = [site for site in sites if site.withdrawn_at is not None]
        for site in back:
            site.withdrawn_at = None
        Site.objects.bulk_update(back, ["withdrawn_at"], batch_size=_BATCH)
    else:
        back = sites
    as_left = [
        site for site in back if all(getattr(site, name) == pair[1] for name, pair in step.before[str(site.pk)].items())
    ]
    there = set(conference.sites.values_list("pk", flat=True))
    as_left = [site for site in as_left if step.before[str(site.pk)].get("parent_id", [None])[0] in {None, *there}]
    write_changes(as_left, step.before, back=True)
    settle(conference, [site.pk for site in as_left if set(COLUMNS) & set(step.before[str(site.pk)])])
    return as_left, len(step.before) - len(as_left)


def _withdraw_again(sites: Sequence[Site]) -> list[Site]:
    standing = [site for site in sites if site.withdrawn_at is None]
    for site in standing:
        site.withdrawn_at, site.version = clock.now(), site.version + 1
    Site.objects.bulk_update(standing, ["withdrawn_at", "version"], batch_size=_BATCH)
    return standing


def _unmake(conference: Conference, made: Sequence[int]) -> tuple[list[int], list[int]]:
    """Remove sites on which nothing hangs yet, with nothing left below them; withdraw those that are being prepared."""
    sites = [site for site in _chosen(conference, made) if not site.is_main]
    loose = {site.pk for site in sites} - _with_something(made) - _in_the_journal_of_the_hall(conference)
    removed: list[int] = []
    while loose:
        above = set(conference.sites.exclude(parent=None).values_list("parent_id", flat=True))
        level = sorted(loose - above)
        if not level:
            break
        for part in _parts(level):
            conference.sites.filter(pk__in=part).delete()
        removed += level
        loose -= set(level)
    make_room(conference, [Place(site, None) for site in conference.sites.order_by("order")])
    rest = _withdraw_again([site for site in sites if site.pk not in set(removed)])
    return removed, [site.pk for site in rest]


def _with_something(pks: Collection[int]) -> set[int]:
    """Sites that somebody has begun to prepare: rows of other tables hang on them, delegates for one."""
    found: set[int] = set()
    for relation in Site._meta.related_objects:
        model, column = relation.related_model, relation.field.attname
        if model in {Site, PinAttempts}:
            continue
        for part in _parts(sorted(pks)):
            rows = model._default_manager.filter(**{f"{column}__in": part})
            found |= set(rows.values_list(column, flat=True))
    return found


def _in_the_journal_of_the_hall(conference: Conference) -> set[int]:
    """Sites whose machines have been at the door: the record of the call will name them."""
    entries = JournalEntry.objects.filter(stream=conference.stream, kind__startswith="hall.", data__has_key="site")
    return {int(site) for site in entries.values_list("data__site", flat=True) if str(site).isdecimal()}


def _parts(numbers: Sequence[int]) -> list[Sequence[int]]:
    return [numbers[first : first + _BATCH] for first in range(0, len(numbers), _BATCH)]


def remember(
    actor: Actor,
    conference: Conference,
    kind: str,
    key: str,
    sites: Sequence[Site],
    before: Mapping[str, Any],
    made: Sequence[int] = (),
) -> SiteStep:
    return SiteStep.objects.create(
        conference=conference,
        by=actor.name[:200],
        key=key,
        kind=kind,
        sites=[site.pk for site in sites],
        made=list(made),
        before=dict(before),
    )


def _chosen(conference: Conference, pks: Collection[int | str]) -> list[Site]:
    numbers = sorted({int(pk) for pk in pks if str(pk).isdecimal()})
    return [site for part in _parts(numbers) for site in conference.sites.filter(pk__in=part).order_by("order")]


def _refuse_begun(conference: Conference) -> None:
    refuse_over(conference)
    if not conference.is_ahead:
        raise Refusal(
            "already_begun",
            _("Hội nghị đang diễn ra nên không thu hồi hay hoàn tác hàng loạt; chưa có gì thay đổi."),
            _("Thu hồi từng liên kết trên trang hội nghị."),
        )


def _no_such_site() -> Refusal:
    return Refusal("no_such_site", _("Có điểm cầu không còn trong hội nghị này."), _("Tải lại trang."), status=404)
