"""The words of a site on its banner as something it has to do, where the host asks for it; its deadline moves along."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.conferences.lifecycle.moving import Due
from nhipcau.conferences.models import Conference, Site
from nhipcau.core import dates
from nhipcau.documents.banners import facts
from nhipcau.documents.models import BannerMaster, SiteWords
from nhipcau.preparation.duties import Duty, state_of


class BannerWords:
    """A duty is done once the site has said its words and no blank is left that it alone can fill: also who leaves all
    as it follows from the conference says so."""

    def duties(self, sites: Sequence[Site]) -> Mapping[int, Duty]:
        conferences = {one.conference_id for one in sites}  # pyright: ignore[reportAttributeAccessIssue] - Django's own column
        masters = BannerMaster.objects.filter(conference__in=conferences, words_asked=True)
        masters = masters.select_related("conference", "emblem").defer("emblem__data").prefetch_related("parts")
        asked = {one.conference.pk: one for one in masters}
        if not asked:
            return {}
        # What draws banners loads the Word library with it: not in every process from the start.
        from nhipcau.documents.banners import building

        names = {pk: building.site_blanks(building.draft_of(one.conference, one)) for pk, one in asked.items()}
        said = dict(SiteWords.objects.filter(site__in=sites).values_list("site_id", "values"))
        found: dict[int, Duty] = {}
        for site in sites:
            pk = site.conference_id  # pyright: ignore[reportAttributeAccessIssue]
            if names.get(pk):
                found[site.pk] = _duty(asked[pk], names[pk], said.get(site.pk))
        return found


def _duty(master: BannerMaster, names: Sequence[str], said: Mapping[str, str] | None) -> Duty:
    own = [name for name in names if name not in facts.SITE]
    done = said is not None and all(said.get(name) for name in own)
    about = _("Xem lại, ghi: %(names)s. Để nguyên cũng bấm Ghi.") % {"names": ", ".join(names)}
    return Duty(
        "banner",
        gettext_lazy("Ghi chữ của điểm cầu trên phông"),
        about,
        master.words_due,
        state_of(done, master.words_due),
        page="own-banner",
        button=gettext_lazy("Mở phông của điểm cầu"),
    )


class BannerMoments:
    """The deadline, which moves when the conference is put off."""

    prefix = "banner"
    title: str | Promise = gettext_lazy("Phông hội nghị")

    def dues(self, conference: Conference) -> list[Due]:
        master = BannerMaster.objects.filter(conference=conference, words_asked=True, words_due__isnull=False).first()
        if master is None or master.words_due is None:
            return []
        at = dates.kept_moment(master.words_due)
        return [Due(f"{self.prefix}-words", _("Hạn ghi chữ của điểm cầu trên phông"), at)]

    def move(self, conference: Conference, wanted: Mapping[str, str]) -> None:
        if "words" in wanted:
            due = dates.aware(wanted["words"])
            BannerMaster.objects.filter(conference=conference).update(words_due=due)
