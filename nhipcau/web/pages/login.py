"""`/login`, where guessing passwords is slowed."""

from typing import Any, cast

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import HttpResponse

from nhipcau.core.errors import Refusal
from nhipcau.organs.accounts import oidc, sign_in
from nhipcau.organs.accounts.failed_logins import do_note_failure
from nhipcau.organs.logins import do_begin_login, do_forget_attempts
from nhipcau.organs.models import Account


class LoginForm(AuthenticationForm):
    """refusal: why no password was looked at, where that is so."""

    refusal: Refusal | None = None

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username")
        if not name or not self.cleaned_data.get("password"):
            return self.cleaned_data
        try:
            tried = do_begin_login(name)
        except Refusal as refusal:
            self.refusal = refusal
            raise ValidationError(refusal.message, code=refusal.code) from refusal
        try:
            cleaned = super().clean()
        except ValidationError:
            do_note_failure(name, tried, self.request.META.get("HTTP_USER_AGENT", "") if self.request else "")
            raise
        do_forget_attempts(name)
        return cleaned


class Login(LoginView):
    template_name = "web/login.html"
    form_class = LoginForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        return sign_in.enter(self.request, cast(Account, form.get_user()), "password", self.get_redirect_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "outside": oidc.offered(),
            "of_a_site": self.get_redirect_url().startswith("/own/"),
        }

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        answer = super().form_invalid(form)
        refusal = form.refusal if isinstance(form, LoginForm) else None
        if refusal is not None:
            answer.status_code = refusal.status
        return answer
