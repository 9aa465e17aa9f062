"""The text of a paper with its facts lit."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nhipcau.documents.places import Piece

register = template.Library()


@register.simple_tag
def lit(piece: Piece, numbered: bool = True) -> SafeString | str:
    """A stretch of the text. One of facts is marked; the number that ends it leads to its row on the sheet.

    Not a template, since a piece may end within a word: a space between two tags would be seen.
    """
    if not piece.numbers:
        return piece.text
    starts = format_html_join("", '<span id="{}"></span>', ((_anchor(number),) for number in piece.first))
    if not numbered:
        return format_html('<mark class="{}">{}{}</mark>', piece.certainty, starts, piece.text)
    ends = format_html_join(
        "", '<a class="n" href="#f{0}" aria-label="{1} {0}">{0}</a>', ((n, _("Tới nội dung")) for n in piece.last)
    )
    joined = " ".join(map(str, piece.numbers))
    return format_html(
        '<mark class="{}" data-joins="{}">{}{}{}</mark>', piece.certainty, joined, starts, piece.text, ends
    )


def _anchor(number: int) -> str:
    """`m7`; the words that somebody came to see have no number of a fact."""
    return f"m{number}" if number else "cho"
