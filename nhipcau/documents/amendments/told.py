"""Who has been told what a paper changes: letters that stay back, letters and papers that have left, the notice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count

from nhipcau.conferences.lifecycle import letters, outdated
from nhipcau.conferences.lifecycle.outdated import Gone
from nhipcau.conferences.models import Conference
from nhipcau.core.languages import in_vietnamese
from nhipcau.core.text import nfc
from nhipcau.documents.amendments import changes
from nhipcau.documents.amendments.changes import Change, Following
from nhipcau.documents.models import Delivery, Paper
from nhipcau.outbox.models import Message

SHOWN: Final = 12
_CALLS: Final = (Paper.Kind.NOTICE, Paper.Kind.INVITATION, Paper.Kind.PARTY_CALL, Paper.Kind.LETTER, Paper.Kind.PLAN)


@dataclass(frozen=True, slots=True)
class Told:
    """waiting: letters that have not left and would be withdrawn; told: addresses that got any letter; left: the first
    letters that state what changes, total: all of those; papers: written ones that went out, with how many places have
    them; notice: the text that is proposed."""

    waiting: int
    told: int
    left: list[Message]
    total: int
    papers: list[tuple[Paper, int]]
    notice: str

    @property
    def more(self) -> int:
        return self.total - len(self.left)


def told(conference: Conference, found: Sequence[Change], following: Sequence[Following], said: str) -> Told:
    """Of the changes as they are offered."""
    what = _gone(conference, found, following)
    left = outdated.left(conference, what)
    papers = Paper.objects.none()
    if what.calls:
        papers = Paper.objects.filter(conference=conference, kind__in=_CALLS, deliveries__state__in=_LEFT)
        papers = papers.annotate(places=Count("deliveries")).order_by("issued_at", "pk")
    return Told(
        waiting=outdated.waiting(conference, what),
        told=len(letters.addressees(conference)),
        left=list(left[:SHOWN]),
        total=left.count(),
        papers=[(one, getattr(one, "places")) for one in papers],  # noqa: B009 - annotated
        notice=_notice(conference, found, following, said),
    )


_LEFT: Final = [state for state in Delivery.State.values if state not in {Delivery.State.QUEUED, Delivery.State.FAILED}]


def _gone(conference: Conference, found: Sequence[Change], following: Sequence[Following]) -> Gone:
    before = outdated.stated(conference)
    fields = {one.field: one.value or "" for one in found}
    left = {one.row.at for one in following if one.advice != changes.KEEP}
    come = {one.moved for one in following if one.advice == changes.MOVE and one.moved}
    start = fields.get("start", before.start)
    moments = (before.moments - left - {before.start}) | come | ({start} - {""})
    after = outdated.Stated(start, nfc(fields.get("venue", before.venue)), frozenset(moments))
    return outdated.gone(before, after)


@in_vietnamese()
def _notice(conference: Conference, found: Sequence[Change], following: Sequence[Following], said: str) -> str:
    rows: list[Mapping[str, str]] = [{"label": one.label, "before": one.before, "after": one.after} for one in found]
    rows += [
        {"label": one.row.words, "before": one.now, "after": one.then if one.advice == changes.MOVE else ""}
        for one in following
        if one.advice != changes.KEEP
    ]
    if not rows:
        return ""
    start = letters.start_words(conference.start_date, conference.start_time)
    return letters.notice_text(conference, letters.Notice("amended", start, said, letters.change_lines(rows)))
