"""A paper as sheets on the screen: what the editor shows while somebody writes.

Sheets break where the PDF breaks. Classes only, no style in the page (the pages' content security policy); their look
is `static/typeset/paper.css` with `paper-profiles.css`, written by `python -m nhipcau.typeset.html.css`.
"""

from nhipcau.typeset.html.render import in_paper, render_html, render_sheets

__all__ = ["in_paper", "render_html", "render_sheets"]
