"""What stands at the head of a draft besides its letterhead: place, symbol of the drafting unit, urgency."""

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.documents.models import Paper
from nhipcau.documents.writing.commands import told
from nhipcau.documents.writing.editing import draft_of


def do_set_head(
    actor: Actor,
    paper_pk: int | str,
    *,
    place: str | None = None,
    drafting_unit: str | None = None,
    urgency: str | None = None,
) -> Paper:
    """The place before the date, the drafting unit in the symbol of a letter, the urgency; None: as it is."""
    with transaction.atomic():
        paper = draft_of(actor, paper_pk)
        place = paper.place if place is None else place
        drafting_unit = paper.drafting_unit if drafting_unit is None else drafting_unit
        urgency = paper.urgency if urgency is None else urgency
        if urgency not in Paper.Urgency.values:
            raise Refusal("no_urgency", _("Chưa chọn độ khẩn."), _("Chọn lại rồi lưu."), status=422)
        paper.place, paper.drafting_unit, paper.urgency = place.strip()[:100], drafting_unit.strip()[:30], urgency
        paper.save(update_fields=["place", "drafting_unit", "urgency"])
        told(actor, paper, "head_set", {"urgency": urgency})
    return paper
