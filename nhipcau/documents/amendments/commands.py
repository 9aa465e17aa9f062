"""Applying a paper to a conference that exists: as an amendment, or only to be kept with it."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.conferences.amending import AmendmentPlan, do_amend_conference
from nhipcau.conferences.lifecycle import letters, moving, outdated
from nhipcau.conferences.models import Conference
from nhipcau.core.access import Actor, Need, access_conference, access_paper
from nhipcau.core.errors import Refusal
from nhipcau.documents.models import ReceivedPaper
from nhipcau.journal import record as journal


def do_apply_paper(
    actor: Actor,
    paper_pk: int | str,
    conference_pk: int | str,
    plan: AmendmentPlan,
    key: str,
    seen: str,
    moved: Mapping[str, str] | None = None,
    *,
    tell: bool = False,
) -> Conference:
    """Amend the conference by the paper, which is one of its papers from then on. Done once, however often sent.

    Letters that state what is so no more and have not left are withdrawn. tell: a notice of the changes goes to those
    who got a letter before.

    moved: by name, `<package's prefix>-<id>`, new moments of dated rows that other packages keep.
    """
    with transaction.atomic():
        paper = access_paper(actor, paper_pk, Need.PREPARE, lock=True)
        conference = access_conference(actor, conference_pk, Need.PREPARE)
        _refuse_taken(paper, conference)
        if paper.role == ReceivedPaper.Role.AMENDS:
            return conference
        before = outdated.stated(conference)
        start = letters.start_words(conference.start_date, conference.start_time)
        do_amend_conference(actor, conference.pk, plan, f"paper:{paper.pk}:{key}"[:64], seen)
        for source in moving.others():
            mark = f"{source.prefix}-"
            wanted = {name.removeprefix(mark): at for name, at in (moved or {}).items() if name.startswith(mark)}
            if wanted:
                source.move(conference, wanted)
        conference.refresh_from_db()
        outdated.withdraw(actor, conference, outdated.gone(before, outdated.stated(conference)), plan.said)
        if tell:
            notice = letters.Notice("amended", start, plan.said, letters.change_lines(plan.told))
            letters.tell(conference, notice, journal.head_seq(conference.stream))
        _join(actor, paper, conference, ReceivedPaper.Role.AMENDS)
    return conference


def do_attach_paper(actor: Actor, paper_pk: int | str, conference_pk: int | str) -> Conference:
    """Keep the paper with the conference and change nothing, in whatever state that is."""
    with transaction.atomic():
        paper = access_paper(actor, paper_pk, Need.PREPARE, lock=True)
        conference = access_conference(actor, conference_pk, Need.PREPARE)
        _refuse_taken(paper, conference)
        if not paper.role:
            _join(actor, paper, conference, ReceivedPaper.Role.BELONGS)
    return conference


def _join(actor: Actor, paper: ReceivedPaper, conference: Conference, role: ReceivedPaper.Role) -> None:
    paper.conference = conference
    paper.role = role
    paper.confirmed = paper.confirmed or paper.facts
    paper.save(update_fields=["conference", "role", "confirmed"])
    data = {"paper": paper.pk, "sha256": paper.sha256, "role": str(role)}
    journal.append(conference.stream, "paper.joined", data, actor)


def _refuse_taken(paper: ReceivedPaper, conference: Conference) -> None:
    if paper.conference is not None and paper.conference.pk != conference.pk:
        raise Refusal(
            "paper_taken",
            _("Văn bản này đã thuộc một hội nghị khác; chưa có gì thay đổi."),
            _("Mở hội nghị đó để xem."),
        )
