"""`/organs/<pk>/people`: who serves an organ's sites, for those who keep its record."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.core.access import Actor, Need, access_organ, actor_of, administered_accounts
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.core.text import search_key
from nhipcau.organs.accounts import invitations, organ_staff, queries, roles
from nhipcau.organs.models import Organ, OrganGrant

_MOST_FOUND = 20


@require_http_methods(["GET", "POST"])
def organ_people(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    organ = access_organ(actor, pk, Need.ADMINISTER)
    attempt = Attempt(422)
    if request.method == "POST":
        with attempt:
            return _changed(request, actor, organ)
    words = request.POST.get("q", request.GET.get("q", "")).strip()
    found = []
    if words:
        looked_for = administered_accounts(actor).filter(search__contains=search_key(words), is_active=True)
        found = list(looked_for.select_related("unit").order_by("search", "pk")[:_MOST_FOUND])
    mine = administered_accounts(actor)
    people = organ.grants.filter(account__in=mine).select_related("account__unit").order_by("account__search", "role")
    context = {
        "nav": "organs",
        "organ": organ,
        "people": people,
        "others": organ.grants.count() - len(people),
        "waiting": queries.open_invitations(actor).filter(organ=organ),
        "words": words,
        "found": found,
        "most": _MOST_FOUND,
        "roles": roles.choices_at_an_organ(),
        "undo": _withdrawn(request, actor, organ),
        "days": invitations.USUAL_DAYS,
        "refusal": attempt.refusal,
    }
    return render(request, "organs/accounts/organ_people.html", context, status=attempt.status)


def _changed(request: HttpRequest, actor: Actor, organ: Organ) -> HttpResponse:
    given = request.POST
    account, role = given.get("account", ""), given.get("role", "")
    here = reverse("organ-people", args=[organ.pk])
    match given.get("verb", ""):
        case "grant":
            if not account:
                raise Refusal(
                    "no_account", _("Chưa chọn người nào."), _("Tìm theo tên rồi chọn một người."), status=422
                )
            grant = organ_staff.do_grant_organ_role(actor, organ.pk, account, role)
            said = {"name": grant.account.get_full_name() or grant.account.username, "role": grant.get_role_display()}
            messages.success(request, _("Đã cấp vai trò %(role)s cho %(name)s.") % said)
            return redirect(here)
        case "withdraw":
            organ_staff.do_withdraw_organ_role(actor, organ.pk, account, role)
            return redirect(f"{here}?{urlencode({'withdrawn': f'{account}:{role}'})}")
        case _:
            raise Refusal("unknown_change", _("Không rõ thay đổi nào."), _("Tải lại trang rồi thử lại."), status=422)


def _withdrawn(request: HttpRequest, actor: Actor, organ: Organ) -> OrganGrant | None:
    """The role that was withdrawn a moment ago, unsaved, as long as it is not given back."""
    account, _colon, role = request.GET.get("withdrawn", "").partition(":")
    if not account.isdecimal() or len(account) > 15 or role not in OrganGrant.ROLES:
        return None
    who = administered_accounts(actor).filter(pk=int(account)).first()
    if who is None or organ.grants.filter(account=who, role=role).exists():
        return None
    return OrganGrant(account=who, organ=organ, role=role)
