"""The attendance sheet, to read, to print and to take along."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from nhipcau.core.access import Need, access_conference, actor_of
from nhipcau.core.languages import in_vietnamese
from nhipcau.journal.exports import do_record_export
from nhipcau.records.csv_file import attendance_csv as as_csv
from nhipcau.records.queries import attendance_sheet, shown_of


@never_cache
@require_GET
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom somebody looks for, a page of many, or (`all`) everybody, to be printed."""
    conference = access_conference(actor_of(request), pk, Need.VIEW)
    asked = request.GET
    sheet, find, absent = attendance_sheet(conference), asked.get("q", "")[:100], asked.get("show") == "absent"
    shown = shown_of(sheet, find, absent=absent, whole="all" in asked, page=asked.get("page"))
    context = {
        "nav": "home",
        "conference": conference,
        "sheet": sheet,
        "shown": shown,
        "page": shown.page,
        "q": find,
        "absent": absent,
    }
    return render(request, "records/attendance.html", context)


@never_cache
@require_GET
@in_vietnamese()
def attendance_csv(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.VIEW)
    sheet = attendance_sheet(conference)
    do_record_export(
        actor, "attendance", len(sheet.lines), conference.stream, form="csv", unit_path=conference.host.path
    )
    answer = HttpResponse(as_csv(sheet), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="co-mat-hoi-nghi-{conference.pk}.csv"'
    return answer
