"""Inviting somebody by a link: to a role at a unit, or to a new password where the old one is forgotten.

The link says which invitation it is and proves itself with a keyed hash; what it gives stands in the row, so that in
whosever hands it comes it gives just that. It opens once.
"""

import hashlib
import hmac
import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_account, access_invitation, access_organ, access_unit, may
from nhipcau.core.config import config
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc
from nhipcau.journal import record as journal
from nhipcau.organs.accounts import people
from nhipcau.organs.browse import default_day
from nhipcau.organs.models import Grant, Invitation, OrganGrant, Unit
from nhipcau.organs.queries import units_at
from nhipcau.organs.sets import STREAM
from nhipcau.outbox import steering
from nhipcau.outbox.letters import Letter, queue
from nhipcau.outbox.models import Message

DAYS = (1, 3, 7, 14, 30)
USUAL_DAYS = 7
RESET_VALID = timedelta(days=1)
_PROOF_LETTERS = 26  # of 32: 130 bits


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """unit: pk; role: a value of `Grant.Role`; name, email: of whom it is meant for, may be empty.

    organ: pk where the role is at an organ alone; the unit is then the one that keeps its record.
    """

    unit: int | str
    role: str
    name: str = ""
    email: str = ""
    days: int = USUAL_DAYS
    organ: int | str | None = None


def token_of(invitation: Invitation) -> str:
    """The last part of the link: `41-` and a proof; only small letters and digits, so that it survives any chat."""
    message = f"invitation:{invitation.pk}:{invitation.key}".encode()
    digest = hmac.new(config().secret_key.encode(), message, hashlib.sha256).digest()
    return f"{invitation.pk}-{b32encode(digest).decode().lower()[:_PROOF_LETTERS]}"


def state_of(invitation: Invitation, now: datetime) -> str:
    """open, used, withdrawn or expired."""
    if invitation.used_at is not None:
        return "used"
    if invitation.withdrawn_at is not None:
        return "withdrawn"
    return "expired" if invitation.expires_at <= now else "open"


def open_at(now: datetime) -> Q:
    """The same as a condition."""
    return Q(used_at=None, withdrawn_at=None, expires_at__gt=now)


def do_invite(actor: Actor, new: NewInvitation, key: str) -> Invitation:
    """An invitation to a role at a unit, or an organ, that `actor` administers. key: the same one twice is one."""
    name, email = people.clean_name(new.name), new.email.strip().lower()
    _check(new, email)
    with transaction.atomic():
        journal.lock(STREAM)
        organ = None if new.organ is None else access_organ(actor, new.organ, Need.ADMINISTER)
        unit = access_unit(actor, new.unit, Need.ADMINISTER) if organ is None else organ.keeper
        made = _made_before(actor, key)
        if made is not None:
            return made
        now = clock.now()
        invitation = Invitation.objects.create(
            unit=unit,
            organ=organ,
            role=new.role,
            name=name,
            email=email,
            key=key,
            made_by_id=_account_pk(actor),
            made_at=now,
            expires_at=now + timedelta(days=new.days),
        )
        data = {"invitation": invitation.pk, "unit": unit.pk, "role": new.role, "days": new.days}
        data |= {"organ": organ.pk} if organ is not None else {}
        journal.append(STREAM, "invitation.made", data, actor, detail={"name": name, "email": email})
    return invitation


def do_invite_from_here(actor: Actor, code: str, role: str, email: str = "") -> str:
    """An invitation made at the server itself, to the unit of that code as it is today. The path of its link."""
    found = Unit.objects.filter(code=code)
    unit = units_at(default_day()).filter(code=code).first() or found.order_by("-valid_from").first()
    if unit is None:
        raise Refusal(
            "no_such_unit",
            _("Không có đơn vị mang mã “%(code)s”.") % {"code": code},
            _("Nạp danh mục đơn vị trước."),
            status=404,
        )
    invitation = do_invite(actor, NewInvitation(unit.pk, role, email=email), secrets.token_hex(16))
    return reverse("invite", args=[token_of(invitation)])


def do_offer_new_password(actor: Actor, pk: int | str, key: str) -> Invitation:
    """A link with which the owner of an account chooses another password; earlier such links end."""
    with transaction.atomic():
        journal.lock(STREAM)
        account = access_account(actor, pk, whole=True)
        made = _made_before(actor, key)
        if made is not None:
            return made
        unit = account.unit or getattr(account.grants.select_related("unit").first(), "unit", None)
        if unit is None or not account.is_active:
            raise Refusal(
                "not_in_use",
                _("Tài khoản này đang tạm khóa hoặc không thuộc đơn vị nào nên chưa cấp lại mật khẩu được."),
                _("Mở khóa tài khoản trước."),
            )
        now = clock.now()
        Invitation.objects.filter(open_at(now), account=account).update(withdrawn_at=now)
        invitation = Invitation.objects.create(
            account=account,
            unit=unit,
            name=account.get_full_name(),
            key=key,
            made_by_id=_account_pk(actor),
            made_at=now,
            expires_at=now + RESET_VALID,
        )
        journal.append(STREAM, "account.password_offered", {"account": account.pk, "invitation": invitation.pk}, actor)
    return invitation


def do_withdraw_invitation(actor: Actor, pk: int | str) -> Invitation:
    """The link leads nowhere from now on; one that was used has done its work."""
    with transaction.atomic():
        invitation = access_invitation(actor, pk, lock=True)
        if invitation.used_at is not None:
            raise Refusal(
                "already_used",
                _("Lời mời đã được dùng nên không thu hồi được nữa."),
                _("Thu hồi vai trò hoặc tạm khóa tài khoản trên trang của tài khoản đó."),
            )
        if invitation.withdrawn_at is None:
            invitation.withdrawn_at = clock.now()
            invitation.save(update_fields=["withdrawn_at"])
            waiting = Message.objects.filter(key=letter_key(invitation))
            steering.withdraw(waiting, "invitation", "Đã thu hồi cùng với lời mời.")
            journal.append(STREAM, "invitation.withdrawn", {"invitation": invitation.pk}, actor)
    return invitation


def do_mail_invitation(actor: Actor, pk: int | str, text: str) -> Invitation:
    """The invitation leaves by mail, once; text: the letter with the link, which is void as soon as it is used."""
    with transaction.atomic():
        journal.lock(STREAM)
        invitation = access_invitation(actor, pk, lock=True)
        _refuse_over(invitation)
        if not invitation.email:
            raise Refusal(
                "no_email",
                _("Lời mời này không ghi địa chỉ thư."),
                _("Chép nội dung và gửi bằng cách khác."),
                status=422,
            )
        letter = Letter(
            kind="invitation",
            key=letter_key(invitation),
            stream=STREAM,
            about=f"invitation:{invitation.pk}",
            to=invitation.email,
            to_name=invitation.name,
            subject="Lời mời vào hệ thống hội nghị trực tuyến Nhịp Cầu",
            body=text,
            useless_after=invitation.expires_at,
        )
        if queue([letter]):
            journal.append(STREAM, "invitation.mailed", {"invitation": invitation.pk}, actor)
    return invitation


def letter_key(invitation: Invitation) -> str:
    """How the outbox names the letter."""
    return f"invitation:{invitation.pk}"


def invitation_behind(token: str, *, lock: bool = False) -> Invitation:
    """The open invitation of a link; Refusal that says why there is none (404, or 410 for one that is over)."""
    number = token.partition("-")[0]
    rows = Invitation.objects.filter(pk=int(number)) if number.isdecimal() and len(number) < 16 else None
    if rows is not None:
        rows = rows.select_for_update() if lock else rows.select_related("unit", "organ", "account", "made_by")
    found = rows.first() if rows is not None else None
    if found is None or not hmac.compare_digest(token_of(found).encode(), token.encode()):
        raise Refusal(
            "unknown_invitation",
            _("Đường liên kết mời này không đúng hoặc bị cắt mất một phần khi gửi."),
            _("Chép lại cả đường liên kết từ tin nhắn, hoặc đề nghị người mời gửi lại."),
            status=404,
        )
    _refuse_over(found)
    return found


def _refuse_over(invitation: Invitation) -> None:
    """An invitation holds no longer than the right of who made it."""
    over = {
        "used": (
            _("Lời mời này đã được dùng."),
            _("Nếu chính bạn đã dùng, hãy đăng nhập; nếu không, báo ngay cho người mời."),
        ),
        "withdrawn": (_("Lời mời này đã được thu hồi."), _("Đề nghị người mời gửi lời mời mới.")),
        "expired": (
            _("Lời mời này đã hết hạn lúc %(at)s.") % {"at": f"{clock.local(invitation.expires_at):%H:%M, %d/%m/%Y}"},
            _("Đề nghị người mời gửi lời mời mới."),
        ),
    }
    state = state_of(invitation, clock.now())
    if state != "open":
        message, hint = over[state]
        raise Refusal(f"invitation_{state}", message, hint, status=410)
    maker = invitation.made_by_id
    if maker is not None and not may(Actor("account", str(maker)), invitation.unit.path, Need.ADMINISTER):
        raise Refusal(
            "invitation_withdrawn",
            _("Người mời không còn quản trị đơn vị này nên lời mời không còn hiệu lực."),
            _("Đề nghị quản trị hiện nay của đơn vị gửi lời mời mới."),
            status=410,
        )


def _check(new: NewInvitation, email: str) -> None:
    if new.role not in (Grant.Role.values if new.organ is None else OrganGrant.ROLES):
        raise Refusal("no_role", _("Chưa chọn vai trò."), _("Chọn một vai trò trong danh sách."), status=422)
    if new.days not in DAYS:
        raise Refusal(
            "bad_days", _("Thời hạn của lời mời không đúng."), _("Chọn thời hạn trong danh sách."), status=422
        )
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise Refusal(
                "bad_email",
                _("“%(email)s” không phải là địa chỉ thư điện tử.") % {"email": nfc(email[:60])},
                _("Sửa lại, hoặc để trống."),
                status=422,
            ) from None


def _made_before(actor: Actor, key: str) -> Invitation | None:
    if not 8 <= len(key) <= 64:
        raise Refusal("no_key", _("Trang này đã cũ; chưa có gì thay đổi."), _("Tải lại trang rồi làm lại."), status=422)
    found = Invitation.objects.filter(key=key).first()
    if found is not None and found.made_by_id != _account_pk(actor):
        raise Refusal("no_key", _("Trang này đã cũ; chưa có gì thay đổi."), _("Tải lại trang rồi làm lại."), status=422)
    return found


def _account_pk(actor: Actor) -> int | None:
    return int(actor.id) if actor.kind == "account" else None
