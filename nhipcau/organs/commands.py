"""Writing units and accounts."""

from collections.abc import Mapping

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from nhipcau.core.access import Actor, system
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.organs import example
from nhipcau.organs.models import Account, Grant, Tier, Unit
from nhipcau.organs.unit_files import LANG_SON_2021, UnitFile, UnitRow, read_units

STREAM = "administration"


def do_import_units(actor: Actor, file: UnitFile) -> int:
    """Bring in the units of a file; those already there are left alone. The number of units added."""
    if actor.kind != "system":
        raise Refusal(
            "not_allowed",
            "Danh mục đơn vị chỉ được nạp từ dòng lệnh của máy chủ.",
            "Đề nghị quản trị máy chủ thực hiện.",
            status=403,
        )
    with transaction.atomic():
        units = {unit.code: unit for unit in Unit.objects.filter(valid_from=file.valid_from)}
        rows = [row for row in read_units(file) if row.code not in units]
        for tier in Tier:  # from the top down: children name their parents
            level = [_unit(row, file, units) for row in rows if row.tier == tier]
            units |= {unit.code: unit for unit in Unit.objects.bulk_create(level)}
        added = len(rows)
        if added:
            journal.append(STREAM, "units.imported", {"file": file.name, "added": added}, actor)
    return added


def _unit(row: UnitRow, file: UnitFile, units: Mapping[str, Unit]) -> Unit:
    return Unit(
        code=row.code,
        name=row.name,
        short_name=row.short_name,
        tier=row.tier,
        parent=units[row.parent_code] if row.parent_code else None,
        path=row.path,
        order=row.order,
        valid_from=file.valid_from,
        valid_to=file.valid_to,
    )


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
        )
        for role in (Grant.Role.ORGANISER, Grant.Role.OPERATOR):
            Grant.objects.create(account=account, unit=province, role=role)
        journal.append(STREAM, "account.created", {"account": account.pk, "example": True}, actor)
    return account


def do_set_password(actor: Actor, username: str, chosen: str) -> None:
    """Give an account a new password; Refusal where there is none of that name, or the password will not do."""
    if actor.kind != "system":
        raise Refusal("not_allowed", "Mật khẩu của người khác chỉ được đặt lại từ dòng lệnh của máy chủ.", status=403)
    with transaction.atomic():
        account = Account.objects.select_for_update().filter(username=username).first()
        if account is None:
            raise Refusal(
                "no_such_account", f"Không có tài khoản “{username}”.", "Kiểm tra lại tên đăng nhập.", status=404
            )
        try:
            validate_password(chosen, account)
        except ValidationError as error:
            raise Refusal(
                "weak_password", "Mật khẩu chưa được đổi: " + " ".join(error.messages), "Chọn mật khẩu khác."
            ) from None
        if chosen == example.PASSWORD:
            raise Refusal("published_password", "Mật khẩu này đã công bố, ai cũng biết.", "Chọn mật khẩu khác.")
        account.set_password(chosen)
        account.save(update_fields=["password"])
        journal.append(STREAM, "account.password_set", {"account": account.pk}, actor)
