"""The one way to say no: a refusal that a person can act on.

A command, an endpoint or a live request that cannot be done raises `Refusal`; whoever stands at the edge
(page, API, live server, command line) shows its message and hint. Nothing is half done when it is raised.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(eq=False)
class Refusal(Exception):
    """Why a request was not carried out, in the user's words.

    code: stable word for programs, e.g. "not_desk_holder".
    message: in the language of whoever asks, what happened and what was kept.
    hint: what to do next; may be empty.
    status: HTTP status at the edge.
    extra: further JSON values for programs, e.g. {"retry_after": 4}.
    """

    code: str
    message: str
    hint: str = ""
    status: int = 409
    extra: dict[str, Any] | None = None

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message, "hint": self.hint, **(self.extra or {})}
