"""Changing a draft block by block. Two people may edit one draft: a block that changed meanwhile is not overwritten,
both versions are shown, and nobody's words are lost. Every change can be taken back."""

import hashlib
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_written
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc
from nhipcau.documents.models import Paper, PaperBlock, PaperStep
from nhipcau.documents.writing import states
from nhipcau.documents.writing.commands import told
from nhipcau.documents.writing.setting import set_paper
from nhipcau.typeset.model import plain

_LONGEST: Final = 60_000
_APART: Final = 10


@dataclass(eq=False)
class ChangedMeanwhile(Exception):
    """Somebody else changed the block after it was opened. typed: what was to be saved; nothing was."""

    block: PaperBlock
    typed: str


def do_save_block(actor: Actor, paper_pk: int | str, block_pk: int, text: str, seen: int) -> PaperBlock:
    """Keep a block's text. seen: its revision when it was opened. Raises ChangedMeanwhile."""
    text = nfc(text).replace("\r\n", "\n").replace("\0", "").strip("\n")
    if len(text) > _LONGEST:
        raise Refusal(
            "too_long",
            _("Khối dài quá %(most)s ký tự nên chưa được lưu.") % {"most": _LONGEST},
            _("Tách thành nhiều khối."),
            status=422,
        )
    with transaction.atomic():
        paper = _draft(actor, paper_pk)
        block = _block(paper, block_pk)
        if block.text == text:
            return block
        if block.revision != seen:
            raise ChangedMeanwhile(block, text)
        before = _kept(block)
        block.text = text
        _write(actor, paper, block, before)
    return block


def rewrite_block(actor: Actor, paper: Paper, block: PaperBlock, text: str) -> None:
    """New words for a block of a draft that the caller holds locked."""
    before = _kept(block)
    block.text = nfc(text).replace("\0", "")[:_LONGEST]
    _write(actor, paper, block, before)


def do_add_block(actor: Actor, paper_pk: int | str, kind: str, after: int | None) -> PaperBlock:
    """A new empty block after another, or at the top."""
    if kind not in PaperBlock.Kind.values:
        raise Refusal("no_kind", _("Chưa chọn loại khối."), _("Chọn loại khối rồi thêm."), status=422)
    with transaction.atomic():
        paper = _draft(actor, paper_pk)
        order = _block(paper, after).order + 1 if after else 0
        block = PaperBlock.objects.create(
            paper=paper,
            order=order,
            kind=kind,
            label=str(PaperBlock.Kind(kind).label),
            edited_by=actor.name[:200],
        )
        _note(actor, paper, block.pk, None, _kept(block))
        _reorder(paper)
        block.refresh_from_db()
    return block


def do_move_block(actor: Actor, paper_pk: int | str, block_pk: int, by: int) -> None:
    """One place up (-1) or down (1)."""
    with transaction.atomic():
        paper = _draft(actor, paper_pk)
        blocks = list(paper.blocks.all())
        place = next((n for n, one in enumerate(blocks) if one.pk == block_pk), None)
        if place is None:
            raise _no_block()
        other = place + (1 if by > 0 else -1)
        if 0 <= other < len(blocks):
            before = _kept(blocks[place])
            blocks[place].order, blocks[other].order = blocks[other].order, blocks[place].order
            PaperBlock.objects.bulk_update([blocks[place], blocks[other]], ["order"])
            _note(actor, paper, block_pk, before, _kept(blocks[place]))


def do_remove_block(actor: Actor, paper_pk: int | str, block_pk: int, seen: int) -> None:
    """Take a block out; it comes back by undoing. Raises ChangedMeanwhile."""
    with transaction.atomic():
        paper = _draft(actor, paper_pk)
        block = _block(paper, block_pk)
        if block.revision != seen:
            raise ChangedMeanwhile(block, block.text)
        before = _kept(block)
        block.delete()
        _note(actor, paper, block_pk, before, None)
        _title(paper)


def do_undo(actor: Actor, paper_pk: int | str) -> bool:
    """Take the actor's own last change back; False where there is none. A block that somebody else has changed since
    stays as it is (Refusal)."""
    with transaction.atomic():
        paper = _draft(actor, paper_pk)
        step = paper.steps.select_for_update().filter(by=actor.reference, undone=False).first()
        if step is None:
            return False
        block = PaperBlock.objects.filter(pk=step.block, paper=paper).first()
        if step.after is not None and (block is None or block.text != step.after["text"]):
            raise Refusal(
                "changed_meanwhile",
                _("Người khác đã sửa khối này sau lần sửa của anh/chị nên không hoàn tác; chưa đổi gì."),
                _("Mở khối để xem và sửa trực tiếp."),
            )
        _restore(actor, paper, step, block)
        PaperStep.objects.filter(pk=step.pk).update(undone=True)
        told(actor, paper, "block_undone", {"block": step.block, "step": step.pk, "is": _digest(step.before)})
        _title(paper)
    return True


def do_take_back(actor: Actor, paper_pk: int | str, step_pk: int, seen: int) -> PaperBlock:
    """A block as it was before a change, whoever made it; itself a change, which can be taken back.

    seen: the block's revision on the page, 0 where the block was gone. Raises ChangedMeanwhile.
    """
    with transaction.atomic():
        paper = _draft(actor, paper_pk)
        step = paper.steps.filter(pk=step_pk).first()
        if step is None or step.before is None:
            raise Refusal(
                "no_such_step", _("Không có bản này để lấy lại; chưa đổi gì."), _("Tải lại trang."), status=409
            )
        block = PaperBlock.objects.filter(pk=step.block, paper=paper).first()
        if block is None:
            kept = {**step.before, "edited_by": actor.name[:200]}
            block = PaperBlock.objects.create(paper=paper, pk=step.block, **kept)
            _note(actor, paper, block.pk, None, _kept(block))
            _reorder(paper)
            _title(paper)
        elif block.revision != seen:
            raise ChangedMeanwhile(block, step.before["text"])
        elif block.text != step.before["text"]:
            rewrite_block(actor, paper, block, step.before["text"])
    return block


def do_set_head(actor: Actor, paper_pk: int | str, *, place: str, drafting_unit: str, urgency: str) -> Paper:
    """The place before the date, the drafting unit in the symbol of a letter, the urgency."""
    with transaction.atomic():
        paper = _draft(actor, paper_pk)
        if urgency not in Paper.Urgency.values:
            raise Refusal("no_urgency", _("Chưa chọn độ khẩn."), _("Chọn lại rồi lưu."), status=422)
        paper.place, paper.drafting_unit, paper.urgency = place.strip()[:100], drafting_unit.strip()[:30], urgency
        paper.save(update_fields=["place", "drafting_unit", "urgency"])
        told(actor, paper, "head_set", {"urgency": urgency})
    return paper


def _draft(actor: Actor, pk: int | str) -> Paper:
    """Locked, so that changes of one draft come one after the other."""
    paper = access_written(actor, pk, Need.COMPOSE, lock=True)
    states.require(paper, "edit")
    return paper


def _block(paper: Paper, pk: int | None) -> PaperBlock:
    found = PaperBlock.objects.filter(paper=paper, pk=pk).first()
    if found is None:
        raise _no_block()
    return found


def _no_block() -> Refusal:
    return Refusal(
        "no_such_block",
        _("Khối này đã bị người khác bỏ; phần vừa gõ chưa được ghi."),
        _("Thêm khối mới rồi chép phần vừa gõ vào; hoặc lấy lại khối ở Lịch sử sửa."),
        status=409,
    )


def _kept(block: PaperBlock) -> dict[str, Any]:
    return {"kind": block.kind, "label": block.label, "text": block.text, "order": block.order}


def _write(actor: Actor, paper: Paper, block: PaperBlock, before: dict[str, Any]) -> None:
    block.revision += 1
    block.edited_by, block.edited_at = actor.name[:200], clock.now()
    block.save(update_fields=["text", "order", "revision", "edited_by", "edited_at"])
    _note(actor, paper, block.pk, before, _kept(block))
    if block.kind == PaperBlock.Kind.ABSTRACT:
        _title(paper)


def _note(actor: Actor, paper: Paper, block: int, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
    """The words stay in the step; the journal, which is never purged of entries, has their hashes alone."""
    step = PaperStep.objects.create(paper=paper, by=actor.reference, block=block, before=before, after=after)
    what = "block_added" if before is None else "block_removed" if after is None else "block_changed"
    told(actor, paper, what, {"block": block, "step": step.pk, "was": _digest(before), "is": _digest(after)})


def _digest(kept: dict[str, Any] | None) -> str:
    return "" if kept is None else hashlib.sha256(kept["text"].encode()).hexdigest()


def _restore(actor: Actor, paper: Paper, step: PaperStep, block: PaperBlock | None) -> None:
    if step.before is None:
        if block is not None:
            block.delete()
    elif block is None:
        PaperBlock.objects.create(paper=paper, pk=step.block, edited_by=actor.name[:200], **step.before)
    else:
        block.text, block.order = step.before["text"], step.before["order"]
        block.revision += 1
        block.edited_by, block.edited_at = actor.name[:200], clock.now()
        block.save(update_fields=["text", "order", "revision", "edited_by", "edited_at"])
    _reorder(paper)


def _reorder(paper: Paper) -> None:
    """Room between any two."""
    for n, one in enumerate(paper.blocks.all(), 1):
        if one.order != n * _APART:
            PaperBlock.objects.filter(pk=one.pk).update(order=n * _APART)


def _title(paper: Paper) -> None:
    """What lists call it follows its abstract."""
    words = plain(set_paper(paper).paper.abstract)
    Paper.objects.filter(pk=paper.pk).update(title=words[:1000])


def last_change(paper: Paper) -> Any:
    return paper.steps.aggregate(at=Max("at"))["at"]
