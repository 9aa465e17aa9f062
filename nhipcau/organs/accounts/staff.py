"""What administrators do with accounts: roles given and withdrawn, accounts suspended and taken back."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nhipcau.core.access import Actor, Need, access_account, access_unit
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.organs import history
from nhipcau.organs.accounts import people, second_step
from nhipcau.organs.models import Account, Grant, Unit
from nhipcau.organs.sets import STREAM


def do_grant_role(actor: Actor, pk: int | str, unit_pk: int | str, role: str) -> Grant:
    """The account holds that role at a unit which `actor` administers, so that nobody gives more than he has."""
    with transaction.atomic():
        journal.lock(STREAM)
        account = access_account(actor, pk)
        unit = access_unit(actor, unit_pk, Need.ADMINISTER)
        if role not in Grant.Role.values:
            raise Refusal("no_role", _("Chưa chọn vai trò."), _("Chọn một vai trò trong danh sách."), status=422)
        grant, new = Grant.objects.get_or_create(account=account, unit=unit, role=role)
        if new:
            second_step.ask_for(account)
            journal.append(STREAM, "role.granted", {"account": account.pk, "unit": unit.pk, "role": role}, actor)
    return grant


def do_withdraw_role(actor: Actor, pk: int | str, unit_pk: int | str, role: str) -> Account:
    """The account holds that role at the unit no more, whatever the unit was called before or is called now."""
    with transaction.atomic():
        journal.lock(STREAM)
        account = access_account(actor, pk)
        unit = access_unit(actor, unit_pk, Need.ADMINISTER)
        held = account.grants.filter(unit__in=history.lineage(unit), role=role)
        if not held.exists():
            return account
        if role == Grant.Role.ADMINISTRATOR and account.is_active:
            _refuse_without_administrator([unit], held)
        held.delete()
        journal.append(STREAM, "role.withdrawn", {"account": account.pk, "unit": unit.pk, "role": role}, actor)
    return account


def do_suspend(actor: Actor, pk: int | str) -> Account:
    """The account can do nothing and is signed out everywhere; its roles stay for the day it is taken back."""
    with transaction.atomic():
        journal.lock(STREAM)
        account = access_account(actor, pk, whole=True, lock=True)
        if actor.kind == "account" and actor.id == str(account.pk):
            raise Refusal(
                "oneself",
                _("Bạn không tự khóa tài khoản của mình được."),
                _("Đề nghị một quản trị khác của đơn vị, hoặc đăng xuất khỏi mọi thiết bị ở trang của bạn."),
            )
        if not account.is_active:
            return account
        administered = account.grants.filter(role=Grant.Role.ADMINISTRATOR).select_related("unit")
        _refuse_without_administrator([grant.unit for grant in administered], administered)
        account.is_active = False
        account.save(update_fields=["is_active"])
        people.end_logins(account)
        journal.append(STREAM, "account.suspended", {"account": account.pk}, actor)
    return account


def do_reactivate(actor: Actor, pk: int | str) -> Account:
    """The account may sign in again, with the roles it had."""
    with transaction.atomic():
        journal.lock(STREAM)
        account = access_account(actor, pk, whole=True, lock=True)
        if not account.is_active:
            account.is_active = True
            account.save(update_fields=["is_active"])
            journal.append(STREAM, "account.reactivated", {"account": account.pk}, actor)
    return account


def do_sign_out_everywhere(actor: Actor, pk: int | str) -> int:
    """End all logins of an account. How many there were."""
    with transaction.atomic():
        journal.lock(STREAM)
        account = access_account(actor, pk, whole=True)
        ended = people.end_logins(account)
        journal.append(STREAM, "account.signed_out", {"account": account.pk, "logins": ended}, actor)
    return ended


def _refuse_without_administrator(units: list[Unit], leaving: QuerySet[Grant]) -> None:
    """Each unit keeps somebody who administers it or a unit above it, so that nobody is shut out for good."""
    others = Grant.objects.filter(role=Grant.Role.ADMINISTRATOR, account__is_active=True).exclude(pk__in=leaving)
    paths = set(others.values_list("unit__path", flat=True))
    for unit in units:
        rows = Unit.objects.filter(pk__in=history.lineage(unit)).values_list("path", flat=True)
        if not any(row.startswith(path) for row in rows for path in paths):
            raise Refusal(
                "last_administrator",
                _("Đây là quản trị cuối cùng của %(unit)s; chưa có gì thay đổi.") % {"unit": unit.name},
                _("Cấp vai trò Quản trị cho người khác trước, rồi làm lại."),
            )
