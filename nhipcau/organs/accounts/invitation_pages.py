"""What somebody sees who opens an invitation: who he is to be, and how to come in."""

from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nhipcau.core.access import actor_of
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.organs.accounts import accepting, invitations, oidc, roles, sign_in
from nhipcau.organs.models import Account, Invitation


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, token: str) -> HttpResponse:
    """`/invite/<token>`: the one page for anybody with the link."""
    invitation = invitations.invitation_behind(token)
    attempt = Attempt(403, 422)
    if request.method == "POST":
        with attempt:
            return _accepted(request, token, invitation)
    identity = oidc.kept(request)
    context: dict[str, Any] = {
        "invitation": invitation,
        "token": token,
        "what_for": roles.what_for(invitation.role, at_an_organ=invitation.organ_id is not None),
        "guarded": invitation.role in roles.GUARDED,
        "given": request.POST,
        "name": request.POST.get("name") or invitation.name or (identity.name if identity else ""),
        "outside": oidc.offered(),
        "identity": identity,
        "refusal": attempt.refusal,
    }
    page = "new_password" if invitation.account_id else "accept"
    return render(request, f"organs/accounts/{page}.html", context, status=attempt.status)


def _accepted(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    given = request.POST
    if given.get("verb") == "take":
        account: Account = accepting.do_take_role(actor_of(request), token)
    elif given.get("verb") == "outside":
        identity = oidc.kept(request)
        if identity is None:
            raise Refusal(
                "login_required",
                _("Phiên đăng nhập của cơ quan đã hết."),
                _("Bấm đăng nhập lại một lần nữa."),
                status=422,
            )
        account = accepting.do_accept_with(token, identity, given.get("name", ""))
        oidc.forget(request)
    else:
        password = given.get("password", "")
        if password != given.get("again", ""):
            raise Refusal(
                "passwords_differ", _("Hai lần nhập mật khẩu không giống nhau."), _("Nhập lại cả hai ô."), status=422
            )
        if invitation.account_id:
            account = accepting.do_choose_new_password(token, password)
        else:
            account = accepting.do_accept(token, given.get("username", ""), given.get("name", ""), password)
    logout(request)
    return sign_in.enter(request, account, "invitation")
