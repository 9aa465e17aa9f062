"""Taking somebody off a site's list, and putting them back as they were.

Who it was stands in the journal's detail until the purge; nowhere else is a person kept that was taken off.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Site
from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.journal.models import JournalDetail, JournalEntry
from nhipcau.preparation import rounds
from nhipcau.preparation.answering import locked_own_site
from nhipcau.preparation.delegates import (
    PersonRow,
    is_late,
    listed,
    refuse_over_quota,
    refuse_repeated,
    row_of,
    tell,
)
from nhipcau.preparation.models import Category, Delegate, SiteAnswer, StandingMember

_REMOVED: Final = "delegates.removed"
_RESTORED: Final = "delegates.restored"
_SHOWN: Final = 5


def do_remove_delegate(actor: Actor, site_pk: int | str, pk: int | str) -> PersonRow:
    """Take somebody off the list; the row as it was. `do_restore_delegate` puts it back."""
    received = clock.now()
    with transaction.atomic():
        site = locked_own_site(actor, site_pk)
        opened = rounds.round_of(site.conference)
        one = listed(site, pk)
        late = is_late(actor, opened, received)
        substitute = Delegate.objects.filter(substitute_for=one).values_list("pk", flat=True).first()
        was = {
            "category": one.category_id,
            "member": one.member_id,
            "order": one.order,
            "chairs": one.chairs,
            "absent": one.absent,
            "substitute_for": one.substitute_for.pk if one.substitute_for is not None else None,
            "substitute": substitute,
        }
        tell(actor, site, _REMOVED, [one], late=late, was=was)
        row = row_of(one)
        one.delete()
    return row


@dataclass(frozen=True, slots=True)
class Removal:
    """Somebody taken off a list. seq: of the journal entry that says so."""

    seq: int
    name: str
    position: str


def last_removals(site: Site) -> list[Removal]:
    """The last ones that can be put back, the latest first. Two queries."""
    entries = list(_of(site, _REMOVED).order_by("-seq")[:_SHOWN])
    if not entries:
        return []
    back = set(_of(site, _RESTORED).filter(seq__gt=entries[-1].seq).values_list("data__removal", flat=True))
    there = set(site.delegates.values_list("key", flat=True))
    found: list[Removal] = []
    for entry in entries:
        person = _person(entry)
        if entry.seq not in back and person is not None and person.identity not in there:
            found.append(Removal(entry.seq, person.name, person.position))
    return found


def _of(site: Site, kind: str) -> Any:
    rows = JournalEntry.objects.filter(stream=site.conference.stream, kind=kind, data__site=site.pk)
    return rows.select_related("detail")


def _person(entry: JournalEntry) -> PersonRow | None:
    """Who it was; None once that has been purged, and for removals that kept nothing to put back."""
    words = _words(entry)
    if not words or "was" not in entry.data:
        return None
    name, position, office, phone, _reason = words
    return PersonRow(name, position, office, phone)


def _words(entry: JournalEntry) -> list[str]:
    """Name, position, office, telephone, why absent; nothing once they have been purged."""
    detail: JournalDetail | None = getattr(entry, "detail", None)
    data: dict[str, list[list[str]]] | None = None if detail is None else detail.data
    return data["people"][0] if data else []


def do_restore_delegate(actor: Actor, site_pk: int | str, seq: int) -> Delegate:
    """Put somebody back on the list: the same words, place, category, absence, substitute, as far as these are free."""
    received = clock.now()
    with transaction.atomic():
        site = locked_own_site(actor, site_pk)
        opened = rounds.round_of(site.conference)
        entry = _of(site, _REMOVED).filter(seq=seq).first()
        person = None if entry is None else _person(entry)
        if entry is None or person is None or _of(site, _RESTORED).filter(data__removal=seq).exists():
            raise Refusal(
                "nothing_to_restore",
                _("Không còn gì để đưa trở lại: người này đã được đưa lại rồi, hoặc dữ liệu đã xóa theo hạn."),
                _("Tải lại trang; cần thì nhập lại."),
                status=409,
            )
        was, late = entry.data["was"], is_late(actor, opened, received)
        category = Category.objects.filter(round=opened, pk=was["category"] or 0).first()
        refuse_repeated(site, [person])
        if category is not None and not was["absent"]:
            refuse_over_quota(opened, site, [category.pk])
        one = Delegate.objects.create(
            site=site,
            order=_free_place(site, was["order"]),
            name=person.name,
            position=person.position,
            office=person.office,
            phone=person.phone,
            category=category,
            member=StandingMember.objects.filter(pk=was["member"] or 0).first(),
            absent=was["absent"],
            reason=_words(entry)[4] if was["absent"] else "",
            chairs=was["chairs"] and not site.delegates.filter(chairs=True).exists(),
            key=person.identity,
        )
        _tie(site, one, was)
        if late:
            SiteAnswer.objects.update_or_create(site=site, defaults={"late": True})
        tell(actor, site, _RESTORED, [one], late=late, removal=seq)
    return one


def _free_place(site: Site, place: int) -> int:
    if not site.delegates.filter(order=place).exists():
        return place
    return (site.delegates.aggregate(last=Max("order"))["last"] or 0) + 1


def _tie(site: Site, one: Delegate, was: Mapping[str, Any]) -> None:
    """Who goes for whom, where both are there and neither has found somebody else since."""
    for_whom = site.delegates.filter(pk=was["substitute_for"] or 0, absent=True, substitute=None).first()
    if for_whom is not None:
        one.substitute_for = for_whom
        one.save(update_fields=["substitute_for"])
    site.delegates.filter(pk=was["substitute"] or 0, substitute_for=None).update(substitute_for=one)
