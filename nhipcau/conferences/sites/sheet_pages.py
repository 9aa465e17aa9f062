"""Sites as Excel: out, and in with a preview."""

from collections import Counter

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.conferences.framing import frame
from nhipcau.conferences.sites import sheet_lines, sheets
from nhipcau.conferences.sites.sheet_commands import do_apply_sheet, do_preview_sheet, sheet_of
from nhipcau.core.access import Need, access_conference, actor_of
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.journal.exports import do_record_export

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PER_PAGE = 200
_STATES = (
    (sheet_lines.ERROR, gettext_lazy("Lỗi"), "bad"),
    (sheet_lines.CHANGED, pgettext_lazy("state of a row", "Thay đổi"), "warn"),
    (sheet_lines.NEW, gettext_lazy("Mới"), "ok"),
    (sheet_lines.UNCHANGED, gettext_lazy("Không đổi"), "none"),
)


@require_GET
def out(request: HttpRequest, pk: int) -> HttpResponse:
    """All sites as a workbook: no links and no PINs in it."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.VIEW)
    rows = conference.sites.count()
    do_record_export(actor, "sites", rows, conference.stream, form="xlsx", unit_path=conference.host.path)
    name = f"diem-cau-{conference.pk}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(sheets.excel(conference), content_type=_XLSX, headers=headers)


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.PREPARE)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            file = request.FILES.get("file")
            if not isinstance(file, UploadedFile):
                raise _no_file()
            sheet = do_preview_sheet(actor, pk, file.name or "", file.read())
            return redirect("conference-sheet", pk, sheet.pk)
    context = frame(actor, conference) | {"refusal": attempt.refusal}
    return render(request, "conferences/sheet_upload.html", context, status=attempt.status)


def _no_file() -> Refusal:
    return Refusal("no_file", _("Chưa chọn tệp."), _("Chọn tệp .xlsx hoặc .csv rồi bấm Xem trước."), status=422)


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, pk: int, sheet_pk: int) -> HttpResponse:
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.PREPARE)
    attempt = Attempt(409)
    if request.method == "POST":
        with attempt:
            applied = do_apply_sheet(actor, pk, sheet_pk, request.POST.get("digest", ""))
            said = _("Đã nhập: %(new)s điểm cầu mới, %(changed)s điểm cầu thay đổi. Hoàn tác được ở danh sách.")
            messages.success(request, said % {"new": applied.new, "changed": applied.changed}, extra_tags="ok")
            return redirect("conference-sites", pk)
    sheet, lines = sheet_of(actor, pk, sheet_pk)
    counts = Counter(line.state for line in lines)
    wanted = request.GET.get("state", "")
    order = [state for state, _words, _shape in _STATES]
    shown = sorted((one for one in lines if not wanted or one.state == wanted), key=lambda one: order.index(one.state))
    look = {state: (words, shape) for state, words, shape in _STATES}
    context = frame(actor, conference) | {
        "preview": sheet,
        "digest": sheet_lines.digest(lines),
        "counts": [(state, words, shape, counts[state], state == wanted) for state, words, shape in _STATES],
        "wanted": wanted,
        "page": Paginator([(one, *look[one.state]) for one in shown], _PER_PAGE).get_page(request.GET.get("page")),
        "doable": counts[sheet_lines.NEW] + counts[sheet_lines.CHANGED],
        "errors": counts[sheet_lines.ERROR],
        "refusal": attempt.refusal,
    }
    return render(request, "conferences/sheet_preview.html", context, status=attempt.status)
