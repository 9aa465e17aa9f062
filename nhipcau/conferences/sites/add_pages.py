"""The page on which sites are added, many in one action."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.conferences.framing import frame, key_of
from nhipcau.conferences.models import Conference
from nhipcau.conferences.sites import choosing
from nhipcau.conferences.sites.adding import AddedSites, NewSite, do_add_sites
from nhipcau.core.access import Need, access_conference, actor_of
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.organs.models import Tier


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Sites in one action: from the tree, from offices, from lines."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.PREPARE)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            rows = _rows_to_add(request, conference)
            added = do_add_sites(actor, pk, rows, key_of(request))
            messages.success(request, _told(added), extra_tags="ok")
            return redirect("conference-sites", pk)
    words = request.GET.get("q", "").strip()[:100]
    branches = choosing.branches(conference)
    context = frame(actor, conference) | {
        "unnamed": conference.sites.filter(is_placeholder=True, withdrawn_at=None).count(),
        "branches": branches,
        "tiers_below": _tiers_below(branches),
        "day": choosing.day_of_units(conference),
        "organs": choosing.organs_to_choose(conference, words),
        "q": words,
        "tiers": [(str(tier), tier.label) for tier in Tier],
        "sites_above": conference.sites.filter(withdrawn_at=None, tier__in=[Tier.CENTRE, Tier.PROVINCE, Tier.DISTRICT])
        .only("pk", "name", "is_main")
        .order_by("order"),
        "refusal": attempt.refusal,
        "given": request.POST,
        "line_tier": request.POST.get("line_tier") or _lowest(conference),
        "chosen": request.POST.getlist("head") + request.POST.getlist("organ"),
        "chosen_tiers": request.POST.getlist("tier"),
    }
    return render(request, "conferences/sites_add.html", context, status=attempt.status)


def _lowest(conference: Conference) -> str:
    """The tier of most sites that are typed: the last of those that take part."""
    last = conference.tiers.order_by("order").last()
    return Tier.DISTRICT if last is None or last.tier == conference.host.tier else last.tier


def _tiers_below(branches: list[choosing.Branch]) -> list[tuple[str, str, int]]:
    totals: dict[str, tuple[str, int]] = {}
    for branch in branches:
        for tier, label, count in branch.units:
            totals[tier] = (label, totals.get(tier, ("", 0))[1] + count)
    return [(tier, label, count) for tier, (label, count) in totals.items()]


def _rows_to_add(request: HttpRequest, conference: Conference) -> list[NewSite]:
    given = request.POST
    match given.get("from", ""):
        case "tree":
            heads = [] if given.get("all") else given.getlist("head")
            if not heads and not given.get("all"):
                raise Refusal(
                    "nothing_chosen", _("Chưa chọn địa bàn nào."), _("Chọn địa bàn, hoặc chọn toàn bộ."), status=422
                )
            return choosing.rows_of_units(conference, heads, given.getlist("tier"))
        case "organs":
            rows = [NewSite(organ=int(one)) for one in given.getlist("organ") if one.isdecimal()]
            if not rows:
                raise Refusal("nothing_chosen", _("Chưa chọn cơ quan nào."), _("Đánh dấu rồi bấm lại."), status=422)
            return rows
        case _:
            under = given.get("under", "")
            above = conference.sites.select_related("unit").filter(pk=under).first() if under.isdecimal() else None
            return choosing.rows_of_lines(conference, given.get("lines", ""), given.get("line_tier", ""), above)


def _told(added: AddedSites) -> str:
    there = len(added.ids) - len(added.made) - len(added.restored)
    said = [_("Đã thêm %(n)s điểm cầu.") % {"n": len(added.made)}]
    if added.restored:
        said.append(_("%(n)s điểm cầu đã thu hồi được dùng lại, với liên kết mới.") % {"n": len(added.restored)})
    if there:
        said.append(_("%(n)s nơi đã có điểm cầu từ trước, giữ nguyên.") % {"n": there})
    return " ".join(said)
