"""Finding papers: the same one again, those of a conference, and the ground on which a paper's facts stand."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from nhipcau.core.access import Actor, visible_conferences
from nhipcau.documents import inheritance, leftovers, planning
from nhipcau.documents.amendments import matching
from nhipcau.documents.intake.citations import citations
from nhipcau.documents.models import ReceivedPaper


def within_reach(actor: Actor) -> "QuerySet[ReceivedPaper]":
    """Papers that the actor brought, and those of conferences that it may see."""
    mine = Q(uploaded_by_id=actor.id, conference=None) if actor.kind == "account" else Q(pk__in=[])
    return ReceivedPaper.objects.filter(mine | Q(conference__in=visible_conferences(actor)))


def same_bytes(actor: Actor, digest: str) -> ReceivedPaper | None:
    """The paper with these bytes: the actor's own, else one whose conference it may see."""
    papers = within_reach(actor).filter(sha256=digest).order_by("uploaded_at")
    own = ReceivedPaper.objects.filter(uploaded_by_id=actor.id, sha256=digest).first()
    return own or papers.exclude(conference=None).first()


def same_paper(actor: Actor, paper: ReceivedPaper) -> ReceivedPaper | None:
    """Another file of the same paper, by number, issuer and date; one with a conference first."""
    if not paper.identity:
        return None
    others = within_reach(actor).filter(identity=paper.identity).exclude(pk=paper.pk).select_related("conference")
    return others.exclude(conference=None).first() or others.first()


def parents(actor: Actor, text: str, facts: Mapping[str, Any]) -> list[inheritance.Parent]:
    """The papers of conferences held that the text cites, in the order of their citations."""
    cited = citations(text)
    if not cited:
        return []
    rows = within_reach(actor).exclude(conference=None).exclude(identity="").order_by("-uploaded_at")
    papers = rows.values_list("pk", "confirmed", "facts")
    held = [inheritance.Parent(pk, confirmed or read) for pk, confirmed, read in papers]
    return [one for each in cited for one in held if matching.is_cited(each, one.facts, facts)]


def proposed(paper: ReceivedPaper) -> dict[str, Any]:
    """What the paper says with what it takes over from another: what stands on the sheet before anybody touched it."""
    return {**paper.facts, **{key: one["value"] for key, one in paper.inherited.items()}}


def of_conference(conference_pk: int) -> list[ReceivedPaper]:
    """The papers of a conference, the first one first."""
    papers = ReceivedPaper.objects.filter(conference=conference_pk).select_related("uploaded_by")
    return list(papers.defer("text").order_by("uploaded_at", "pk"))


def ground(paper: ReceivedPaper) -> planning.Read:
    """What the paper's text says and where, with the sentences from which nothing was read."""
    named = leftovers.addressees(paper.text)
    taken = [*paper.spans, *({"start": start, "end": end} for start, end in named)]
    notes = [(paper.text[start:end], start, end) for start, end in leftovers.unread(paper.text, taken)]
    addressed = [(paper.text[start:end], start, end) for start, end in named]
    return planning.Read(paper.pk, paper.facts, paper.spans, paper.inherited, notes, addressed)
