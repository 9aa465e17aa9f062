"""The packs of a conference as its page lists them: whose is missing, whose is old, what would make them good."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Site
from nhipcau.conferences.readiness import DONE, LOOK, MISSING, Line
from nhipcau.core.text import search_key
from nhipcau.documents.models import SitePack
from nhipcau.documents.packs import letters
from nhipcau.documents.packs.making import digest_of
from nhipcau.documents.packs.queries import Source
from nhipcau.outbox.models import Message

COMPARED: Final = 400
"""So many packs are compared with the facts for one page; of more, those that are shown."""
_MAIL: Final = {
    "queued": "soon",
    "sending": "soon",
    "sent": "ok",
    "failed": "bad",
    "held": "warn",
    "cancelled": "none",
    "withdrawn": "none",
    "unsure": "warn",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A site on the list. pack: the last one that left; old: a fact of it has changed since; mail: its last letter."""

    site: Site
    pack: SitePack | None
    old: bool
    lacks: tuple[str, ...]
    mail: Message | None

    @property
    def state(self) -> tuple[str, str]:
        """Shape and words."""
        if self.pack is None:
            return "none", _("chưa lấy")
        return ("warn", _("đã cũ")) if self.old else ("ok", _("còn đúng"))

    @property
    def mail_shape(self) -> str:
        return _MAIL[self.mail.state] if self.mail else ""


def old_ones(source: Source, sites: QuerySet[Site]) -> set[int]:
    """Pks of sites whose pack left and says something else by now."""
    left = dict(SitePack.objects.filter(site__in=sites).values_list("site", "digest"))
    if not left:
        return set()
    found = source.packs(sites.filter(pk__in=left) if len(left) < COMPARED else sites)
    return {site.pk for site, pack in found if site.pk in left and digest_of(source, pack) != left[site.pk]}


def rows(source: Source, sites: Sequence[Site], old: set[int]) -> list[Row]:
    """sites: with parent, room, answer and pack."""
    about = {f"site:{site.pk}": site.pk for site in sites}
    stream = source.conference.stream
    mails: dict[int, Message] = {}
    sent = Message.objects.filter(kind=letters.KIND, stream=stream, about__in=about).defer("body", "calendar")
    for one in sent.order_by("made_at", "pk"):
        mails[about[one.about]] = one
    return [
        Row(site, getattr(site, "pack", None), site.pk in old, tuple(_lacks(site)), mails.get(site.pk))
        for site in sites
    ]


def _lacks(site: Site) -> list[str]:
    answer, room = getattr(site, "answer", None), site.room
    found = []
    if site.is_placeholder:
        found.append(_("chưa đặt tên"))
    if not site.venue and room is None and not getattr(answer, "room", ""):
        found.append(_("chưa có nơi họp"))
    if not getattr(answer, "contact_phone", "") and not (room is not None and room.phone):
        found.append(_("chưa có người trực, số điện thoại"))
    return found


def lacking(source: Source, *, only_here: bool) -> list[Line]:
    """What would make the packs good, each with the page that mends it. only_here: links lead to this machine alone."""
    conference, meeting = source.conference, source.meeting

    def edit(section: str) -> str:
        return reverse("conference-edit", args=[conference.pk, section])

    sites = reverse("conference-sites", args=[conference.pk])
    counts = conference.sites.filter(withdrawn_at=None).aggregate(
        all=Count("pk"),
        unnamed=Count("pk", filter=Q(is_placeholder=True)),
        venue=Count("pk", filter=Q(venue="", room=None) & (Q(answer=None) | Q(answer__room=""))),
        call=Count("pk", filter=(Q(answer=None) | Q(answer__contact_phone="")) & (Q(room=None) | Q(room__phone=""))),
    )
    roles = [search_key(one.role) for one in meeting.contacts if one.phone]
    papers = reverse("conference-papers", args=[conference.pk])
    found = [
        _line(
            meeting.day is not None and meeting.hour is not None, _("Ngày, giờ"), _("chưa ấn định"), _("đã có"),
            edit("facts"), MISSING,
        ),
        _line(
            meeting.paper is not None, _("Văn bản"), _("chưa phát hành hoặc chưa đọc văn bản nào"),
            _("đã có"), papers, MISSING,
        ),
        _line(
            any("ky thuat" in one for one in roles), _("Kỹ thuật"), _("chưa có số điện thoại kỹ thuật"), _("đã có"),
            edit("contacts"), MISSING,
        ),
        _line(
            any("noi dung" in one for one in roles), _("Nội dung"), _("chưa có số điện thoại đầu mối nội dung"),
            _("đã có"), edit("contacts"), LOOK,
        ),
        _line(bool(meeting.all_items), _("Chương trình"), _("chưa có mục nào"), _("đã có"), edit("programme"), LOOK),
        _line(bool(meeting.trials), _("Chạy thử"), _("chưa định lần nào"), _("đã có"), edit("rehearsals"), LOOK),
        _line(
            not counts["unnamed"], _("Tên điểm cầu"), _("%(n)s điểm cầu chưa đặt tên") % {"n": counts["unnamed"]},
            _("đủ tên"), f"{sites}?state=unnamed", MISSING,
        ),
        _line(
            not counts["venue"], _("Nơi họp"), _("%(n)s điểm cầu chưa có nơi họp") % {"n": counts["venue"]},
            _("mọi điểm cầu đã có"), f"{sites}?state=no_venue", LOOK,
        ),
        _line(
            not counts["call"], _("Người trực"),
            _("%(n)s điểm cầu chưa có người trực, số điện thoại") % {"n": counts["call"]}, _("mọi điểm cầu đã có"),
            reverse("registration-missing", args=[conference.pk]), LOOK,
        ),
    ]  # fmt: skip
    banner = reverse("conference-banner", args=[conference.pk])
    found.append(_line(meeting.banner_released, _("Phông"), _("chưa duyệt"), _("đã duyệt"), banner, LOOK))
    if only_here:
        words = _("chỉ mở được trên chính máy chủ này: mã QR in ra sẽ không dùng được ở điểm cầu")
        found.append(Line(MISSING, _("Liên kết"), words, reverse("conference-links", args=[conference.pk])))
    return found


def _line(good: bool, title: str, bad_words: str, words: str, url: str, otherwise: str) -> Line:
    return Line(DONE if good else otherwise, title, words if good else bad_words, url)
