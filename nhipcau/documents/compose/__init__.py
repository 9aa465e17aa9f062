"""Proposing the text of a paper from the facts of its conference, in the offices' own idiom; one module per type."""
