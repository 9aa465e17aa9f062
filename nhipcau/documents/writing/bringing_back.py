"""A draft that was edited outside as a Word file and is brought back: what changed is written into its blocks.

Lines are compared with those of the draft as it stands; a block whose lines are the same stays linked to its facts, a
changed one takes the words of the file. Every change can be taken back. Letterhead, addressees, recipients, signature,
tables and annexes are edited here alone: what the file says otherwise in tables and annexes is named, not taken.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core.access import Actor, Need, access_written
from nhipcau.core.errors import Refusal
from nhipcau.documents import intake
from nhipcau.documents.intake import UnreadablePaper
from nhipcau.documents.intake.heading import read_heading
from nhipcau.documents.models import PaperBlock
from nhipcau.documents.writing import states
from nhipcau.documents.writing.editing import rewrite_block
from nhipcau.documents.writing.setting import set_paper
from nhipcau.typeset.model import plain
from nhipcau.typeset.printed import Line, Printed, printed

_LEAST_ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Brought:
    """changed: blocks that took words of the file; left: rows and lines of its tables and annexes that the draft has
    not, in the file's words; gone: how many rows and lines of the draft's tables and annexes the file has not."""

    changed: int
    left: tuple[str, ...]
    gone: int


def do_bring_back(actor: Actor, paper_pk: int | str, data: bytes, filename: str) -> Brought:
    """What was taken, and what was not. Refusal (422) for a file that cannot be read or is another paper."""
    try:
        reading = intake.read_upload(data, filename)
    except UnreadablePaper as error:
        raise Refusal(error.code, error.message, error.hint, status=422) from error
    with transaction.atomic():
        paper = access_written(actor, paper_pk, Need.COMPOSE, lock=True)
        states.require(paper, "edit")
        shown = set_paper(paper)
        words = printed(shown.paper, shown.profile)
        ours = list(_ours(words))
        theirs = _body(reading.text)
        matcher = SequenceMatcher(None, [_key(line) for line, _block in ours], [_key(line) for line in theirs], False)
        if not ours or matcher.ratio() < _LEAST_ALIKE:
            raise Refusal(
                "another_paper",
                _("Tệp này không giống dự thảo đang soạn nên chưa lấy gì vào; dự thảo vẫn như cũ."),
                _("Chọn đúng tệp Word đã tải về từ dự thảo này rồi sửa."),
                status=422,
            )
        lines = _by_block(ours, theirs, matcher)
        changed = 0
        for block in PaperBlock.objects.filter(paper=paper, pk__in=lines):
            was = [_key(line) for line, pk in ours if pk == block.pk]
            if [_key(line) for line in lines[block.pk]] != was:
                rewrite_block(actor, paper, block, "\n".join(lines[block.pk]))
                changed += 1
    left, gone = _not_taken(words, reading.text)
    return Brought(changed, left, gone)


def _not_taken(ours: Printed, text: str) -> tuple[tuple[str, ...], int]:
    """Of tables and annexes: the file's rows and lines that the draft has not, and how many of the draft's it lacks."""
    held = Counter(key for line in (*ours.lines, *_annexed(ours)) for key in _rows(line))
    found = {}
    theirs = Counter()
    for line in _aside(text):
        key = _cells(line)
        if key:
            theirs[key] += 1
            found.setdefault(key, line.strip(" |"))
    own = held + Counter(key for line in _annexed(ours) if line.table is None for key in [_cells(_whole(line))] if key)
    heads = {_cells(words) for one in ours.annexes for words in (one.label, *plain(one.title).split("\n"), one.note)}
    signed = {_key(words) for one in ours.signatures for words in (*one.capacities, one.position, one.name)}
    over = (theirs - own).items()
    left = [found[key] for key, n in over if key not in heads and not signed.issuperset(key) for _ in range(n)]
    return tuple(left), (own - theirs).total()


def _annexed(ours: Printed) -> Iterator[Line]:
    for annex in ours.annexes:
        yield from annex.lines


def _rows(line: Line) -> Iterator[tuple[str, ...]]:
    """The head and the rows of a table."""
    if line.table is not None:
        yield _cells("|".join(column.title for column in line.table.columns))
        for row in line.table.rows:
            yield _cells("|".join(plain(cell) for cell in row.cells))


def _aside(text: str) -> Iterator[str]:
    """Rows of tables, and the lines of annexes: what stands behind the recipients and begins with an annex's label."""
    listed = annexed = False
    for line in text[read_heading(text).body_start :].split("\n"):
        listed = listed or line.strip().startswith("Nơi nhận")
        annexed = annexed or (listed and line.strip().lower().startswith("phụ lục"))
        if annexed or "|" in line:
            yield line


def _cells(line: str) -> tuple[str, ...]:
    """What stands in the cells of a row that has words; a merged cell is there once."""
    cells = [_key(one) for one in line.split("|")]
    return tuple(dict.fromkeys(one for one in cells if one))


def _whole(line: Line) -> str:
    return f"{line.label} {plain(line.runs)}".strip()


def _ours(words: Printed) -> Iterator[tuple[str, int]]:
    """The draft's own lines of text, each with its block."""
    for line in words.lines:
        if line.table is None:
            yield _whole(line), int(line.id[1:].partition("-")[0])


def _body(text: str) -> list[str]:
    """The lines between the addressees of a paper and its list of recipients, without rows of tables."""
    lines: list[str] = []
    addressed = False
    for line in text[read_heading(text).body_start :].split("\n"):
        words = line.strip()
        if words.startswith("Nơi nhận"):
            break
        if not lines and (words.startswith("Kính gửi") or (addressed and words.startswith("-"))):
            addressed = True
            continue
        if words and "|" not in words:
            lines.append(words)
    return lines


def _by_block(ours: list[tuple[str, int]], theirs: list[str], matcher: "SequenceMatcher[str]") -> dict[int, list[str]]:
    """By block: its lines as the file has them. What was put in between belongs to the block above it."""
    lines: dict[int, list[str]] = {block: [] for _line, block in ours}
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        for n, line in enumerate(theirs[j1:j2]):
            at = i1 - 1 if tag == "insert" else min(i1 + n, i2 - 1)
            lines[ours[max(at, 0)][1]].append(line)
    return lines


def _key(line: str) -> str:
    """Lines are the same whatever the spaces, the way to write three dots and the sign at their end."""
    return " ".join(line.replace("…", "...").split()).rstrip(" ./;,")
