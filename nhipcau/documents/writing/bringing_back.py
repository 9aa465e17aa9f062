"""A draft that was edited outside as a Word file and is brought back: what changed is written into its blocks.

Lines are compared with those of the draft as it stands; a block whose lines are the same stays linked to its facts, a
changed one takes the words of the file. Every change can be taken back. Letterhead, addressees, recipients, signature
and tables are edited here alone.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core.access import Actor, Need, access_written
from nhipcau.core.errors import Refusal
from nhipcau.documents import intake
from nhipcau.documents.intake import UnreadablePaper
from nhipcau.documents.intake.heading import read_heading
from nhipcau.documents.models import Paper, PaperBlock
from nhipcau.documents.writing import states
from nhipcau.documents.writing.editing import rewrite_block
from nhipcau.documents.writing.setting import set_paper
from nhipcau.typeset.model import plain
from nhipcau.typeset.printed import printed

_LEAST_ALIKE = 0.3


def do_bring_back(actor: Actor, paper_pk: int | str, data: bytes, filename: str) -> int:
    """How many blocks took words of the file. Refusal (422) for a file that cannot be read or is another paper."""
    try:
        reading = intake.read_upload(data, filename)
    except UnreadablePaper as error:
        raise Refusal(error.code, error.message, error.hint, status=422) from error
    with transaction.atomic():
        paper = access_written(actor, paper_pk, Need.COMPOSE, lock=True)
        states.require(paper, "edit")
        ours = list(_ours(paper))
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
    return changed


def _ours(paper: Paper) -> Iterator[tuple[str, int]]:
    """The draft's own lines of text, each with its block."""
    shown = set_paper(paper)
    for line in printed(shown.paper, shown.profile).lines:
        if line.table is None:
            yield f"{line.label} {plain(line.runs)}".strip(), int(line.id[1:].partition("-")[0])


def _body(text: str) -> list[str]:
    """The lines between the head of a paper and its list of recipients, without rows of tables."""
    lines: list[str] = []
    for line in text[read_heading(text).body_start :].split("\n"):
        words = line.strip()
        if words.startswith("Nơi nhận"):
            break
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
    """Lines are the same whatever the spaces and the sign at their end."""
    return " ".join(line.split()).rstrip(" ./;,")
