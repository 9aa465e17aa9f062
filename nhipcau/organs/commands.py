"""Writing accounts, and the example of a first start."""

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core.access import Actor, system
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.organs import example
from nhipcau.organs.accounts import people
from nhipcau.organs.models import Account, Grant, Unit
from nhipcau.organs.sets import STREAM, do_import_units
from nhipcau.organs.unit_files import LANG_SON_2021
from nhipcau.organs.usual import do_enter_usual_organs


def do_prepare_example() -> Account:
    """The living example of a first start: Lạng Sơn as of 2021 and an account that may do everything there.

    Running it again changes nothing; a password that somebody has changed stays as it is.
    """
    actor = system("example")
    do_import_units(actor, LANG_SON_2021)
    with transaction.atomic():
        province = Unit.objects.get(path=example.UNIT_PATH)
        account = Account.objects.filter(username=example.USERNAME).first()
        if account is not None:
            return account
        account = Account.objects.create_user(
            example.USERNAME,
            password=example.PASSWORD,
            last_name=example.LAST_NAME,
            first_name=example.FIRST_NAME,
            is_example=True,
            unit=province,
        )
        for role in (Grant.Role.ADMINISTRATOR, Grant.Role.ORGANISER, Grant.Role.OPERATOR):
            Grant.objects.create(account=account, unit=province, role=role)
        do_enter_usual_organs(actor, province.pk, province.valid_from)
        journal.append(STREAM, "account.created", {"account": account.pk, "example": True}, actor)
    return account


def do_set_password(actor: Actor, username: str, chosen: str) -> Account:
    """Give an account a new password; Refusal where there is none of that name, or the password will not do."""
    if actor.kind != "system":
        raise Refusal(
            "not_allowed", _("Mật khẩu của người khác chỉ được đặt lại từ dòng lệnh của máy chủ."), status=403
        )
    with transaction.atomic():
        account = Account.objects.select_for_update().filter(username=username).first()
        if account is None:
            raise Refusal(
                "no_such_account",
                _("Không có tài khoản “%(username)s”.") % {"username": username},
                _("Kiểm tra lại tên đăng nhập."),
                status=404,
            )
        people.set_password(account, chosen)
        account.save(update_fields=["password"])
        journal.append(STREAM, "account.password_set", {"account": account.pk}, actor)
    return account
