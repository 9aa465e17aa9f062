"""The sentences of a paper's body from which no fact was read: kept as notes, so that nothing is dropped in silence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from nhipcau.documents.intake.paper import take_apart

_SENTENCE_END: Final = re.compile(r"(?<=[.;:!?])\s+(?=[^\Wa-zà-ỹđ\d_]|[-+•])")
_LEAST_LETTERS: Final = 25
_HEADING: Final = re.compile(r"^\s*(?:[IVXLC]+|\d{1,2}|[a-zđ])[.)]\s")
_ADDRESSED: Final = re.compile(r"^\s*Kính gửi\s*:?", re.MULTILINE)
_BULLETS: Final = frozenset("-+•*")
_RULE: Final = re.compile(r"^[\s|:\-_=*.]*$")


def unread(text: str, spans: Sequence[Mapping[str, Any]]) -> list[tuple[int, int]]:
    """Places of the sentences between heading and tail that touch no span; headings without a sentence are none."""
    paper = take_apart(text)
    if paper.text != text:  # offsets hold for the text as it was read, and for no other
        return []
    taken = sorted((span["start"], span["end"]) for span in spans)
    return [
        (start, end)
        for start, end in _sentences(text, paper.body_start, paper.body_end)
        if not any(first < end and last > start for first, last in taken)
    ]


def addressees(text: str) -> list[tuple[int, int]]:
    """Places of those whom a letter is addressed to, one per line below or beside "Kính gửi"."""
    head = _ADDRESSED.search(text)
    if head is None:
        return []
    found: list[tuple[int, int]] = []
    start = head.end()
    for number, line in enumerate(text[start:].split("\n")):
        words = line.strip(" -+•*;.,:/")
        listed = number == 0 or line.lstrip()[:1] in _BULLETS
        if words and not listed:
            break
        if words:
            begin = start + line.index(words)
            found.append((begin, begin + len(words)))
            if number == 0:
                break
        start += len(line) + 1
    return found


def _sentences(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    start = first
    for line in text[first:last].split("\n"):
        if not _is_heading(line) and not _RULE.match(line):
            at = 0
            for cut in [*(m.end() for m in _SENTENCE_END.finditer(line)), len(line)]:
                words = line[at:cut].strip(" |-+•")
                if sum(c.isalpha() for c in words) >= _LEAST_LETTERS:
                    begin = start + at + line[at:cut].index(words)
                    yield begin, begin + len(words)
                at = cut
        start += len(line) + 1


def _is_heading(line: str) -> bool:
    words = line.strip()
    return words == words.upper() or (bool(_HEADING.match(words)) and len(words) < 60 and words[-1:] not in ".;")
