"""Reads for the pages of accounts. A page costs the same at 12 accounts as at 3,000."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, administered_accounts, administered_invitations, reachable_unit_paths
from nhipcau.core.text import search_key
from nhipcau.journal.models import JournalEntry
from nhipcau.organs import browse
from nhipcau.organs.accounts.invitations import open_at
from nhipcau.organs.models import (
    GOES_ON,
    Account,
    Grant,
    Invitation,
    Organ,
    OrganGrant,
    SecondStep,
    Succession,
    Unit,
)
from nhipcau.organs.queries import units_at
from nhipcau.organs.sets import STREAM

MOST_UNITS = 50


@dataclass(frozen=True, slots=True)
class Held:
    """A role that an account holds. ended: the unit exists no more, so that its people are to be appointed anew; now:
    what it has become, by name."""

    unit: Unit
    role: str
    words: str
    ended: bool
    withdrawable: bool
    now: str = ""


@dataclass(frozen=True, slots=True)
class HeldAtOrgan:
    """A role that reaches the sites of one organ."""

    organ: Organ
    role: str
    words: str
    withdrawable: bool


@dataclass(frozen=True, slots=True)
class AccountRow:
    account: Account
    held: list[Held]
    at_organs: list[HeldAtOrgan]
    second_step: bool

    @property
    def count(self) -> int:
        return len(self.held) + len(self.at_organs)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of an account's history."""

    at: Any
    who: str
    words: str


def accounts(
    actor: Actor, words: str = "", unit: Unit | None = None, state: str = "", role: str = ""
) -> QuerySet[Account]:
    """Accounts that `actor` administers: by words of the name, by unit, by state (active, suspended), by role."""
    listed = administered_accounts(actor)
    if words.strip():
        listed = listed.filter(search__contains=search_key(words))
    if unit is not None:
        granted = Grant.objects.filter(account=OuterRef("pk"), unit__path__startswith=unit.path)
        at_organs = OrganGrant.objects.filter(account=OuterRef("pk"), organ__keeper__path__startswith=unit.path)
        listed = listed.filter(Q(unit__path__startswith=unit.path) | Exists(granted) | Exists(at_organs))
    if state in {"active", "suspended"}:
        listed = listed.filter(is_active=state == "active")
    if role:
        here = {"account": OuterRef("pk"), "role": role}
        listed = listed.filter(Exists(Grant.objects.filter(**here)) | Exists(OrganGrant.objects.filter(**here)))
    return listed.order_by("search", "pk")


def rows(actor: Actor, listed: Sequence[Account]) -> list[AccountRow]:
    """With their roles, in as many queries as for one."""
    of_account: dict[int, list[Grant]] = {}
    for grant in Grant.objects.filter(account__in=listed).select_related("unit").order_by("unit__path", "role"):
        of_account.setdefault(grant.account_id, []).append(grant)
    at_organs: dict[int, list[OrganGrant]] = {}
    for one in OrganGrant.objects.filter(account__in=listed).select_related("organ__keeper").order_by("organ", "role"):
        at_organs.setdefault(one.account_id, []).append(one)
    guarded = set(
        SecondStep.objects.filter(account__in=listed, confirmed_at__isnull=False).values_list("account_id", flat=True)
    )
    gone_on = _gone_on(grant.unit_id for grants in of_account.values() for grant in grants)
    became = _became(gone_on)
    paths = None if actor.kind == "system" else reachable_unit_paths(actor, Need.ADMINISTER)
    today = browse.today()
    return [
        AccountRow(
            account,
            _held(of_account.get(account.pk, []), gone_on, became, paths, today),
            [
                HeldAtOrgan(one.organ, one.role, one.get_role_display(), _lies_in(one.organ.keeper, paths))
                for one in at_organs.get(account.pk, [])
            ],
            account.pk in guarded,
        )
        for account in listed
    ]


def _lies_in(unit: Unit, paths: list[str] | None) -> bool:
    """paths: of the units that somebody administers; None: all."""
    return paths is None or any(unit.path.startswith(path) for path in paths)


def _held(
    grants: Sequence[Grant], gone_on: dict[int, int], became: dict[int, str], paths: list[str] | None, today: date
) -> list[Held]:
    """A role at a unit that was renamed stands once, under the name of today."""
    has = {(grant.unit_id, grant.role) for grant in grants}
    return [
        Held(
            grant.unit,
            grant.role,
            grant.get_role_display(),
            grant.unit.valid_to is not None and grant.unit.valid_to <= today and grant.unit_id in gone_on,
            _lies_in(grant.unit, paths),
            became.get(grant.unit_id, ""),
        )
        for grant in grants
        if (gone_on.get(grant.unit_id), grant.role) not in has
    ]


def _gone_on(units: Iterable[int]) -> dict[int, int]:
    """What became of those units: the same under another name, or the one that took their place (0: nothing)."""
    found: dict[int, int] = {}
    for before, after, kind in Succession.objects.filter(before__in=set(units)).values_list("before", "after", "kind"):
        found[before] = after if kind in GOES_ON else found.get(before, 0)
    return found


def _became(units: Iterable[int]) -> dict[int, str]:
    """Names of what took the place of those units."""
    ties = Succession.objects.filter(before__in=set(units), after__isnull=False).order_by("after__order", "after")
    names: dict[int, list[str]] = {}
    for before, name in ties.values_list("before", "after__name"):
        names.setdefault(before, []).append(name)
    return {before: ", ".join(found) for before, found in names.items()}


def open_invitations(actor: Actor, unit: Unit | None = None) -> QuerySet[Invitation]:
    """Those to roles that wait for an answer, the latest first."""
    found = administered_invitations(actor).filter(open_at(clock.now()), account=None)
    if unit is not None:
        found = found.filter(unit__path__startswith=unit.path)
    return found.select_related("unit", "organ", "made_by")


def units_to_choose(actor: Actor, words: str) -> list[Unit]:
    """Units that `actor` administers whose name or code holds the words; without words the highest ones."""
    day = browse.default_day()
    reach = Q(pk__in=[])
    for path in reachable_unit_paths(actor, Need.ADMINISTER):
        reach |= Q(path__startswith=path)
    units = units_at(day).filter(reach).select_related("parent__parent")
    if words.strip():
        key = search_key(words)
        units = units.filter(Q(search__contains=key) | Q(code=key))
    return list(units.order_by("path")[:MOST_UNITS])


def history_of(account: Account, most: int = 20) -> list[Event]:
    """What the journal says of an account, the latest first."""
    entries = JournalEntry.objects.filter(stream=STREAM, kind__in=_WORDS, data__account=account.pk).order_by("-seq")
    listed = list(entries[:most])
    names = names_of(entry.actor for entry in listed)
    organs = Organ.objects.in_bulk({e.data["organ"] for e in listed if e.data.get("organ")})
    units = dict(
        Unit.objects.filter(pk__in=[e.data.get("unit") for e in listed if e.data.get("unit")]).values_list("pk", "name")
    )
    roles = dict(Grant.Role.choices)
    return [
        Event(
            entry.at,
            names[entry.actor],
            str(_WORDS[entry.kind])
            % {
                "role": roles.get(entry.data.get("role", ""), ""),
                "unit": organs.get(entry.data.get("organ"), None) or units.get(entry.data.get("unit"), ""),
            },
        )
        for entry in listed
    ]


_WORDS = {
    "account.created": gettext_lazy("Tạo tài khoản"),
    "invitation.accepted": gettext_lazy("Nhận lời mời: %(role)s, %(unit)s"),
    "role.granted": gettext_lazy("Được cấp vai trò %(role)s, %(unit)s"),
    "role.withdrawn": gettext_lazy("Bị thu hồi vai trò %(role)s, %(unit)s"),
    "organ_role.granted": gettext_lazy("Được cấp vai trò %(role)s, %(unit)s"),
    "organ_role.withdrawn": gettext_lazy("Bị thu hồi vai trò %(role)s, %(unit)s"),
    "account.renamed": gettext_lazy("Đổi họ tên"),
    "account.suspended": gettext_lazy("Tạm khóa"),
    "account.reactivated": gettext_lazy("Mở khóa"),
    "account.password_offered": gettext_lazy("Được cấp đường liên kết đặt lại mật khẩu"),
    "account.password_set": gettext_lazy("Đặt mật khẩu mới"),
    "account.signed_out": gettext_lazy("Đăng xuất khỏi mọi thiết bị"),
    "account.identity_linked": gettext_lazy("Nối với tài khoản đăng nhập của cơ quan"),
    "second_step.set_up": gettext_lazy("Bật xác thực hai bước"),
    "second_step.removed": gettext_lazy("Tắt xác thực hai bước"),
    "second_step.reset": gettext_lazy("Xác thực hai bước được đặt lại"),
    "recovery_codes.made": gettext_lazy("Lấy mã dự phòng mới"),
    "recovery_code.used": gettext_lazy("Dùng một mã dự phòng"),
}


def names_of(references: Iterable[str]) -> dict[str, str]:
    """Journal references of actors, in words."""
    wanted = set(references)
    pks = [ref.partition(":")[2] for ref in wanted if ref.startswith("account:")]
    known = {
        f"account:{account.pk}": account.get_full_name() or account.username
        for account in Account.objects.filter(pk__in=pks)
    }
    return {ref: known.get(ref, _("Hệ thống") if ref.startswith("system:") else ref) for ref in wanted}
