"""A site's list of delegates: typed, pasted, from a file or a standing list; corrected, absent, substituted."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.conferences.models import Site
from nhipcau.core.access import Actor, Need, may
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.preparation import answering, delegates, exporting, importing, queries, removals, rounds, standing
from nhipcau.preparation.delegates import PersonRow
from nhipcau.preparation.own_pages import TYPED, frame, own_page

_LOOK = {
    importing.ERROR: (gettext_lazy("Lỗi"), "bad"),
    importing.CHANGED: (pgettext_lazy("state of a row", "Thay đổi"), "warn"),
    importing.NEW: (gettext_lazy("Mới"), "ok"),
    importing.UNCHANGED: (gettext_lazy("Không đổi"), "none"),
}


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 18 else None


def _person(request: HttpRequest, prefix: str = "") -> PersonRow:
    post = request.POST
    name, position, office, phone = (post.get(prefix + key, "") for key in ("name", "position", "office", "phone"))
    return PersonRow(name, position, office, phone, _number(post.get("category", "")))


@require_http_methods(["GET", "POST"])
@own_page
def own_delegates(request: HttpRequest, actor: Actor, site: Site) -> HttpResponse:
    """The list with its forms. A list that is pasted but not read yet stays when one person is added beside it."""
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            words = _done(request, actor, site)
            messages.success(request, words, extra_tags="ok")
            if not request.POST.get("text", "").strip():
                return redirect("own-delegates", site.pk)
    opened = rounds.round_of(site.conference)
    rows = queries.delegates_of(site)
    context = frame(actor, site) | {
        "rows": rows,
        "coming": sum(not one.absent for one in rows),
        "absent": sum(one.absent for one in rows),
        "of_none": sum(not one.absent and one.category_id is None for one in rows),
        "chair": next((one for one in rows if one.chairs), None),
        "categories": queries.category_counts(opened, site),
        "answer": queries.answer_of(site),
        "due": rounds.dues(opened).delegates,
        "lists": queries.standing_lists_for(site.conference) if actor.kind == "account" else [],
        "editing": _number(request.GET.get("edit", "") or request.POST.get("delegate", "")),
        "refusal": attempt.refusal,
        "post": request.POST,
        "typed": request.POST if attempt.refusal else {},
        "removals": removals.last_removals(site),
        "host": actor.kind == "account" and may(actor, site.conference.host.path, Need.PREPARE),
    }
    return render(request, "preparation/own_delegates.html", context, status=attempt.status)


def _done(request: HttpRequest, actor: Actor, site: Site) -> str:
    """What was asked for by the button `action`, carried out; the words that say so."""
    post, pk = request.POST, request.POST.get("delegate", "0")
    pk = pk if _number(pk) is not None else "0"
    match post.get("action"):
        case "add":
            made = delegates.do_add_delegates(actor, site.pk, [_person(request)])
            return _("Đã thêm %(name)s.") % {"name": made[0].name}
        case "change":
            return _("Đã sửa %(name)s.") % {
                "name": delegates.do_change_delegate(actor, site.pk, pk, _person(request)).name
            }
        case "remove":
            row = removals.do_remove_delegate(actor, site.pk, pk)
            return _("Đã bỏ %(name)s khỏi danh sách. Đưa trở lại được ở dưới danh sách.") % {"name": row.name}
        case "restore":
            one = removals.do_restore_delegate(actor, site.pk, _number(post.get("removal", "")) or 0)
            return _("%(name)s đã trở lại danh sách.") % {"name": one.name}
        case "absent":
            instead = _person(request, "instead_")
            one = delegates.do_set_absent(
                actor, site.pk, pk, absent=True, reason=post.get("reason", ""), instead=instead
            )
            return _("%(name)s báo vắng.") % {"name": one.name} + (
                _(" %(name)s đi thay.") % {"name": instead.name.strip()} if instead.name.strip() else ""
            )
        case "coming":
            return _("%(name)s lại dự.") % {"name": delegates.do_set_absent(actor, site.pk, pk, absent=False).name}
        case "chair":
            delegates.do_set_chair(actor, site.pk, pk)
            return _("Đã ghi người chủ trì tại điểm cầu.")
        case "report":
            count = post.get("head_count", "").strip()
            if count and (_number(count) is None or int(count) > delegates.MOST_AT_A_SITE):
                raise Refusal(
                    "bad_count",
                    _("“%(count)s” không phải là số lượng.") % {"count": count[:20]},
                    _("Ghi một số."),
                    status=TYPED,
                )
            answering.do_confirm_delegates(actor, site.pk, int(count) if count else None)
            return _("Đã báo danh sách đại biểu. Sửa được đến hết hạn.")
        case "quotas":
            rounds.do_set_quotas(actor, site.conference.pk, site.pk, _quotas(request))
            return _("Đã ghi số lượng riêng của điểm cầu này.")
        case "standing":
            wanted = _number(post.get("list", "")) or 0
            made = standing.do_use_list(actor, site.pk, wanted, _number(post.get("category", "")))
            return _("Đã thêm %(made)s người từ danh sách thường trực.") % {"made": made}
        case _:
            raise Refusal("no_such_action", _("Không rõ việc cần làm."), _("Tải lại trang."), status=TYPED)


def _quotas(request: HttpRequest) -> dict[int, int | None]:
    """By category: what was typed into `most-…`; an empty field means the category's own quota."""
    mosts: dict[int, int | None] = {}
    for name, text in request.POST.items():
        pk = _number(name.removeprefix("most-")) if name.startswith("most-") else None
        if pk is None or not isinstance(text, str):
            continue
        if text.strip() and (_number(text.strip()) is None or int(text) > delegates.MOST_AT_A_SITE):
            raise Refusal(
                "bad_count",
                _("“%(text)s” không phải là số lượng.") % {"text": text[:20]},
                _("Ghi một số."),
                status=TYPED,
            )
        mosts[pk] = int(text) if text.strip() else None
    return mosts


@require_POST
@own_page
def own_import(request: HttpRequest, actor: Actor, site: Site) -> HttpResponse:
    """Read what was pasted or sent, to be looked at first."""
    file = request.FILES.get("file")
    attempt = Attempt()
    with attempt:
        if isinstance(file, UploadedFile):
            made = importing.do_preview(actor, site.pk, content=file.read() or b"\n", filename=file.name or "")
        else:
            made = importing.do_preview(actor, site.pk, text=request.POST.get("text", ""))
        return redirect("own-preview", site.pk, made)
    context = frame(actor, site) | {"refusal": attempt.refusal, "text": request.POST.get("text", "")}
    return render(request, "preparation/own_import.html", context, status=attempt.status)


@require_http_methods(["GET", "POST"])
@own_page
def own_preview(request: HttpRequest, actor: Actor, site: Site, preview_pk: int) -> HttpResponse:
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            taken = importing.do_take_preview(actor, site.pk, preview_pk, request.POST.get("digest", ""))
            messages.success(
                request,
                _("Đã ghi %(new)s đại biểu mới, %(changed)s thay đổi.") % {"new": taken.new, "changed": taken.changed},
                extra_tags="ok",
            )
            return redirect("own-delegates", site.pk)
    preview, lines = importing.preview_of(actor, site.pk, preview_pk)
    counts = Counter(line.state for line in lines)
    order = list(_LOOK)
    context: dict[str, Any] = frame(actor, site) | {
        "preview": preview,
        "digest": importing.digest(lines),
        "lines": [(one, *_LOOK[one.state]) for one in sorted(lines, key=lambda one: order.index(one.state))],
        "counts": [(*_LOOK[state], counts[state]) for state in order],
        "doable": counts[importing.NEW] + counts[importing.CHANGED],
        "errors": counts[importing.ERROR],
        "refusal": attempt.refusal,
    }
    return render(request, "preparation/own_preview.html", context, status=attempt.status)


@require_GET
@own_page
def own_template(request: HttpRequest, actor: Actor, site: Site) -> HttpResponse:
    """An empty sheet with the right headings, and the categories that may be chosen on a second one."""
    names = [one.category.name for one in queries.category_counts(rounds.round_of(site.conference), site)]
    return exporting.as_file(exporting.template(names), "mau-danh-sach-dai-bieu.xlsx")


@require_GET
@own_page
def own_delegates_xlsx(request: HttpRequest, actor: Actor, site: Site) -> HttpResponse:
    rows = exporting.named_rows(site.conference.sites.filter(pk=site.pk))
    content = exporting.do_export_names(actor, site.conference, rows)
    return exporting.as_file(content, f"dai-bieu-diem-cau-{site.pk}.xlsx")
