"""A paper as DOCX that an office goes on editing: real styles and numbering, tables for columns, no rows of spaces."""

from nhipcau.typeset.word.render import render_docx

__all__ = ["render_docx"]
