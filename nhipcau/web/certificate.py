"""`/certificate`: the root certificate of our own authority, and how to trust it. Public, also by plain http.

Other PCs meet it before they can trust our HTTPS; the certificate holds no secret.
"""

import hashlib
import ssl

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhipcau.core.config import config
from nhipcau.core.errors import Refusal
from nhipcau.media import lan


@login_not_required
@require_safe
def certificate_page(request: HttpRequest) -> HttpResponse:
    """What to do on Windows, Android, Chrome and Firefox; without LAN, that there is nothing to trust."""
    pem = _pem()
    return render(
        request,
        "web/certificate.html",
        {"address": lan.address(config()), "name": config().lan, "fingerprint": _fingerprint(pem) if pem else ""},
    )


@login_not_required
@require_safe
def root_certificate(_request: HttpRequest) -> HttpResponse:
    """The certificate as browsers and Windows take it; Refusal `no_certificate` (404) where there is none yet."""
    pem = _pem()
    if not pem:
        raise Refusal(
            "no_certificate",
            _("Máy chủ chưa có chứng chỉ riêng."),
            _("Chạy máy chủ bằng: make up LAN=tên-máy, rồi mở lại trang này sau ít giây."),
            status=404,
        )
    response = HttpResponse(ssl.PEM_cert_to_DER_cert(pem), content_type="application/x-x509-ca-cert")
    response["Content-Disposition"] = 'attachment; filename="nhip-cau.crt"'
    return response


def _pem() -> str:
    """The authority's certificate; empty without LAN or before Caddy has made it."""
    if not config().lan:
        return ""
    try:
        return lan.root_certificate(config()).read_text(encoding="ascii")
    except FileNotFoundError:
        return ""


def _fingerprint(pem: str) -> str:
    """SHA-256 in pairs, as certificate windows print it, so that two people can compare by telephone."""
    digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest().upper()
    return ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))


urlpatterns = [
    path("certificate", certificate_page, name="certificate"),
    path("certificate/root.crt", root_certificate, name="root-certificate"),
]
