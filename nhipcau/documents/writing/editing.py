"""Changing a draft block by block. Two people may edit one draft: a block that changed meanwhile is not overwritten,
both versions are shown, and nobody's words are lost. Every change can be taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_written
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc
from nhipcau.documents.models import Paper, PaperBlock, PaperStep
from nhipcau.documents.writing import states
from nhipcau.documents.writing.commands import told
from nhipcau.documents.writing.history import name_of
from nhipcau.documents.writing.setting import set_paper
from nhipcau.documents.writing.sittings import close, digest, kept, note
from nhipcau.typeset.model import plain

_LONGEST: Final = 60_000
_APART: Final = 10


@dataclass(eq=False)
class ChangedMeanwhile(Exception):
    """The block was changed after it was opened. typed: what was to be saved; nothing was. own: the same person did
    it, in another window. taken_out: it was to be taken out, not to be saved."""

    block: PaperBlock
    typed: str
    own: bool = False
    taken_out: bool = False


def do_save_block(
    actor: Actor, paper_pk: int | str, block_pk: int, text: str, seen: int, *, by_itself: bool = False
) -> PaperBlock:
    """Keep a block's text. seen: its revision when it was opened; by_itself: the page saves without being told to.
    Raises ChangedMeanwhile."""
    text = as_kept(text)
    with transaction.atomic():
        paper = draft_of(actor, paper_pk)
        block = _block(paper, block_pk)
        if block.text != text:
            if block.revision != seen:
                raise _changed(actor, paper, block, text)
            before = kept(block)
            block.text = text
            _write(actor, paper, block, before, by_itself=by_itself)
        if not by_itself:
            close(actor, paper, block.pk)
    return block


def as_kept(text: str) -> str:
    """A block's text as it is stored. Refusal (422) where it is too long."""
    text = nfc(text).replace("\r\n", "\n").replace("\0", "").strip("\n")
    if len(text) > _LONGEST:
        raise Refusal(
            "too_long",
            _("Khối dài quá %(most)s ký tự nên chưa được lưu.") % {"most": _LONGEST},
            _("Tách thành nhiều khối."),
            status=422,
        )
    return text


def rewrite_block(actor: Actor, paper: Paper, block: PaperBlock, text: str) -> None:
    """New words for a block of a draft that the caller holds locked."""
    before = kept(block)
    block.text = nfc(text).replace("\0", "")[:_LONGEST]
    _write(actor, paper, block, before)


def do_add_block(actor: Actor, paper_pk: int | str, kind: str, after: int | None) -> PaperBlock:
    """A new empty block after another, or at the top."""
    if kind not in PaperBlock.Kind.values:
        raise Refusal("no_kind", _("Chưa chọn loại khối."), _("Chọn loại khối rồi thêm."), status=422)
    with transaction.atomic():
        paper = draft_of(actor, paper_pk)
        order = _block(paper, after).order + 1 if after else 0
        block = PaperBlock.objects.create(
            paper=paper,
            order=order,
            kind=kind,
            label=str(PaperBlock.Kind(kind).label),
            edited_by=actor.name[:200],
        )
        note(actor, paper, block.pk, None, kept(block))
        _reorder(paper)
        block.refresh_from_db()
    return block


def do_move_block(actor: Actor, paper_pk: int | str, block_pk: int, by: int) -> PaperBlock:
    """One place up (-1) or down (1)."""
    with transaction.atomic():
        paper = draft_of(actor, paper_pk)
        blocks = list(paper.blocks.all())
        place = next((n for n, one in enumerate(blocks) if one.pk == block_pk), None)
        if place is None:
            raise _no_block(paper, block_pk)
        other = place + (1 if by > 0 else -1)
        if 0 <= other < len(blocks):
            before = kept(blocks[place])
            blocks[place].order, blocks[other].order = blocks[other].order, blocks[place].order
            PaperBlock.objects.bulk_update([blocks[place], blocks[other]], ["order"])
            note(actor, paper, block_pk, before, kept(blocks[place]))
    return blocks[place]


def do_remove_block(actor: Actor, paper_pk: int | str, block_pk: int, seen: int) -> None:
    """Take a block out; it comes back by undoing. Raises ChangedMeanwhile."""
    with transaction.atomic():
        paper = draft_of(actor, paper_pk)
        block = _block(paper, block_pk)
        if block.revision != seen:
            raise _changed(actor, paper, block, block.text, taken_out=True)
        before = kept(block)
        block.delete()
        note(actor, paper, block_pk, before, None)
        _title(paper)


def do_undo(actor: Actor, paper_pk: int | str) -> bool:
    """Take the actor's own last change back; False where there is none. A block that somebody else has changed since
    stays as it is (Refusal)."""
    with transaction.atomic():
        paper = draft_of(actor, paper_pk)
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
        told(actor, paper, "block_undone", {"block": step.block, "step": step.pk, "is": digest(step.before)})
        _title(paper)
    return True


def do_take_back(actor: Actor, paper_pk: int | str, step_pk: int, seen: int) -> PaperBlock:
    """A block as it was before a change, whoever made it, or as a change made it that was undone; itself a change,
    which can be taken back.

    seen: the block's revision on the page, 0 where the block was gone. Raises ChangedMeanwhile.
    """
    with transaction.atomic():
        paper = draft_of(actor, paper_pk)
        step = paper.steps.filter(pk=step_pk).first()
        words = step and (step.after if step.undone else step.before)
        if step is None or words is None:
            raise Refusal(
                "no_such_step", _("Không có bản này để lấy lại; chưa đổi gì."), _("Tải lại trang."), status=409
            )
        block = PaperBlock.objects.filter(pk=step.block, paper=paper).first()
        if block is None:
            block = _put_back(actor, paper, step.block, words)
        elif block.revision != seen:
            raise _changed(actor, paper, block, words["text"])
        elif block.text != words["text"]:
            rewrite_block(actor, paper, block, words["text"])
    return block


def do_yield(actor: Actor, paper_pk: int | str, block_pk: int, typed: str) -> PaperBlock:
    """Leave a block as somebody else has it. What was typed instead is in its history, and undoing writes it."""
    typed = as_kept(typed)
    with transaction.atomic():
        paper = draft_of(actor, paper_pk)
        block = _block(paper, block_pk)
        if block.text != typed:
            note(actor, paper, block.pk, {**kept(block), "text": typed}, kept(block), what="block_yielded")
    return block


def is_known(paper: Paper, block_pk: int, text: str) -> bool:
    """Whether a block once stood like this: nobody has typed it anew."""
    text = as_kept(text)
    return any(one is not None and one["text"] == text for one in _versions(paper, block_pk))


def _versions(paper: Paper, block_pk: int) -> Iterator[dict[str, Any] | None]:
    for before, after in paper.steps.filter(block=block_pk).values_list("before", "after"):
        yield before
        yield after


def do_put_back(actor: Actor, paper_pk: int | str, block_pk: int, text: str) -> PaperBlock:
    """A block that was taken out while somebody typed in it, again, with what they typed."""
    text = as_kept(text)
    with transaction.atomic():
        paper = draft_of(actor, paper_pk)
        block = PaperBlock.objects.filter(paper=paper, pk=block_pk).first()
        if block is not None:
            if block.text != text:
                raise _changed(actor, paper, block, text)
            return block
        step = paper.steps.filter(block=block_pk).first()
        words = step and (step.before or step.after)
        if words is None:
            raise _no_block(paper, block_pk)
        return _put_back(actor, paper, block_pk, {**words, "text": text})


def draft_of(actor: Actor, pk: int | str) -> Paper:
    """Locked, so that changes of one draft come one after the other."""
    paper = access_written(actor, pk, Need.COMPOSE, lock=True)
    states.require(paper, "edit")
    return paper


def _block(paper: Paper, pk: int | None) -> PaperBlock:
    found = PaperBlock.objects.filter(paper=paper, pk=pk).first()
    if found is None:
        raise _no_block(paper, pk)
    return found


def _no_block(paper: Paper, pk: int | None) -> Refusal:
    step = paper.steps.filter(block=pk).first() if pk else None
    name = name_of(step.by) if step else _("Người khác")
    return Refusal(
        "no_such_block",
        _("%(name)s đã bỏ khối này; phần vừa gõ chưa được ghi, không mất chữ nào.") % {"name": name},
        _("Bấm “Thêm lại khối với chữ này”, hoặc chép phần vừa gõ vào khối khác."),
        status=409,
        extra={"by": name},
    )


def _put_back(actor: Actor, paper: Paper, pk: int, words: dict[str, Any]) -> PaperBlock:
    block = _created_again(actor, paper, pk, words)
    note(actor, paper, pk, None, kept(block))
    _reorder(paper)
    _title(paper)
    return block


def _created_again(actor: Actor, paper: Paper, pk: int, words: dict[str, Any]) -> PaperBlock:
    """Its revision is one that no page has seen: a page that opened the block before it was taken out must not take it
    for the same."""
    known = paper.steps.filter(block=pk).aggregate(saves=Sum("saves", default=0), steps=Count("pk"))
    return PaperBlock.objects.create(
        paper=paper, pk=pk, edited_by=actor.name[:200], revision=known["saves"] + known["steps"] + 2, **words
    )


def _changed(actor: Actor, paper: Paper, block: PaperBlock, typed: str, *, taken_out: bool = False) -> ChangedMeanwhile:
    step = paper.steps.filter(block=block.pk).first()
    return ChangedMeanwhile(block, typed, step is not None and step.by == actor.reference, taken_out)


def _write(actor: Actor, paper: Paper, block: PaperBlock, before: dict[str, Any], *, by_itself: bool = False) -> None:
    block.revision += 1
    block.edited_by, block.edited_at = actor.name[:200], clock.now()
    block.save(update_fields=["text", "order", "revision", "edited_by", "edited_at"])
    note(actor, paper, block.pk, before, kept(block), by_itself=by_itself)
    if block.kind == PaperBlock.Kind.ABSTRACT:
        _title(paper)


def _restore(actor: Actor, paper: Paper, step: PaperStep, block: PaperBlock | None) -> None:
    if step.before is None:
        if block is not None:
            block.delete()
    elif block is None:
        _created_again(actor, paper, step.block, step.before)
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
