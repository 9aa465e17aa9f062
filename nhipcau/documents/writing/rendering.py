"""The bytes of a paper in every form in which it is kept and handed out."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nhipcau.core.errors import Refusal
from nhipcau.core.languages import in_vietnamese
from nhipcau.documents.models import PaperFile
from nhipcau.typeset import Paper, Profile, from_json, render_text, to_json
from nhipcau.typeset.fonts import FontsMissing
from nhipcau.typeset.html import in_paper, render_sheets
from nhipcau.typeset.pdf import render_pdf
from nhipcau.typeset.profiles import profile_by_id
from nhipcau.typeset.word import render_docx

MEDIA_TYPES: Final = {
    PaperFile.Form.MODEL.value: "application/json",
    PaperFile.Form.PDF.value: "application/pdf",
    PaperFile.Form.DOCX.value: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperFile.Form.TEXT.value: "text/plain; charset=utf-8",
}
ENDINGS: Final = {"model": "json", "pdf": "pdf", "docx": "docx", "text": "txt"}


def rendered(paper: Paper, profile: Profile) -> dict[str, bytes]:
    """By form. The same paper and profile give the same bytes."""
    return {form: render(paper, profile, form) for form in forms()}


@dataclass(frozen=True, slots=True)
class Preview:
    """shown: the sheets before the annexes, or all of them, as HTML; left: how many more there are.

    An annex with two hundred sites weighs as much as all the rest of a page, and nobody types into it there.
    """

    shown: SafeString
    left: int


def preview(paper: Paper, profile: Profile, *, whole: bool) -> Preview | None:
    """None where they cannot be broken into pages, as on a server without its letters."""
    try:
        sheets, before_annexes = _sheets(to_json(paper), profile.id)
    except FontsMissing:
        return None
    shown = sheets if whole else sheets[:before_annexes]
    made = mark_safe(in_paper(shown, profile))  # noqa: S308 - the renderer escapes every word of the paper
    return Preview(made, len(sheets) - len(shown))


@lru_cache(maxsize=4)
def _sheets(model: str, profile: str) -> tuple[list[str], int]:
    """Kept for those who open the same paper again: to find where three thousand rows break takes seconds."""
    return render_sheets(from_json(model), profile_by_id(profile))


def asks_for_all(request: HttpRequest) -> bool:
    """Whether somebody wants every sheet: the link below the first ones asks for that."""
    return request.GET.get("sheets") == "all"


def forms() -> tuple[str, ...]:
    return ("model", "pdf", "docx", "text")


@in_vietnamese()
def render(paper: Paper, profile: Profile, form: str) -> bytes:
    """One form. Refusal (503) where the letters for PDF are not installed."""
    if form == PaperFile.Form.MODEL.value:
        return to_json(paper).encode()
    if form == PaperFile.Form.TEXT.value:
        return render_text(paper, profile).encode()
    try:
        return render_docx(paper, profile) if form == PaperFile.Form.DOCX.value else render_pdf(paper, profile)
    except FontsMissing as error:
        raise Refusal(
            "no_fonts",
            _("Máy chủ chưa có phông chữ để in PDF; văn bản chưa đổi gì."),
            _("Người quản trị máy chủ chạy lại lệnh cài đặt (make), rồi thử lại."),
            status=503,
        ) from error
