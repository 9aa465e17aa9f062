"""What is sent to live pages: views put together from parts, as snapshot and as merge patches.

A view is the union of parts with different top-level keys, so that what 212 rooms share is compared and written out
once. Every change of a hall gets the next number `n`; a part remembers its last documents, so that whoever comes
back with the number it had gets the difference, and whoever was away too long a snapshot. A slow reader is not
queued for: it gets one patch from where it was to where the hall is by then.
"""

import json
import secrets
import time
from collections import deque
from typing import Any

from nhipcau.hall import merge_patch

REMEMBERED = 64
"""Documents that a part keeps; unchanged rows are shared between them."""

BOOT = secrets.token_hex(4)
"""This process: numbers of another one mean nothing here."""


class Part:
    """One document over time."""

    def __init__(self, number: int, document: merge_patch.View) -> None:
        self._history: deque[tuple[int, merge_patch.View]] = deque([(number, document)], maxlen=REMEMBERED)
        self._patches: dict[int, str] = {}
        self._whole: str | None = None

    @property
    def number(self) -> int:
        """The number of its last change."""
        return self._history[-1][0]

    @property
    def document(self) -> merge_patch.View:
        return self._history[-1][1]

    def put(self, number: int, document: merge_patch.View) -> bool:
        """The document from `number` on; False where it is equal to the one before."""
        if not merge_patch.diff(self.document, document):
            return False
        self._history.append((number, document))
        self._patches.clear()
        self._whole = None
        return True

    def whole(self) -> str:
        """The members of the JSON object, without its braces."""
        if self._whole is None:
            self._whole = _members(self.document)
        return self._whole

    def since(self, number: int) -> str | None:
        """The members of the patch from the state at `number`; None where that is not remembered."""
        if number >= self.number:
            return ""
        base = next(((n, document) for n, document in reversed(self._history) if n <= number), None)
        if base is None:
            return None
        patch = self._patches.get(base[0])
        if patch is None:
            patch = self._patches[base[0]] = _members(merge_patch.diff(base[1], self.document))
        return patch


class News:
    """What one reader has to be told: a snapshot or a patch, up to `number`."""

    __slots__ = ("members", "number", "whole")

    def __init__(self, number: int, members: str, *, whole: bool) -> None:
        self.number = number
        self.members = members
        self.whole = whole

    @property
    def id(self) -> str:
        return f"{BOOT}:{self.number}"

    def event(self) -> bytes:
        """As a server-sent event."""
        kind, key = ("snapshot", "view") if self.whole else ("patch", "patch")
        body = f'{{"now":{now_ms()},"{key}":{{{self.members}}}}}'
        return f"id: {self.id}\nevent: {kind}\ndata: {body}\n\n".encode()

    def answer(self) -> bytes:
        """As the answer to a poll."""
        key = "view" if self.whole else "patch"
        return f'{{"id":"{self.id}","now":{now_ms()},"{key}":{{{self.members}}}}}'.encode()


class LiveView:
    """The union of some parts."""

    __slots__ = ("_parts",)

    def __init__(self, *parts: Part) -> None:
        self._parts = parts

    @property
    def number(self) -> int:
        return max(part.number for part in self._parts)

    @property
    def id(self) -> str:
        return f"{BOOT}:{self.number}"

    def snapshot(self) -> News:
        return News(self.number, ",".join(filter(None, (part.whole() for part in self._parts))), whole=True)

    def since(self, number: int) -> News:
        """What a reader at `number` lacks; a number from the future is nobody's, and gets a snapshot."""
        if not 0 < number <= self.number:
            return self.snapshot()
        members: list[str] = []
        for part in self._parts:
            patch = part.since(number)
            if patch is None:
                return self.snapshot()
            if patch:
                members.append(patch)
        return News(self.number, ",".join(members), whole=False)


def number_of(last_id: str) -> int:
    """The number in an id `boot:n` of this process; 0 for anything else."""
    boot, _, number = last_id.partition(":")
    return int(number) if boot == BOOT and number.isascii() and number.isdigit() and len(number) < 16 else 0


def now_ms() -> int:
    """Server time for the pages' clocks, ms since the epoch; of the machine, since pages count with it."""
    return time.time_ns() // 1_000_000


def _members(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))[1:-1]
