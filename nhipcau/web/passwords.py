"""A new password for an account, from the command line."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command

from nhipcau.core.errors import Refusal
from nhipcau.organs import commands, example
from nhipcau.organs.models import Account


def change_password(username: str, chosen: str) -> None:
    """Set the password of `username`; Refusal where there is no such account or the password is too easy.

    Works before the first start as well: whoever wants to serve others sets it before anything listens.
    """
    call_command("migrate", interactive=False, verbosity=0)
    commands.do_prepare_example()
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise Refusal("no_such_account", f"Không có tài khoản “{username}”.", "Kiểm tra lại tên đăng nhập.", status=404)
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
