"""The live pages of the staff, control room and stage, and the button that closes a conference."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from nhipcau.conferences.models import Conference
from nhipcau.core import tokens
from nhipcau.core.access import Actor, Need, access_conference, actor_of
from nhipcau.core.errors import Refusal
from nhipcau.hall.commands import do_hall_command


@never_cache
@require_GET
def control(request: HttpRequest, pk: int) -> HttpResponse:
    """The control room: for who may run the call."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.OPERATE)
    _refuse_halted(conference)
    boot = {
        "token": _token(request, "control", conference.pk, actor),
        "hall": str(conference.pk),
        "account": {"id": actor.id, "name": actor.name},
        "commands": f"/api/v1/halls/{conference.pk}/commands",
        "csrf": get_token(request),
    }
    return render(request, "live/control.html", {"boot": boot, "conference": conference})


@never_cache
@require_GET
def stage(request: HttpRequest, pk: int) -> HttpResponse:
    """The clean programme, for projectors and recorders."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.WATCH)
    boot = {
        "token": _token(request, "stage", conference.pk, actor),
        "hall": str(conference.pk),
    }
    return render(request, "live/stage.html", {"boot": boot, "conference": conference})


def _refuse_halted(conference: Conference) -> None:
    """Nobody sits at a desk whose hall cannot be opened."""
    states = {
        Conference.State.POSTPONED: _("Hội nghị đã hoãn nên chưa mở phòng điều hành được."),
        Conference.State.CANCELLED: _("Hội nghị đã hủy nên không mở phòng điều hành được."),
    }
    said = states.get(Conference.State(conference.state))
    if said is not None:
        raise Refusal(
            "conference_halted",
            said,
            _("Nếu vẫn họp: định ngày mới hoặc mở lại hội nghị ở mục “Hoãn, hủy, chép”."),
            status=409,
        )


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the conference; its attendance sheet is there at once."""
    key = request.POST.get("key") or uuid4().hex
    do_hall_command(actor_of(request), pk, "close", {}, key)
    messages.success(request, _("Hội nghị đã bế mạc. Danh sách có mặt lấy từ nhật ký."), extra_tags="ok")
    return redirect("attendance", pk)


def _token(request: HttpRequest, audience: tokens.Audience, conference_pk: int, actor: Actor) -> str:
    """Good for as long as this login is, and the account's rights are."""
    login = tokens.login_mark(request.session.session_key)
    return tokens.mint(tokens.LiveClaims(audience, str(conference_pk), actor.id, login=login))
