"""Every list that leaves the system is written down: who took what, how many rows, when."""

from django.db import transaction
from django.db.models import Q, QuerySet

from nhipcau.core.access import Actor
from nhipcau.journal import record
from nhipcau.journal.models import JournalEntry

STREAM = "exports"
_KIND = "export.made"


def do_record_export(
    actor: Actor, what: str, rows: int, stream: str = "", *, form: str = "", unit_path: str = ""
) -> JournalEntry:
    """Call it before the file is handed out: what is not written down does not leave.

    what: one of the words of the page of exports, e.g. "attendance", or `missing:…` with a word of its own after it;
    stream: what it is about, e.g. `conference:5`; form: xlsx, csv, text; unit_path: of the unit whose data it is, so
    that those who administer it see the line.
    """
    with transaction.atomic():
        data = {"what": what, "rows": rows, "form": form, "of": stream, "unit": unit_path}
        return record.append(STREAM, _KIND, data, actor)


def made(actors: list[str], unit_paths: list[str]) -> QuerySet[JournalEntry]:
    """Exports made by those actors, or of data of those units and what lies below them; the latest first."""
    seen = Q(actor__in=actors)
    for path in unit_paths:
        seen |= Q(data__unit__startswith=path)
    return JournalEntry.objects.filter(seen, stream=STREAM, kind=_KIND).order_by("-seq")
