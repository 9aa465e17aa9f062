"""What was taken out of the system, for those who administer."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from nhipcau.core.access import Need, access_accounts, actor_of, administered_accounts, reachable_unit_paths
from nhipcau.journal import exports as journal_exports
from nhipcau.organs.accounts import queries

_PER_PAGE = 100
WHAT = {
    "attendance": _("Danh sách có mặt"),
    "units": _("Danh mục đơn vị"),
    "delegates": _("Danh sách đại biểu"),
    "sites": _("Danh sách điểm cầu"),
    "headcount": _("Báo cáo số lượng đại biểu"),
    "missing": _("Danh sách chưa trả lời"),
    "site": _("Đại biểu của một điểm cầu"),
    "packs": _("Bộ hồ sơ điểm cầu"),
}

FORMS = {"xlsx": "Excel", "csv": "CSV", "text": _("văn bản"), "zip": "ZIP", "pdf": "PDF"}


@require_GET
def exports(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    access_accounts(actor)
    people = [f"account:{pk}" for pk in administered_accounts(actor).values_list("pk", flat=True)]
    made = journal_exports.made(people, reachable_unit_paths(actor, Need.ADMINISTER))
    page = Paginator(made, _PER_PAGE).get_page(request.GET.get("page"))
    names = queries.names_of(entry.actor for entry in page)
    rows = [
        {
            "at": entry.at,
            "who": names[entry.actor],
            "what": WHAT.get(entry.data["what"].partition(":")[0], entry.data["what"]),
            "form": FORMS.get(entry.data["form"], entry.data["form"]),
            "rows": entry.data["rows"],
            "conference": entry.data["of"].removeprefix("conference:")
            if entry.data["of"].startswith("conference:")
            else "",
        }
        for entry in page
    ]
    return render(request, "organs/accounts/exports.html", {"nav": "accounts", "page": page, "rows": rows})
