"""Handing out a paper as a file."""

import re

from django.http import HttpResponse
from django.utils.translation import gettext as _

from nhipcau.core.errors import Refusal
from nhipcau.core.text import unaccent
from nhipcau.documents.models import Paper
from nhipcau.documents.writing import rendering, setting


def handed_out(paper: Paper, form: str) -> HttpResponse:
    """Of an issued paper the bytes that were kept, of a draft made now. Access is the caller's."""
    kept = paper.files.filter(form=form).first()
    if kept is not None:
        data = bytes(kept.data)
    elif form in rendering.forms() and not paper.was_issued:
        set_ = setting.set_paper(paper)
        data = rendering.render(set_.paper, set_.profile, form)
    else:
        raise Refusal("no_such_file", _("Văn bản không có tệp dạng này."), _("Chọn dạng khác."), status=404)
    response = HttpResponse(data, content_type=rendering.MEDIA_TYPES[form])
    name = re.sub(r"[^\w-]+", "-", f"{paper.notation or 'du-thao'}").strip("-")
    response["Content-Disposition"] = f'attachment; filename="{_ascii(name)}.{rendering.ENDINGS[form]}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _ascii(name: str) -> str:
    return unaccent(name).encode("ascii", "ignore").decode() or "van-ban"
