"""The second step of signing in: a code from an app on the phone (TOTP, RFC 6238), or one from paper.

Each code is taken once, one step early or late is allowed, and wrong ones are slowed per account by the same count
that slows wrong passwords.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from typing import Literal

import segno
from cryptography.fernet import Fernet
from django.db import transaction
from django.utils.translation import gettext as _
from pyotp import random_base32
from pyotp.totp import TOTP

from nhipcau.core import clock
from nhipcau.core.access import Actor, access_account
from nhipcau.core.config import config
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.media.access import reachable_as
from nhipcau.organs.accounts import people
from nhipcau.organs.accounts.failed_logins import do_note_failure
from nhipcau.organs.accounts.roles import GUARDED
from nhipcau.organs.logins import do_begin_login, do_forget_attempts
from nhipcau.organs.models import Account, RecoveryCode, SecondStep
from nhipcau.organs.sets import STREAM

RECOVERY_CODES = 10
_STEPS_A_DAY = 2880
_STEPS_OFF = 1  # phones' clocks are seldom more than half a minute wrong
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 10


def is_set_up(account: Account) -> bool:
    return SecondStep.objects.filter(account=account, confirmed_at__isnull=False).exists()


def is_wanted(account: Account) -> bool:
    """Whether the account may not sign in without a second step: a setting, and what its roles allow.

    On loopback the example account comes in without: it is for looking round.
    """
    asked_of = config().second_step
    if asked_of == "nobody" or (account.is_example and not reachable_as(config())):
        return False
    return asked_of == "everybody" or account.grants.filter(role__in=GUARDED).exists()


def ask_for(account: Account) -> None:
    """After a new role: who now needs a second step and has none signs in anew, and sets it up then."""
    if is_wanted(account) and not is_set_up(account):
        people.end_logins(account)


def do_begin_set_up(account: Account) -> str:
    """The secret to put into the phone, in letters; the same one until it is confirmed."""
    with transaction.atomic():
        step = SecondStep.objects.select_for_update().filter(account=account).first()
        if step is not None and step.confirmed_at is not None:
            raise Refusal(
                "already_set_up", _("Xác thực hai bước đã được bật."), _("Tắt trước khi cài lại trên máy khác.")
            )
        if step is None:
            step = SecondStep.objects.create(account=account, secret=_sealed(random_base32()))
        return _opened(step.secret)


def address_for_phone(account: Account, secret: str) -> str:
    """What the QR code says: an `otpauth://` address."""
    return TOTP(secret).provisioning_uri(name=account.username, issuer_name="Nhịp Cầu")


def picture_for_phone(account: Account, secret: str) -> str:
    """The QR code as an SVG in a data URI."""
    return segno.make(address_for_phone(account, secret), error="m", micro=False).svg_data_uri(scale=4, border=2)


def do_confirm_set_up(account: Account, code: str) -> list[str]:
    """The phone has answered: from now on it is asked. The recovery codes, shown this once."""
    do_begin_login(_counted_as(account), _("mã xác thực"))
    with transaction.atomic():
        journal.lock(STREAM)
        step = SecondStep.objects.select_for_update().filter(account=account).first()
        if step is None or step.confirmed_at is not None:
            raise Refusal("already_set_up", _("Xác thực hai bước đã được bật."), _("Tải lại trang."))
        if not _takes(step, code):
            raise _wrong_code()
        step.confirmed_at = clock.now()
        step.save()
        codes = _new_recovery_codes(account)
        journal.append(STREAM, "second_step.set_up", {"account": account.pk}, people.actor_of_account(account))
    do_forget_attempts(_counted_as(account))
    return codes


def do_check_code(account: Account, given: str, agent: str = "") -> Literal["phone", "paper"]:
    """Take a code of the phone, or one from paper; Refusal `wrong_code`, `code_used` or `throttled`.

    agent: what the browser says it is, for the journal of what failed.
    """
    tried = do_begin_login(_counted_as(account), _("mã xác thực"))
    try:
        kind = _take_code(account, given)
    except Refusal as refusal:
        if refusal.code in {"wrong_code", "code_used"}:
            do_note_failure(account.username, tried, agent, how="second_step")
        raise
    do_forget_attempts(_counted_as(account))
    return kind


def _take_code(account: Account, given: str) -> Literal["phone", "paper"]:
    plain = "".join(given.split()).replace("-", "").lower()
    with transaction.atomic():
        step = SecondStep.objects.select_for_update().filter(account=account, confirmed_at__isnull=False).first()
        if step is None:
            raise Refusal("not_set_up", _("Tài khoản chưa bật xác thực hai bước."), _("Đăng nhập lại."))
        if plain.isdecimal():
            if not _takes(step, plain):
                raise _wrong_code()
            step.save()
            return "phone"
        _use_recovery_code(account, plain)
    return "paper"


def do_renew_recovery_codes(account: Account) -> list[str]:
    """Ten new codes; the old ones are void."""
    with transaction.atomic():
        journal.lock(STREAM)
        if not is_set_up(account):
            raise Refusal("not_set_up", _("Tài khoản chưa bật xác thực hai bước."), _("Bật trước rồi lấy mã dự phòng."))
        codes = _new_recovery_codes(account)
        journal.append(STREAM, "recovery_codes.made", {"account": account.pk}, people.actor_of_account(account))
    return codes


def do_remove_own(account: Account) -> None:
    """Without a second step from now on, where the roles of the account allow that."""
    with transaction.atomic():
        journal.lock(STREAM)
        if is_wanted(account):
            raise Refusal(
                "second_step_wanted",
                _("Vai trò của bạn phải đăng nhập bằng hai bước nên không tắt được."),
                _("Đổi điện thoại: đề nghị quản trị của đơn vị đặt lại, rồi cài lại khi đăng nhập."),
            )
        _remove(account)
        journal.append(STREAM, "second_step.removed", {"account": account.pk}, people.actor_of_account(account))


def do_reset(actor: Actor, pk: int | str) -> Account:
    """Somebody's phone is lost: the second step goes, all logins end; where it is wanted it is set up at the next."""
    with transaction.atomic():
        journal.lock(STREAM)
        account = access_account(actor, pk, whole=True, lock=True)
        _remove(account)
        people.end_logins(account)
        journal.append(STREAM, "second_step.reset", {"account": account.pk}, actor)
    return account


def _remove(account: Account) -> None:
    SecondStep.objects.filter(account=account).delete()
    RecoveryCode.objects.filter(account=account).delete()


def _takes(step: SecondStep, code: str) -> bool:
    """Whether the code is right and new; then it is remembered in `step`, unsaved. Refusal for one that was used."""
    plain = "".join(code.split())
    totp = TOTP(_opened(step.secret))
    now = totp.timecode(clock.now())
    for counter in range(now - _STEPS_OFF, now + _STEPS_OFF + 1):
        if hmac.compare_digest(totp.generate_otp(counter).encode(), plain.encode()):
            # A last code from more than a day later was taken while the server's clock was ahead: it shuts nobody out.
            if counter <= step.last_counter <= now + _STEPS_A_DAY:
                raise Refusal(
                    "code_used",
                    _("Mã này đã được dùng một lần."),
                    _("Chờ ứng dụng hiện mã mới (tối đa 30 giây) rồi nhập mã đó."),
                    status=422,
                )
            step.last_counter = counter
            return True
    return False


def _new_recovery_codes(account: Account) -> list[str]:
    RecoveryCode.objects.filter(account=account).delete()
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(account=account, digest=_digest(account, code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _use_recovery_code(account: Account, plain: str) -> None:
    now = clock.now()
    fresh = RecoveryCode.objects.filter(account=account, digest=_digest(account, plain), used_at=None)
    if not fresh.update(used_at=now):
        raise _wrong_code()
    journal.append(STREAM, "recovery_code.used", {"account": account.pk}, people.actor_of_account(account))


def _digest(account: Account, code: str) -> str:
    key = config().secret("second_step").encode()
    return hmac.new(key, f"recovery:{account.pk}:{code}".encode(), hashlib.sha256).hexdigest()


def _fernet() -> Fernet:
    return Fernet(urlsafe_b64encode(hashlib.sha256(config().secret("second_step").encode()).digest()))


def _sealed(secret: str) -> str:
    return _fernet().encrypt(secret.encode()).decode()


def _opened(sealed: str) -> str:
    return _fernet().decrypt(sealed.encode()).decode()


def _counted_as(account: Account) -> str:
    return f"second-step:{account.pk}"


def _wrong_code() -> Refusal:
    return Refusal(
        "wrong_code",
        _("Mã xác thực không đúng."),
        _("Nhập 6 chữ số đang hiện trên ứng dụng. Nếu vẫn sai, kiểm tra giờ của điện thoại đã đặt tự động."),
        status=422,
    )
