"""The pass of a clerk without an account: given for the right PIN, kept as a signed cookie, good for one site.

It holds the site and its version, so that a withdrawn link or a changed PIN ends it at once; its path is the site's own
page, so that one browser may hold the passes of several sites and sends each to its own.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Site
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_own_site, actor_of
from nhipcau.core.errors import Refusal

LIFETIME: Final = timedelta(hours=4)
"""A morning's work; the PIN is typed again after it."""
_COOKIE: Final = "nhipcau_site"
_SALT: Final = "nhipcau.preparation.pass"


def give(request: HttpRequest, response: HttpResponse, site: Site) -> None:
    """Set the pass for `site` on `response`."""
    until = clock.now() + LIFETIME
    value = signing.dumps({"site": site.pk, "version": site.version, "until": int(until.timestamp())}, salt=_SALT)
    response.set_cookie(
        _COOKIE,
        value,
        max_age=int(LIFETIME.total_seconds()),
        path=reverse("own-site", args=[site.pk]),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def take_back(response: HttpResponse, site_pk: int) -> None:
    response.delete_cookie(_COOKIE, path=reverse("own-site", args=[site_pk]))


def ended() -> Refusal:
    return Refusal(
        "pass_ended",
        _("Phiên làm việc với điểm cầu này đã hết hoặc mã PIN đã đổi; những gì đã ghi vẫn được giữ."),
        _(
            "Mở lại đường liên kết của điểm cầu và nhập mã PIN hiện tại; nếu liên kết đã thu "
            "hồi, gọi kỹ thuật hội nghị."
        ),
        status=403,
    )


def site_of(request: HttpRequest, site_pk: int, need: Need) -> tuple[Actor, Site]:
    """Who asks for the site's own page, and the site: an account that answers for it, else the holder of its pass."""
    if request.user.is_authenticated:
        try:
            actor = actor_of(request)
            return actor, access_own_site(actor, site_pk, need)
        except Refusal:
            if _COOKIE not in request.COOKIES:
                raise
    return _holder(request, site_pk, need)


def _holder(request: HttpRequest, site_pk: int, need: Need) -> tuple[Actor, Site]:
    if _COOKIE not in request.COOKIES:
        actor_of(request)  # nobody at all: to the login page
        raise ended()
    try:
        said = signing.loads(request.COOKIES[_COOKIE], salt=_SALT)
    except signing.BadSignature:
        raise ended() from None
    good = said["site"] == site_pk and clock.now() < datetime.fromtimestamp(said["until"], UTC)
    site = Site.objects.filter(pk=site_pk).first() if good else None
    if site is None or site.version != said["version"] or site.withdrawn_at is not None:
        raise ended()
    actor = Actor("site", str(site.pk), site.name)
    return actor, access_own_site(actor, site_pk, need)
