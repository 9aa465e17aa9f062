"""Pages of organs: all of them, one, its form."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.core.access import (
    Actor,
    Need,
    access_organ,
    access_unit,
    access_unit_list,
    actor_of,
    may,
    reachable_unit_paths,
)
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.core.text import search_key
from nhipcau.organs import browse
from nhipcau.organs.models import Organ, Unit
from nhipcau.organs.organ_forms import OrganFacts, do_save_organ
from nhipcau.organs.pages import day_of

_PER_PAGE = 100
_FIELDS = ("name", "kind", "abbreviation", "letterhead", "code", "email", "valid_from", "valid_to")


@require_GET
def organs(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    access_unit_list(actor, Need.VIEW)
    words, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    listed = browse.organs_at(browse.today()).select_related("unit", "keeper").order_by("name")
    if words:
        listed = listed.filter(search__contains=search_key(words))
    if kind in Organ.Kind.values:
        listed = listed.filter(kind=kind)
    page = Paginator(listed, _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "nav": "organs",
        "page": page,
        "words": words,
        "kind": kind,
        "kinds": Organ.Kind.choices,
        "may_enter": bool(reachable_unit_paths(actor, Need.ADMINISTER)),
    }
    return render(request, "organs/organs.html", context)


@require_GET
def organ(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    shown = access_organ(actor, pk, Need.VIEW)
    may_change = may(actor, shown.keeper.path, Need.ADMINISTER)
    return render(request, "organs/organ.html", {"nav": "organs", "organ": shown, "may_change": may_change})


@require_http_methods(["GET", "POST"])
def organ_new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    access_unit_list(actor, Need.ADMINISTER)
    return _form(request, actor, None, _own_unit(actor, request.GET.get("unit", "")))


@require_http_methods(["GET", "POST"])
def organ_edit(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    shown = access_organ(actor, pk, Need.ADMINISTER)
    return _form(request, actor, shown, shown.keeper)


def _form(request: HttpRequest, actor: Actor, organ: Organ | None, keeper: Unit) -> HttpResponse:
    given: dict[str, Any] = {}
    attempt = Attempt()
    if request.method == "POST":
        given = {name: request.POST.get(name, "") for name in (*_FIELDS, "territorial")}
        with attempt:
            saved = do_save_organ(actor, _facts(given, keeper), organ.pk if organ else None)
            messages.success(request, _("Đã ghi “%(name)s”.") % {"name": saved.name})
            return redirect("organ", pk=saved.pk)
    elif organ is not None:
        given = {name: getattr(organ, name) for name in _FIELDS} | {"territorial": "yes" if organ.unit else "no"}
    else:
        given = {"valid_from": keeper.valid_from, "territorial": "yes"}
    context = {
        "nav": "organs",
        "organ": organ,
        "keeper": keeper,
        "given": given,
        "kinds": Organ.Kind.choices,
        "refusal": attempt.refusal,
    }
    return render(request, "organs/organ_form.html", context, status=attempt.status)


def _facts(given: dict[str, Any], keeper: Unit) -> OrganFacts:
    begins = day_of(given["valid_from"], date.min)
    if begins == date.min:
        raise Refusal("no_date", _("Chưa ghi ngày bắt đầu."), _("Ghi ngày mà cơ quan bắt đầu hoạt động."), status=422)
    ends = day_of(given["valid_to"], date.max)
    return OrganFacts(
        keeper=keeper.pk,
        territorial=given["territorial"] != "no",
        kind=given["kind"],
        name=given["name"],
        abbreviation=given["abbreviation"],
        letterhead=given["letterhead"],
        code=given["code"],
        email=given["email"],
        valid_from=begins,
        valid_to=None if ends == date.max else ends,
    )


def _own_unit(actor: Actor, pk: str) -> Unit:
    """The unit that the form is opened for; else the highest that the actor administers."""
    if pk:
        return access_unit(actor, pk, Need.ADMINISTER)
    paths = reachable_unit_paths(actor, Need.ADMINISTER)
    own = Unit.objects.filter(path__in=paths).order_by("-valid_from")
    return min(own, key=lambda unit: unit.path.count("/"))
