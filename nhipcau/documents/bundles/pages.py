"""The files of a conference that are made for download: how far each is, taking it, giving it up, asking for one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.core.access import Need, access_bundle, access_conference, actor_of, may
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.documents.bundles import commands, files, queries
from nhipcau.documents.bundles.kinds import maker_of
from nhipcau.documents.models import Bundle
from nhipcau.journal.exports import do_record_export

_PER_PAGE = 20
_SHOWN = frozenset({409, 422, 507})


@require_http_methods(["GET", "POST"])
def bundles(request: HttpRequest, pk: int) -> HttpResponse:
    """The list; a form of the page of a kind asks for one."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.VIEW)
    attempt = Attempt(*_SHOWN)
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        with attempt:
            options = maker_of(kind).chosen({name: str(value) for name, value in request.POST.items()})
            commands.do_request_bundle(actor, pk, kind, options)
            return redirect("conference-bundles", pk)
    page = Paginator(queries.bundles_of(conference), _PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.shown(list(page))
    needs = {kind: maker_of(kind).need for kind in {one.row.kind for one in rows}}
    allowed = {need: may(actor, conference.host.path, need) for need in set(needs.values())}
    context = {
        "nav": "home",
        "conference": conference,
        "page": page,
        "rows": [(one, allowed[needs[one.row.kind]]) for one in rows],
        "running": any(one.row.is_active for one in rows),
        "days": commands.KEPT.days,
        "refusal": attempt.refusal,
    }
    return render(request, "documents/bundles/bundles.html", context, status=attempt.status)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    bundle = commands.do_cancel_bundle(actor_of(request), pk)
    words = (
        _("Đã hủy; không có tệp nào được giữ lại.")
        if bundle.state == Bundle.State.CANCELLED
        else _("Tệp đã làm xong trước khi hủy nên vẫn tải được.")
    )
    messages.success(request, words, extra_tags="ok")
    return redirect("conference-bundles", bundle.conference.pk)


@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was made. What holds personal data is written down as an export before it leaves."""
    actor = actor_of(request)
    bundle = access_bundle(actor, pk, lambda kind: maker_of(kind).need)
    if bundle.state != Bundle.State.READY or not files.is_whole(bundle.pk, bundle.bytes):
        raise Refusal(
            "bundle_not_ready",
            _("Tệp này chưa làm xong hoặc không còn được giữ."),
            _("Mở trang Tệp tải về của hội nghị để xem; có thể yêu cầu làm lại."),
        )
    maker, conference = maker_of(bundle.kind), bundle.conference
    name = maker.filename(conference, bundle.options)
    out = files.path_of(bundle.pk).open("rb")
    if maker.export:
        rows = maker.rows(conference, bundle.options)
        form = name.rpartition(".")[2]
        do_record_export(actor, maker.export, rows, conference.stream, form=form, unit_path=conference.host.path)
    response = FileResponse(out, as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
