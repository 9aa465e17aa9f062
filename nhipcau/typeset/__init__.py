"""Typesetting: one typed document (`model`), dated format profiles as data (`profiles`), four renderers.

Pure: no web framework, no database, no network; the same paper with the same profile always gives the same bytes.
"""

from nhipcau.typeset.codec import BadPaper, from_data, from_json, to_data, to_json
from nhipcau.typeset.facts import fact_keys, frozen, with_facts
from nhipcau.typeset.html import render_html
from nhipcau.typeset.model import Paper
from nhipcau.typeset.pdf import render_pdf
from nhipcau.typeset.profiles import Profile, profile_by_id, profile_for
from nhipcau.typeset.text import render_text
from nhipcau.typeset.word import render_docx

__all__ = [
    "BadPaper",
    "Paper",
    "Profile",
    "fact_keys",
    "from_data",
    "from_json",
    "frozen",
    "profile_by_id",
    "profile_for",
    "render_docx",
    "render_html",
    "render_pdf",
    "render_text",
    "to_data",
    "to_json",
    "with_facts",
]
