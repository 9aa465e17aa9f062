"""`python -m nhipcau`: the same as the `nhipcau` command."""

from nhipcau.cli import app

app()
