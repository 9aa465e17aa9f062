"""Slowing whoever guesses passwords: per account name, never per address.

An attempt counts before its password is looked at, so that guesses sent at the same time gain nothing; the right
password takes the count back.
"""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.core.errors import Refusal
from nhipcau.core.slowing import FORGOTTEN_AFTER, left_to_wait, wait_after, whole_seconds
from nhipcau.organs.models import LoginAttempts


def do_begin_login(name: str, given: str = "") -> int:
    """Count an attempt to log in as `name`; which one in a row it is. Refusal `throttled` (429) where it is slowed.

    A name that nobody has is treated alike, so that the answer does not tell which names exist.
    given: what was given, in words, where it is no password; codes of a second step are counted under a name that no
    account can have.
    """
    now, key, given = clock.now(), _key(name), given or _("mật khẩu")
    with transaction.atomic():
        LoginAttempts.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
        LoginAttempts.objects.bulk_create(
            [LoginAttempts(name_hash=key, last_at=now, open_at=now)], ignore_conflicts=True
        )
        attempts = LoginAttempts.objects.select_for_update().get(pk=key)
        now = clock.now()  # not before one's turn: another's guess has a later time by then
        if left := left_to_wait(attempts.open_at, now):
            seconds = whole_seconds(left)
            raise Refusal(
                "throttled",
                _("Tên đăng nhập này vừa có nhiều lần nhập sai %(given)s nên tạm thời chưa nhận %(given)s mới.")
                % {"given": given},
                _("Chờ %(seconds)s giây rồi nhập lại; %(given)s đúng sẽ được nhận.")
                % {"seconds": seconds, "given": given},
                status=429,
                extra={"retry_after": seconds},
            )
        attempts.wrong += 1
        attempts.last_at, attempts.open_at = now, now + wait_after(attempts.wrong)
        attempts.save()
    return attempts.wrong


def do_forget_attempts(name: str) -> None:
    """The right password was given."""
    LoginAttempts.objects.filter(pk=_key(name)).delete()


def _key(name: str) -> str:
    return hashlib.sha256(name.casefold().encode()).hexdigest()
