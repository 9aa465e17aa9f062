"""The preview's markup. Each block carries its id (`data-block`), each fact its key (`data-fact`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from nhipcau.typeset.model import Level, Paper, Run, Runs, Table
from nhipcau.typeset.pdf import pages_of
from nhipcau.typeset.printed import BLANK, Line, Printed, PrintedAnnex, Signature, printed
from nhipcau.typeset.profiles import Profile, Under


@dataclass(frozen=True, slots=True)
class _Piece:
    """Markup that stands whole on one sheet. table: it is a row of this table."""

    page: int
    markup: str
    table: str = ""


def render_html(paper: Paper, profile: Profile) -> str:
    """`<div class="paper …">` with one `<div class="paper-sheet">` for each page of the PDF."""
    sheets, _body = render_sheets(paper, profile)
    return in_paper(sheets, profile)


def in_paper(sheets: Iterable[str], profile: Profile) -> str:
    return f'<div class="paper paper-{profile.id}" lang="vi">\n{"".join(sheets)}</div>\n'


def render_sheets(paper: Paper, profile: Profile) -> tuple[list[str], int]:
    """Each page of the PDF as a `<div class="paper-sheet">`; how many of them come before the first annex."""
    shown = printed(paper, profile)
    pages = pages_of(paper, profile)
    pieces = [_Piece(1, _head(shown, profile)), *_body(shown.lines, 1, pages)]
    end = _Piece(pages.get("/end", pieces[-1].page), _ending(shown))
    starts = [pages.get(annex.id, end.page + place) for place, annex in enumerate(shown.annexes, 1)]
    sheets = list(_sheets([*pieces, end], 1, starts[0] - 1 if starts else end.page, landscape=False))
    if shown.contact:
        sheets[0] = sheets[0].replace(
            "</div>\n", f'<p class="paper-contact ps-contact">{_text(shown.contact)}</p></div>\n'
        )
    body_sheets = len(sheets)
    for place, annex in enumerate(shown.annexes):
        first = starts[place]
        body = [_Piece(first, _annex_head(annex)), *_body(annex.lines, first, pages)]
        last = starts[place + 1] - 1 if place + 1 < len(starts) else body[-1].page
        sheets += _sheets(body, first, last, landscape=annex.landscape)
    return sheets, body_sheets


def _sheets(pieces: Iterable[_Piece], first: int, last: int, *, landscape: bool) -> Iterator[str]:
    """Each sheet with what begins on it; the count on top from the second on, as in print."""
    given = list(pieces)
    for page in range(first, max(last, first) + 1):
        on_it = [piece for piece in given if piece.page == page]
        count = page - first + 1
        number = f'<p class="paper-page-number ps-page_number">{count}</p>' if count > 1 else ""
        turned = " paper-landscape" if landscape else ""
        yield f'<div class="paper-sheet{turned}">{number}{"".join(_joined(on_it))}</div>\n'


def _joined(pieces: Iterable[_Piece]) -> Iterator[str]:
    """Rows of one table that stand together become one table again."""
    open_table = ""
    for piece in pieces:
        if piece.table != open_table:
            if open_table:
                yield "</tbody></table>"
            yield piece.table
            open_table = piece.table
        yield piece.markup
    if open_table:
        yield "</tbody></table>"


def _head(shown: Printed, profile: Profile) -> str:
    organs = "".join(_p("parent", one) for one in shown.parent)
    organs += '<div class="paper-ruled paper-rule-issuer">' + "".join(_p("issuer", one) for one in shown.issuer)
    organs += "</div>" + (_p("number", "*") if profile.head.under_issuer is Under.STAR else "")
    nation = _p("nation", shown.nation) if shown.motto else ""
    nation += f'<div class="paper-ruled paper-rule-nation">{_p("motto", shown.motto)}</div>' if shown.motto else ""
    nation += "" if shown.motto else f'<div class="paper-ruled paper-rule-nation">{_p("nation", shown.nation)}</div>'
    below = f'<div class="ps-letter_abstract paper-balanced">{_runs(shown.abstract)}</div>' if shown.letter else ""
    if shown.urgency:
        below += f'<div class="paper-stamp ps-urgency paper-stamp-{len(shown.urgency.split())}">{shown.urgency}</div>'
    if shown.circulation:
        below += f'<div class="paper-boxed ps-circulation">{_text(shown.circulation)}</div>'
    title = ""
    if not shown.letter:
        dashes = profile.title.under is Under.DASHES
        rule = "" if dashes else " paper-ruled paper-rule-title"
        title = f'<div class="paper-title">{_p("heading", shown.heading)}<div class="paper-balanced ps-abstract{rule}"'
        title += (
            f' data-block="abstract">{_runs(shown.abstract)}</div>{_p("abstract", "-----") if dashes else ""}</div>'
        )
    return (
        f'<div class="paper-head"><div>{organs}</div><div>{nation}</div>'
        f'<div class="paper-row-two">{_p("number", shown.number)}</div>'
        f'<div class="paper-row-two">{_p("place_date", shown.place_date)}</div>'
        f"<div>{below}</div><div></div></div>{title}{_addressees(shown)}"
    )


def _addressees(shown: Printed) -> str:
    if not shown.addressees:
        return ""
    label = _text(shown.addressee_label)
    if len(shown.addressees) == 1:
        return f'<p class="paper-to ps-addressee">{label} {_text(shown.addressees[0])}</p>'
    items = "".join(f"<li>{_text(one)}</li>" for one in shown.addressees)
    hidden = _text(shown.addressee_label.rstrip(":"))
    return (
        f'<div class="paper-to-many ps-addressee"><p>{label}</p><div><span aria-hidden="true">{hidden}</span>'
        f"<ul>{items}</ul></div></div>"
    )


def _body(lines: Iterable[Line], first: int, pages: dict[str, int]) -> Iterator[_Piece]:
    page = first
    for line in lines:
        if line.table:
            yield from _table(line, line.table, page, pages)
            page = max([page, *(pages.get(f"{line.id}/{nth}", page) for nth in range(len(line.table.rows)))])
            continue
        page = pages.get(line.id, page)
        yield _Piece(page, _line(line))


def _line(line: Line) -> str:
    block = f' data-block="{escape(line.id)}"'
    if line.level is Level.PART:
        title = f'<p class="ps-part">{_runs(line.runs)}</p>'
        return f'<div class="paper-part"{block}>{_p("item_heading", line.label)}{title}</div>'
    label = f"{_text(line.label)}\u00a0" if line.label else ""
    side = "" if line.align == "justify" else f" paper-{line.align}"
    return f'<p class="paper-line ps-{line.style}{side}"{block}>{label}{_runs(line.runs)}</p>'


def _table(line: Line, table: Table, page: int, pages: dict[str, int]) -> Iterator[_Piece]:
    """Row by row, so that a long table goes on with its head on the next sheet."""
    total = sum(column.share for column in table.columns)
    columns = "".join(f'<col width="{column.share / total:.1%}">' for column in table.columns)
    head = "".join(f'<th class="ps-table_head" scope="col">{_text(column.title)}</th>' for column in table.columns)
    titled = any(column.title for column in table.columns)
    opening = f'<table class="paper-table" data-block="{escape(line.id)}"><colgroup>{columns}</colgroup>'
    opening += f"<thead><tr>{head}</tr></thead><tbody>" if titled else "<tbody>"
    if line.runs:
        yield _Piece(pages.get(f"{line.id}/0", page), f'<p class="ps-caption paper-center">{_runs(line.runs)}</p>')
    for nth, row in enumerate(table.rows):
        if row.group:
            cells = f'<td class="ps-table_head" colspan="{len(table.columns)}">{_runs(row.cells[0])}</td>'
        else:
            cells = "".join(
                f'<td class="ps-table paper-{column.align.value}">{_runs(cell)}</td>'
                for column, cell in zip(table.columns, row.cells, strict=True)
            )
        page = pages.get(f"{line.id}/{nth}", page)
        yield _Piece(page, f"<tr>{cells}</tr>", opening)


def _ending(shown: Printed) -> str:
    sent = ""
    if shown.distribution:
        items = "".join(f"<li>{_text(one)}</li>" for one in shown.distribution)
        sent = f'{_p("distribution_label", shown.distribution_label)}<ul class="ps-distribution">{items}</ul>'
    if shown.drafter:
        sent += _p("drafter", shown.drafter)
    if len(shown.signatures) > 1:
        signed = "".join(_signature(one) for one in shown.signatures)
        return f'<div class="paper-signers">{signed}</div><div class="paper-sent">{sent}</div>'
    signed = "".join(_signature(one) for one in shown.signatures)
    return f'<div class="paper-ending"><div class="paper-sent">{sent}</div>{signed}</div>'


def _signature(signature: Signature) -> str:
    above = "".join(_p("capacity", one) for one in signature.capacities) + _p("position", signature.position)
    return f'<div class="paper-signature">{above}<p class="paper-signed ps-name">{_text(signature.name)}</p></div>'


def _annex_head(annex: PrintedAnnex) -> str:
    title = f'<p class="ps-annex_title paper-balanced">{_runs(annex.title)}</p>'
    return (
        f'<div class="paper-title" data-block="{escape(annex.id)}">{_p("annex_label", annex.label)}{title}'
        f"{_p('annex_note', annex.note)}</div>"
    )


def _p(style: str, words: str) -> str:
    return f'<p class="ps-{style}">{_text(words)}</p>' if words else ""


def _runs(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    shown = _text(run.text)
    for wanted, tag in ((run.underline, "u"), (run.italic, "em"), (run.bold, "strong")):
        if wanted:
            shown = f"<{tag}>{shown}</{tag}>"
    return f'<span class="paper-fact" data-fact="{escape(run.fact)}">{shown}</span>' if run.fact else shown


def _text(words: str) -> str:
    return escape(words).replace(BLANK, '<span class="paper-blank"></span>').replace("\n", "<br>")
