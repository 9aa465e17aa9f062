"""One step of a paper on its way, from the form on its page."""

from datetime import date, datetime
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhipcau.core import dates
from nhipcau.core.access import Actor, actor_of
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.documents.models import Paper
from nhipcau.documents.writing import changes, commands, heading, issuing
from nhipcau.documents.writing.pages import Said, page_of


@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """One step on the paper's way; what was refused stands above the page, with what was typed."""
    actor = actor_of(request)
    attempt = Attempt()
    with attempt:
        done, words = _stepped(actor, pk, request)
        messages.success(request, words, extra_tags="ok")
        if done.state == Paper.State.DISCARDED and done.conference is not None:
            return redirect("conference-papers", done.conference.pk)
        return redirect("written", done.pk)
    return page_of(request, pk, Said(refusal=attempt.refusal))


@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice about a paper that the conference has overtaken; where there is one on its way, that."""
    given = request.POST
    unit = given.get("unit", "")
    key = (given.get("key") or uuid4().hex)[:64]
    draft = changes.do_tell_of_change(actor_of(request), pk, given.get("paper", ""), unit, given.get("reason", ""), key)
    return redirect("written", draft.pk)


def _stepped(actor: Actor, pk: int, request: HttpRequest) -> tuple[Paper, str]:
    given = request.POST
    act, reason, key = given.get("act", ""), given.get("reason", ""), (given.get("key") or uuid4().hex)[:64]
    match act:
        case "head":
            return heading.do_set_head(actor, pk, **_head(given)), _("Đã lưu.")
        case "initial":
            return commands.do_initial(actor, pk, _moment(given.get("read_at", ""))), _(
                "Đã ký nháy, trình ký. Văn bản không sửa được nữa."
            )
        case "sign":
            signed = commands.do_sign(
                actor, pk, given.get("capacity", ""), given.get("position", ""), given.get("name", "")
            )
            return signed, _("Đã ghi nhận người ký.")
        case "give_back":
            return commands.do_give_back(actor, pk, reason), _("Đã trả lại người soạn.")
        case "number":
            numbered = issuing.do_number(actor, pk, _number(given.get("number", "")), _date(given.get("on", "")))
            return numbered, _("Đã ghi số %(notation)s.") % {"notation": numbered.notation}
        case "issue":
            issued = issuing.do_issue(actor, pk, _date(given.get("on", "")))
            return issued, _("Đã phát hành %(notation)s. Nội dung không thay đổi được nữa.") % {
                "notation": issued.notation
            }
        case "discard":
            return commands.do_discard(actor, pk, reason), _("Đã bỏ dự thảo.")
        case "recall":
            return commands.do_recall(actor, pk, reason, key), _(
                "Đã thu hồi. Dự thảo thông báo thu hồi ở dưới; ký, cấp số rồi gửi."
            )
        case "amend":
            return commands.do_amend(actor, pk, reason, key), _("Đã lập dự thảo thông báo điều chỉnh.")
        case "replace":
            return commands.do_replace(actor, pk, reason, key), _("Đã lập dự thảo văn bản thay thế.")
    raise Refusal("no_step", _("Chưa chọn việc cần làm."), _("Tải lại trang rồi chọn."), status=422)


def _head(given: QueryDict) -> dict[str, str]:
    """What its reader has changed in the form: what somebody else has changed meanwhile stays."""
    names = ("place", "drafting_unit", "urgency")
    return {name: given.get(name, "") for name in names if given.get(name, "") != given.get(f"was_{name}")}


def _moment(text: str) -> datetime | None:
    """When the page was made that a form stands on, as it was written into it."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _number(text: str) -> int:
    digits = text.strip()
    if not digits.isdecimal() or len(digits) > 11:
        raise Refusal(
            "no_number",
            _("“%(text)s” không phải là số văn bản; chưa cấp số.") % {"text": text[:30]},
            _("Chỉ gõ phần số, ví dụ 631; ký hiệu do hệ thống ghi."),
            status=422,
        )
    return int(digits)


def _date(text: str) -> date | None:
    try:
        kept = dates.kept(text)
    except ValueError as error:
        raise Refusal(
            "no_date",
            _("“%(text)s” không phải là ngày có thật; chưa làm gì.") % {"text": text[:30]},
            _("Ghi như 24/12/2026."),
            status=422,
        ) from error
    return date.fromisoformat(kept[:10]) if kept else None
