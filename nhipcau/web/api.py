"""The JSON API: routers of the packages, one form for every error, deny by default.

Endpoints that staff use take `auth=session` (session cookie and CSRF header); those of sites read a live token.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import django_auth

from nhipcau.core.errors import Refusal
from nhipcau.hall.api import router as hall
from nhipcau.web.plain import PlainJson

api = NinjaAPI(title="Nhịp Cầu", version="1", auth=django_auth, docs_url=None, openapi_url=None, parser=PlainJson())


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return api.create_response(request, refusal.as_json(), status=refusal.status)


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    refusal = Refusal(
        "malformed",
        _("Yêu cầu gửi lên không đúng dạng; chưa có gì thay đổi."),
        _("Tải lại trang rồi thử lại."),
        status=422,
    )
    return api.create_response(request, refusal.as_json(), status=422)


@api.exception_handler(HttpError)
def not_understood(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the framework itself refuses: a body that is no JSON, a missing CSRF token."""
    code, message = "malformed", _("Yêu cầu gửi lên không đúng dạng; chưa có gì thay đổi.")
    if error.status_code == 403:
        code, message = "stale_page", _("Trang này đã mở quá lâu hoặc ở phiên khác; chưa có gì thay đổi.")
    refusal = Refusal(code, message, _("Tải lại trang rồi thử lại."), status=error.status_code)
    return api.create_response(request, refusal.as_json(), status=refusal.status)


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    refusal = Refusal("login_required", _("Bạn chưa đăng nhập."), _("Đăng nhập rồi thử lại."), status=401)
    return api.create_response(request, refusal.as_json(), status=401)


api.add_router("", hall)
