"""What is kept of a draft's changes: the steps that its history shows and that can be taken back, and the journal.

Saves that the page makes by itself belong to one step as long as one person goes on in one block: the history tells of
sittings, not of pauses between two words. The journal has each save (`docs/decisions/draft-history.md`).
"""

import hashlib
from datetime import timedelta
from itertools import takewhile
from typing import Any, Final

from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.documents.models import Paper, PaperBlock, PaperStep
from nhipcau.documents.writing.commands import told

PAUSE: Final = timedelta(minutes=10)
"""Whoever has not typed for so long begins a new sitting."""
LONGEST: Final = timedelta(hours=1)
MOST_GONE: Final = 80
"""Characters that a sitting may take away again of what it has saved. What takes more begins a new step, so that the
words before it stay in the history."""


def kept(block: PaperBlock) -> dict[str, Any]:
    return {"kind": block.kind, "label": block.label, "text": block.text, "order": block.order}


def digest(words: dict[str, Any] | None) -> str:
    return "" if words is None else hashlib.sha256(words["text"].encode()).hexdigest()


def note(
    actor: Actor,
    paper: Paper,
    block: int,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    *,
    by_itself: bool = False,
    what: str = "",
) -> PaperStep:
    """One change. The words stay in the step; the journal, which is never purged of entries, has their hashes alone.

    by_itself: the page saved it without being told to. what: how the journal calls it, where that is not plain.
    """
    step = _going_on(actor, paper, block, before, after) or PaperStep(
        paper=paper, by=actor.reference, block=block, before=before
    )
    if step.pk is not None:
        step.gone += _gone(before, after)
        step.since, step.at, step.saves = step.since or step.at, clock.now(), step.saves + 1
    step.after, step.open = after, by_itself
    step.save()
    plain = "block_added" if before is None else "block_removed" if after is None else "block_changed"
    told(actor, paper, what or plain, {"block": block, "step": step.pk, "was": digest(before), "is": digest(after)})
    return step


def close(actor: Actor, paper: Paper, block: int) -> None:
    """The button was pressed: what is typed from here on is a change of its own."""
    paper.steps.filter(by=actor.reference, block=block, open=True).update(open=False)


def _going_on(
    actor: Actor, paper: Paper, block: int, before: dict[str, Any] | None, after: dict[str, Any] | None
) -> PaperStep | None:
    """The step that this save belongs to: the block's last and the actor's last, saved by itself a moment ago."""
    if before is None or after is None:
        return None
    step = paper.steps.select_for_update().filter(by=actor.reference).first()
    now = clock.now()
    if (
        step is None
        or not step.open
        or step.undone
        or step.block != block
        or step.after is None
        or step.after["text"] != before["text"]
        or now - step.at > PAUSE
        or now - (step.since or step.at) > LONGEST
        or step.gone + _gone(before, after) > MOST_GONE
    ):
        return None
    return step


def _gone(before: dict[str, Any] | None, after: dict[str, Any] | None) -> int:
    """How many characters stand between what both versions begin and end with."""
    was, now = (before or {}).get("text", ""), (after or {}).get("text", "")
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(was, now, strict=False)))
    rest_was, rest_now = was[head:], now[head:]
    pairs = zip(reversed(rest_was), reversed(rest_now), strict=False)
    return len(rest_was) - sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
