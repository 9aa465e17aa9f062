"""Who sits at a site: added, corrected, absent with a reason, gone instead of somebody, chairing there."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Site
from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc, search_key
from nhipcau.journal import record as journal
from nhipcau.preparation import phones, rounds
from nhipcau.preparation.answering import in_time, locked_own_site
from nhipcau.preparation.models import Category, Delegate, Quota, Round, SiteAnswer, StandingMember

MOST_AT_A_SITE: Final = 2000
_LENGTHS: Final = {"name": 200, "position": 300, "office": 300}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody as written. category: pk; member: pk of the standing list's row it comes from."""

    name: str
    position: str = ""
    office: str = ""
    phone: str = ""
    category: int | None = None
    member: int | None = None

    @property
    def identity(self) -> str:
        return f"{search_key(self.name)}|{search_key(self.position)}"[:200]


def person_of(one: PersonRow | Delegate) -> tuple[str, str]:
    """Name and telephone: whose are the same is the same, whatever the position is called today."""
    return search_key(one.name), re.sub(r"\D", "", one.phone)


def clean(row: PersonRow) -> PersonRow:
    """As it is kept. Refusal `no_name` or `bad_phone` (422)."""
    values = {name: nfc(" ".join(getattr(row, name).split()))[:length] for name, length in _LENGTHS.items()}
    if not any(letter.isalpha() for letter in values["name"]):
        raise Refusal("no_name", _("Chưa ghi họ tên đại biểu."), _("Ghi họ tên rồi bấm lại."), status=422)
    return replace(row, **values, phone=phones.read(row.phone))


def do_add_delegates(actor: Actor, site_pk: int | str, rows: Sequence[PersonRow]) -> list[Delegate]:
    """Add people to a site's list; all or none. The same people sent twice are there once, and nothing is refused.
    Refusal `already_listed` where somebody else's row has that name, `over_quota` where a category is full."""
    received = clock.now()
    wanted = [clean(row) for row in rows]
    with transaction.atomic():
        site = locked_own_site(actor, site_pk)
        opened = rounds.round_of(site.conference)
        held = _sent_before(site, wanted)
        if held:
            return held
        _refuse_same_person(site, wanted)
        late = is_late(actor, opened, received)
        return add_delegates(actor, opened, site, wanted, late=late)


def _refuse_same_person(site: Site, rows: Sequence[PersonRow]) -> None:
    there = {person_of(one): one for one in site.delegates.exclude(phone="")}
    for row in rows:
        held = there.get(person_of(row)) if row.phone else None
        if held is not None and held.key != row.identity:
            raise Refusal(
                "already_listed",
                _("%(name)s, %(phone)s đã có trong danh sách (chức vụ “%(position)s”); chưa thêm ai.")
                % {"name": held.name, "phone": held.phone, "position": held.position or "–"},
                _("Sửa chức vụ ở dòng của người đó; là hai người khác nhau thì ghi hai số điện thoại."),
                status=422,
            )


def _sent_before(site: Site, rows: Sequence[PersonRow]) -> list[Delegate]:
    """The delegates that those rows made, where each of them stands on the list exactly so; else nothing."""
    by_key = {one.key: one for one in site.delegates.filter(key__in=[row.identity for row in rows])}
    held = [by_key.get(row.identity) for row in rows]
    same = [one for one, row in zip(held, rows, strict=True) if one is not None and row_of(one) == row]
    return same if len(same) == len(rows) else []


def row_of(one: Delegate) -> PersonRow:
    return PersonRow(one.name, one.position, one.office, one.phone, one.category_id, one.member_id)


def is_late(actor: Actor, opened: Round, received: datetime) -> bool:
    """Whether a change to a list comes late; Refusal where it may not come any more."""
    return not in_time(actor, opened, rounds.dues(opened).delegates, received, _("báo đại biểu"))


def add_delegates(actor: Actor, opened: Round, site: Site, rows: Sequence[PersonRow], *, late: bool) -> list[Delegate]:
    """As `do_add_delegates`, for commands that have looked at rights and hold the conference; rows are clean."""
    refuse_repeated(site, rows)
    refuse_over_quota(opened, site, [row.category for row in rows])
    standing = site.delegates.aggregate(last=Max("order"))["last"]
    first = 0 if standing is None else standing + 1
    if first + len(rows) > MOST_AT_A_SITE:
        raise Refusal(
            "too_many_delegates",
            _("Một điểm cầu có nhiều nhất %(most)s đại biểu; chưa thêm ai.") % {"most": MOST_AT_A_SITE},
            _("Kiểm tra lại danh sách."),
            status=422,
        )
    made = Delegate.objects.bulk_create(
        [
            Delegate(
                site=site,
                order=first + place,
                name=row.name,
                position=row.position,
                office=row.office,
                phone=row.phone,
                category_id=row.category,
                member_id=row.member,
                key=row.identity,
            )
            for place, row in enumerate(rows)
        ],
        batch_size=500,
    )
    if late:
        SiteAnswer.objects.update_or_create(site=site, defaults={"late": True})
    tell(actor, site, "delegates.added", made, late=late)
    return made


def tell(actor: Actor, site: Site, kind: str, people: Iterable[Delegate], **more: object) -> None:
    """The journal's entry of a change to the list: ids in its data, people in its detail."""
    people = list(people)
    journal.append(
        site.conference.stream,
        kind,
        {"site": site.pk, "delegates": [one.pk for one in people], **more},
        actor,
        detail={"people": [[one.name, one.position, one.office, one.phone, one.reason] for one in people]},
    )


def refuse_repeated(site: Site, rows: Sequence[PersonRow]) -> None:
    there = set(site.delegates.values_list("key", flat=True))
    seen: set[str] = set()
    repeated = []
    for row in rows:
        if row.identity in there or row.identity in seen:
            repeated.append(row.name)
        seen.add(row.identity)
    if repeated:
        raise Refusal(
            "already_listed",
            _("Đã có trong danh sách: %(names)s. Chưa thêm ai trong lần gửi này.") % {"names": ", ".join(repeated[:5])},
            _("Hai người trùng họ tên thì ghi thêm chức vụ để phân biệt."),
            status=422,
        )


def quotas_of(opened: Round, site: Site) -> dict[int, int]:
    """By category: how many the site may send; nothing where that is not limited."""
    mosts = dict(opened.categories.exclude(most=None).values_list("pk", "most"))
    own = Quota.objects.filter(site=site, category__round=opened).values_list("category_id", "most")
    return {pk: most for pk, most in (mosts | dict(own)).items() if most is not None}


def refuse_over_quota(opened: Round, site: Site, categories: Iterable[int | None]) -> None:
    """Also where a category is of another conference or of another tier."""
    coming: dict[int, int] = {}
    for pk in categories:
        if pk is not None:
            coming[pk] = coming.get(pk, 0) + 1
    if not coming:
        return
    held = {one.pk: one for one in opened.categories.filter(pk__in=coming)}
    mosts = quotas_of(opened, site)
    for pk, count in coming.items():
        if pk not in held or held[pk].tier not in {"", site.tier}:
            raise Refusal(
                "no_such_category", _("Không có thành phần này."), _("Tải lại trang rồi chọn lại."), status=422
            )
        there = site.delegates.filter(category=pk, absent=False).count()
        if pk in mosts and there + count > mosts[pk]:
            raise Refusal(
                "over_quota",
                _(
                    "“%(category)s” được cử nhiều nhất %(most)s người; đã có %(there)s, lần gửi này thêm "
                    "%(count)s. Chưa thêm ai."
                )
                % {"category": _short(held[pk]), "most": mosts[pk], "there": there, "count": count},
                _("Bớt người, chọn thành phần khác, hoặc đề nghị đơn vị chủ trì tăng số lượng."),
                status=422,
            )


def _short(category: Category) -> str:
    return category.name if len(category.name) <= 80 else f"{category.name[:79]}…"


def listed(site: Site, pk: int | str) -> Delegate:
    """Refusal `no_such_delegate` (404) where the site's list has no such row."""
    found = site.delegates.select_related("substitute_for").filter(pk=pk).first()
    if found is None:
        raise Refusal("no_such_delegate", _("Không có đại biểu này trong danh sách."), _("Tải lại trang."), status=404)
    return found


def do_change_delegate(actor: Actor, site_pk: int | str, pk: int | str, row: PersonRow) -> Delegate:
    """Correct what is written of somebody."""
    received = clock.now()
    wanted = clean(row)
    with transaction.atomic():
        site = locked_own_site(actor, site_pk)
        opened = rounds.round_of(site.conference)
        one = listed(site, pk)
        late = is_late(actor, opened, received)
        if wanted.category != one.category_id and not one.absent:
            refuse_over_quota(opened, site, [wanted.category])
        if wanted.identity != one.key:
            refuse_repeated(site, [wanted])
        one.name, one.position, one.office, one.phone = wanted.name, wanted.position, wanted.office, wanted.phone
        one.category_id, one.key = wanted.category, wanted.identity
        one.save()
        tell(actor, site, "delegates.changed", [one], late=late)
    return one


def do_set_absent(
    actor: Actor, site_pk: int | str, pk: int | str, *, absent: bool, reason: str = "", instead: PersonRow | None = None
) -> Delegate:
    """Somebody will not come, and why; `instead` goes in that place, in the same category. Also after the deadline:
    people fall ill on the last day."""
    reason = nfc(" ".join(reason.split()))[:300]
    if absent and not reason:
        raise Refusal("no_reason", _("Chưa ghi lý do vắng."), _("Ghi lý do, ví dụ “đi công tác”."), status=422)
    with transaction.atomic():
        site = locked_own_site(actor, site_pk)
        opened = rounds.round_of(site.conference)
        one = listed(site, pk)
        if not absent and one.absent:
            refuse_over_quota(opened, site, [one.category_id])
        one.absent, one.reason = absent, reason if absent else ""
        one.chairs = one.chairs and not absent
        one.save()
        tell(actor, site, "delegates.absent" if absent else "delegates.coming", [one])
        if absent and instead is not None and instead.name.strip():
            row = replace(clean(instead), category=one.category_id)
            made = add_delegates(actor, opened, site, [row], late=False)
            Delegate.objects.filter(pk=made[0].pk).update(substitute_for=one)
            tell(actor, site, "delegates.substituted", made, substitute_for=one.pk)
    return one


def do_set_chair(actor: Actor, site_pk: int | str, pk: int | str | None) -> None:
    """Who chairs at the site: one of its list, or nobody any more."""
    with transaction.atomic():
        site = locked_own_site(actor, site_pk)
        chosen = None if pk is None else listed(site, pk)
        if chosen is not None and chosen.absent:
            raise Refusal(
                "absent_chair",
                _("%(name)s báo vắng nên không chủ trì được.") % {"name": chosen.name},
                _("Chọn người khác."),
                422,
            )
        site.delegates.filter(chairs=True).update(chairs=False)
        if chosen is not None:
            site.delegates.filter(pk=chosen.pk).update(chairs=True)
        tell(actor, site, "delegates.chair_set", [] if chosen is None else [chosen])


def row_of_member(member: StandingMember, category: int | None) -> PersonRow:
    return PersonRow(member.name, member.position, member.office, member.phone, category, member.pk)
