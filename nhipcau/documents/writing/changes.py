"""Telling on paper what has changed since a paper went out: the notice on it, begun from the page of the papers."""

from django.utils.translation import gettext as _

from nhipcau.core.access import Actor, Need, access_unit
from nhipcau.core.errors import Refusal
from nhipcau.core.text import search_key
from nhipcau.documents.compose import about
from nhipcau.documents.compose.overtaken import Overtaken, overtaken
from nhipcau.documents.models import Paper
from nhipcau.documents.writing.commands import do_draft
from nhipcau.documents.writing.queries import organs_of
from nhipcau.organs.models import Organ, Unit


def do_tell_of_change(
    actor: Actor, conference_pk: int, paper_pk: str, unit_pk: int | str, reason: str, key: str
) -> Paper:
    """The draft of a notice that says what an issued or received paper no longer says rightly.

    Where such a notice is being written already, that one is returned. Refusal where nothing has changed.
    """
    unit = access_unit(actor, unit_pk, Need.COMPOSE)
    conference = about.conference_for(actor, conference_pk, unit)
    found = next((one for one in overtaken(conference, unit) if str(one.paper.pk) == paper_pk), None)
    if found is None:
        raise Refusal(
            "nothing_changed",
            _("Văn bản này vẫn đúng với hội nghị, hoặc không phải của đơn vị; chưa soạn gì."),
            _("Tải lại trang để xem văn bản nào cần điều chỉnh."),
        )
    if found.draft is not None:
        return found.draft
    return do_draft(
        actor,
        Paper.Kind.NOTICE,
        conference_pk=conference.pk,
        unit_pk=unit.pk,
        organ_pk=_issuer(found, unit).pk,
        key=key,
        follows=found.paper,
        how=Paper.Follows.AMENDS,
        reason=" ".join(reason.split()) or conference.state_reason,
    )


def _issuer(found: Overtaken, unit: Unit) -> Organ:
    """Who issued the paper; of one that was read the organ of that name, else the first that writes."""
    if found.paper.issuer is not None:
        return found.paper.issuer
    organs = organs_of(unit)
    facts = found.paper.confirmed or found.paper.facts
    name = search_key(facts.get("issuing_body") or "")
    chosen = next((one for one in organs if search_key(one.name) == name), organs[0] if organs else None)
    if chosen is None:
        raise Refusal(
            "no_issuer",
            _("Đơn vị chưa có cơ quan nào để ban hành văn bản; chưa soạn gì."),
            _("Thêm cơ quan ở trang Đơn vị rồi soạn lại."),
            status=422,
        )
    return chosen
