"""Reading for the pages of sites: their own answers, lists, what may be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, When

from nhipcau.conferences.models import Conference, Site
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, own_sites, visible_conferences
from nhipcau.preparation.delegates import quotas_of
from nhipcau.preparation.models import Category, Delegate, Enrolment, Round, SiteAnswer, StandingList


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """A category at a site: how many come, how many may (None: any number)."""

    category: Category
    coming: int
    most: int | None

    @property
    def full(self) -> bool:
        return self.most is not None and self.coming >= self.most


@dataclass(frozen=True, slots=True)
class OwnSite:
    """A site on the list of those that somebody answers for."""

    site: Site
    confirmed: bool
    reported: bool
    coming: int


def answer_of(site: Site) -> SiteAnswer:
    """What the site has said; an empty answer, not yet a row, where it has said nothing."""
    return SiteAnswer.objects.filter(site=site).first() or SiteAnswer(site=site)


def last_answer(site: Site) -> SiteAnswer | None:
    """What the same unit said for its latest other conference: it fills the form in."""
    if site.unit_id is None:
        return None
    others = SiteAnswer.objects.filter(site__unit=site.unit_id).exclude(site=site).exclude(confirmed_at=None)
    return others.select_related("site").order_by("-confirmed_at").first()


def delegates_of(site: Site) -> list[Delegate]:
    return list(
        site.delegates.select_related("category", "substitute_for", "substitute").order_by("-chairs", "absent", "order")
    )


def category_counts(opened: Round, site: Site) -> list[CategoryCount]:
    """The categories of the site's tier, in the paper's order."""
    mosts = quotas_of(opened, site)
    coming = Count("delegates", filter=Q(delegates__site=site, delegates__absent=False))
    found = opened.categories.filter(tier__in=["", site.tier]).annotate(coming=coming).order_by("order")
    return [CategoryCount(one, getattr(one, "coming"), mosts.get(one.pk)) for one in found]  # noqa: B009 - annotated


def standing_lists_for(conference: Conference) -> list[StandingList]:
    """The lists that the host keeps and that hold on the day of the conference."""
    day = conference.start_date or clock.local(clock.now()).date()
    valid = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    found = StandingList.objects.filter(valid, unit=conference.host_id, valid_from__lte=day)
    return list(found.annotate(count=Count("members")).order_by("name"))


def sites_to_answer_for(actor: Actor, most: int) -> tuple[Sequence[OwnSite], int]:
    """The sites that `actor` answers for in conferences of others that are not over, and how many there are. The
    nearest first; those whose printed day has passed, by a paper of old or put off, come last."""
    is_past = Case(When(conference__start_date__lt=clock.local(clock.now()).date(), then=1), default=0)
    ahead = (
        own_sites(actor, Need.REGISTER)
        .filter(withdrawn_at=None)
        .exclude(conference__state__in=[Conference.State.CLOSED, Conference.State.CANCELLED])
        .exclude(conference__in=visible_conferences(actor).values("pk"))
    )
    found = (
        ahead.select_related("conference", "parent", "answer")
        .annotate(coming=Count("delegates", filter=Q(delegates__absent=False)))
        .order_by(is_past, F("conference__start_date").asc(nulls_last=True), "conference_id", "order")
    )
    return [_own(site) for site in found[:most]], ahead.count()


def _own(site: Site) -> OwnSite:
    answer: SiteAnswer | None = getattr(site, "answer", None)
    confirmed = answer is not None and answer.confirmed_at is not None
    reported = answer is not None and answer.delegates_at is not None
    return OwnSite(site, confirmed, reported, getattr(site, "coming"))  # noqa: B009 - annotated


def enrolments_by_unit(opened: Round) -> dict[int, Enrolment]:
    return {one.unit.pk: one for one in opened.enrolments.select_related("unit", "site")}
