"""Many conferences, or many sites, at once: figures, deadlines, duties, who is still missing; for the home pages.

Each function asks a fixed number of queries, however many conferences it is asked about.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import (
    Case,
    Count,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
    prefetch_related_objects,
)
from django.db.models.functions import RowNumber

from nhipcau.conferences.models import Conference, PlannedRehearsal, RegistrationDeadline, Site, Task
from nhipcau.preparation.duties import Counts, Duty, Known, duties_from
from nhipcau.preparation.further import further
from nhipcau.preparation.missing import Missing, called
from nhipcau.preparation.models import Enrolment, Round, SiteAnswer, TaskDone
from nhipcau.preparation.rounds import Dues, dues_of


@dataclass(slots=True)
class Standing:
    """How far a tier of a conference has come. unnamed: made from a printed count."""

    sites: int = 0
    confirmed: int = 0
    reported: int = 0
    unnamed: int = 0

    def add(self, other: "Standing") -> None:
        self.sites += other.sites
        self.confirmed += other.confirmed
        self.reported += other.reported
        self.unnamed += other.unnamed


@dataclass(slots=True)
class Overview:
    """tiers: by tier; waiting: late registrations that nobody has decided on."""

    by: Dues
    tiers: dict[str, Standing] = field(default_factory=dict)
    waiting: int = 0

    @property
    def total(self) -> Standing:
        total = Standing()
        for one in self.tiers.values():
            total.add(one)
        return total


def overviews(conferences: Sequence[Conference]) -> dict[int, Overview]:
    """By pk of the conference. Four queries; leaves deadlines and rehearsals at the conferences, already read."""
    read_dates(conferences)
    pks = [one.pk for one in conferences]
    found = {one.pk: Overview(dues_at_hand(one)) for one in conferences}
    for row in (
        Site.objects.filter(conference__in=pks, withdrawn_at=None)
        .order_by()
        .values("conference_id", "tier")
        .annotate(
            n=Count("pk"),
            n_confirmed=Count("answer__confirmed_at"),
            n_reported=Count("answer__delegates_at"),
            n_unnamed=Count("pk", filter=Q(is_placeholder=True)),
        )
    ):
        standing = Standing(row["n"], row["n_confirmed"], row["n_reported"], row["n_unnamed"])
        found[row["conference_id"]].tiers[row["tier"]] = standing
    waiting = Enrolment.objects.filter(round__in=pks, state=Enrolment.State.WAITING).order_by()
    for row in waiting.values("round_id").annotate(n=Count("pk")):
        found[row["round_id"]].waiting = row["n"]
    return found


def read_dates(conferences: Sequence[Conference]) -> None:
    """Read deadlines and rehearsals of all of them; their rounds come with `select_related("registration_round")`."""
    prefetch_related_objects(
        list(conferences),
        Prefetch("registration_deadlines", RegistrationDeadline.objects.order_by("order")),
        Prefetch("planned_rehearsals", PlannedRehearsal.objects.order_by("at")),
    )


def dues_at_hand(conference: Conference) -> Dues:
    """Its last moments, from what `read_dates` and `select_related` have read."""
    opened: Round | None = getattr(conference, "registration_round", None)
    return dues_of(opened, conference.registration_deadlines.all())


def first_missing(conferences: Collection[int], what: str, most: int) -> dict[int, list[Missing]]:
    """The first sites that have not answered (`site`, `delegates`), with whom to call, by pk of the conference; those
    with a number before those without. Two queries."""
    unanswered = "answer__delegates_at__isnull" if what == "delegates" else "answer__confirmed_at__isnull"
    before = SiteAnswer.objects.filter(site__unit=OuterRef("unit")).exclude(contact_phone="").order_by("-confirmed_at")
    ranked = (
        Site.objects.filter(conference__in=list(conferences), withdrawn_at=None, **{unanswered: True})
        .annotate(
            silent=Case(When(answer__contact_phone__gt="", then=Value(0)), default=Value(1)),
            place=Window(RowNumber(), partition_by=F("conference_id"), order_by=[F("silent").asc(), F("order").asc()]),
        )
        .filter(place__lte=most)
        .values("pk")
    )
    rows = (
        Site.objects.filter(pk__in=[row["pk"] for row in ranked])
        .select_related("parent", "answer")
        .annotate(
            last_name=Subquery(before.values("contact_name")[:1]),
            last_phone=Subquery(before.values("contact_phone")[:1]),
        )
        .order_by("order")
    )
    found: dict[int, list[Missing]] = {}
    for site in rows:
        found.setdefault(site.conference_id, []).append(called(site))
    return {pk: sorted(sites, key=lambda one: not one.phone) for pk, sites in found.items()}


@dataclass(frozen=True, slots=True)
class SiteDuties:
    """A site with all that it has to do, and whom to call there."""

    site: Site
    answer: SiteAnswer
    duties: list[Duty]
    contact: Missing


def duties_of_sites(sites: "QuerySet[Site]") -> list[SiteDuties]:
    """In the order of `sites`, which may be sliced. Seven queries, and those of `further`."""
    before = SiteAnswer.objects.filter(site__unit=OuterRef("unit")).exclude(contact_phone="").order_by("-confirmed_at")
    pks = list(sites.values_list("pk", flat=True))
    rows = {
        site.pk: site
        for site in Site.objects.filter(pk__in=pks)
        .select_related("conference__registration_round", "unit", "parent", "answer", "room")
        .annotate(
            last_name=Subquery(before.values("contact_name")[:1]),
            last_phone=Subquery(before.values("contact_phone")[:1]),
            coming=Count("delegates", filter=Q(delegates__absent=False)),
            absent=Count("delegates", filter=Q(delegates__absent=True)),
            chairs=Count("delegates", filter=Q(delegates__chairs=True)),
        )
    }
    conferences = {site.conference_id: site.conference for site in rows.values()}
    for site in rows.values():
        site.conference = conferences[site.conference_id]
    read_dates(list(conferences.values()))
    tasks = _by(Task.objects.filter(conference__in=conferences).order_by("order"))
    done: dict[int, set[int]] = {}
    for site_pk, task_pk in TaskDone.objects.filter(site__in=pks).values_list("site_id", "task_id"):
        done.setdefault(site_pk, set()).add(task_pk)
    others = further(rows.values())
    return [_site_duties(rows[pk], tasks, done.get(pk, set()), others.get(pk, [])) for pk in pks]


def _by(tasks: Iterable[Task]) -> dict[int, list[Task]]:
    found: dict[int, list[Task]] = {}
    for task in tasks:
        found.setdefault(task.conference_id, []).append(task)
    return found


def _site_duties(site: Site, tasks: dict[int, list[Task]], done: set[int], others: Sequence[Duty]) -> SiteDuties:
    answer: SiteAnswer = getattr(site, "answer", None) or SiteAnswer(site=site)
    counts = Counts(getattr(site, "coming"), getattr(site, "absent"), getattr(site, "chairs"))  # noqa: B009 - annotated
    conference = site.conference
    known = Known(
        dues_at_hand(conference), tasks.get(conference.pk, []), done, list(conference.planned_rehearsals.all()), others
    )
    return SiteDuties(site, answer, duties_from(site, answer, counts, known), called(site))
