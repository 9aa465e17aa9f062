"""What a conference's papers are composed from: its lists, each read once and only where a paper asks for it."""

from functools import cached_property

from django.db.models import Count

from nhipcau.conferences.models import (
    Conference,
    ConferenceTier,
    Contact,
    Particular,
    PlannedRehearsal,
    ProgrammeItem,
    RegistrationDeadline,
    Sitting,
    Speech,
    Task,
)


class Rows:
    """Of one conference as it stands when each list is first asked for: to be made anew for each answer.

    The facts, the tables and the choice of a paper's blocks look at the same lists; read by each of them they were half
    of what the page of a conference's papers may ask.
    """

    def __init__(self, conference: Conference) -> None:
        self._conference = conference

    @cached_property
    def tiers(self) -> list[ConferenceTier]:
        return list(self._conference.tiers.order_by("order"))

    @cached_property
    def sites_of_tier(self) -> dict[str, int]:
        """How many take part, by tier; those withdrawn are not counted."""
        counted = self._conference.sites.filter(withdrawn_at=None).order_by().values("tier")
        return dict(counted.annotate(count=Count("pk")).values_list("tier", "count"))

    @cached_property
    def sittings(self) -> list[Sitting]:
        return list(self._conference.sittings.order_by("order"))

    @cached_property
    def programme(self) -> list[ProgrammeItem]:
        """With their sittings."""
        return list(self._conference.programme.select_related("sitting").order_by("order"))

    @cached_property
    def particulars(self) -> list[Particular]:
        return list(self._conference.particulars.order_by("kind", "order"))

    @cached_property
    def speeches(self) -> list[Speech]:
        return list(self._conference.speeches.order_by("order"))

    @cached_property
    def tasks(self) -> list[Task]:
        return list(self._conference.tasks.order_by("order"))

    @cached_property
    def trials(self) -> list[PlannedRehearsal]:
        return list(self._conference.planned_rehearsals.order_by("at"))

    @cached_property
    def deadlines(self) -> list[RegistrationDeadline]:
        return list(self._conference.registration_deadlines.order_by("order"))

    @cached_property
    def contacts(self) -> list[Contact]:
        return list(self._conference.contacts.order_by("order"))

    def of_kind(self, kind: str) -> list[Particular]:
        """Who takes part, the material, the press, the recipients: `Particular.Kind`."""
        return [one for one in self.particulars if one.kind == kind]
