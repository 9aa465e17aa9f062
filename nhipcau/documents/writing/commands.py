"""From the draft to the signature, and what may still be done to a paper once it is issued."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_unit, access_written
from nhipcau.core.errors import Refusal
from nhipcau.documents.compose import about, proposing
from nhipcau.documents.compose.about import subject_of
from nhipcau.documents.dispatch import mailed
from nhipcau.documents.models import Paper, PaperBlock
from nhipcau.documents.register import allocation, notation
from nhipcau.documents.writing import checks, history, remembered, signing, states
from nhipcau.journal import record as journal
from nhipcau.organs.models import Organ
from nhipcau.organs.queries import organs_writing_for

STREAM = "administration"


def stream_of(paper: Paper) -> str:
    return paper.conference.stream if paper.conference else STREAM


def told(actor: Actor, paper: Paper, what: str, data: Mapping[str, Any] | None = None, **names: str) -> None:
    """One journal entry about a paper; names go apart."""
    detail = names if any(names.values()) else None
    journal.append(stream_of(paper), f"paper.{what}", {"paper": paper.pk, **(data or {})}, actor, detail=detail)


def do_draft(
    actor: Actor,
    kind: str,
    *,
    conference_pk: int | str,
    unit_pk: int | str,
    organ_pk: int | str,
    key: str,
    follows: Paper | None = None,
    how: str = "",
    reason: str = "",
) -> Paper:
    """A draft with its text proposed from the conference's facts, place, symbol and recipients from the organ's last
    paper of that type. Given the same key it is the same draft."""
    with transaction.atomic():
        unit = access_unit(actor, unit_pk, Need.COMPOSE)
        known = Paper.objects.filter(making_key=key, unit=unit).first()
        if known is not None:
            return known
        conference = about.conference_for(actor, conference_pk, unit)
        organ = _organ(organ_pk, unit.pk)
        if kind not in Paper.Kind.values:
            raise Refusal("no_kind", _("Chưa chọn loại văn bản."), _("Chọn một loại rồi bấm Soạn."), status=422)
        proposed = proposing.propose(kind, about.Subject(conference, unit, organ, follows, how, reason))
        last = None if how else remembered.last_of(organ, kind)
        recipients = remembered.recipients_of(last) if last else ""
        paper = Paper.objects.create(
            direction=Paper.Direction.WRITTEN,
            state=Paper.State.DRAFT,
            conference=conference,
            uploaded_by_id=int(actor.id),
            unit=unit,
            issuer=organ,
            kind=kind,
            title=proposed.title[:1000],
            place=(last and last.place) or unit.short_name,
            drafting_unit=(last and last.drafting_unit) or proposed.drafting_unit,
            follows=follows,
            follows_how=how,
            reason=reason[:500],
            making_key=key[:64],
        )
        PaperBlock.objects.bulk_create(
            PaperBlock(
                paper=paper,
                order=(n + 1) * 10,
                kind=one.kind,
                label=one.label,
                text=recipients if recipients and one.kind == PaperBlock.Kind.RECIPIENTS else one.text,
            )
            for n, one in enumerate(proposed.blocks)
        )
        told(actor, paper, "drafted", {"kind": kind, "organ": organ.pk, "follows": follows.pk if follows else None})
    return paper


def _organ(pk: int | str, unit_pk: int) -> Organ:
    text = str(pk)
    found = organs_writing_for(unit_pk).filter(pk=int(text)).first() if text.isdecimal() else None
    if found is None:
        raise Refusal(
            "no_issuer",
            _("Chưa chọn cơ quan ban hành, hoặc cơ quan không thuộc đơn vị này; chưa soạn gì."),
            _("Chọn cơ quan trong danh sách; nếu chưa có, thêm ở trang Đơn vị."),
            status=422,
        )
    return found


def do_initial(actor: Actor, paper_pk: int | str, read_at: datetime | None = None) -> Paper:
    """The drafter's initials: the text is finished and goes to be signed. What the rules find missing stops it, and so
    does what somebody else has changed since `read_at`, when its page was made: nobody initials what they have not
    read."""
    with transaction.atomic():
        paper = access_written(actor, paper_pk, Need.COMPOSE, lock=True)
        states.require(paper, "initial")
        if read_at is not None:
            _require_read(actor, paper, read_at)
        wrong = [one for one in checks.checks(paper) if one.stops]
        if wrong:
            raise Refusal(
                "not_ready",
                _("Chưa trình ký được: %(what)s") % {"what": " ".join(one.message for one in wrong)},
                _("Sửa các chỗ này rồi trình lại; bản dự thảo đã được giữ."),
                status=422,
            )
        _go(paper, Paper.State.INITIALLED, initialled_by=actor.name[:150])
        told(actor, paper, "initialled", initials=actor.name)
    return paper


def _require_read(actor: Actor, paper: Paper, read_at: datetime) -> None:
    steps = paper.steps.filter(at__gt=read_at).exclude(by=actor.reference)
    names = {history.name_of(one.by) for one in steps[:3]}
    names |= {one.edited_by for one in paper.blocks.filter(edited_at__gt=read_at).exclude(edited_by=actor.name)[:3]}
    if names:
        raise Refusal(
            "changed_since_read",
            _("%(names)s vừa sửa dự thảo sau khi anh/chị mở trang nên chưa trình ký; không mất chữ nào.")
            % {"names": ", ".join(sorted(names))},
            _("Trang này đã có phần mới sửa (Lịch sử sửa cho biết chỗ nào). Đọc lại rồi bấm trình ký lần nữa."),
        )


def do_sign(actor: Actor, paper_pk: int | str, capacity: str, position: str, name: str) -> Paper:
    """Keep who signed and in which capacity, as the table of rules allows it."""
    with transaction.atomic():
        paper = access_written(actor, paper_pk, Need.COMPOSE, lock=True)
        states.require(paper, "sign")
        organ = subject_of(paper).organ
        party = notation.is_party(organ.kind, organ.name)
        found = signing.signer(organ.kind, paper.kind, capacity, position, name, party=party)
        _go(
            paper,
            Paper.State.SIGNED,
            capacity=found.capacity,
            signer_position=found.position[:100],
            signer_name=found.name[:50],
            signed_at=clock.now(),
        )
        told(actor, paper, "signed", {"capacity": capacity, "position": found.position}, signer=found.name)
    return paper


def do_give_back(actor: Actor, paper_pk: int | str, reason: str) -> Paper:
    """Back to the drafter: signature and a typed number are void."""
    with transaction.atomic():
        paper = access_written(actor, paper_pk, Need.COMPOSE, lock=True)
        states.require(paper, "give_back")
        words = _reason(reason)
        if paper.state == Paper.State.NUMBERED:
            access_written(actor, paper_pk, Need.ISSUE)
            allocation.give_back(paper)
        _go(
            paper,
            Paper.State.DRAFT,
            returned_because=words,
            initialled_by="",
            capacity="",
            signer_position="",
            signer_name="",
            signed_at=None,
            number=None,
            notation="",
            issue_date=None,
        )
        told(actor, paper, "given_back", reason=words)
    return paper


def do_discard(actor: Actor, paper_pk: int | str, reason: str) -> Paper:
    """A draft that is not needed: it is off the lists, its words stay for the journal's sake."""
    with transaction.atomic():
        paper = access_written(actor, paper_pk, Need.COMPOSE, lock=True)
        states.require(paper, "discard")
        _go(paper, Paper.State.DISCARDED, reason=_reason(reason))
        told(actor, paper, "draft_discarded", reason=paper.reason)
    return paper


def do_recall(actor: Actor, paper_pk: int | str, reason: str, key: str) -> Paper:
    """Call an issued paper back; the draft of the notice that says so (NĐ 30/2020, Điều 18) is returned."""
    with transaction.atomic():
        paper = access_written(actor, paper_pk, Need.ISSUE, lock=True)
        known = Paper.objects.filter(making_key=key, unit=paper.unit_id).first()  # pyright: ignore[reportAttributeAccessIssue]
        if known is not None:
            return known
        states.require(paper, "recall")
        words = _reason(reason)
        _go(paper, Paper.State.RECALLED, reason=words)
        mailed.stop(paper.deliveries.all(), "recalled")
        told(actor, paper, "recalled", {"notation": paper.notation}, reason=words)
        return _follower(actor, paper, Paper.Kind.NOTICE, Paper.Follows.RECALLS, words, key)


def do_amend(actor: Actor, paper_pk: int | str, reason: str, key: str) -> Paper:
    """The draft of a notice that changes an issued paper. The paper itself stays as it was issued."""
    with transaction.atomic():
        paper = access_written(actor, paper_pk, Need.COMPOSE, lock=True)
        states.require(paper, "amend")
        return _follower(actor, paper, Paper.Kind.NOTICE, Paper.Follows.AMENDS, _reason(reason), key)


def do_replace(actor: Actor, paper_pk: int | str, reason: str, key: str) -> Paper:
    """The draft of a paper that takes the place of an issued one; that one is replaced when this is issued."""
    with transaction.atomic():
        paper = access_written(actor, paper_pk, Need.COMPOSE, lock=True)
        states.require(paper, "replace")
        draft = _follower(actor, paper, paper.kind, Paper.Follows.REPLACES, _reason(reason), key)
        if draft.steps.exists() or draft.blocks.exclude(revision=1).exists():
            return draft
        draft.blocks.all().delete()
        PaperBlock.objects.bulk_create(
            PaperBlock(paper=draft, order=one.order, kind=one.kind, label=one.label, text=one.text)
            for one in paper.blocks.all()
        )
        Paper.objects.filter(pk=draft.pk).update(title=paper.title)
        draft.title = paper.title
    return draft


def do_carry_out(actor: Actor, paper: Paper, kind: str, unit_pk: int | str, organ_pk: int | str, key: str) -> Paper:
    """A lower unit's own paper from the host's: its invitation, its letter, its registration."""
    states.require(paper, "carry_out")
    return do_draft(
        actor,
        kind,
        conference_pk=subject_of(paper).conference.pk,
        unit_pk=unit_pk,
        organ_pk=organ_pk,
        key=key,
        follows=paper,
        how=Paper.Follows.CARRIES_OUT,
    )


def _follower(actor: Actor, paper: Paper, kind: str, how: str, reason: str, key: str) -> Paper:
    subject = subject_of(paper)
    return do_draft(
        actor,
        kind,
        conference_pk=subject.conference.pk,
        unit_pk=subject.unit.pk,
        organ_pk=subject.organ.pk,
        key=key,
        follows=paper,
        how=how,
        reason=reason,
    )


def _reason(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise Refusal(
            "no_reason",
            _("Chưa ghi lý do nên chưa làm gì."),
            _("Ghi lý do ngắn gọn; lý do được giữ trong nhật ký."),
            status=422,
        )
    return words[:500]


def _go(paper: Paper, state: str, **fields: object) -> None:
    paper.state = state
    paper.revision += 1
    for name, value in fields.items():
        setattr(paper, name, value)
    paper.save(update_fields=["state", "revision", *fields])


go = _go
