"""A paper as plain text: for messages, for searching, for reading it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nhipcau.typeset.model import Level, Paper, Runs, Table, plain
from nhipcau.typeset.printed import Line, Printed, PrintedAnnex, Signature, printed
from nhipcau.typeset.profiles import Profile


def render_text(paper: Paper, profile: Profile) -> str:
    """Paragraphs parted by empty lines, rows of tables by bars; ends with a line break."""
    shown = printed(paper, profile)
    parts = [*_head(shown), *_lines(shown.lines), *_foot(shown)]
    for annex in shown.annexes:
        parts += _annex(annex)
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(shown: Printed) -> Iterator[str]:
    yield "\n".join((*shown.parent, *shown.issuer))
    yield "\n".join(line for line in (shown.nation, shown.motto) if line)
    yield _line(shown.number)
    if shown.letter:
        yield _joined(shown.abstract)
    yield _line(shown.place_date)
    yield "\n".join(line for line in (shown.urgency, shown.circulation) if line)
    if not shown.letter:
        yield "\n".join(line for line in (shown.heading, _joined(shown.abstract)) if line)
    if len(shown.addressees) == 1:
        yield f"{shown.addressee_label} {shown.addressees[0]}"
    elif shown.addressees:
        yield "\n".join((shown.addressee_label, *(f"- {one}" for one in shown.addressees)))


def _lines(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        if line.table:
            yield _joined(line.runs)
            yield _table(line.table)
        elif line.level is Level.PART:
            yield f"{line.label}\n{_joined(line.runs).upper()}"
        else:
            shown = _joined(line.runs)
            yield f"{line.label} {shown.upper() if line.style == 'roman' else shown}".strip()


def _table(table: Table) -> str:
    rows = [" | ".join(column.title for column in table.columns)] if any(c.title for c in table.columns) else []
    rows += [" | ".join(_joined(cell) for cell in row.cells) for row in table.rows]
    return "\n".join(rows)


def _foot(shown: Printed) -> Iterator[str]:
    if shown.distribution:
        yield "\n".join((shown.distribution_label, *(f"- {one}" for one in shown.distribution)))
    for signature in shown.signatures:
        yield _signature(signature)
    yield shown.drafter
    yield shown.contact


def _signature(signature: Signature) -> str:
    above = "\n".join(line for line in (*signature.capacities, signature.position) if line)
    return f"{above}\n\n{signature.name}".strip()


def _annex(annex: PrintedAnnex) -> Iterator[str]:
    yield "\n".join(line for line in (annex.label, _joined(annex.title).upper(), _line(annex.note)) if line)
    yield from _lines(annex.lines)


def _joined(runs: Runs) -> str:
    return _line(plain(runs))


def _line(words: str) -> str:
    return " ".join(words.split())
