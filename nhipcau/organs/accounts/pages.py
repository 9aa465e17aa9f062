"""Pages of those who administer: the list of accounts, one account, invitations."""

from urllib.parse import quote, urlencode
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.core import clock
from nhipcau.core.access import (
    Actor,
    Need,
    access_account,
    access_accounts,
    access_invitation,
    access_organ,
    access_unit,
    actor_of,
    administered_accounts,
)
from nhipcau.core.addresses import only_this_machine, public_url
from nhipcau.core.attempts import Attempt
from nhipcau.core.config import config
from nhipcau.core.errors import Refusal
from nhipcau.core.languages import in_vietnamese
from nhipcau.organs import browse, history
from nhipcau.organs.accounts import invitations, logins, organ_staff, own, queries, roles, second_step, staff
from nhipcau.organs.models import Account, Grant, Invitation, Unit
from nhipcau.outbox.models import Message

_PER_PAGE = 50
_FIRST_WAITING, _MOST_WAITING = 4, 500


@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    access_accounts(actor)
    given = request.GET
    unit = access_unit(actor, given["unit"], Need.ADMINISTER) if given.get("unit") else None
    words, state, role = given.get("q", "").strip(), given.get("state", ""), given.get("role", "")
    listed = queries.accounts(actor, words, unit, state, role).select_related("unit")
    page = Paginator(listed, _PER_PAGE).get_page(given.get("page"))
    waiting = queries.open_invitations(actor, unit)
    context = {
        "nav": "accounts",
        "page": page,
        "rows": queries.rows(actor, list(page.object_list)),
        "words": words,
        "state": state,
        "role": role,
        "unit": unit,
        "roles": Grant.Role.choices,
        "filtered": bool(words or state or role or unit),
        "waiting": waiting[: _MOST_WAITING if given.get("waiting") == "all" else _FIRST_WAITING],
        "waiting_count": waiting.count(),
        "now": clock.now(),
    }
    return render(request, "organs/accounts/accounts.html", context)


@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    shown = access_account(actor, pk)
    attempt = Attempt(403, 409, 422)
    if request.method == "POST":
        with attempt:
            return _changed(request, actor, shown)
    words = request.POST.get("q", request.GET.get("q", ""))
    context = {
        "nav": "accounts",
        "shown": shown,
        "row": queries.rows(actor, [shown])[0],
        "wholly": _wholly(actor, shown),
        "own": actor.id == str(shown.pk),
        "logins": len(logins.of_account(shown)),
        "wanted": second_step.is_wanted(shown),
        "identities": shown.identities.count(),
        "events": queries.history_of(shown),
        "roles": roles.choices(),
        "words": words,
        "units": queries.units_to_choose(actor, words) if words else _nearby(actor, shown),
        "given": request.POST,
        "withdrawn": _withdrawn(request, shown),
        "key": uuid4().hex,
        "refusal": attempt.refusal,
    }
    return render(request, "organs/accounts/account.html", context, status=attempt.status)


def _changed(request: HttpRequest, actor: Actor, shown: Account) -> HttpResponse:
    given, name = request.POST, shown.get_full_name() or shown.username
    match given.get("verb", ""):
        case "grant":
            grant = staff.do_grant_role(actor, shown.pk, given.get("unit", ""), given.get("role", ""))
            said = _("Đã cấp vai trò %(role)s ở %(unit)s.") % {
                "role": grant.get_role_display(),
                "unit": grant.unit.name,
            }
        case "withdraw":
            unit, role = given.get("unit", ""), given.get("role", "")
            staff.do_withdraw_role(actor, shown.pk, unit, role)
            if administered_accounts(actor).filter(pk=shown.pk).exists():
                return redirect(f"{reverse('account', args=[shown.pk])}?{urlencode({'withdrawn': f'{unit}:{role}'})}")
            messages.success(
                request, _("Đã thu hồi vai trò; %(name)s không còn thuộc phạm vi của bạn.") % {"name": name}
            )
            return redirect("accounts")
        case "withdraw-organ":
            organ_staff.do_withdraw_organ_role(actor, given.get("organ", ""), shown.pk, given.get("role", ""))
            said = _("Đã thu hồi vai trò của %(name)s; cấp lại ở trang của cơ quan.") % {"name": name}
            if not administered_accounts(actor).filter(pk=shown.pk).exists():
                messages.success(request, said)
                return redirect("accounts")
        case "name":
            renamed = own.do_rename(actor, shown.pk, given.get("name", ""))
            said = _("Đã ghi họ và tên: %(name)s.") % {"name": renamed.get_full_name()}
        case "suspend":
            staff.do_suspend(actor, shown.pk)
            said = _("Đã tạm khóa %(name)s và đăng xuất khỏi mọi thiết bị.") % {"name": name}
        case "reactivate":
            staff.do_reactivate(actor, shown.pk)
            said = _("Đã mở khóa %(name)s; các vai trò giữ nguyên như trước.") % {"name": name}
        case "sign-out":
            said = _("Đã đăng xuất %(name)s khỏi %(number)s thiết bị.") % {
                "name": name,
                "number": staff.do_sign_out_everywhere(actor, shown.pk),
            }
        case "reset-second-step":
            second_step.do_reset(actor, shown.pk)
            said = _("Đã đặt lại xác thực hai bước của %(name)s.") % {"name": name}
        case "new-password":
            offered = invitations.do_offer_new_password(actor, shown.pk, given.get("key", ""))
            return redirect("invitation", pk=offered.pk)
        case _:
            raise Refusal("unknown_change", _("Không rõ thay đổi nào."), _("Tải lại trang rồi thử lại."), status=422)
    messages.success(request, said)
    return redirect("account", pk=shown.pk)


def _withdrawn(request: HttpRequest, shown: Account) -> Grant | None:
    """The role that was withdrawn a moment ago, unsaved, as long as it is not given back."""
    unit, _colon, role = request.GET.get("withdrawn", "").partition(":")
    if not unit.isdecimal() or role not in Grant.Role.values or len(unit) > 15:
        return None
    at = Unit.objects.filter(pk=int(unit)).first()
    if at is None or shown.grants.filter(unit=at, role=role).exists():
        return None
    return Grant(account=shown, unit=at, role=role)


def _wholly(actor: Actor, shown: Account) -> bool:
    try:
        access_account(actor, shown.pk, whole=True)
    except Refusal:
        return False
    return True


def _nearby(actor: Actor, shown: Account) -> list[Unit]:
    """The person's own office first, or what it has become; then the highest that the actor administers."""
    became = history.became(shown.unit, browse.today()) if shown.unit else []
    own = became or ([shown.unit] if shown.unit else [])
    return own + [unit for unit in queries.units_to_choose(actor, "")[:10] if unit not in own]


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    access_accounts(actor)
    given, attempt = request.POST, Attempt(422)
    pk = given.get("unit") or request.GET.get("unit", "")
    at_organ = given.get("organ") or request.GET.get("organ", "")
    organ = access_organ(actor, at_organ, Need.ADMINISTER) if at_organ else None
    unit = organ.keeper if organ else access_unit(actor, pk, Need.ADMINISTER) if pk else None
    if request.method == "POST" and unit is not None:
        with attempt:
            days = given.get("days", "")
            new = invitations.NewInvitation(
                unit.pk,
                given.get("role", ""),
                given.get("name", ""),
                given.get("email", ""),
                int(days) if days.isdecimal() else 0,
                organ.pk if organ else None,
            )
            made = invitations.do_invite(actor, new, given.get("key", ""))
            return redirect("invitation", pk=made.pk)
    words = request.GET.get("q", "")
    context = {
        "nav": "accounts",
        "unit": unit,
        "organ": organ,
        "units": [] if unit else queries.units_to_choose(actor, words),
        "most": queries.MOST_UNITS,
        "words": words,
        "roles": roles.choices_at_an_organ() if organ else roles.choices(),
        "guarded": roles.GUARDED,
        "days": invitations.DAYS,
        "usual": given.get("days") or str(invitations.USUAL_DAYS),
        "given": given,
        "key": given.get("key") or uuid4().hex,
        "refusal": attempt.refusal,
    }
    return render(request, "organs/accounts/invite.html", context, status=attempt.status)


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """The link to pass on, and what became of it."""
    actor = actor_of(request)
    shown = access_invitation(actor, pk)
    attempt = Attempt(409, 410, 422)
    link = public_url(request, reverse("invite", args=[invitations.token_of(shown)]))
    text = _message(shown, link)
    if request.method == "POST":
        with attempt:
            return _passed_on(request, actor, shown, text)
        shown.refresh_from_db()
    state = invitations.state_of(shown, clock.now())
    context = {
        "nav": "accounts",
        "shown": shown,
        "state": state,
        "link": link,
        "only_here": only_this_machine(request),
        "text": text,
        "letter": Message.objects.filter(key=invitations.letter_key(shown)).first(),
        "sends_mail": config().sends_mail,
        "mail": f"mailto:{quote(shown.email)}?subject={quote(_('Lời mời vào Nhịp Cầu'))}&body={quote(text)}",
        "guarded": shown.role in roles.GUARDED,
        "what_for": roles.what_for(shown.role, at_an_organ=shown.organ_id is not None),
        "refusal": attempt.refusal,
    }
    return render(request, "organs/accounts/invitation.html", context, status=attempt.status)


def _passed_on(request: HttpRequest, actor: Actor, shown: Invitation, text: str) -> HttpResponse:
    if request.POST.get("verb") == "mail":
        invitations.do_mail_invitation(actor, shown.pk, text)
        messages.success(request, _("Đã giao thư mời gửi đến %(address)s.") % {"address": shown.email})
        return redirect("invitation", pk=shown.pk)
    invitations.do_withdraw_invitation(actor, shown.pk)
    messages.success(request, _("Đã thu hồi; đường liên kết không mở được nữa."))
    return redirect("accounts")


@in_vietnamese()
def _message(shown: Invitation, link: str) -> str:
    """What is passed on by Zalo or mail."""
    until = f"{clock.local(shown.expires_at):%H:%M ngày %d/%m/%Y}"
    greeting = f"Kính gửi {shown.name}," if shown.name else "Kính gửi đồng chí,"
    if shown.account is not None:
        return (
            f"{greeting}\nMời mở đường liên kết sau để đặt mật khẩu mới cho tài khoản “{shown.account.username}” "
            f"trên hệ thống hội nghị trực tuyến Nhịp Cầu:\n{link}\n"
            f"Đường liên kết dùng một lần, đến {until}. Không chuyển tiếp cho người khác."
        )
    return (
        f"{greeting}\nMời tham gia hệ thống hội nghị trực tuyến Nhịp Cầu với vai trò {shown.get_role_display()} "
        f"của {shown.place}. Mở đường liên kết sau để tạo tài khoản:\n{link}\n"
        f"Đường liên kết dùng một lần, đến {until}. Không chuyển tiếp cho người khác."
    )
