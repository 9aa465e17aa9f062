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
_AT_THE_DOOR: Final = "nhipcau_site_door"
_SALT: Final = "nhipcau.preparation.pass"


def give(request: HttpRequest, response: HttpResponse, site: Site) -> None:
    """Set the pass for `site` on `response`: for its pages, and for its link, which then leads on without the PIN."""
    until = clock.now() + LIFETIME
    value = signing.dumps({"site": site.pk, "version": site.version, "until": int(until.timestamp())}, salt=_SALT)
    for name, path in _paths(site):
        response.set_cookie(
            name,
            value,
            max_age=int(LIFETIME.total_seconds()),
            path=path,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )


def _paths(site: Site) -> list[tuple[str, str]]:
    return [(_COOKIE, reverse("own-site", args=[site.pk])), (_AT_THE_DOOR, reverse("own-door", args=[site.link_key]))]


def take_back(response: HttpResponse, site: Site) -> None:
    for name, path in _paths(site):
        response.delete_cookie(name, path=path)


def is_held(request: HttpRequest, site: Site) -> bool:
    """Whether a browser that asks for the site's link has typed its PIN before, and that still holds."""
    return _AT_THE_DOOR in request.COOKIES and _is_good(request.COOKIES[_AT_THE_DOOR], site)


def _is_good(value: str, site: Site) -> bool:
    try:
        said = signing.loads(value, salt=_SALT)
    except signing.BadSignature:
        return False
    in_time = clock.now() < datetime.fromtimestamp(said["until"], UTC)
    return in_time and (said["site"], said["version"]) == (site.pk, site.version) and site.withdrawn_at is None


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
    site = Site.objects.filter(pk=site_pk).first()
    if site is None or not _is_good(request.COOKIES[_COOKIE], site):
        raise ended()
    actor = Actor("site", str(site.pk), site.name)
    return actor, access_own_site(actor, site_pk, need)
