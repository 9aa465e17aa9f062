"""What follows when a unit ends: shown before it is done. Packages that keep something of a unit say what of theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.organs import history
from nhipcau.organs.accounts.invitations import open_at
from nhipcau.organs.models import Account, Grant, Invitation, Organ, Unit

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Following:
    """title: of what; rows: the first ones, (words, address or nothing); total: of all; advice: what to do."""

    title: str
    rows: list[tuple[str, str]]
    total: int
    advice: str


Source = Callable[[Unit, date], Following]
_others: list[Source] = []


def register(source: Source) -> None:
    """Let another package say what it keeps of a unit; called once, when its app is ready."""
    if source not in _others:
        _others.append(source)


def following(unit: Unit, on: date) -> list[Following]:
    """What somebody has to look after when `unit` ends on that day; without what there is none of."""
    found = [_people(unit), _invitations(unit), _organs(unit), *(source(unit, on) for source in _others)]
    return [one for one in found if one.total]


def _people(unit: Unit) -> Following:
    grants = Grant.objects.filter(unit__in=history.lineage(unit), account__is_active=True)
    listed = grants.select_related("account").order_by("account__search", "role")
    seen: dict[tuple[int, str], tuple[str, str]] = {}
    for one in listed:
        who: Account = one.account
        words = f"{who.get_full_name() or who.username}: {one.get_role_display()}"
        seen.setdefault((who.pk, one.role), (words, reverse("account", args=[who.pk])))
    advice = _("Vẫn xem được việc đã có của đơn vị cũ; cấp lại vai trò ở đơn vị mới cho từng người.")
    return Following(_("Tài khoản"), list(seen.values())[:MOST_SHOWN], len(seen), advice)


def _invitations(unit: Unit) -> Following:
    waiting = Invitation.objects.filter(open_at(clock.now()), unit=unit, account=None)
    rows = [
        (f"{one.name or one.email or '–'}: {one.get_role_display()}", reverse("invitation", args=[one.pk]))
        for one in waiting[:MOST_SHOWN]
    ]
    advice = _("Dẫn vào đơn vị cũ: thu hồi rồi mời lại vào đơn vị mới.")
    return Following(_("Lời mời chưa dùng"), rows, waiting.count(), advice)


def _organs(unit: Unit) -> Following:
    kept = Organ.objects.filter(keeper=unit).order_by("name")
    rows = [(one.name, reverse("organ", args=[one.pk])) for one in kept[:MOST_SHOWN]]
    advice = _("Hồ sơ chuyển sang đơn vị mới thứ nhất; sửa nơi giữ hồ sơ nếu cần.")
    return Following(_("Cơ quan"), rows, kept.count(), advice)
