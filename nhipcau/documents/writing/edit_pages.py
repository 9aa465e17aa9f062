"""Changing a draft from its page: each block a form of its own, undo, and a Word file that was edited outside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhipcau.core.access import Actor, Need, access_written, actor_of
from nhipcau.core.attempts import SHOWN, Attempt
from nhipcau.core.errors import Refusal
from nhipcau.documents.intake.limits import MOST_UPLOADED
from nhipcau.documents.writing import bringing_back, editing, setting
from nhipcau.documents.writing.editing import ChangedMeanwhile
from nhipcau.documents.writing.pages import Said, page_of

_GONE = {"no_such_block", "wrong_state"}
"""Refusals after which the page has no field for what was typed."""


@require_POST
def block(request: HttpRequest, pk: int, block_pk: int) -> HttpResponse:
    """Save, move, take out, or free a block from its facts; a script saves with `autosave` and is answered in JSON."""
    actor = actor_of(request)
    seen = request.POST.get("seen", "")
    revision = int(seen) if seen.isdecimal() and len(seen) < 9 else 0
    act = request.POST.get("act", "save")
    try:
        if act == "remove":
            editing.do_remove_block(actor, pk, block_pk, revision)
            return redirect("written", pk)
        if act in {"up", "down"}:
            editing.do_move_block(actor, pk, block_pk, -1 if act == "up" else 1)
            return _to_block(pk, block_pk, opened=False)
        text = request.POST.get("text", "")
        text = _freed(actor, pk, text) if act == "free" else text
        saved = editing.do_save_block(actor, pk, block_pk, text, revision)
    except ChangedMeanwhile as clash:
        if "autosave" in request.POST:
            return JsonResponse({"by": clash.block.edited_by, "text": clash.block.text}, status=409)
        return page_of(request, pk, Said(meanwhile=clash))
    except Refusal as refusal:
        if "autosave" in request.POST:
            return JsonResponse(refusal.as_json(), status=refusal.status)
        if refusal.status not in SHOWN:
            raise
        lost = request.POST.get("text", "") if refusal.code in _GONE else ""
        return page_of(request, pk, Said(refusal=refusal, typed={block_pk: request.POST.get("text", "")}, lost=lost))
    if "autosave" in request.POST:
        return JsonResponse({"revision": saved.revision})
    return _to_block(pk, block_pk, opened=act == "free")


def _to_block(pk: int, block_pk: int, *, opened: bool) -> HttpResponse:
    answer = redirect("written", pk)
    answer["Location"] += (f"?block={block_pk}" if opened else "") + f"#khoi-{block_pk}"
    return answer


def _freed(actor: Actor, pk: int, text: str) -> str:
    """The text with its facts turned into words of its own, which follow nothing any more."""
    facts = setting.set_paper(access_written(actor, pk, Need.COMPOSE)).facts
    lines = [
        "".join(run.text for run in setting.line_runs(line, fact, facts))
        for line, fact in setting.expanded(text.replace("\r\n", "\n"), facts)
    ]
    return "\n".join(lines)


@require_POST
def add_block(request: HttpRequest, pk: int) -> HttpResponse:
    after = request.POST.get("after", "")
    attempt = Attempt()
    with attempt:
        made = editing.do_add_block(
            actor_of(request), pk, request.POST.get("kind", ""), int(after) if after.isdecimal() else None
        )
        return _to_block(pk, made.pk, opened=True)
    return page_of(request, pk, Said(refusal=attempt.refusal))


@require_POST
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """A Word file of the draft that was edited outside."""
    actor = actor_of(request)
    access_written(actor, pk, Need.COMPOSE)
    attempt = Attempt()
    with attempt:
        changed = bringing_back.do_bring_back(actor, pk, *_uploaded(request))
        words = _("Đã lấy phần sửa của tệp vào %(n)s khối; bấm Hoàn tác để bỏ từng khối.") % {"n": changed}
        messages.success(request, words, extra_tags="ok")
        return redirect("written", pk)
    return page_of(request, pk, Said(refusal=attempt.refusal))


def _uploaded(request: HttpRequest) -> tuple[bytes, str]:
    """Bytes and name. One byte more than is read: what is too large is refused without filling the memory."""
    upload = request.FILES.get("file")
    if upload is None:
        raise Refusal("nothing_given", _("Chưa chọn tệp nào."), _("Chọn tệp .docx đã sửa."), status=422)
    return upload.read(MOST_UPLOADED + 1), upload.name or ""


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    attempt = Attempt()
    with attempt:
        done = editing.do_undo(actor_of(request), pk)
        words = _("Đã hoàn tác lần sửa gần nhất của anh/chị.") if done else _("Không còn lần sửa nào để hoàn tác.")
        messages.success(request, words, extra_tags="ok")
        return redirect("written", pk)
    return page_of(request, pk, Said(refusal=attempt.refusal))
