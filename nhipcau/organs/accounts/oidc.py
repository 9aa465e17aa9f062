"""Signing in with the office's own service (OpenID Connect, code flow with PKCE), where the settings name one.

Nobody gets an account by it: who is signed in there must have been invited here, by the very address that the service
has verified or by the link that was passed on.
"""

import logging
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth, OAuthError
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from joserfc.errors import JoseError
from requests import RequestException

from nhipcau.core import clock
from nhipcau.core.addresses import public_url
from nhipcau.core.config import config
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.organs.accounts import people, sign_in
from nhipcau.organs.accounts.accepting import Identity
from nhipcau.organs.accounts.invitations import open_at, token_of
from nhipcau.organs.models import Account, ExternalIdentity, Invitation
from nhipcau.organs.sets import STREAM

_KEPT = "oidc_identity"
_UNTIL = "oidc_identity_until"
_ONWARD = "oidc_onward"
_KEPT_FOR = timedelta(minutes=15)  # the machine may be another's by then
_SECONDS = 10  # a service that does not answer by then is down
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
_log = logging.getLogger(__name__)


def offered() -> str:
    """What the button says, empty where there is no such service."""
    settings = config()
    if not (settings.oidc_issuer and settings.oidc_client_id):
        return ""
    return _("Đăng nhập bằng %(name)s") % {"name": settings.oidc_name}


def kept(request: HttpRequest) -> Identity | None:
    """Who the service said this is, while the invitation is being answered."""
    found: dict[str, str] | None = request.session.get(_KEPT)
    if found is None or clock.now() >= datetime.fromisoformat(request.session[_UNTIL]):
        return None
    return Identity(**found)


def forget(request: HttpRequest) -> None:
    request.session.pop(_KEPT, None)
    request.session.pop(_UNTIL, None)


@login_not_required
@never_cache
@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """`/login/oidc`: on to the service."""
    request.session[_ONWARD] = sign_in.safe(request, request.GET.get("next", ""))
    try:
        return _service().authorize_redirect(request, public_url(request, reverse("oidc-back")))
    except RequestException as error:
        raise _unreachable(error) from error


@login_not_required
@never_cache
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """`/login/oidc/back`: the service has said who this is, or that it would not."""
    identity = _identified(request)
    onward = str(request.session.get(_ONWARD, ""))
    account = _known(identity)
    if account is not None:
        if not account.is_active:
            raise Refusal(
                "suspended", _("Tài khoản của bạn đang tạm khóa."), _("Liên hệ quản trị của đơn vị."), status=403
            )
        return sign_in.enter(request, account, "oidc", onward)
    request.session[_KEPT] = {
        "issuer": identity.issuer,
        "subject": identity.subject,
        "email": identity.email,
        "name": identity.name,
    }
    request.session[_UNTIL] = (clock.now() + _KEPT_FOR).isoformat()
    if onward.startswith(reverse("invite", args=["-"]).rstrip("-")):
        return redirect(onward)
    invited = Invitation.objects.filter(open_at(clock.now()), account=None, email=identity.email).first()
    if identity.email and invited is not None:
        return redirect("invite", token=token_of(invited))
    forget(request)
    raise Refusal(
        "not_invited",
        _("%(who)s chưa được mời vào Nhịp Cầu; chưa có tài khoản nào được tạo.")
        % {"who": identity.email or _("Tài khoản này")},
        _("Đề nghị quản trị của đơn vị gửi lời mời, rồi mở đường liên kết trong lời mời."),
        status=403,
    )


def _identified(request: HttpRequest) -> Identity:
    """What the service says of who has come back; only a verified address is taken down."""
    issuer = config().oidc_issuer.rstrip("/")
    try:
        said = _said(_service(), issuer, request)
    except RequestException as error:
        raise _unreachable(error) from error
    except (AuthlibBaseError, JoseError) as error:
        raise _failed(error) from error
    if not said.get("sub"):
        raise _failed("no subject")
    verified = said.get("email_verified") is True
    return Identity(
        issuer,
        str(said["sub"]),
        str(said.get("email") or "").strip().lower() if verified else "",
        str(said.get("name") or ""),
    )


def _said(service: Any, issuer: str, request: HttpRequest) -> dict[str, Any]:
    """The claims of the ID token, with those of the userinfo endpoint where the address is only told there."""
    known = service.load_server_metadata().get("issuer", "")
    if known.rstrip("/") != issuer:
        raise OAuthError("wrong_issuer", known)
    options = {"iss": {"essential": True, "value": known}}
    token: dict[str, Any] = service.authorize_access_token(request, claims_options=options)
    said: dict[str, Any] = dict(token.get("userinfo") or {})
    if said.get("sub") and "email" not in said and "userinfo_endpoint" in service.server_metadata:
        more = dict(service.userinfo(token=token))
        said |= more if more.get("sub") == said["sub"] else {}
    return said


def _known(identity: Identity) -> Account | None:
    """The account that was signed in to like this before, or that was invited under this very address."""
    with transaction.atomic():
        journal.lock(STREAM)
        found = ExternalIdentity.objects.filter(issuer=identity.issuer, subject=identity.subject).first()
        if found is not None:
            return found.account
        invited = Account.objects.filter(email__iexact=identity.email, invitations_used__email=identity.email)
        named = list(invited.distinct()[:2]) if identity.email else []
        if len(named) != 1:
            return None
        account = named[0]
        ExternalIdentity.objects.create(
            account=account, issuer=identity.issuer, subject=identity.subject, linked_at=clock.now()
        )
        journal.append(STREAM, "account.identity_linked", {"account": account.pk}, people.actor_of_account(account))
        return account


def _service() -> Any:
    """Authlib's client of the service; Refusal where the settings name none."""
    settings = config()
    if not offered():
        raise Refusal(
            "no_outside_sign_in", _("Hệ thống này không dùng tài khoản của cơ quan."), _("Dùng mật khẩu."), 404
        )
    issuer = urlsplit(settings.oidc_issuer)
    if issuer.scheme != "https" and (issuer.hostname or "").lower() not in _THIS_MACHINE:
        raise Refusal(
            "outside_sign_in_insecure",
            _("Dịch vụ đăng nhập của cơ quan phải có địa chỉ https nên chưa dùng được."),
            _("Đăng nhập bằng mật khẩu; báo quản trị máy chủ sửa NHIPCAU_OIDC_ISSUER."),
            status=503,
        )
    return _client(settings.oidc_issuer.rstrip("/"), settings.oidc_client_id, settings.secret("oidc_client_secret"))


@cache
def _client(issuer: str, client_id: str, secret: str) -> Any:
    return OAuth().register(
        "office",
        client_id=client_id,
        client_secret=secret,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": _SECONDS,
        },
    )


def _failed(why: object) -> Refusal:
    _log.warning("sign-in service: %s", why)
    return Refusal(
        "outside_sign_in_failed",
        _("Chưa đăng nhập được bằng tài khoản của cơ quan."),
        _("Thử lại một lần; nếu vẫn vậy, đăng nhập bằng mật khẩu hoặc báo quản trị."),
        status=403,
    )


def _unreachable(error: Exception) -> Refusal:
    _log.warning("sign-in service: %s", error)
    return Refusal(
        "outside_sign_in_down",
        _("Dịch vụ đăng nhập của cơ quan không trả lời."),
        _("Chờ ít phút rồi thử lại, hoặc đăng nhập bằng mật khẩu."),
        status=503,
    )
