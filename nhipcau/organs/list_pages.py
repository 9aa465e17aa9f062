"""Lists of units in and out: upload, preview, confirm; Excel and CSV."""

from collections import Counter
from datetime import date

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.core.access import Need, access_unit, access_unit_list, actor_of
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.core.languages import in_vietnamese
from nhipcau.journal.exports import do_record_export
from nhipcau.organs import browse, compare, lists, sheets
from nhipcau.organs.models import Unit
from nhipcau.organs.pages import day_of
from nhipcau.organs.queries import units_at

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PER_PAGE = 200
_STATES = (
    (compare.ERROR, gettext_lazy("Lỗi"), "bad"),
    (compare.CHANGED, pgettext_lazy("state of a row", "Thay đổi"), "warn"),
    (compare.NEW, gettext_lazy("Mới"), "ok"),
    (compare.UNCHANGED, gettext_lazy("Không đổi"), "none"),
)


@require_http_methods(["GET", "POST"])
def units_import(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    access_unit_list(actor, Need.ADMINISTER)
    attempt = Attempt(422)
    if request.method == "POST":
        with attempt:
            file = _uploaded(request)
            on = day_of(request.POST.get("on", ""), browse.today())
            preview = lists.do_preview_list(actor, file.name or "", file.read(), on)
            return redirect("units-import-preview", pk=preview.pk)
    context = {"nav": "units", "refusal": attempt.refusal, "on": request.POST.get("on", f"{browse.today():%d/%m/%Y}")}
    return render(request, "organs/import.html", context, status=attempt.status)


def _uploaded(request: HttpRequest) -> UploadedFile:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise Refusal("no_file", _("Chưa chọn tệp."), _("Chọn tệp .xlsx hoặc .csv rồi bấm Xem trước."), status=422)
    return file


@require_http_methods(["GET", "POST"])
def units_import_preview(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    attempt = Attempt(409)
    if request.method == "POST":
        with attempt:
            applied = lists.do_apply_list(actor, pk, request.POST.get("digest", ""))
            messages.success(
                request,
                _("Đã nhập: %(new)s đơn vị mới, %(changed)s đơn vị thay đổi.")
                % {"new": applied.new, "changed": applied.changed},
            )
            return redirect("units")
    preview, lines = lists.preview_of(actor, pk)
    counts = Counter(line.state for line in lines)
    wanted = request.GET.get("state", "")
    order = [state for state, _, _ in _STATES]
    shown = sorted((one for one in lines if not wanted or one.state == wanted), key=lambda one: order.index(one.state))
    look = {state: (words, shape) for state, words, shape in _STATES}
    page = Paginator([(one, *look[one.state]) for one in shown], _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "nav": "units",
        "preview": preview,
        "digest": compare.digest(lines),
        "counts": [(state, words, shape, counts[state], state == wanted) for state, words, shape in _STATES],
        "wanted": wanted,
        "page": page,
        "doable": counts[compare.NEW] + counts[compare.CHANGED],
        "errors": counts[compare.ERROR],
        "refusal": attempt.refusal,
    }
    return render(request, "organs/import_preview.html", context, status=attempt.status)


@require_GET
@in_vietnamese()
def units_xlsx(request: HttpRequest) -> HttpResponse:
    units, name = _wanted(request, "xlsx")
    return _file(sheets.excel(lists.rows_of(units)), _XLSX, f"{name}.xlsx")


@require_GET
@in_vietnamese()
def units_csv(request: HttpRequest) -> HttpResponse:
    units, name = _wanted(request, "csv")
    return _file(sheets.comma_separated(lists.rows_of(units)), "text/csv; charset=utf-8", f"{name}.csv")


def _wanted(request: HttpRequest, form: str) -> tuple[list[Unit], str]:
    """The units asked for, with a name for their file: all of a day, or one and what lies below it."""
    actor = actor_of(request)
    access_unit_list(actor, Need.VIEW)
    text, below = request.GET.get("day", ""), request.GET.get("unit", "")
    root = access_unit(actor, below, Need.VIEW) if below else None
    day: date = day_of(text, browse.default_day(root)) if text else browse.default_day(root)
    units = units_at(day).select_related("parent").order_by("path")
    if root is not None:
        units = units.filter(path__startswith=root.path)
    listed = list(units)
    do_record_export(actor, "units", len(listed), form=form, unit_path=root.path if root else "")
    return listed, f"don-vi{f'-{root.code}' if root else ''}-{day:%Y-%m-%d}"


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
