"""`/accounts/logins`: who logged in and who failed to, for those who administer."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nhipcau.core import clock
from nhipcau.core.access import access_account, access_accounts, actor_of
from nhipcau.organs.accounts import login_history

_PER_PAGE = 100
_DAYS = (1, 7, 30, 365)
_USUAL = 30


@require_GET
def login_journal(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    access_accounts(actor)
    given = request.GET
    account = access_account(actor, given["account"]) if given.get("account") else None
    days = next((n for n in _DAYS if given.get("days") == str(n)), _USUAL)
    failed = given.get("only") == "failed"
    since = clock.now() - timedelta(days=days)
    found = login_history.all_seen_by(actor, account=account, failed=failed, since=since)
    page = Paginator(found, _PER_PAGE).get_page(given.get("page"))
    context = {
        "nav": "accounts",
        "page": page,
        "rows": login_history.events(page.object_list),
        "account": account,
        "days": days,
        "periods": _DAYS,
        "failed": failed,
    }
    return render(request, "organs/accounts/login_journal.html", context)
