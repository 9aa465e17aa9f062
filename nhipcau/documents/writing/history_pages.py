"""The changes of a paper's blocks: compared, and brought back one by one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.core.access import Need, access_written, actor_of
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.documents.writing import editing, queries
from nhipcau.documents.writing import history as kept
from nhipcau.documents.writing.editing import ChangedMeanwhile

_PER_PAGE = 30


@require_http_methods(["GET", "POST"])
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """For those who write for the unit: who reads an issued paper has no part in how it came about."""
    actor = actor_of(request)
    paper = access_written(actor, pk, Need.COMPOSE)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            _brought_back(request, pk)
            return redirect("written", pk)
    asked = request.GET.get("block", "")
    block = int(asked) if asked.isdecimal() and len(asked) < 19 else None
    page = Paginator(kept.steps_of(paper, block), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "nav": "home",
        "paper": paper,
        "conference": paper.conference,
        "page": page,
        "changes": list(kept.changes(page)),
        "blocks": kept.blocks_of(paper),
        "block": block,
        "may_edit": "edit" in queries.allowed(actor, paper),
        "refusal": attempt.refusal,
    }
    return render(request, "documents/writing/history.html", context, status=attempt.status)


def _brought_back(request: HttpRequest, pk: int) -> None:
    step, seen = request.POST.get("step", ""), request.POST.get("seen", "")
    if not (step.isdecimal() and len(step) < 19 and seen.isdecimal() and len(seen) < 9):
        raise Refusal("no_such_step", _("Chưa chọn bản cần lấy lại."), _("Tải lại trang rồi chọn."), status=422)
    try:
        block = editing.do_take_back(actor_of(request), pk, int(step), int(seen))
    except ChangedMeanwhile as clash:
        raise Refusal(
            "changed_meanwhile",
            _("%(name)s vừa sửa khối này nên chưa lấy lại bản cũ; không mất chữ nào.")
            % {"name": clash.block.edited_by},
            _("Xem lần sửa mới nhất ở dưới, rồi bấm lại nếu vẫn cần."),
        ) from clash
    messages.success(request, _("Đã lấy lại bản trước của khối “%(block)s”.") % {"block": block}, extra_tags="ok")
