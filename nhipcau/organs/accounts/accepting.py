"""Coming in by an invitation: with a password, by the office's own sign-in service, or with the account one has."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.organs.accounts import people, second_step
from nhipcau.organs.accounts.invitations import invitation_behind
from nhipcau.organs.models import Account, ExternalIdentity, Grant, Invitation, OrganGrant
from nhipcau.organs.sets import STREAM


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is at the office's own sign-in service, which has just said so."""

    issuer: str
    subject: str
    email: str = ""
    name: str = ""


def do_accept(token: str, username: str, name: str, password: str) -> Account:
    """A new account with the invitation's role. name: as it is called, family name first."""
    with transaction.atomic():
        journal.lock(STREAM)
        invitation = _to_a_role(token)
        account = people.new_account(username, name, invitation.unit, invitation.email)
        people.set_password(account, password)
        account.save()
        _take(invitation, account)
    return account


def do_accept_with(token: str, identity: Identity, name: str) -> Account:
    """A new account without a password, signed in to by the office's own service."""
    with transaction.atomic():
        journal.lock(STREAM)
        invitation = _to_a_role(token)
        if invitation.email and invitation.email != identity.email.lower():
            raise Refusal(
                "meant_for_another",
                _("Lời mời này dành cho một địa chỉ thư khác với tài khoản bạn vừa đăng nhập; lời mời vẫn còn nguyên."),
                _("Đăng nhập bằng tài khoản có địa chỉ thư được mời, hoặc đề nghị người mời gửi lời mời khác."),
                status=403,
            )
        account = people.new_account(
            people.free_username(identity.email or name), name, invitation.unit, invitation.email
        )
        account.set_unusable_password()
        account.save()
        ExternalIdentity.objects.create(
            account=account, issuer=identity.issuer, subject=identity.subject, linked_at=clock.now()
        )
        _take(invitation, account)
    return account


def do_take_role(actor: Actor, token: str) -> Account:
    """Who has an account already takes the invitation's role on top of what it holds."""
    with transaction.atomic():
        journal.lock(STREAM)
        invitation = _to_a_role(token)
        account = Account.objects.filter(pk=actor.id if actor.kind == "account" else None, is_active=True).first()
        if account is None:
            raise Refusal("login_required", _("Bạn chưa đăng nhập."), _("Đăng nhập rồi mở lại lời mời."), status=401)
        _take(invitation, account)
    return account


def do_choose_new_password(token: str, password: str) -> Account:
    """The owner of an account chooses another password by the link that was made for it; all its logins end."""
    with transaction.atomic():
        journal.lock(STREAM)
        invitation = invitation_behind(token, lock=True)
        account = invitation.account
        if account is None or not account.is_active:
            raise _not_in_use()
        people.set_password(account, password)
        account.save(update_fields=["password"])
        people.end_logins(account)
        _use(invitation, account)
        journal.append(STREAM, "account.password_set", {"account": account.pk}, people.actor_of_account(account))
    return account


def _take(invitation: Invitation, account: Account) -> None:
    if invitation.organ is None:
        Grant.objects.get_or_create(account=account, unit=invitation.unit, role=invitation.role)
    else:
        OrganGrant.objects.get_or_create(account=account, organ=invitation.organ, role=invitation.role)
    _use(invitation, account)
    second_step.ask_for(account)
    data = {"invitation": invitation.pk, "account": account.pk, "unit": invitation.unit_id, "role": invitation.role}
    data |= {"organ": invitation.organ_id} if invitation.organ_id is not None else {}
    journal.append(
        STREAM,
        "invitation.accepted",
        data,
        people.actor_of_account(account),
        detail={"username": account.username, "name": account.get_full_name()},
    )


def _use(invitation: Invitation, account: Account) -> None:
    invitation.used_at, invitation.used_by = clock.now(), account
    invitation.save(update_fields=["used_at", "used_by"])


def _to_a_role(token: str) -> Invitation:
    invitation = invitation_behind(token, lock=True)
    if not invitation.role:
        raise _not_in_use()
    return invitation


def _not_in_use() -> Refusal:
    return Refusal(
        "invitation_withdrawn", _("Đường liên kết này không dùng được nữa."), _("Đề nghị quản trị cấp lại."), status=410
    )
