"""An organ's registers: how its papers are numbered, what numbers are taken, which ones nobody knows of."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.core.access import Need, access_registers, actor_of, may
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.documents.models import Numbering, Register
from nhipcau.documents.register import notation
from nhipcau.documents.register.commands import do_explain_number, do_set_numbering
from nhipcau.documents.register.queries import holes

_PER_PAGE = 100


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    organ = access_registers(actor, pk, Need.VIEW)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            _changed(request, pk)
            messages.success(request, _("Đã lưu."), extra_tags="ok")
            return redirect("organ-register", pk)
    registers = list(Register.objects.filter(organ=organ))
    wanted = request.GET.get("register", "")
    chosen = next((one for one in registers if str(one.pk) == wanted), registers[0] if registers else None)
    numbering = Numbering.objects.filter(organ=organ).first()
    entries = chosen.entries.select_related("paper").order_by("-number") if chosen else []
    context = {
        "nav": "organs",
        "organ": organ,
        "numbering": numbering,
        "party": notation.is_party(organ.kind, organ.name),
        "registers": registers,
        "chosen": chosen,
        "holes": holes(chosen) if chosen and numbering and numbering.own_register else None,
        "page": Paginator(entries, _PER_PAGE).get_page(request.GET.get("page")),
        "may_keep": may(actor, organ.keeper.path, Need.ISSUE),
        "refusal": attempt.refusal,
    }
    return render(request, "documents/writing/register.html", context, status=attempt.status)


def _changed(request: HttpRequest, pk: int) -> None:
    actor, given = actor_of(request), request.POST
    if given.get("act") == "explain":
        do_explain_number(
            actor, _whole(given.get("register")) or 0, _whole(given.get("number")) or 0, given.get("note", "")
        )
        return
    do_set_numbering(
        actor,
        pk,
        own=given.get("mode") == "own",
        per_type="per_type" in given,
        term=given.get("term", "").strip(),
        start=_whole(given.get("start")),
    )


def _whole(text: str | None) -> int | None:
    """A number that was typed; None for nothing. Refusal (422) for anything else."""
    digits = (text or "").strip()
    if not digits:
        return None
    if not digits.isdecimal() or len(digits) > 9:
        raise Refusal(
            "no_number", _("“%(text)s” không phải là số; chưa đổi gì.") % {"text": digits[:30]}, "", status=422
        )
    return int(digits)
