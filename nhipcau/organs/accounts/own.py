"""What everybody does with his own account."""

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core.access import Actor, access_account
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.organs.accounts import people
from nhipcau.organs.logins import do_begin_login, do_forget_attempts
from nhipcau.organs.models import Account
from nhipcau.organs.sets import STREAM


def check_password(account: Account, given: str) -> None:
    """Whoever sits at an open browser must still know the password; guesses are slowed as at the door."""
    if not account.has_usable_password():
        return
    do_begin_login(account.username)
    if not account.check_password(given):
        raise Refusal(
            "wrong_password",
            _("Mật khẩu hiện tại không đúng; chưa có gì thay đổi."),
            _("Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại."),
            status=422,
        )
    do_forget_attempts(account.username)


def do_rename(actor: Actor, pk: int | str, name: str) -> Account:
    """Somebody is called otherwise, or was written down wrongly: he says so himself, or who administers him wholly."""
    family, given = people.family_and_given(name)
    with transaction.atomic():
        journal.lock(STREAM)
        if actor.kind == "account" and actor.id == str(pk):
            account = Account.objects.select_for_update().get(pk=pk)
        else:
            account = access_account(actor, pk, whole=True, lock=True)
        if (account.last_name, account.first_name) != (family, given):
            before = account.get_full_name()
            account.last_name, account.first_name = family, given
            account.save(update_fields=["last_name", "first_name"])
            detail = {"before": before, "after": account.get_full_name()}
            journal.append(STREAM, "account.renamed", {"account": account.pk}, actor, detail=detail)
    return account


def do_change_password(account: Account, current: str, chosen: str, again: str, *, keep: str = "") -> Account:
    """Another password; every login but the one with the session key `keep` ends."""
    check_password(account, current)
    if chosen != again:
        raise Refusal(
            "passwords_differ", _("Hai lần nhập mật khẩu mới không giống nhau."), _("Nhập lại cả hai ô."), status=422
        )
    with transaction.atomic():
        journal.lock(STREAM)
        changed = Account.objects.select_for_update().get(pk=account.pk)
        people.set_password(changed, chosen)
        changed.save(update_fields=["password"])
        people.end_logins(changed, but=keep)
        journal.append(STREAM, "account.password_set", {"account": account.pk}, people.actor_of_account(account))
    return changed


def do_sign_out_others(account: Account, *, keep: str) -> int:
    """End every login but this one. How many there were."""
    with transaction.atomic():
        ended = people.end_logins(account, but=keep)
        data = {"account": account.pk, "logins": ended}
        journal.append(STREAM, "account.signed_out", data, people.actor_of_account(account))
    return ended


def do_choose_language(account: Account, code: str) -> None:
    """What the pages speak to this account in a browser that has chosen nothing yet. No event: it concerns nobody."""
    if account.language != code:
        Account.objects.filter(pk=account.pk).update(language=code)
