"""From a text to a Reading: each reader of one concept in turn, their facts and places put under the contract's "
"keys."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from nhipcau.documents.intake.contacts import read_contacts
from nhipcau.documents.intake.ending import read_end
from nhipcau.documents.intake.letterhead import read_issuing_body
from nhipcau.documents.intake.materials import read_materials
from nhipcau.documents.intake.meeting import read_form, read_replaces_invitation, read_title
from nhipcau.documents.intake.normal import normalise
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
from nhipcau.documents.intake.tasks import read_tasks, registration
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
            self.spans.append(Span(key, found.start, found.end, found.confidence))

    def put_list(self, key: str, found: Sequence[Found[Any]]) -> None:
        self.facts[key] = [f.value for f in found]
        self.spans.extend(Span(key, f.start, f.end, f.confidence, index) for index, f in enumerate(found))


def read_text(text: str) -> Reading:
    """Read a paper. Deterministic, without input or output; any text gives a Reading, though it may hold no fact."""
    paper = take_apart(normalise(text))
    to = _Facts()
    _identity(paper, to)
    issuer = read_issuing_body(paper)
    to.put("issuing_body", issuer)
    if paper.heading.convenes:
        _meeting(paper, convener_tier(issuer.value if issuer else None, paper), to)
        _work(paper, to)
    start_at = next(((s.start, s.end) for s in to.spans if s.key == "start"), None)
    return Reading(to.facts, to.spans, paper.text, paper_remarks(to.facts, paper.text, start_at))


def _identity(paper: Paper, to: _Facts) -> None:
    to.put("doc_type", paper.heading.doc_type)
    to.put("number", paper.identity.number)
    to.put("place", paper.identity.place)
    issued = paper.identity.issued
    to.put(
        "issue_date", Found(issued.value.isoformat(), issued.start, issued.end, issued.confidence) if issued else None
    )
    to.put("subject", paper.heading.subject)
    to.put_list("recipients", paper.recipients)
    signed = paper.signature
    if signed:
        value = {"authority": signed.authority, "position": signed.position, "name": signed.name}
        to.put("signer", Found(value, signed.start, signed.end, 0.95 if signed.name else 0.6))


def _meeting(paper: Paper, own: str | None, to: _Facts) -> None:
    to.put("meeting_title", read_title(paper))
    start = read_start(paper)
    to.put("start", start)
    to.put("end_or_duration", read_end(paper, start))
    to.put("venue_main", read_venue(paper, own))
    to.put("meeting_form", read_form(paper, bool(start or to.facts["venue_main"])))
    to.put("replaces_invitation", read_replaces_invitation(paper))
    participants = read_participants(paper, own)
    groups = grouped_by_tier(participants)
    to.facts["participants"] = groups
    order = [group["tier"] for group in groups]
    to.spans.extend(
        Span("participants", p.item.start, p.item.end, p.item.confidence, order.index(p.tier), p.item.value)
        for p in participants
    )
    counts = read_site_counts(paper, own)
    to.facts["site_counts"] = {tier: counts[tier].value for tier in counts}
    to.spans.extend(Span("site_counts", c.start, c.end, c.confidence, value=tier) for tier, c in counts.items())
    online = to.facts["meeting_form"] in ("truc_tuyen", "ket_hop")
    to.put_list(
        "tiers", read_tiers(paper, own, counts, [p.tier for p in participants if p.tier]) if online or counts else []
    )


def _work(paper: Paper, to: _Facts) -> None:
    start = to.facts["start"]
    tasks = read_tasks(paper, start)
    to.facts["tasks"] = [
        {"assignee": t.assignee, "action_summary": t.action.value, "due": t.due.value if t.due else None} for t in tasks
    ]
    to.spans.extend(Span("tasks", t.action.start, t.action.end, t.action.confidence, i) for i, t in enumerate(tasks))
    handed_in = registration(tasks)
    to.facts["registration_deadlines"] = [
        {"what": words.value, "due": tasks[i].due.value}  # pyright: ignore[reportOptionalMemberAccess]
        for i, words in handed_in
    ]
    to.spans.extend(
        Span("registration_deadlines", words.start, words.end, words.confidence, index)
        for index, (_, words) in enumerate(handed_in)
    )
    to.put_list("rehearsals", read_rehearsals(paper, start))
    to.put_list("materials", read_materials(paper, tasks))
    speeches = read_speeches(paper, tasks)
    to.facts["papers"] = [{"assignee": s.assignee, "topic": s.topic.value} for s in speeches]
    to.spans.extend(Span("papers", s.topic.start, s.topic.end, s.topic.confidence, i) for i, s in enumerate(speeches))
    to.put("paper_limits", read_limits(paper))
    contacts = read_contacts(paper)
    to.facts["contacts"] = [c.to_json() for c in contacts]
    to.spans.extend(Span("contacts", c.start, c.end, 0.9, i) for i, c in enumerate(contacts))
    to.put_list("press", read_press(paper))
