"""The rows of a conference beside its sites: trial runs, contacts, tasks, speeches, deadlines, and lines of words."""

from collections.abc import Iterable
from typing import Any

from nhipcau.conferences.models import (
    Conference,
    Contact,
    Particular,
    PlannedRehearsal,
    RegistrationDeadline,
    Speech,
    Task,
)
from nhipcau.conferences.plan import (
    ConferencePlan,
    PlannedContact,
    PlannedDeadline,
    PlannedParticular,
    PlannedSpeech,
    PlannedTask,
    PlannedTrial,
    Source,
)


def add(conference: Conference, plan: ConferencePlan) -> None:
    """All that the plan holds beside tiers and sites."""
    add_trials(conference, plan.rehearsals)
    add_contacts(conference, plan.contacts)
    add_tasks(conference, plan.tasks)
    add_deadlines(conference, plan.deadlines)
    add_speeches(conference, plan.speeches)
    add_lines(conference, plan.particulars)


def add_speeches(conference: Conference, speeches: Iterable[PlannedSpeech], first: int = 0) -> None:
    Speech.objects.bulk_create(
        Speech(
            conference=conference,
            order=order,
            assignee=one.assignee,
            topic=one.topic,
            pages=one.pages,
            minutes=one.minutes,
            **_columns(one.source),
        )
        for order, one in enumerate(speeches, start=first)
    )


def add_lines(conference: Conference, lines: Iterable[PlannedParticular], first: int = 0) -> None:
    Particular.objects.bulk_create(
        Particular(
            conference=conference,
            kind=one.kind,
            order=order,
            tier=one.tier,
            text=one.text,
            inherited=one.inherited,
            **_columns(one.source),
        )
        for order, one in enumerate(lines, start=first)
    )


def add_trials(conference: Conference, trials: Iterable[PlannedTrial]) -> None:
    """Trial runs at moments that have none yet."""
    there = set(conference.planned_rehearsals.values_list("at", flat=True))
    wanted = {one.at: one for one in trials if one.at not in there}
    PlannedRehearsal.objects.bulk_create(
        PlannedRehearsal(conference=conference, at=moment, **_columns(wanted[moment].source))
        for moment in sorted(wanted)
    )


def add_contacts(conference: Conference, contacts: Iterable[PlannedContact], first: int = 0) -> None:
    Contact.objects.bulk_create(
        Contact(
            conference=conference,
            order=order,
            name=one.name,
            role=one.role,
            phone=one.phone,
            email=one.email,
            **_columns(one.source),
        )
        for order, one in enumerate(contacts, start=first)
    )


def add_tasks(conference: Conference, tasks: Iterable[PlannedTask], first: int = 0) -> None:
    Task.objects.bulk_create(
        Task(
            conference=conference,
            order=order,
            assignee=one.assignee,
            cooperating=one.cooperating,
            action=one.action,
            due_date=one.due_date,
            due_time=one.due_time if one.due_date else None,
            **_columns(one.source),
        )
        for order, one in enumerate(tasks, start=first)
    )


def add_deadlines(conference: Conference, deadlines: Iterable[PlannedDeadline], first: int = 0) -> None:
    RegistrationDeadline.objects.bulk_create(
        RegistrationDeadline(
            conference=conference,
            order=order,
            what=one.what,
            due_date=one.due_date,
            due_time=one.due_time if one.due_date else None,
            **_columns(one.source),
        )
        for order, one in enumerate(deadlines, start=first)
    )


def _columns(source: Source | None) -> dict[str, Any]:
    if source is None:
        return {}
    return {"source_paper": source.paper, "source_start": source.start, "source_end": source.end}
