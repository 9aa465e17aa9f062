"""The one way in which a paper is refused: what happened, and what to do, in the clerk's language."""

from __future__ import annotations


class UnreadablePaper(Exception):
    """`code` is for programs; `message` says what happened and what was kept, `hint` what to do next."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(code, message, hint)
        self.code = code
        self.message = message
        self.hint = hint
