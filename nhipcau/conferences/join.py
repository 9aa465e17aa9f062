"""Coming in by link and PIN: whose link it is, and whether the PIN is right.

Wrong PINs are slowed per site and never per address, because a whole province may sit behind one. While a site is
slowed no PIN is looked at, so that guessing costs time; the right one is taken as soon as the wait is over.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences import pins
from nhipcau.conferences.models import Conference, PinAttempts, Site
from nhipcau.core import clock
from nhipcau.core.errors import Refusal
from nhipcau.core.slowing import FORGOTTEN_AFTER, left_to_wait, wait_after, whole_seconds


def site_behind(link_key: str) -> Site:
    """The site of a join link; Refusal `unknown_link` (404), `withdrawn_link` or `ended` (410)."""
    site = Site.objects.select_related("conference", "parent").filter(link_key=link_key).first()
    if site is None:
        raise Refusal(
            "unknown_link",
            _("Đường liên kết này không đúng, hoặc đã được thay bằng đường liên kết mới."),
            _("Đối chiếu với bản in mới nhất, hoặc quét lại mã QR; nếu vẫn không được, gọi kỹ thuật của hội nghị."),
            status=404,
        )
    if site.withdrawn_at is not None:
        raise Refusal(
            "withdrawn_link",
            _("Đường liên kết của %(name)s đã được thu hồi.") % {"name": site.name},
            _("Gọi kỹ thuật của hội nghị để nhận đường liên kết mới."),
            status=410,
        )
    if site.conference.is_over:
        closed = site.conference.state == Conference.State.CLOSED
        raise Refusal(
            "ended",
            _("Hội nghị đã bế mạc; đường liên kết không còn dùng được.")
            if closed
            else _("Hội nghị đã được hủy; đường liên kết không còn dùng được."),
            _("Nếu có hội nghị khác, dùng đường liên kết của hội nghị đó."),
            status=410,
        )
    return site


def do_check_pin(link_key: str, given: str) -> Site:
    """The site, where `given` is its PIN; else Refusal `wrong_pin` (403) or `throttled` (429) with `retry_after` in
    seconds, or those of `site_behind`."""
    site = site_behind(link_key)
    attempts = PinAttempts.objects.filter(pk=site.pk).first()
    if attempts is None and pins.matches(site.pk, site.version, given):
        return site
    _refuse_early(attempts, clock.now())
    refusal = _counted(site, given)
    if refusal is not None:
        raise refusal
    return site


def _counted(site: Site, given: str) -> Refusal | None:
    """None where the PIN is right. Guesses sent at the same time are looked at one after the other."""
    now = clock.now()
    with transaction.atomic():
        PinAttempts.objects.bulk_create([PinAttempts(site=site, last_at=now, open_at=now)], ignore_conflicts=True)
        attempts = PinAttempts.objects.select_for_update().get(pk=site.pk)
        now = clock.now()  # not before one's turn: another's guess has a later time by then
        if left := left_to_wait(attempts.open_at, now):
            return _throttled(left)
        if pins.matches(site.pk, site.version, given):
            attempts.delete()
            return None
        if now - attempts.last_at > FORGOTTEN_AFTER:
            attempts.wrong = 0
        attempts.wrong += 1
        wait = wait_after(attempts.wrong)
        attempts.last_at, attempts.open_at = now, now + wait
        attempts.save()
    seconds = whole_seconds(wait)
    return Refusal(
        "wrong_pin",
        _("Mã điểm cầu chưa đúng."),
        _("Chờ %(wait)s giây rồi nhập lại mã.") % {"wait": whole_seconds(wait)}
        if wait
        else _("Kiểm tra lại 6 chữ số được báo riêng rồi nhập lại; chưa có mã thì hỏi đơn vị chủ trì."),
        status=403,
        extra={"retry_after": seconds},
    )


def _refuse_early(attempts: PinAttempts | None, now: datetime) -> None:
    """Without a lock: a flood of guesses at a slowed site must not keep the database busy."""
    if attempts is not None and (left := left_to_wait(attempts.open_at, now)):
        raise _throttled(left)


def _throttled(wait: timedelta) -> Refusal:
    seconds = whole_seconds(wait)
    return Refusal(
        "throttled",
        _("Điểm cầu này vừa có nhiều lần nhập sai mã nên tạm thời chưa nhận mã mới."),
        _("Chờ %(seconds)s giây rồi nhập lại; mã đúng sẽ được nhận.") % {"seconds": seconds},
        status=429,
        extra={"retry_after": seconds},
    )
