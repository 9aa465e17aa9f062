"""What everybody does with his own account: password, second step, logins."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from nhipcau.core.access import Need, actor_of, reachable_unit_paths, system
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.organs.accounts import login_history, logins, own, people, queries, second_step
from nhipcau.organs.models import Account

_RECENT = 10


@never_cache
@sensitive_post_parameters("current", "password", "again")
@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    account = cast(Account, request.user)
    attempt = Attempt(403, 409, 422, 429)
    if request.method == "POST":
        with attempt:
            return _changed(request, account)
        account.refresh_from_db()  # what was refused may have been half written into the row in hand
    key = request.session.session_key
    context = {
        "nav": "me",
        "row": queries.rows(system("own-page"), [account])[0],
        "logins": [(one, logins.device(one.agent), one.session_id == key) for one in logins.of_account(account)],
        "recent": login_history.own(account, _RECENT),
        "wanted": second_step.is_wanted(account),
        "codes_left": account.recovery_codes.filter(used_at=None).count(),
        "administers": bool(reachable_unit_paths(actor_of(request), Need.ADMINISTER)),
        "has_password": account.has_usable_password(),
        "refusal": attempt.refusal,
        "given": request.POST,
    }
    return render(request, "organs/accounts/me.html", context, status=attempt.status)


def _changed(request: HttpRequest, account: Account) -> HttpResponse:
    given = request.POST
    match given.get("verb", ""):
        case "password":
            changed = own.do_change_password(
                account,
                given.get("current", ""),
                given.get("password", ""),
                given.get("again", ""),
                keep=request.session.session_key or "",
            )
            update_session_auth_hash(request, changed)
            logins.note(request, changed)
            said = _("Đã đổi mật khẩu; các thiết bị khác phải đăng nhập lại.")
        case "name":
            own.do_rename(people.actor_of_account(account), account.pk, given.get("name", ""))
            said = _("Đã ghi họ và tên mới.")
        case "sign-out":
            logins.do_sign_out(account, given.get("login", ""))
            said = _("Đã đăng xuất khỏi thiết bị đó.")
        case "sign-out-others":
            ended = own.do_sign_out_others(account, keep=request.session.session_key or "")
            said = _("Đã đăng xuất khỏi %(ended)s thiết bị khác.") % {"ended": ended}
        case _:
            raise Refusal("unknown_change", _("Không rõ thay đổi nào."), _("Tải lại trang rồi thử lại."), status=422)
    messages.success(request, said)
    return redirect("me")


@never_cache
@require_http_methods(["GET", "POST"])
def own_second_step(request: HttpRequest) -> HttpResponse:
    """Setting it up, new recovery codes, taking it away. What weakens it asks for the password again."""
    account = cast(Account, request.user)
    attempt, codes = Attempt(409, 422, 429), list[str]()
    if request.method == "POST":
        with attempt:
            codes = _second_step_changed(request, account)
            if not codes:
                messages.success(request, _("Đã tắt xác thực hai bước."))
                return redirect("me")
    done = second_step.is_set_up(account)
    secret = "" if done else second_step.do_begin_set_up(account)
    context = {
        "nav": "me",
        "done": done,
        "codes": codes,
        "secret": secret,
        "picture": second_step.picture_for_phone(account, secret) if secret else "",
        "wanted": second_step.is_wanted(account),
        "codes_left": account.recovery_codes.filter(used_at=None).count(),
        "refusal": attempt.refusal,
    }
    return render(request, "organs/accounts/own_second_step.html", context, status=attempt.status)


def _second_step_changed(request: HttpRequest, account: Account) -> list[str]:
    """Recovery codes to be shown; none where the second step is gone."""
    given = request.POST
    match given.get("verb", ""):
        case "confirm":
            return second_step.do_confirm_set_up(account, given.get("code", ""))
        case "codes":
            own.check_password(account, given.get("current", ""))
            return second_step.do_renew_recovery_codes(account)
        case "remove":
            own.check_password(account, given.get("current", ""))
            second_step.do_remove_own(account)
            return []
        case _:
            raise Refusal("unknown_change", _("Không rõ thay đổi nào."), _("Tải lại trang."), status=422)
