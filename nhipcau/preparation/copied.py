"""How registration goes, as it is brought along when a conference is copied: who registers how, categories, quotas.

What was answered is not: no delegates, no registrations, no reminders.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models import Conference
from nhipcau.core.access import Actor
from nhipcau.preparation.models import Category, Quota, Round
from nhipcau.preparation.rounds import round_of


class CopiedRound:
    """Deadlines that the host has set keep their distance to the meeting; without a day they are left out."""

    key = "registration"
    words: str | Promise = _("Cách đăng ký, thành phần và số lượng")
    about: str | Promise = _("không chép đăng ký và đại biểu; hạn giữ khoảng cách tới ngày họp")

    def there(self, source: Conference) -> bool:
        return Round.objects.filter(pk=source.pk).exists()

    def copy(self, actor: Actor, source: Conference, made: Conference, placed: Mapping[int, int]) -> None:
        held = Round.objects.filter(pk=source.pk).first()
        if held is None:
            return
        opened = round_of(made)
        opened.mode, opened.late = held.mode, held.late
        opened.copies_to, opened.sends_copies = held.copies_to, held.sends_copies
        if source.start_date is not None and made.start_date is not None:
            by = timedelta(days=(made.start_date - source.start_date).days)
            opened.sites_due = None if held.sites_due is None else held.sites_due + by
            opened.delegates_due = None if held.delegates_due is None else held.delegates_due + by
        opened.save()
        opened.categories.all().delete()
        categories = {
            one.pk: Category.objects.create(round=opened, order=one.order, tier=one.tier, name=one.name, most=one.most)
            for one in held.categories.order_by("order")
        }
        Quota.objects.bulk_create(
            Quota(category=categories[one.category.pk], site_id=placed[one.site.pk], most=one.most)
            for one in Quota.objects.filter(category__in=list(categories)).select_related("category", "site")
            if one.site.pk in placed
        )
