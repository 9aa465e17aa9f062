"""Changing a draft from its page: each block a form of its own, undo, and a Word file that was edited outside."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_written, actor_of
from nhipcau.core.attempts import SHOWN, Attempt
from nhipcau.core.errors import Refusal
from nhipcau.documents.intake.limits import MOST_UPLOADED
from nhipcau.documents.models import PaperBlock
from nhipcau.documents.writing import bringing_back, editing, presence, setting
from nhipcau.documents.writing.editing import ChangedMeanwhile
from nhipcau.documents.writing.pages import Said, page_of

_GONE = {"no_such_block", "wrong_state"}
"""Refusals after which the page has no field for what was typed."""
_MOST_NAMED = 5
"""Rows of a file that are named in one message."""


@require_POST
def block(request: HttpRequest, pk: int, block_pk: int) -> HttpResponse:
    """Save, move, take out, or free a block from its facts; leave it as somebody else has it, or put it back.

    A script asks with `autosave` (1: by itself; told: somebody pressed) and is answered in JSON.
    """
    actor = actor_of(request)
    act = request.POST.get("act", "save")
    try:
        saved = _acted(actor, pk, block_pk, act, request.POST)
    except ChangedMeanwhile as clash:
        if "autosave" in request.POST:
            return JsonResponse(_both(clash), status=409)
        return page_of(request, pk, Said(meanwhile=clash))
    except Refusal as refusal:
        if "autosave" in request.POST:
            return JsonResponse(refusal.as_json(), status=refusal.status)
        if refusal.status not in SHOWN:
            raise
        lost = (block_pk, request.POST.get("text", "")) if refusal.code in _GONE else None
        return page_of(request, pk, Said(refusal=refusal, typed={block_pk: request.POST.get("text", "")}, lost=lost))
    if "autosave" in request.POST:
        stands = {"theirs": saved.text} if saved and act == "theirs" else {}
        return JsonResponse({"revision": saved.revision, **stands} if saved else {})
    if saved is None:
        return redirect(f"{reverse('written', args=[pk])}?gone={block_pk}")
    return _to_block(pk, block_pk, opened=act in {"free", "theirs", "again"})


def _acted(actor: Actor, pk: int, block_pk: int, act: str, given: QueryDict) -> PaperBlock | None:
    """The block as it is now; None where it was taken out. Raises ChangedMeanwhile.

    Whatever is pressed, what stands in the field is saved first: no button loses what was typed.
    """
    text, seen = given.get("text", ""), given.get("seen", "")
    revision = int(seen) if seen.isdecimal() and len(seen) < 9 else 0
    if act == "theirs":
        return editing.do_yield(actor, pk, block_pk, text)
    if act == "again":
        return editing.do_put_back(actor, pk, block_pk, text)
    if act in {"remove", "up", "down"}:
        if "text" in given and not editing.is_known(access_written(actor, pk, Need.COMPOSE), block_pk, text):
            revision = editing.do_save_block(actor, pk, block_pk, text, revision).revision
        if act == "remove":
            editing.do_remove_block(actor, pk, block_pk, revision)
            return None
        return editing.do_move_block(actor, pk, block_pk, -1 if act == "up" else 1)
    text = _freed(actor, pk, text) if act == "free" else text
    return editing.do_save_block(actor, pk, block_pk, text, revision, by_itself=given.get("autosave") == "1")


def _both(clash: ChangedMeanwhile) -> dict[str, Any]:
    """What stands, for a page that has what was typed."""
    block = clash.block
    at = clock.local(block.edited_at).strftime("%H:%M")
    return {
        "code": "changed_meanwhile",
        "by": block.edited_by,
        "own": clash.own,
        "at": at,
        "text": block.text,
        "revision": block.revision,
    }


@require_POST
def here(request: HttpRequest, pk: int) -> JsonResponse:
    """The draft's page is open, asked every few seconds: who else is here, and whether what it shows still stands."""
    at = request.POST.get("block", "")
    block = -1 if at == "-1" else int(at) if at.isdecimal() and len(at) < 19 else None
    try:
        paper, found = presence.do_be_here(actor_of(request), pk, request.POST.get("tab", ""), block)
    except Refusal as refusal:
        return JsonResponse(refusal.as_json(), status=refusal.status)
    others = [{"name": one.name, "block": one.block, "own": one.own} for one in found]
    return JsonResponse({"mark": presence.mark(paper), "others": others})


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
        brought = bringing_back.do_bring_back(actor, pk, *_uploaded(request))
        words = _("Đã lấy phần sửa của tệp vào %(n)s khối; bấm Hoàn tác để bỏ từng khối.") % {"n": brought.changed}
        messages.success(request, words, extra_tags="ok")
        if brought.left or brought.gone:
            messages.warning(request, _not_taken(brought), extra_tags="warn")
        return redirect("written", pk)
    return page_of(request, pk, Said(refusal=attempt.refusal))


def _not_taken(brought: bringing_back.Brought) -> str:
    """What the file says otherwise in tables and annexes, which are edited on the page."""
    said = [_("Bảng và phụ lục sửa ở khối của nó trên trang này, không lấy từ tệp.")]
    if brought.left:
        shown = "; ".join(f"“{one[:80]}”" for one in brought.left[:_MOST_NAMED])
        more = "; …" if len(brought.left) > _MOST_NAMED else ""
        said.append(_("%(n)s dòng trong tệp chưa được lấy: %(rows)s.") % {"n": len(brought.left), "rows": shown + more})
    if brought.gone:
        said.append(_("%(n)s dòng của dự thảo không còn trong tệp thì vẫn giữ.") % {"n": brought.gone})
    return " ".join(said)


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
