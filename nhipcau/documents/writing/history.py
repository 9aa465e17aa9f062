"""Who changed which block of a draft, when, and how it read before and after."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from django.db.models import QuerySet

from nhipcau.documents.models import Paper, PaperBlock, PaperStep
from nhipcau.organs.models import Account

_WORDS: Final = re.compile(r"\s+|[^\s]+")
_LONGEST: Final = 4_000
"""Words beyond which two versions are shown one after the other: comparing them would keep the page waiting."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change. parts: the words as (kind, text), kind being `same`, `gone` or `new`; seen: the revision of the block
    now, 0 where it is gone."""

    step: PaperStep
    who: str
    label: str
    kind: str
    parts: list[tuple[str, str]]
    seen: int

    @property
    def can_be_had(self) -> bool:
        """Whether there are words to take back: those before the change, of an undone one those it had made."""
        return self.kind != "moved" and (self.step.after if self.step.undone else self.step.before) is not None


def name_of(reference: str) -> str:
    """Who is meant by `account:7`, as the pages name them."""
    kind, _, pk = reference.partition(":")
    found = Account.objects.filter(pk=int(pk)).first() if kind == "account" and pk.isdecimal() else None
    return (found.get_full_name() or found.get_username()) if found else reference


def steps_of(paper: Paper, block: int | None) -> "QuerySet[PaperStep]":
    """The latest first; of one block where it is named."""
    steps = PaperStep.objects.filter(paper=paper)
    return steps if block is None else steps.filter(block=block)


def blocks_of(paper: Paper) -> list[tuple[int, str]]:
    """Every block that was ever changed, also those that are gone, as (id, label)."""
    labels = {one.pk: str(one) for one in paper.blocks.all()}
    gone: dict[int, str] = {}
    for step in PaperStep.objects.filter(paper=paper).exclude(block__in=labels).order_by("pk"):
        gone[step.block] = (step.after or step.before or {}).get("label", "")
    changed = set(PaperStep.objects.filter(paper=paper).values_list("block", flat=True))
    return [(pk, label) for pk, label in {**labels, **gone}.items() if pk in changed]


def changes(steps: Iterable[PaperStep]) -> Iterator[Change]:
    """Each with the name of who made it. Three queries, whatever their number."""
    steps = list(steps)
    pks = {one.by.partition(":")[2] for one in steps if one.by.startswith("account:")}
    names = {f"account:{one.pk}": one.get_full_name() or one.username for one in Account.objects.filter(pk__in=pks)}
    revisions = dict(PaperBlock.objects.filter(pk__in={one.block for one in steps}).values_list("pk", "revision"))
    for step in steps:
        before, after = step.before or {}, step.after or {}
        kind = (
            "added"
            if step.before is None
            else "removed"
            if step.after is None
            else "changed"
            if before["text"] != after["text"]
            else "moved"
        )
        parts = compared(before.get("text", ""), after.get("text", "")) if kind != "moved" else []
        label = (after or before).get("label", "")
        yield Change(step, names.get(step.by, step.by), label, kind, parts, revisions.get(step.block, 0))


def compared(before: str, after: str) -> list[tuple[str, str]]:
    """Word by word, spaces and line ends kept: what is the same, what is gone, what is new."""
    was, now = _WORDS.findall(before), _WORDS.findall(after)
    if len(was) + len(now) > _LONGEST:
        return [(kind, text) for kind, text in (("gone", before), ("new", after)) if text]
    parts: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(("same", "".join(was[i1:i2])))
            continue
        parts += [(kind, "".join(some)) for kind, some in (("gone", was[i1:i2]), ("new", now[j1:j2])) if some]
    return parts
