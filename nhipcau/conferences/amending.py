"""Changing a conference that was announced before: all that a later paper changes, as one command, or not at all."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences import particulars
from nhipcau.conferences.locking import locked
from nhipcau.conferences.models import Amendment, Conference, Particular
from nhipcau.conferences.plan import (
    PlannedContact,
    PlannedDeadline,
    PlannedParticular,
    PlannedSpeech,
    PlannedTask,
    PlannedTrial,
)
from nhipcau.conferences.sites.adding import NewSite, do_add_sites
from nhipcau.conferences.sites.steps import do_withdraw_sites
from nhipcau.core.access import Actor, Need, access_conference
from nhipcau.core.errors import Refusal
from nhipcau.core.phrases import Phrase, packed
from nhipcau.journal import record as journal

FIELDS = ("start_date", "start_time", "form", "venue", "duration", "kind", "title", "issuing_body")


@dataclass(frozen=True, slots=True)
class AmendmentPlan:
    """What is to change. fields: new values by column, of `FIELDS`; the maps: by primary key, None drops the row;
    sittings: their new days, hours stay; dropped_tiers: tiers whose sites are withdrawn, all but the chairing one.

    told: rows of label, before and after, as the person saw them; said: what the paper is called.
    """

    told: tuple[Mapping[str, str], ...]
    paper: int | None = None
    said: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    rehearsals: Mapping[int, datetime | None] = field(default_factory=dict)
    deadlines: Mapping[int, tuple[date, time | None] | None] = field(default_factory=dict)
    tasks: Mapping[int, tuple[date, time | None] | None] = field(default_factory=dict)
    sittings: Mapping[int, date] = field(default_factory=dict)
    new_rehearsals: tuple[PlannedTrial, ...] = ()
    new_deadlines: tuple[PlannedDeadline, ...] = ()
    new_tasks: tuple[PlannedTask, ...] = ()
    new_contacts: tuple[PlannedContact, ...] = ()
    new_speeches: tuple[PlannedSpeech, ...] = ()
    new_particulars: tuple[PlannedParticular, ...] = ()
    new_sites: tuple[NewSite, ...] = ()
    dropped_tiers: tuple[str, ...] = ()


def fingerprint(conference: Conference) -> str:
    """A word for all that an amendment may touch: another one means that somebody changed it meanwhile."""
    standing = [
        [str(getattr(conference, name)) for name in FIELDS],
        [[row.pk, row.at.isoformat()] for row in conference.planned_rehearsals.order_by("pk")],
        [[row.pk, str(row.due_date), str(row.due_time)] for row in conference.registration_deadlines.order_by("pk")],
        [[row.pk, str(row.due_date), str(row.due_time)] for row in conference.tasks.order_by("pk")],
        [[row.pk, str(row.date), str(row.start)] for row in conference.sittings.order_by("pk")],
        conference.amendments.count(),
        [[pk, at is None] for pk, at in conference.sites.order_by("pk").values_list("pk", "withdrawn_at")],
    ]
    return hashlib.sha256(json.dumps(standing).encode()).hexdigest()[:32]


def do_amend_conference(actor: Actor, conference_pk: int | str, plan: AmendmentPlan, key: str, seen: str) -> Amendment:
    """Apply the plan. The same key changes things once; seen: the `fingerprint` that the person looked at.

    Links and PINs of sites that stay are not touched: they live by the conference's state, never by its date.
    """
    with transaction.atomic():
        access_conference(actor, conference_pk, Need.PREPARE)
        conference = locked(actor, conference_pk, Need.PREPARE)
        made = conference.amendments.filter(key=key).first()
        if made is not None:
            return made
        refuse_begun(conference)
        if fingerprint(conference) != seen:
            raise Refusal(
                "changed_meanwhile",
                _("Hội nghị đã được người khác sửa sau khi anh/chị mở trang này; chưa áp dụng thay đổi nào."),
                _("Mở lại bảng thay đổi để xem nội dung mới nhất rồi áp dụng."),
            )
        if not plan.told:
            raise Refusal(
                "nothing_to_change",
                _("Không có thay đổi nào được chọn."),
                _("Chọn ít nhất một thay đổi, hoặc chỉ lưu văn bản vào hội nghị."),
                status=422,
            )
        before = {name: _plain(getattr(conference, name)) for name in plan.fields}
        _apply(conference, plan)
        added, withdrawn = _change_sites(actor, conference, plan, key)
        amendment = Amendment.objects.create(
            conference=conference,
            by=actor.name[:200],
            key=key,
            paper=plan.paper,
            said=plan.said[:300],
            changes=[_kept(one) for one in plan.told],
        )
        journal.append(
            conference.stream,
            "conference.amended",
            {
                "amendment": amendment.pk,
                "paper": plan.paper,
                "before": before,
                "after": {name: _plain(value) for name, value in plan.fields.items()},
                "rehearsals": {str(pk): _plain(moment) for pk, moment in plan.rehearsals.items()},
                "deadlines": {str(pk): _due(due) for pk, due in plan.deadlines.items()},
                "tasks": {str(pk): _due(due) for pk, due in plan.tasks.items()},
                "sittings": {str(pk): _plain(day) for pk, day in plan.sittings.items()},
                "added": {
                    "rehearsals": len(plan.new_rehearsals),
                    "deadlines": len(plan.new_deadlines),
                    "tasks": len(plan.new_tasks),
                    "contacts": len(plan.new_contacts),
                    "speeches": len(plan.new_speeches),
                    "particulars": len(plan.new_particulars),
                    "sites": added,
                },
                "withdrawn": withdrawn,
            },
            actor,
            detail={"said": plan.said, "changes": [_words(one) for one in plan.told]},
        )
    return amendment


def _kept(row: Mapping[str, str]) -> dict[str, Any]:
    """A row as it is kept: Vietnamese, with what composed words were made of, so that a page says them in another
    language."""
    phrases = {name: packed(text) for name, text in row.items() if isinstance(text, Phrase) and text.values}
    return _words(row) | ({"phrases": phrases} if phrases else {})


def _words(row: Mapping[str, str]) -> dict[str, Any]:
    return {name: str(text) for name, text in row.items()}


def _change_sites(actor: Actor, conference: Conference, plan: AmendmentPlan, key: str) -> tuple[int, int]:
    """How many sites were made or given back, and how many withdrawn; both can be taken back on the page of sites."""
    added = withdrawn = 0
    if plan.dropped_tiers:
        gone = conference.sites.filter(tier__in=plan.dropped_tiers, withdrawn_at=None, is_main=False)
        pks = list(gone.values_list("pk", flat=True))
        withdrawn = len(do_withdraw_sites(actor, conference.pk, pks, f"drop:{key}"[:64]))
        left = set(conference.sites.filter(withdrawn_at=None).values_list("tier", flat=True))
        conference.tiers.filter(tier__in=plan.dropped_tiers).exclude(tier__in=left).delete()
    if plan.new_sites:
        made = do_add_sites(actor, conference.pk, plan.new_sites, f"add:{key}"[:64])
        added = len(made.made) + len(made.restored)
    return added, withdrawn


def refuse_begun(conference: Conference) -> None:
    if conference.is_ahead:
        return
    running = conference.state == Conference.State.RUNNING
    raise Refusal(
        "already_begun",
        _("Hội nghị đang diễn ra nên không sửa được nữa; chưa có gì thay đổi.")
        if running
        else _("Hội nghị đã bế mạc hoặc đã hủy nên không sửa được nữa; chưa có gì thay đổi."),
        _("Lập hội nghị mới từ văn bản này, hoặc chỉ lưu văn bản vào hội nghị."),
    )


def _apply(conference: Conference, plan: AmendmentPlan) -> None:
    for name, value in plan.fields.items():
        setattr(conference, name, value)
    conference.save(update_fields=list(plan.fields))
    if "venue" in plan.fields:
        conference.sites.filter(is_main=True).update(venue=plan.fields["venue"])
    taken = set(conference.planned_rehearsals.exclude(pk__in=plan.rehearsals).values_list("at", flat=True))
    for row in conference.planned_rehearsals.filter(pk__in=plan.rehearsals):
        moment = plan.rehearsals[row.pk]
        if moment is None or moment in taken:
            row.delete()
        else:
            taken.add(moment)
            conference.planned_rehearsals.filter(pk=row.pk).update(at=moment)
    for rows, wanted in ((conference.registration_deadlines, plan.deadlines), (conference.tasks, plan.tasks)):
        for pk, due in wanted.items():
            if due is None:
                rows.filter(pk=pk).delete()
            else:
                rows.filter(pk=pk).update(due_date=due[0], due_time=due[1])
    for pk, day in plan.sittings.items():
        conference.sittings.filter(pk=pk).update(date=day)
    if conference.state == Conference.State.POSTPONED and plan.fields.get("start_date") is not None:
        conference.state = Conference.State.PREPARING
        conference.save(update_fields=["state"])
    particulars.add_trials(conference, plan.new_rehearsals)
    particulars.add_deadlines(conference, plan.new_deadlines, _next(conference.registration_deadlines))
    particulars.add_tasks(conference, plan.new_tasks, _next(conference.tasks))
    particulars.add_contacts(conference, plan.new_contacts, _next(conference.contacts))
    particulars.add_speeches(conference, plan.new_speeches, _next(conference.speeches))
    particulars.add_lines(conference, plan.new_particulars, _next(Particular.objects.filter(conference=conference)))


def _next(rows: Any) -> int:
    last = rows.order_by("-order").values_list("order", flat=True).first()
    return 0 if last is None else last + 1


def _plain(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, date | time) else value


def _due(due: tuple[date, time | None] | None) -> str | None:
    return None if due is None else f"{due[0].isoformat()}{f'T{due[1]:%H:%M}' if due[1] else ''}"
