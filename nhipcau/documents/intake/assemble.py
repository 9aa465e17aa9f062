"""From a text to a Reading: each reader of one concept in turn, their facts and places put under the contract's "
"keys."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from nhipcau.documents.intake.contacts import read_contacts
from nhipcau.documents.intake.doubts_of_head import (
    date_weighed,
    issuer_weighed,
    kind_weighed,
    number_weighed,
    signer_weighed,
)
from nhipcau.documents.intake.doubts_of_meeting import end_weighed, form_weighed, invitation_weighed, tiers_weighed
from nhipcau.documents.intake.doubts_of_work import contacts_weighed, dues_weighed
from nhipcau.documents.intake.ending import read_end
from nhipcau.documents.intake.letterhead import read_issuing_body
from nhipcau.documents.intake.materials import read_materials
from nhipcau.documents.intake.meeting import read_form, read_replaces_invitation, read_title
from nhipcau.documents.intake.normal import normalise
from nhipcau.documents.intake.opinions import DOUBTED
from nhipcau.documents.intake.paper import Paper, take_apart
from nhipcau.documents.intake.participants import grouped_by_tier, read_participants
from nhipcau.documents.intake.press import read_press
from nhipcau.documents.intake.reading import EMPTY_FACTS, Found, Reading, Span
from nhipcau.documents.intake.rehearsals import read_rehearsals
from nhipcau.documents.intake.remarks import paper_remarks
from nhipcau.documents.intake.site_counts import read_site_counts
from nhipcau.documents.intake.speech_limits import read_limits
from nhipcau.documents.intake.speeches import read_speeches
from nhipcau.documents.intake.start import read_start
from nhipcau.documents.intake.task_lists import registration
from nhipcau.documents.intake.task_speeches import asked_of_those_below, speeches_handed_in
from nhipcau.documents.intake.tasks import read_tasks
from nhipcau.documents.intake.tier_words import convener_tier
from nhipcau.documents.intake.tiers import read_tiers
from nhipcau.documents.intake.venue import read_venue


class _Facts:
    """Facts and spans as they are collected."""

    def __init__(self) -> None:
        self.facts: dict[str, Any] = copy.deepcopy(dict(EMPTY_FACTS))
        self.spans: list[Span] = []

    def put(self, key: str, found: Found[Any] | None) -> None:
        if found is not None:
            self.facts[key] = found.value
            self.at(key, found)

    def put_list(self, key: str, found: Sequence[Found[Any]]) -> None:
        self.facts[key] = [f.value for f in found]
        for index, one in enumerate(found):
            self.at(key, one, index)

    def at(self, key: str, found: Found[Any], index: int | None = None, value: str | None = None) -> None:
        """Where a fact stands; what it is has been put already."""
        other = found.other or (None, None)
        self.spans.append(Span(key, found.start, found.end, found.confidence, index, value, *other))


def read_text(text: str) -> Reading:
    """Read a paper. Deterministic, without input or output; any text gives a Reading, though it may hold no fact."""
    paper = take_apart(normalise(text))
    to = _Facts()
    _identity(paper, to)
    issuer = issuer_weighed(paper, read_issuing_body(paper))
    to.put("issuing_body", issuer)
    if paper.heading.convenes:
        _meeting(paper, convener_tier(issuer.value if issuer else None, paper), to)
        _work(paper, to)
    return Reading(to.facts, to.spans, paper.printed, paper_remarks(to.facts, paper.printed, to.spans))


def _identity(paper: Paper, to: _Facts) -> None:
    to.put("doc_type", kind_weighed(paper))
    to.put("number", number_weighed(paper))
    to.put("place", paper.identity.place)
    issued = date_weighed(paper)
    to.put("issue_date", replace(issued, value=issued.value.isoformat()) if issued else None)
    to.put("subject", paper.heading.subject)
    to.put_list("recipients", paper.recipients)
    signed = paper.signature
    if signed:
        value = {"authority": signed.authority, "position": signed.position, "name": signed.name}
        found = Found(value, signed.start, signed.end, 0.95 if signed.name else 0.6)
        to.put("signer", signer_weighed(paper, found))


def _meeting(paper: Paper, own: str | None, to: _Facts) -> None:
    to.put("meeting_title", read_title(paper))
    start = read_start(paper)
    to.put("start", start)
    to.put("end_or_duration", end_weighed(paper, start, read_end(paper, start)))
    to.put("venue_main", read_venue(paper, own))
    to.put("meeting_form", form_weighed(paper, read_form(paper, bool(start or to.facts["venue_main"]))))
    to.put("replaces_invitation", invitation_weighed(paper, read_replaces_invitation(paper)))
    participants = read_participants(paper, own)
    groups = grouped_by_tier(participants)
    to.facts["participants"] = groups
    order = [group["tier"] for group in groups]
    for one in participants:
        to.at("participants", one.item, order.index(one.tier), one.item.value)
    counts = read_site_counts(paper, own)
    to.facts["site_counts"] = {tier: counts[tier].value for tier in counts}
    for tier, count in counts.items():
        to.at("site_counts", count, value=tier)
    if to.facts["meeting_form"] in ("truc_tuyen", "ket_hop") or counts:
        tiers = read_tiers(paper, own, counts, [p.tier for p in participants if p.tier])
        to.put_list("tiers", tiers_weighed(paper, tiers))


def _work(paper: Paper, to: _Facts) -> None:
    start = to.facts["start"]
    asked = asked_of_those_below(paper, read_tasks(paper, start))
    speeches = read_speeches(paper, asked)
    tasks = dues_weighed(paper, speeches_handed_in(paper, speeches, asked, start), start)
    to.facts["tasks"] = [
        {"assignee": t.assignee, "action_summary": t.action.value, "due": t.due.value if t.due else None} for t in tasks
    ]
    for index, task in enumerate(tasks):
        to.at("tasks", _doubted_by_due(task.action, task.due), index)
    handed_in = registration(tasks)
    to.facts["registration_deadlines"] = [
        {"what": words.value, "due": tasks[i].due.value}  # pyright: ignore[reportOptionalMemberAccess]
        for i, words in handed_in
    ]
    for index, (i, words) in enumerate(handed_in):
        to.at("registration_deadlines", _doubted_by_due(words, tasks[i].due), index)
    to.put_list("rehearsals", read_rehearsals(paper, start))
    to.put_list("materials", read_materials(paper, tasks))
    to.facts["papers"] = [{"assignee": s.assignee, "topic": s.topic.value if s.topic else None} for s in speeches]
    for index, speech in enumerate(speeches):
        place = speech.topic or speech.at
        if place:
            to.at("papers", place, index)
    to.put("paper_limits", read_limits(paper))
    contacts = contacts_weighed(read_contacts(paper, to.facts["issuing_body"]))
    to.facts["contacts"] = [c.to_json() for c in contacts]
    for index, one in enumerate(contacts):
        to.at("contacts", Found(one.name, one.start, one.end, DOUBTED if one.other else 0.9, one.other), index)
    to.put_list("press", read_press(paper))


def _doubted_by_due(words: Found[str], due: Found[str] | None) -> Found[str]:
    """The words of a task, as uncertain as its day where another day is printed for it."""
    return replace(words, confidence=due.confidence, other=due.other) if due and due.other else words
