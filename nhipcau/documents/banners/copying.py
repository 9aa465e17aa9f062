"""The banner of a conference that is made from an earlier one."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models import Conference, Site
from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.documents.models import BannerEmblem, BannerMaster, BannerPart, SiteWords
from nhipcau.journal import record as journal

_OF_THE_DAY = frozenset({"ngày"})
"""Blanks whose words hold for one day alone: what a site said of them is not said of another."""


class CopiedBanner:
    """The master with its blocks, look and emblem, and the words of each site that comes along as the same unit or
    organ. Released it is anew: nobody prints it before somebody has looked at it."""

    key = "banner"
    words: str | Promise = _("Phông: khổ, màu, các dòng chữ, biểu trưng, chữ riêng của điểm cầu")
    about: str | Promise = _(
        "Ngày và tên trong dấu { } theo hội nghị mới, chữ gõ tay thì sửa lại; chữ riêng chỉ đi theo điểm cầu được chép."
        " Phải duyệt lại trước khi điểm cầu tải."
    )

    def there(self, source: Conference) -> bool:
        return BannerMaster.objects.filter(conference=source).exists()

    def copy(self, actor: Actor, source: Conference, made: Conference, placed: Mapping[int, int]) -> None:
        old = BannerMaster.objects.select_related("emblem").filter(conference=source).first()
        if old is None:
            return
        master = BannerMaster.objects.create(
            conference=made,
            width=old.width,
            height=old.height,
            ground=old.ground,
            ink=old.ink,
            emblem=_emblem(actor, old.emblem, made),
            words_asked=old.words_asked,
        )
        if old.words_due and source.start_date and made.start_date:
            master.words_due = old.words_due + timedelta(days=(made.start_date - source.start_date).days)
            master.save(update_fields=["words_due"])
        BannerPart.objects.bulk_create(
            BannerPart(master=master, order=one.order, role=one.role, text=one.text) for one in old.parts.all()
        )
        data = {"from": source.pk, "revision": master.revision, "sites": _words(source, placed)}
        journal.append(made.stream, "banner.copied", data, actor)


def _emblem(actor: Actor, old: BannerEmblem | None, made: Conference) -> BannerEmblem | None:
    if old is None:
        return None
    return BannerEmblem.objects.create(
        conference=made, sha256=old.sha256, data=old.data, filename=old.filename, at=clock.now(), by=actor.name[:200]
    )


def _words(source: Conference, placed: Mapping[int, int]) -> list[int]:
    """Which new sites have the words of their old ones."""
    said = {one.site.pk: one for one in SiteWords.objects.filter(site__conference=source).select_related("site")}
    news = Site.objects.in_bulk([new for old, new in placed.items() if old in said])
    rows = []
    for old_pk, new_pk in placed.items():
        one, new = said.get(old_pk), news.get(new_pk)
        if one is None or new is None or (one.site.unit_id, one.site.organ_id) != (new.unit_id, new.organ_id):
            continue
        values = {name: words for name, words in one.values.items() if name not in _OF_THE_DAY}
        if values:
            rows.append(SiteWords(site=new, values=values, edited_by=one.edited_by, edited_at=one.edited_at))
    SiteWords.objects.bulk_create(rows)
    return sorted(row.site.pk for row in rows)
