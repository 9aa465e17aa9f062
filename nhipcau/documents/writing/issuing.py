"""Number and issue, each in one transaction: a paper is issued whole or not at all, and its bytes never change."""

import hashlib
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_written
from nhipcau.core.errors import Refusal
from nhipcau.documents import identity, intake
from nhipcau.documents.compose.about import subject_of
from nhipcau.documents.compose.facts import named
from nhipcau.documents.compose.overtaken import stated
from nhipcau.documents.dispatch import mailed
from nhipcau.documents.intake import UnreadablePaper
from nhipcau.documents.models import Paper, PaperFile
from nhipcau.documents.register import allocation
from nhipcau.documents.writing import checks, rendering, states
from nhipcau.documents.writing.commands import go, told
from nhipcau.documents.writing.setting import set_paper
from nhipcau.typeset import frozen


def do_number(actor: Actor, paper_pk: int | str, number: int, on: date | None = None) -> Paper:
    """Keep the number and the day that the office's eOffice gave. Refusal where another paper has the number."""
    with transaction.atomic():
        paper = access_written(actor, paper_pk, Need.ISSUE, lock=True)
        states.require(paper, "number")
        day = _day(on)
        entry = allocation.take_typed(paper, number, day)
        go(paper, Paper.State.NUMBERED, number=entry.number, notation=entry.notation, issue_date=day)
        told(actor, paper, "numbered", {"number": entry.number, "notation": entry.notation, "typed": True})
    return paper


def do_issue(actor: Actor, paper_pk: int | str, on: date | None = None) -> Paper:
    """Issue a signed paper: from the organ's own register it takes the next number here and now.

    Facts are frozen, the bytes of all forms are made and kept, their hashes go into the journal. Issued again it is the
    same paper, unchanged.
    """
    with transaction.atomic():
        paper = access_written(actor, paper_pk, Need.ISSUE, lock=True)
        if paper.state == Paper.State.ISSUED:
            return paper
        states.require(paper, "issue")
        if paper.state == Paper.State.SIGNED:
            _number_here(actor, paper, _day(on))
        _freeze(actor, paper)
        if paper.follows is not None and paper.follows_how == Paper.Follows.REPLACES:
            _replace(actor, paper)
    return paper


def _number_here(actor: Actor, paper: Paper, day: date) -> None:
    if not allocation.rule_for(subject_of(paper).organ, paper.kind, day).own:
        raise Refusal(
            "not_numbered",
            _("Văn bản chưa có số nên chưa phát hành."),
            _("Lấy số trên eOffice của cơ quan, gõ vào ô “Số”, rồi phát hành."),
        )
    entry = allocation.give_next(paper, day)
    paper.number, paper.notation, paper.issue_date = entry.number, entry.notation, day
    told(actor, paper, "numbered", {"number": entry.number, "notation": entry.notation, "typed": False})


def _freeze(actor: Actor, paper: Paper) -> None:
    shown = set_paper(paper)
    wrong = [one for one in checks.checks(paper, shown) if one.stops]
    if wrong:
        raise Refusal(
            "not_ready",
            _("Chưa phát hành được, số chưa được dùng: %(what)s") % {"what": " ".join(one.message for one in wrong)},
            _("Trả lại người soạn để sửa; hoặc bổ sung dữ liệu ở trang hội nghị."),
            status=422,
        )
    files = rendering.rendered(frozen(shown.paper), shown.profile)
    digests = {form: hashlib.sha256(data).hexdigest() for form, data in files.items()}
    PaperFile.objects.bulk_create(
        PaperFile(paper=paper, form=form, sha256=digests[form], data=data) for form, data in files.items()
    )
    main = digests.get(PaperFile.Form.PDF, digests[PaperFile.Form.TEXT])
    try:
        reading = intake.read_pasted(files[PaperFile.Form.TEXT].decode())
    except UnreadablePaper as error:
        raise Refusal(error.code, error.message, error.hint, status=422) from error
    go(
        paper,
        Paper.State.ISSUED,
        number=paper.number,
        notation=paper.notation,
        issue_date=paper.issue_date,
        issued_at=clock.now(),
        profile=shown.profile.id,
        sha256=main,
        size=len(files.get(PaperFile.Form.PDF, files[PaperFile.Form.TEXT])),
        text=reading.text,
        facts=reading.facts,
        spans=[span.to_json() for span in reading.spans],
        identity=identity.of(reading.facts),
        issued_facts=stated(shown.facts, [name for one in paper.blocks.all() for name in named(one.text)]),
    )
    told(actor, paper, "issued", {"notation": paper.notation, "sha256": digests, "profile": shown.profile.id})


def _replace(actor: Actor, paper: Paper) -> None:
    """The paper in whose place it stands is no longer in force."""
    old = Paper.objects.select_for_update().get(pk=paper.follows.pk) if paper.follows else None
    if old is None or old.state != Paper.State.ISSUED:
        raise Refusal(
            "wrong_state",
            _("Văn bản được thay thế không còn hiệu lực; văn bản này chưa phát hành, số chưa được dùng."),
            _("Xem lại văn bản cũ ở danh sách văn bản của hội nghị."),
        )
    go(old, Paper.State.REPLACED, reason=paper.reason)
    mailed.stop(old.deliveries.all(), "replaced")
    told(actor, old, "replaced", {"by": paper.pk, "notation": paper.notation})


def _day(on: date | None) -> date:
    """The date printed on the paper: today's, or one typed; never a day that is still to come."""
    today = clock.local(clock.now()).date()
    if on is not None and on > today:
        raise Refusal(
            "not_yet",
            _("Ngày ban hành %(on)s chưa đến; chưa cấp số.") % {"on": f"{on:%d/%m/%Y}"},
            _("Ghi ngày hôm nay hoặc ngày trước đó."),
            status=422,
        )
    return on or today
