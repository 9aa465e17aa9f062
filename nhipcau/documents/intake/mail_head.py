"""The head of a convening sent as an e-mail: who sends it, and its subject line.

A message carries no letterhead; its sender and its subject stand for the issuer and the abstract.
"""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.cutting import cut
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.words import ORGAN_START

_SENDER: Final = re.compile(r"^\W*(?:Từ|Người gửi|Gửi từ|From|Sender)\s*:\s*(?P<who>[^\n]+)$", re.MULTILINE)
_SUBJECT: Final = re.compile(
    r"^\W*(?:Chủ đề|Tiêu đề(?: thư)?|Subject)\s*:\s*"
    r"(?:(?:\[[^\]\n]{1,30}\]|(?:Re|Fwd?|TL|Trả lời|Chuyển tiếp)\s?:)\s*)*"
    r"(?:(?:V\s?/\s?v|Về việc)(?!\w)\s*:?\s*)?(?P<words>[^\n]+)$",
    re.IGNORECASE | re.MULTILINE,
)
_NAME_ENDS: Final = re.compile(r"[<\[(;,\"]|\s-\s|$")
_LINES: Final = 2000
"""Letters of a text in which the head of a message stands."""


def sender(text: str) -> re.Match[str] | None:
    """The sender's line of a message."""
    return _SENDER.search(text, 0, _LINES)


def sending_body(text: str) -> Found[str] | None:
    """The body that a sender's line names: "Văn thư Sở A <…>", "Nguyễn Văn B (Phòng C) <…>"."""
    line = sender(text)
    if line is None:
        return None
    organ = next((m for m in ORGAN_START.finditer(text, line.start("who"), line.end("who"))), None)
    if organ is None:
        return None
    ends = _NAME_ENDS.search(text, organ.end(), line.end("who"))
    return cut(text, organ.start(), ends.start() if ends else line.end("who"), 0.75)


def mail_subject(text: str) -> Found[str] | None:
    """The subject line of a message that also names its sender."""
    line = _SUBJECT.search(text, 0, _LINES) if sender(text) else None
    return cut(text, line.start("words"), line.end("words"), 0.9) if line else None
