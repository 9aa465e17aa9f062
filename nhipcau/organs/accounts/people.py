"""The account itself: its names, its password, its logins."""

import re

from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc, search_key
from nhipcau.organs.models import Account, Unit

_MOST_LETTERS = 150
_USERNAME = re.compile(r"[\w.@+-]{3,60}\Z")


def actor_of_account(account: Account) -> Actor:
    """The account as the one who acts."""
    return Actor("account", str(account.pk), account.get_full_name() or account.username)


def clean_name(text: str) -> str:
    """A person's name as it is kept: composed, single spaces."""
    name = nfc(" ".join(text.split()))
    if len(name) > _MOST_LETTERS:
        raise Refusal("long_name", _("Họ và tên dài quá 150 ký tự."), _("Ghi ngắn lại."), status=422)
    return name


def family_and_given(text: str) -> tuple[str, str]:
    """`Nông Văn Thử` → (`Nông Văn`, `Thử`); Refusal where there is no name."""
    name = clean_name(text)
    if not name:
        raise Refusal("no_name", _("Chưa ghi họ và tên."), _("Ghi họ và tên như trong danh sách cơ quan."), status=422)
    family, _gap, given = name.rpartition(" ")
    return family, given


def new_account(username: str, name: str, unit: Unit, email: str = "") -> Account:
    """An account that is not saved yet. Refusal where the name of it will not do, or somebody has it."""
    username = nfc(username.strip())
    family, given = family_and_given(name)
    if not _USERNAME.match(username):
        raise Refusal(
            "bad_username",
            _("Tên đăng nhập có từ 3 đến 60 ký tự, gồm chữ, số và các dấu . @ + - _, không có dấu cách."),
            _("Chọn tên đăng nhập khác, ví dụ: nguyen.van.thu"),
            status=422,
        )
    username = Account.normalize_username(username)
    if Account.objects.filter(username__iexact=username).exists():
        raise Refusal(
            "username_taken",
            _("Tên đăng nhập “%(username)s” đã có người dùng.") % {"username": username},
            _("Thêm tên đơn vị hoặc một con số rồi thử lại."),
            status=422,
        )
    return Account(username=username, last_name=family, first_name=given, unit=unit, email=email)


def free_username(wish: str) -> str:
    """A name to sign in with that nobody has, from an address or a person's name."""
    plain = re.sub(r"[^a-z0-9.]+", ".", search_key(wish.partition("@")[0])).strip(".")[:40] or "can.bo"
    plain = plain if len(plain) >= 3 else f"{plain}.cb"
    taken = {
        name.lower() for name in Account.objects.filter(username__istartswith=plain).values_list("username", flat=True)
    }
    return next(name for name in (plain, *(f"{plain}{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def set_password(account: Account, chosen: str) -> None:
    """Without saving; Refusal `weak_password` that says all that is wrong with it."""
    try:
        validate_password(chosen, account)
    except ValidationError as error:
        raise Refusal(
            "weak_password",
            _("Mật khẩu này chưa dùng được. %(why)s") % {"why": " ".join(error.messages)},
            _("Chọn mật khẩu khác; một câu ngắn dễ nhớ của riêng bạn là tốt nhất."),
            status=422,
        ) from None
    account.set_password(chosen)


def end_logins(account: Account, *, but: str = "") -> int:
    """Sign the account out everywhere, except in the session with that key. How many logins ended."""
    sessions = Session.objects.filter(login__account=account).exclude(pk=but)
    ended = sessions.count()
    sessions.delete()
    return ended
