"""`/login/second-step`: the code after the password, or setting it up where a role asks for it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nhipcau.core.attempts import Attempt
from nhipcau.organs.accounts import second_step, sign_in


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def login_second_step(request: HttpRequest) -> HttpResponse:
    owed = sign_in.pending(request)
    if owed is None:
        sign_in.forget_pending(request)
        return redirect("home" if request.user.is_authenticated else "login")
    account, kept = owed
    attempt = Attempt(409, 422, 429)
    known = second_step.is_set_up(account)
    if request.method == "POST":
        code = request.POST.get("code", "")
        with attempt:
            if known:
                second_step.do_check_code(account, code, request.META.get("HTTP_USER_AGENT", ""))
                return sign_in.complete(request, account, kept["how"], kept["onward"])
            codes = second_step.do_confirm_set_up(account, code)
            sign_in.complete(request, account, kept["how"], kept["onward"])
            return render(request, "organs/accounts/recovery_codes.html", {"codes": codes, "onward": kept["onward"]})
    secret = "" if known else second_step.do_begin_set_up(account)
    context = {
        "account": account,
        "known": known,
        "secret": secret,
        "picture": second_step.picture_for_phone(account, secret) if secret else "",
        "refusal": attempt.refusal,
    }
    return render(request, "organs/accounts/login_second_step.html", context, status=attempt.status)
