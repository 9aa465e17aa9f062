"""Changing a banner from its page: each block a form of its own, the emblem, and what it looks like while one types."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.core.access import Need, access_conference, actor_of
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.documents.banners import building, commands, emblems, look, pictures
from nhipcau.documents.banners.building import Draft
from nhipcau.documents.banners.pages import Typed, on, page_of
from nhipcau.documents.models import BannerPart


@require_POST
def part(request: HttpRequest, pk: int, part_pk: int) -> HttpResponse:
    """Save, try, move or take out one block. What cannot be kept stays in the form."""
    actor, given = actor_of(request), request.POST
    access_conference(actor, pk, Need.PREPARE)
    seen = given.get("seen", "")
    revision = int(seen) if seen.isdecimal() and len(seen) < 9 else 0
    act, role, text = given.get("act", "save"), _role(given.get("role", "")), given.get("text", "")[:2000]
    if act == "try":
        return page_of(request, pk, typed=Typed(part_pk, role, text))
    attempt = Attempt()
    with attempt:
        if act == "remove":
            commands.do_remove_part(actor, pk, part_pk, revision)
        elif act in {"up", "down"}:
            commands.do_move_part(actor, pk, part_pk, -1 if act == "up" else 1)
        else:
            commands.do_save_part(actor, pk, part_pk, role, text, revision)
        return _back(request, pk, None if act == "remove" else part_pk, opened=act in {"up", "down"})
    return page_of(request, pk, typed=Typed(part_pk, role, text, attempt.refusal))


def _role(text: str) -> str:
    return text if text in BannerPart.Role.values else str(BannerPart.Role.TITLE)


def _back(request: HttpRequest, pk: int, part_pk: int | None, *, opened: bool = False) -> HttpResponse:
    """To the block, with the site that was looked at."""
    answer = redirect("conference-banner", pk)
    site = request.POST.get("site", "")
    asked = [f"site={site}"] if site.isalnum() and site.isascii() else []
    asked += [f"part={part_pk}"] if part_pk and opened else []
    answer["Location"] += ("?" + "&".join(asked) if asked else "") + (f"#dong-{part_pk}" if part_pk else "")
    return answer


@require_POST
def add_part(request: HttpRequest, pk: int) -> HttpResponse:
    after = request.POST.get("after", "")
    attempt = Attempt(422)
    with attempt:
        made = commands.do_add_part(
            actor_of(request), pk, request.POST.get("role", ""), int(after) if after.isdecimal() else None
        )
        return _back(request, pk, made.pk, opened=True)
    return page_of(request, pk, refusal=attempt.refusal)


@require_POST
def emblem(request: HttpRequest, pk: int) -> HttpResponse:
    """One byte more than is taken is read: what is too large is refused without filling the memory."""
    actor = actor_of(request)
    access_conference(actor, pk, Need.PREPARE)
    upload = request.FILES.get("file")
    data, name = (upload.read(emblems.MOST_BYTES + 1), upload.name or "") if upload else (b"", "")
    attempt = Attempt(422)
    with attempt:
        commands.do_set_emblem(actor, pk, data, name)
        return _back(request, pk, None)
    return page_of(request, pk, refusal=attempt.refusal)


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The banner as a picture: as it is kept, or, sent a form of the editor, as it would be. Nothing is written."""
    actor = actor_of(request)
    typing = request.method == "POST"
    conference = access_conference(actor, pk, Need.PREPARE if typing else Need.VIEW)
    draft = building.draft_of(conference, building.master_of(conference))
    chosen = (request.POST if typing else request.GET).get("site", "longest")
    if typing:
        try:
            draft = _as_typed(request, draft)
        except Refusal as refusal:
            return JsonResponse(refusal.as_json(), status=refusal.status)
    made, _site = on(conference, draft, chosen)
    return pictures.seen(conference, draft, made, pictures.PREVIEW_PIXELS)


def _as_typed(request: HttpRequest, draft: Draft) -> Draft:
    given = request.POST
    if "ground" in given:
        width, height = look.size(given.get("size", ""), given.get("width", ""), given.get("height", ""))
        ground, ink = look.colours(given.get("ground", ""), given.get("ink", ""))
        return Draft(draft.parts, width, height, ground, ink, draft.emblem)
    number = given.get("part", "")
    text = given.get("text", "")[:2000]
    return building.with_part(
        draft, int(number) if number.isdecimal() else 0, _role(given.get("role", "")), " ".join(text.split())
    )
