"""The bytes of a paper in every form in which it is kept and handed out."""

from nhipcau.documents.models import PaperFile
from nhipcau.typeset import Paper, Profile, render_text, to_json

Form = PaperFile.Form


def rendered(paper: Paper, profile: Profile) -> dict[str, bytes]:
    """By form. The same paper and profile give the same bytes."""
    return {Form.MODEL: to_json(paper).encode(), Form.TEXT: render_text(paper, profile).encode()}
